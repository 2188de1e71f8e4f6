"""`/sparql`: queries by three methods, negotiation, refusals, and a deadline that truly stops the query."""

from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from painkg.errors import ParameterError
from painkg.graph import Graph
from painkg.settings import read
from painkg.terms import RDFS, XSD
from painkg_api.app import create_app
from painkg_api.asked import DIRECT, FORM, GRAPHS
from painkg_api.serving import load

LABEL = 'SELECT ?t WHERE { ?t <http://www.w3.org/2000/01/rdf-schema#label> "chronic back pain"@en }'
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_three_ways_to_ask(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": LABEL}).json()
    posted = client.post("/sparql", data={"query": LABEL}).json()
    direct = client.post(
        "/sparql", content=LABEL, headers={"content-type": "application/sparql-query"}
    ).json()
    assert got == posted == direct
    assert got["results"]["bindings"][0]["t"]["value"] == "https://w3id.org/painkg/PAINKG_0010003"


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (LABEL, "application/sparql-results+xml", "application/sparql-results+xml"),
        (LABEL, "text/csv", "text/csv; charset=utf-8"),
        (LABEL, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("ASK { ?s ?p ?o }", "*/*", "application/sparql-results+json"),
        (
            "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3",
            "application/n-triples",
            "application/n-triples",
        ),
        ("DESCRIBE <https://w3id.org/painkg/PAINKG_0010003>", "text/turtle", "text/turtle"),
    ],
)
def test_negotiation(client: TestClient, query: str, accept: str, kind: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].replace("; charset=utf-8", "") == kind.replace(
        "; charset=utf-8", ""
    )


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
        ("SELECT * WHERE { sErViCe SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
        ("LOAD <http://127.0.0.1:9/>", 400),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 400),
        ("DELETE WHERE { ?s ?p ?o }", 400),
        ("SELECT * WHERE {", 400),
        ("", 400),
        ("SELECT ?x WHERE { " + "{" * 5000 + "}" * 5000 + " }", 503),
    ],
)
def test_refusals(client: TestClient, query: str, status: int) -> None:
    response = client.post("/sparql", data={"query": query})
    assert response.status_code in (status, 400), response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert client.get("/sparql", params={"query": LABEL}).status_code == 200


def test_words_in_strings_comments_and_names_are_no_service(client: TestClient) -> None:
    query = 'PREFIX service: <http://a/> SELECT ?s WHERE { # SERVICE\n ?s service:load "SERVICE <x> INSERT" }'
    assert client.get("/sparql", params={"query": query}).status_code == 200


def test_a_runaway_is_stopped_at_its_deadline(client: TestClient) -> None:
    start = time.monotonic()
    response = client.post("/sparql", data={"query": RUNAWAY})
    assert response.status_code == 504
    assert time.monotonic() - start < 30  # the deadline is 2 s; the bound only says that it ends
    assert client.get("/sparql", params={"query": LABEL}).status_code == 200


@pytest.mark.parametrize(
    ("method", "arguments", "status"),
    [
        ("post", {"content": "x", "headers": {"content-type": "text/plain"}}, 415),
        ("post", {"data": {"update": "DROP ALL"}}, 400),
        ("put", {}, 405),
        ("get", {"params": {"query": LABEL, "format": "docx"}}, 422),
        ("get", {"params": {"query": LABEL}, "headers": {"accept": "image/png"}}, 406),
    ],
)
def test_protocol_errors(client: TestClient, method: str, arguments: dict[str, object], status: int) -> None:
    response = getattr(client, method)("/sparql", **arguments)
    assert response.status_code == status, response.text


def test_a_graph_can_be_chosen_by_the_request_or_by_the_query(client: TestClient) -> None:
    def count(source: str = "", **fields: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) {source} {{ ?s ?p ?o }}"
        rows = client.get("/sparql", params={"query": query, **fields}).json()["results"]["bindings"]
        return int(rows[0]["n"]["value"])

    graph = "https://w3id.org/painkg/graph/evidence"
    assert 0 < count(**{"default-graph-uri": graph}) < count()
    assert count(f"FROM <{graph}>") == count(**{"default-graph-uri": graph})
    assert count(f"FROM NAMED <{graph}>") == 0


def test_a_triple_that_stands_in_two_graphs_is_in_the_union_once(client: TestClient) -> None:
    def count(pattern: str) -> int:
        query = f"PREFIX rdfs: <{RDFS}> SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
        rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        return int(rows[0]["n"]["value"])

    everywhere = "GRAPH ?g { ?s rdfs:subClassOf ?o }"
    once = count(f"SELECT DISTINCT ?s ?o {{ {everywhere} }}")
    assert count("?s rdfs:subClassOf ?o") == once < count(everywhere)


@pytest.mark.parametrize("limit", [256, 0], ids=["in memory", "on disk"])
def test_files_given_by_hand_are_served_with_a_strict_default_graph(
    graph: Graph, tmp_path: Path, limit: int
) -> None:
    tags = set()
    (tmp_path / "one.ttl").write_text('<urn:a> <urn:p> "x" .\n')
    (tmp_path / "two.nt").write_text('<urn:b> <urn:p> "y" .\n')
    files = [str(tmp_path / "one.ttl"), f"urn:g={tmp_path / 'two.nt'}"]
    settings = read({}, workers=1, data_in_memory=limit)
    stored = load(files, settings, tmp_path, lambda _: None)
    with TestClient(create_app(graph, settings, stored, strict=True)) as opened:

        def subjects(query: str) -> list[str]:
            response = opened.get("/sparql", params={"query": query})
            tags.add(response.headers["etag"])
            return [row["s"]["value"] for row in response.json()["results"]["bindings"]]

        assert subjects("SELECT ?s WHERE { ?s ?p ?o }") == ["urn:a"]
        assert subjects("SELECT ?s WHERE { GRAPH <urn:g> { ?s ?p ?o } }") == ["urn:b"]
    with TestClient(create_app(graph, settings, stored, strict=True)) as opened:
        assert subjects("SELECT ?s WHERE { ?s ?p ?o }") == ["urn:a"]
    assert len(tags) == 2  # the files may have changed before the server was started again


@pytest.mark.parametrize("item", ["nowhere.ttl", "urn:g=nowhere.nt"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, item: str) -> None:
    with pytest.raises(ParameterError, match="no such file"):
        load([item], read({}), tmp_path, lambda _: None)


@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("*/*", "text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_without_a_query_the_service_describes_itself(
    client: TestClient, accept: str, media: str, form: ox.RdfFormat
) -> None:
    response = client.get("/sparql", headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(media)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    told = {(t.predicate.value, getattr(t.object, "value", "")) for t in ox.parse(response.content, form)}
    assert (f"{sd}supportedLanguage", f"{sd}SPARQL11Query") in told
    assert (f"{sd}feature", f"{sd}UnionDefaultGraph") in told
    assert (f"{sd}name", "https://w3id.org/painkg/graph/evidence") in told


def test_the_functions_that_the_description_names_are_there_and_no_other(client: TestClient) -> None:
    described = ox.parse(client.get("/sparql").content, ox.RdfFormat.TURTLE)
    told = {t.object.value for t in described if t.predicate.value.endswith("#extensionFunction")}
    values = ["2020-01-01", "10:00:00", "P1D", "P1Y", "2020", "2020-01", "--01", "--01-01", "---01"]
    names = ["anyURI", "date", "time", "duration", "dayTimeDuration", "yearMonthDuration"]
    names += ["gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay"]

    def there(function: str) -> bool:
        casts = " ".join(f'BIND(<{function}>("{v}") AS ?x{i})' for i, v in enumerate(values))
        reply = client.get("/sparql", params={"query": f"SELECT * {{ {casts} }}", "format": "json"})
        return reply.status_code == 200 and any(reply.json()["results"]["bindings"])

    assert told == {XSD + name for name in names if there(XSD + name)}


def test_without_a_query_people_are_led_to_the_editor(client: TestClient) -> None:
    response = client.get("/sparql", headers={"accept": "text/html"}, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/editor")
    assert client.get("/sparql", headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("path", ["/.well-known/void", "/.well-known/sparql-examples", "/sparql"])
@pytest.mark.parametrize("media", GRAPHS[:4])
def test_what_is_described_comes_in_every_form(client: TestClient, path: str, media: str) -> None:
    found = client.get(path, headers={"accept": media})
    assert found.headers["content-type"].partition(";")[0] == media
    assert len(list(ox.parse(found.content, ox.RdfFormat.from_media_type(media)))) > 10
    assert client.get(path, headers={"accept": "image/png"}).status_code == 406


def test_openapi_has_the_protocol(client: TestClient) -> None:
    operations = client.get("/openapi.json").json()["paths"]["/sparql"]
    assert {"query", "format", "default-graph-uri"} < {p["name"] for p in operations["get"]["parameters"]}
    assert set(operations["post"]["requestBody"]["content"]) == {FORM, DIRECT}
    for media in operations["get"]["responses"]["200"]["content"]:
        form = "CONSTRUCT { ?s ?p ?o }" if media in GRAPHS else "SELECT *"
        query = f"{form} WHERE {{ ?s ?p ?o }} LIMIT 1"
        assert client.get("/sparql", params={"query": query}, headers={"accept": media}).status_code == 200
