"""One new file in `queries/` is at once a route, an OpenAPI operation, a command and in the catalogue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from painkg import paths
from painkg.graph import Graph
from painkg.queries.library import Library
from painkg.settings import read
from painkg_api import cli
from painkg_api.app import create_app

NEW = """#+ summary: Labels of a term, made for a test
#+ params:
#+   term: {type: iri, of: [condition, technique], description: a pain or a technique}
#+   most: {type: integer, default: 3, description: rows at most}
#+   scale: {type: number, required: false}
#+   loud: {type: boolean, required: false}
#+   word: {type: string, enum: [one, two], required: false}
#+ examples:
#+   - args: {term: chronic back pain}
#+     includes: [{label: chronic back pain}]
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?label ?most ?scale ?loud ?word WHERE {
  VALUES ?term { <https://w3id.org/painkg/PAINKG_0010003> }
  VALUES ?most { 3 }
  VALUES ?scale { 1.5 }
  VALUES ?loud { true }
  VALUES ?word { "one" }
  ?term rdfs:label ?label
}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = Path(shutil.copytree(paths.queries_dir(), tmp_path_factory.mktemp("one") / "queries"))
    (copied / "terms" / "labels_of_term.rq").write_text(NEW, encoding="utf-8")
    return copied


@pytest.fixture(scope="module")
def client(folder: Path, graph: Graph, built: Path) -> Iterator[TestClient]:
    settings = read({}, workers=1)
    with TestClient(
        create_app(graph, settings, built / "painkg.nq.gz", library=Library.read(folder))
    ) as opened:
        yield opened


def test_it_is_in_the_list(client: TestClient) -> None:
    listed = {q["name"]: q for q in client.get("/queries").json()["queries"]}
    assert listed["labels_of_term"]["topic"] == "terms"
    assert listed["labels_of_term"]["sparql"].startswith("PREFIX")


def test_it_is_a_route_with_typed_parameters(client: TestClient) -> None:
    given = {"term": "CHRONIC back-pain", "most": "5", "scale": "2", "loud": "no", "word": "TWO"}
    found = client.get("/queries/labels_of_term", params=given).json()
    assert found["arguments"] == {
        "term": "PAINKG:0010003",
        "most": 5,
        "scale": 2.0,
        "loud": False,
        "word": "two",
    }
    (row,) = found["rows"]
    assert (row["label"], row["most"], row["loud"], row["word"]) == ("chronic back pain", "5", "false", "two")
    assert float(row["scale"]) == 2
    assert found["total"] == 1


def test_what_is_not_given_is_free(client: TestClient) -> None:
    found = client.get("/queries/labels_of_term?term=PAINKG:0010003").json()
    assert found["arguments"] == {"term": "PAINKG:0010003", "most": 3}
    assert found["rows"] == [{"label": "chronic back pain", "most": "3"}]


@pytest.mark.parametrize(
    ("form", "begin"),
    [("csv", "label,most"), ("tsv", "label\tmost"), ("sparql-json", '{"head"'), ("json", '{"query"')],
)
def test_it_comes_in_every_form(client: TestClient, form: str, begin: str) -> None:
    assert client.get(f"/queries/labels_of_term?term=PAINKG:0010003&format={form}").text.startswith(begin)


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("", 422, "term"),
        ("term=", 422, "term"),
        ("term=nothing at all", 404, None),
        ("term=duloxetine", 404, None),
        ("term=chronic back pain&most=many", 422, "most"),
        ("term=chronic back pain&word=three", 422, "word"),
        ("term=chronic back pain&mots=3", 422, "mots"),
    ],
)
def test_it_refuses_what_does_not_fit(
    client: TestClient, query: str, status: int, parameter: str | None
) -> None:
    response = client.get(f"/queries/labels_of_term?{query}")
    assert response.status_code == status
    assert response.json().get("parameter") == parameter


def test_it_is_an_operation_of_openapi(client: TestClient) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/queries/labels_of_term"]["get"]
    assert operation["summary"] == "Labels of a term, made for a test"
    parameters = {p["name"]: p for p in operation["parameters"]}
    assert [parameters[n]["schema"]["type"] for n in ("term", "most", "scale", "loud", "word")] == [
        "string",
        "integer",
        "number",
        "boolean",
        "string",
    ]
    assert parameters["term"]["required"]
    assert parameters["term"]["example"] == "chronic back pain"
    assert not parameters["most"]["required"]
    assert parameters["most"]["schema"]["default"] == 3
    assert parameters["word"]["schema"]["enum"] == ["one", "two"]


def test_it_is_in_the_catalogue(client: TestClient) -> None:
    assert (
        "https://w3id.org/painkg/queries/labels_of_term>" in client.get("/.well-known/sparql-examples").text
    )


def test_it_is_a_command(
    folder: Path, built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "queries_dir", lambda: folder)
    monkeypatch.setenv("PAINKG_STORE", f"oxigraph:{built / 'store'}")
    assert cli.main(["query"]) == 0
    assert "labels_of_term" in capsys.readouterr().out
    assert cli.main(["query", "labels_of_term", "term=chronic back pain", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "chronic back pain,3,,,"
    assert cli.main(["query", "labels_of_term", "term=nothing at all"]) == 2
    assert cli.main(["query", "label_of_terms"]) == 2
    assert "labels_of_term" in capsys.readouterr().err
