"""The pages of queries and sources, and of an answer: whole, linked, with a label for every field."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from painkg.graph import Graph

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
OPTIONS = "/queries/options_for_condition"


def page(client: TestClient, path: str) -> str:
    response = client.get(path, headers=HTML)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', response.text)
    return response.text


def links(text: str, where: str) -> list[str]:
    return [unescape(link) for link in re.findall(rf'href="({where}[^"]*)"', text)]


def test_every_query_has_a_page_whose_examples_are_answered(client: TestClient) -> None:
    listed = client.get("/queries").json()["queries"]
    pages = links(page(client, "/queries"), "/queries/")
    assert pages == [f"/queries/{query['name']}" for query in listed]
    for query, path in zip(listed, pages, strict=True):
        text = page(client, path)
        for parameter in query["parameters"]:
            assert f'<label for="p-{parameter["name"]}">' in text
            assert f'id="p-{parameter["name"]}"' in text
        examples = links(text, r"\?")
        given = [arguments for arguments in query["examples"] if arguments]
        assert len(examples) == len(given)
        if examples:
            total = client.get(path, params=given[0]).json()["total"]
            assert total
            assert page(client, path + examples[0]).count("<tr>") == total + 1, path


def test_a_query_that_lacks_what_it_needs_shows_its_form_alone(client: TestClient) -> None:
    text = page(client, OPTIONS)
    assert " required" in text
    assert "<h2>Answer</h2>" not in text


def test_a_blank_field_is_a_field_left_out(client: TestClient) -> None:
    given = "?condition=sciatica&technique_class=&direction="
    rows = client.get(OPTIONS, params={"condition": "sciatica"}).json()["total"]
    assert f"<caption>{rows} rows</caption>" in page(client, OPTIONS + given)


def test_a_value_of_a_field_stays_a_value(client: TestClient) -> None:
    text = page(client, OPTIONS + '?direction="><script>alert(1)</script>')
    assert "<script" not in text


def test_what_a_row_names_is_a_link_to_its_page(client: TestClient) -> None:
    text = page(client, OPTIONS + "?condition=sciatica")
    for row in client.get(OPTIONS, params={"condition": "sciatica"}).json()["rows"]:
        assert f">{row['option']}</a>" in text
    for where in ("/terms/", "/sources/"):
        assert client.get(links(text, where)[0]).status_code == 200


def test_the_list_of_sources_can_be_gone_through(client: TestClient, graph: Graph) -> None:
    seen, path = [], "/sources?limit=100"
    while path:
        text = page(client, path)
        seen += links(text, "/sources/")
        onward = re.findall(r'href="([^"]*)">next<', text)
        path = f"/sources{unescape(onward[0])}" if onward else ""
    assert set(seen) == {f"/sources/{source.label}" for source in graph.evidence.sources.values()}


@pytest.mark.parametrize("key", ["NG59", "ACP2017"])
def test_a_source_tells_its_statements(client: TestClient, graph: Graph, key: str) -> None:
    rows = [s for s in graph.evidence.statements.values() if s.source.label == key]
    text = page(client, f"/sources/{key}")
    assert links(text, "/statements/") == [f"/statements/{s.id}" for s in rows]
    assert rows[0].source.organisation in unescape(text)


def test_a_source_that_is_replaced_links_to_what_replaces_it(client: TestClient) -> None:
    assert "/sources/AAOSKNEE2021" in links(page(client, "/sources/AAOSKNEE2013"), "/sources/")


def test_the_page_of_an_answer_lists_every_red_flag(client: TestClient) -> None:
    path = "/ask?q=which invasive options address chronic back pain"
    flags = client.get(path).json()["answer"]["red_flags"]
    text = unescape(page(client, path))
    assert len(flags) > 6
    assert "--json" not in text
    fold = text.partition("<details>")[2].partition("</details>")[0]
    assert all(f"<td>{flag['finding']}</td>" in fold for flag in flags)
