"""What the SPARQL 1.1 Protocol asks for beyond the W3C tests, on a real server."""

from __future__ import annotations

import gzip
import json
from urllib.parse import quote, urlencode

import pytest

from tests.sparql import results
from tests.sparql.served import Reply, Server

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
ALL = "SELECT * { ?s ?p ?o }"
GRAPH = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
TABLES = ["application/sparql-results+json", "application/sparql-results+xml", "text/tab-separated-values"]
GRAPHS = [
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/n-quads",
    "application/trig",
]


def get(server: Server, query: str, accept: str = "*/*", **fields: str) -> Reply:
    path = "/sparql?" + urlencode({"query": query, **fields})
    return server.ask("GET", path, headers={"accept": accept})


def test_percent_signs_are_decoded_once_and_a_plus_is_a_space(server: Server) -> None:
    for text, escaped in (("a+b", "a%2Bb"), ("a%2Bb", "a%252Bb"), ("a b", "a+b"), ("a b", "a%20b")):
        query = f'ASK+%7B+FILTER("{escaped}"+%3D+%22{quote(text, safe="")}%22)+%7D'
        assert json.loads(server.ask("GET", f"/sparql?query={query}").body)["boolean"] is True
        posted = server.ask("POST", "/sparql", f"query={query}".encode(), {"content-type": FORM})
        assert json.loads(posted.body)["boolean"] is True
    assert get(server, 'ASK { GRAPH ?g { ?s ?p "a+b" } }').body.endswith(b"true}")


@pytest.mark.parametrize("kind", [f"{FORM}; charset=UTF-8", f'{FORM.upper()};charset="utf-8"', f"{FORM};a=b"])
def test_parameters_of_media_types_are_taken(server: Server, kind: str) -> None:
    body = urlencode({"query": "ASK {}"}).encode()
    assert server.ask("POST", "/sparql", body, {"content-type": kind}).status == 200
    direct = kind.replace(FORM, DIRECT).replace(FORM.upper(), DIRECT.upper())
    assert server.ask("POST", "/sparql", b"ASK {}", {"content-type": direct}).status == 200


def test_a_data_set_of_the_request_goes_before_that_of_the_query(server: Server) -> None:
    inner, outer = "ASK FROM <urn:none> { <urn:other> ?p ?o }", "ASK { <urn:other> ?p ?o }"
    assert get(server, inner).body.endswith(b"false}")
    assert get(server, outer).body.endswith(b"false}")
    for query in (inner, outer):
        assert get(server, query, **{"default-graph-uri": "urn:g"}).body.endswith(b"true}")
    named = "ASK FROM NAMED <urn:none> { GRAPH ?g { <urn:other> ?p ?o } }"
    assert get(server, named).body.endswith(b"false}")
    assert get(server, named, **{"named-graph-uri": "urn:g"}).body.endswith(b"true}")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (("GET", "/sparql?query=", None, {}), 400),
        (("GET", "/sparql?query=ASK%20{}&query=ASK%20{}", None, {}), 400),
        (("POST", "/sparql?query=ASK%20{}", b"ASK {}", {"content-type": DIRECT}), 400),
        (("GET", "/sparql?query=%FF", None, {}), 400),
        (("POST", "/sparql", b"query=%FF", {"content-type": FORM}), 400),
        (("POST", "/sparql", b"\xff", {"content-type": DIRECT}), 400),
        (("GET", "/sparql?update=DROP%20ALL", None, {}), 400),
        (("GET", "/sparql?query=DROP%20ALL", None, {}), 400),
        (("GET", "/sparql?query=ASK%20{}&default-graph-uri=%20", None, {}), 422),
        (("GET", "/sparql?query=ASK%20{}&format=docx", None, {}), 422),
        (("GET", "/sparql?query=ASK%20{}&format=turtle", None, {}), 406),
        (("GET", "/sparql?query=ASK%20{}", None, {"accept": "image/png"}), 406),
        (("GET", "/sparql?query=ASK%20{}", None, {"accept": "*/*;q=0"}), 406),
        (("PUT", "/sparql", b"ASK {}", {"content-type": DIRECT}), 405),
        (("DELETE", "/sparql", None, {}), 405),
        (("PATCH", "/sparql", None, {}), 405),
        (("POST", "/sparql", b"ASK {}", {"content-type": "text/plain"}), 415),
        (("POST", "/sparql", b"ASK {}", {"content-type": f"{DIRECT}; charset=utf-16"}), 415),
        (("POST", "/sparql", b"ASK {}", {}), 415),
        (("POST", "/sparql", b"\x1f\x8b", {"content-type": DIRECT, "content-encoding": "gzip"}), 415),
        (("POST", "/sparql", b"#" * 200_001, {"content-type": DIRECT}), 413),
        (("GET", "/sparql?query=SELECT%20(<urn:f>(1)%20AS%20?x)%20{}", None, {}), 400),
    ],
)
def test_what_is_wrong_is_said_as_a_problem(
    server: Server, asked: tuple[str, str, bytes | None, dict[str, str]], status: int
) -> None:
    reply = server.ask(*asked)
    assert (reply.status, reply.kind) == (status, "application/problem+json"), reply
    problem = json.loads(reply.body)
    assert problem["status"] == status
    if status == 405:
        assert set(reply.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}
    if status == 406:
        assert "text/turtle" in problem["offered"] or "text/csv" in problem["offered"]


def test_a_syntax_error_has_its_place(server: Server) -> None:
    problem = json.loads(get(server, "SELECT *\nWHERE { ?s ?p ?o").body)
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 17)
    assert "line 2, column 17" in problem["detail"]


def test_head_options_and_other_origins(server: Server) -> None:
    path = "/sparql?" + urlencode({"query": ALL})
    head, full = server.ask("HEAD", path), server.ask("GET", path)
    assert (head.status, head.body) == (200, b"")
    assert {k: v for k, v in head.headers.items() if k != "date"} == {
        k: v for k, v in full.headers.items() if k != "date"
    }
    options = server.ask("OPTIONS", "/sparql")
    assert options.status == 204
    assert "POST" in options.headers["allow"]
    origin = {"origin": "https://example.org"}
    asked = {
        **origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    preflight = server.ask("OPTIONS", "/sparql", headers=asked)
    assert preflight.status == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert server.ask("GET", path, headers=origin).headers["access-control-allow-origin"] == "*"


def test_every_format_has_the_same_answer(server: Server) -> None:
    tables = [results.of_bytes(get(server, ALL, kind).body, kind) for kind in TABLES]
    assert len(tables[0]) == 300  # type: ignore[arg-type]
    assert all(results.same(table, tables[0]) for table in tables)
    plain = results.of_bytes(get(server, ALL, "text/csv").body, "text/csv")
    assert len(plain) == 300  # type: ignore[arg-type]
    both = "CONSTRUCT { ?s ?p ?o } { GRAPH <urn:g> { ?s ?p ?o } }"
    graphs = [results.of_bytes(get(server, both, kind).body, kind) for kind in GRAPHS]
    assert len(graphs[0]) == 2  # type: ignore[arg-type]
    assert all(results.same(graph, graphs[0]) for graph in graphs)


def test_a_truth_comes_in_every_format_of_tables(server: Server) -> None:
    assert [get(server, "ASK {}", kind).kind for kind in TABLES] == TABLES
    assert get(server, "ASK {}", "text/csv").body == get(server, "ASK {}", TABLES[2]).body == b"true"


@pytest.mark.parametrize(
    ("accept", "fields", "kind"),
    [
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", {}, "application/sparql-results+xml"),
        ("application/json", {}, "application/json"),
        ("text/*", {}, "text/csv"),
        ("", {}, "application/sparql-results+json"),
        ("text/csv", {"format": "tsv"}, "text/tab-separated-values"),
        ("image/png", {"format": "application/sparql-results+xml"}, "application/sparql-results+xml"),
        ("*/*, application/sparql-results+json;q=0", {}, "application/sparql-results+xml"),
    ],
)
def test_what_is_liked_best_is_sent(server: Server, accept: str, fields: dict[str, str], kind: str) -> None:
    assert get(server, ALL, accept, **fields).kind == kind


def test_a_large_answer_comes_compressed_where_that_is_taken(server: Server) -> None:
    path, plain = "/sparql?" + urlencode({"query": ALL}), get(server, ALL)
    packed = server.ask("GET", path, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_no_answer_is_sent_that_its_format_cannot_hold(server: Server) -> None:
    assert get(server, 'SELECT ("\\u0001" AS ?x) {}', "application/sparql-results+xml").status == 406
    number = "CONSTRUCT { <urn:a> <http://example.org/1> <urn:b> } {}"
    assert get(server, number, "application/rdf+xml").status == 406
    nested = "CONSTRUCT { <urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> } {}"
    assert get(server, nested, "application/ld+json").status == 406
    assert get(server, nested, "text/turtle").status == 200


def test_a_deadline_is_a_problem(server: Server) -> None:
    reply = get(server, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    assert (reply.status, reply.kind) == (504, "application/problem+json")


def test_the_same_answer_whether_the_graph_is_chosen_by_request_or_by_query(server: Server) -> None:
    query = "SELECT (COUNT(*) AS ?n) {} { ?s ?p ?o }"
    inner = get(server, query.replace("{}", "FROM <urn:g>"))
    outer = get(server, query.replace("{}", ""), **{"default-graph-uri": "urn:g"})
    assert inner.body == outer.body
    assert b'"value":"2"' in inner.body
