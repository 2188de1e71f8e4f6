"""The SPARQL editor as a person uses it: examples, completion, errors, links, downloads; without scripts."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from painkg.graph import Graph
from painkg.settings import read
from painkg_api.app import create_app
from painkg_api.serving import load
from tests.browser.chromium import Chromium, Page
from tests.browser.conftest import served

READY = "!!document.querySelector('.cm-content')"
STATUS = "document.querySelector('#status').innerText"
QUERY = "document.querySelector('#query').value"
# marks each answer as the server marks one that it cut
CUTTING = """
const asked = fetch;
window.fetch = async (...request) => {
  const answer = await asked(...request), headers = new Headers(answer.headers);
  headers.set("Painkg-Truncated", "true");
  return new Response(await answer.blob(), {status: answer.status, headers});
};
0
"""
ENTER, END, DOWN = ("Enter", 13), ("End", 35), ("ArrowDown", 40)


def write(page: Page, text: str) -> None:
    """Put a text in place of the query, as a link does, and the cursor at its end."""
    page.value(f"location.hash = new URLSearchParams({{query: {json.dumps(text)}}})")
    page.until(f"{QUERY} === {json.dumps(text)}")
    page.focus("#text")
    page.press(*END, control=True)


def offered(page: Page, start: str) -> list[str]:
    """Return what is offered for completion once something begins so."""
    texts = "[...document.querySelectorAll('.cm-tooltip-autocomplete li')].map(item => item.innerText)"
    page.until(f"{texts}.some(text => text.replace(/^\\W/, '').startsWith({json.dumps(start)}))")
    found: list[str] = page.value(texts)
    return found


def test_an_example_is_filled_in_and_answered(page: Page, address: str, graph: Graph) -> None:
    page.open(f"{address}/editor")
    page.value("document.querySelector('#examples a[href$=\"=options_for_condition\"]').click()")
    page.until("!!document.querySelector('#p-condition[role=combobox]')")
    page.focus("#p-condition")
    page.type("chronic low back")
    page.until("document.querySelector('#p-condition + ul').innerText.includes('chronic low back pain')")
    page.press(*DOWN)
    page.press(*ENTER)
    page.value("document.querySelector('#p-least_certainty').value = ''")
    page.value("document.querySelector('#p-technique_class').value = 'invasive'")
    page.click("#parameters button")
    assert int(page.until(f"{STATUS}.match(/^(\\d+) rows? in/)")[1]) > 3
    term = graph.index.resolve(str(page.value("document.querySelector('#p-condition').value")))
    assert term.label == "chronic low back pain"
    assert term.id.replace(":", "_") in page.value(QUERY)
    classes = page.value(
        "[...document.querySelectorAll('#results tbody tr')].map(row => row.cells[1].innerText)"
    )
    assert set(classes) == {"invasive"}
    name, place, label = page.value(
        "(a => [a.innerText, a.getAttribute('href'), a.nextSibling.innerText.trim()])"
        "(document.querySelector('#results tbody a[href^=\"/terms/\"]'))"
    )
    assert place == f"/terms/{name}"
    assert graph.index.terms[name].label == label
    link = page.value("document.querySelector('#results tbody a[href^=\"/statements/\"]').innerText")
    assert link in graph.evidence.statements


def test_a_wrong_value_is_told_at_its_field(page: Page, address: str) -> None:
    page.open(f"{address}/editor?example=options_for_condition")
    page.focus("#p-condition")
    page.type("chronik bakc pain")
    page.click("#parameters button")
    assert "no cause or condition is called" in page.text(".field:has([aria-invalid]) .wrong")


def test_a_syntax_error_is_shown_at_its_line(page: Page, address: str) -> None:
    page.open(f"{address}/editor")
    write(page, "SELECT * WHERE {\n  ?s ?p ?o\n  FILTR(?o > 3)\n}")
    page.press(*ENTER, control=True)
    assert page.text(".cm-wrong") == "  FILTR(?o > 3)"
    assert page.text(".cm-problem") == 'not understood from "FILTR" on'
    assert page.value("document.querySelector('#save').disabled")


@pytest.mark.parametrize(
    ("written", "expected", "added"),
    [
        ("?s a pk:Statement .\n ?s pk:hasCert", "pk:hasCertainty", "pk:hasCertainty"),
        ("?s a pk:Safe", "pk:SafetyStatement", "pk:SafetyStatement"),
        ("?s pk:hasStrength strong", "pk:strong", "pk:strong"),
        ("?s pk:hasCondition lumbago", "low back pain", "PAINKG:0010061"),
    ],
    ids=["property", "class", "value", "term by synonym"],
)
def test_completion(page: Page, address: str, written: str, expected: str, added: str) -> None:
    page.open(f"{address}/editor")
    page.until("fetch('/vocabulary').then(response => response.ok)")
    before, _, typed = written.rpartition(" ")
    write(page, f"SELECT * WHERE {{ {before}")
    page.type(f" {typed}")
    at = next(i for i, text in enumerate(offered(page, expected)) if expected in text)
    time.sleep(0.1)  # for that long after it opens, the list takes no key
    for _ in range(at):
        page.press(*DOWN)
    page.press(*ENTER)
    page.until(f"{QUERY}.trimEnd().endsWith({json.dumps(f'{before} {added}')})")
    prefix = added.partition(":")[0]
    assert f"PREFIX {prefix}: <https://w3id.org/painkg/" in page.value(QUERY)


def test_a_link_shows_the_same_query_to_another_person(chromium: Chromium, page: Page, address: str) -> None:
    page.open(f"{address}/editor?example=subclasses")
    page.until(READY)
    page.click("#parameters button")
    page.until(f"{STATUS}.includes(' in ')")
    link, query = str(page.value("location.href")), page.value(QUERY)
    with chromium.page() as other:
        other.open(link)
        other.until(f"{QUERY} === {json.dumps(query)}")
        assert other.value("document.querySelector('#notice').hidden")
        other.open(link.replace("snapshot=", "snapshot=0"))
        assert "the answer may differ" in other.text("#notice:not([hidden])")


def test_the_answer_is_saved_as_csv(page: Page, address: str, tmp_path: Path) -> None:
    page.open(f"{address}/editor")
    write(page, "SELECT ?s WHERE { ?s a <https://w3id.org/painkg/vocab#Statement> }")
    page.click("#run")
    page.until(f"{STATUS}.includes('The first 1,000 are shown; the download has all')")
    assert page.value("document.querySelectorAll('#results tbody tr').length") == 1000
    with page.saving(tmp_path):
        page.click("#save:enabled")
    (file,) = tmp_path.glob("painkg-*.csv")
    head, *rows = file.read_text().splitlines()
    assert head == "s"
    assert len(rows) == len(set(rows)) > 1000


def test_a_cut_answer_is_said_to_be_cut(page: Page, address: str) -> None:
    page.open(f"{address}/editor")
    page.value(CUTTING)
    page.click("#run")
    assert "there is more" in page.until(f"{STATUS}.includes('rows in') && {STATUS}")


def test_without_scripts_the_form_still_answers(page: Page, address: str, tmp_path: Path) -> None:
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    page.open(f"{address}/editor?example=subclasses")
    with page.saving(tmp_path):
        page.click("#run")
    (file,) = tmp_path.iterdir()
    assert file.read_text().startswith("label,parent_label,subclass,parent")


def test_on_other_data_its_own_names_are_completed(page: Page, graph: Graph, tmp_path: Path) -> None:
    data = '<http://a.example/one> a <http://a.example/kinds#Animal> ; <http://a.example/says> "moo" .'
    (tmp_path / "some.ttl").write_text(data)
    store = load([str(tmp_path / "some.ttl")], read({}), tmp_path, lambda _: None)
    with served(create_app(graph, read({}, workers=1), store, strict=True)) as address:
        page.open(f"{address}/editor")
        page.click("#run")
        assert "1 row in" in page.until(f"{STATUS}.includes(' in ') && {STATUS}")
        assert page.value("document.querySelector('#results tbody').innerText").split() == ["ns1:Animal", "1"]
        write(page, "SELECT * WHERE { ?s")
        page.type(" ns2:s")
        assert offered(page, "ns2:says")[0].startswith("ns2:says")
        time.sleep(0.1)  # for that long after it opens, the list takes no key
        page.press(*ENTER)
        page.until(f"{QUERY}.startsWith('PREFIX ns2: <http://a.example/>')")
