"""The page of the SPARQL editor as the server gives it, its files, and the text of a query with values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from painkg import paths
from painkg.graph import Graph
from painkg.queries.library import Library
from painkg.settings import read
from painkg_api.app import create_app
from painkg_api.serving import load

LIBRARY = Library.read(paths.queries_dir())


def written(page: str) -> str:
    """Return the query that a page holds."""
    return unescape(page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])


def test_the_first_query_of_the_page_has_an_answer(client: TestClient) -> None:
    found = client.post("/sparql", data={"query": written(client.get("/editor").text)}).json()
    assert {"option", "source"} <= found["results"]["bindings"][0].keys()


@pytest.mark.parametrize("name", sorted(LIBRARY.queries))
def test_the_page_has_every_query_with_its_first_example_and_a_field_for_each_parameter(
    client: TestClient, name: str
) -> None:
    page = client.get(f"/editor?example={name}").text
    query = LIBRARY.get(name)
    filled = client.get(f"/queries/{name}", params={**query.header.examples[0].args, "format": "sparql"})
    assert written(page).strip() == filled.text.strip()
    assert re.findall(r'id="p-(\w+)" name="\1"', page) == list(query.header.params)
    assert re.findall(r'href="/editor\?example=(\w+)" aria-current', page) == [name]
    assert len(re.findall(r'href="/editor\?example=', page)) == len(LIBRARY)


def test_files_are_served_under_the_digest_of_all_and_revalidated(client: TestClient) -> None:
    address = re.findall(r'src="(/static/\w+/editor\.js)"', client.get("/editor").text)[0]
    script = client.get(address)
    assert script.headers["content-type"].startswith("text/javascript")
    again = client.get(address, headers={"if-none-match": script.headers["etag"]})
    assert again.status_code == 304
    for name in re.findall(r'from "\./(\w+\.js)"', script.text):
        assert client.get(address.replace("editor.js", name)).status_code == 200


def test_the_page_lets_the_browser_ask_no_other_host(client: TestClient) -> None:
    page = client.get("/editor").text
    assert """content="default-src 'self'; """ in unescape(page)
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)


def test_the_text_of_a_query_with_its_values(client: TestClient) -> None:
    text = client.get("/queries/subclasses?term=chronic back pain&format=sparql")
    assert text.headers["content-type"] == "application/sparql-query"
    assert "VALUES ?term { <https://w3id.org/painkg/PAINKG_0010003> }" in text.text
    rows = client.post("/sparql", data={"query": text.text}).json()["results"]["bindings"]
    assert len(rows) == client.get("/queries/subclasses?term=chronic back pain").json()["total"]


@pytest.fixture(scope="module")
def other(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server that was given files: two animals, one of them in a named graph."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "one.ttl").write_text('<urn:one> a <urn:Animal> ; <urn:says> "moo" .\n')
    (folder / "two.ttl").write_text("<urn:two> a <urn:Animal> .\n")
    store = load([str(folder / "one.ttl"), f"urn:g={folder / 'two.ttl'}"], read({}), folder, lambda _: None)
    with TestClient(create_app(graph, read({}, workers=1), store, strict=True)) as client:
        yield client


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("classes", [["urn:Animal", "2"]]),
        ("properties", [["http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "2"], ["urn:says", "1"]]),
        ("graphs", [["urn:g", "1"]]),
    ],
)
def test_on_other_data_the_examples_suit_any(other: TestClient, name: str, answer: list[list[str]]) -> None:
    page = other.get(f"/editor?example={name}").text
    assert set(re.findall(r'href="/editor\?example=(\w+)"', page)) == {
        "classes",
        "properties",
        "graphs",
        "triples",
    }
    rows = other.post("/sparql", data={"query": written(page)}).json()["results"]["bindings"]
    assert [[cell["value"] for cell in row.values()] for row in rows] == answer


def test_on_other_data_nothing_of_the_graph_is_offered(other: TestClient) -> None:
    page = other.get("/editor")
    assert "etag" not in page.headers
    assert written(page.text) == written(other.get("/editor?example=classes").text)
    assert other.get("/editor?example=subclasses").status_code == 404
    assert other.get("/vocabulary").json()["terms"] == {}
    assert "sparqlEndpoint" not in other.get("/.well-known/void").text
    assert (
        "https://w3id.org/painkg/graph/" not in other.get("/sparql", headers={"accept": "text/turtle"}).text
    )
