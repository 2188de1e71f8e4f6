"""Answers that are cut at a limit say so and stay whole documents; SERVICE reaches only who is named."""

from __future__ import annotations

import gzip
import json
import socket
from urllib.parse import urlencode

import pytest

from painkg_api.cut import cut
from tests.sparql import results
from tests.sparql.served import Reply, Server
from tests.sparql.test_protocol import ALL, DIRECT, GRAPH, GRAPHS, TABLES, get

LISTENING = "http://127.0.0.1:{}/"
SPELLINGS = [
    "SELECT * { SERVICE <A> { ?s ?p ?o } }",
    "SELECT * { sErViCe SILENT <A> { ?s ?p ?o } }",
    "SELECT * { SERVICE#\nSILENT#\n<A>{ ?s ?p ?o } }",
    "SELECT * { BIND(1 AS ?x)SERVICE SILENT<A>{ ?s ?p ?o } }",
    "SELECT * { OPTIONAL{}SERVICE SILENT <A> { ?s ?p ?o } }",
    "PREFIX : <A> SELECT * { SERVICE SILENT : { ?s ?p ?o } }",
    "PREFIX : <A> SELECT * { SERVICE: { ?s ?p ?o } }",
    "PREFIX SERVICE: <A> SELECT * { SERVICE SERVICE: { ?s ?p ?o } }",
    "SELECT * { VALUES ?g { <A> } SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { ?a ?b 1.5SERVICE SILENT <A> { ?s ?p ?o } }",
    "SELECT * { ?a ?b 'x'@en.SERVICE SILENT <A> { ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b&&?d>?c)SERVICE SILENT <A> { ?s ?p ?o } FILTER(?d>?c) }",
    "SELECT * { FILTER('' = '')SERVICE SILENT <A> { ?s ?p ?o } }",
    "SELECT * { # \\u000A SERVICE SILENT <A> { ?s ?p ?o }\n }",
    "SELECT * { SERV\\u0049CE SILENT <A> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '''a''\\''''SERVICE SILENT <A> { ?s ?p ?o } }",
    "ASK { ?s ?p 1#\rSERVICE SILENT <A> { ?s ?p ?o }\n }",
    "LOAD <A>",
    "LOAD SILENT <A> INTO GRAPH <urn:g>",
]
HARMLESS = [
    "SELECT ?service { ?service ?load $service }",
    "PREFIX ex: <urn:> SELECT * { ?s ex:service ?o ; ex:LOAD ex:SERVICE }",
    "PREFIX service: <urn:> SELECT * { ?s service:p ?load }",
    "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1:9/> { }' } # SERVICE",
    "SELECT * { ?s <urn:SERVICE> ?o ; <urn:insert> ?x }",
    "SELECT * { _:service ?p 'x'@load }",
]


def rows(reply: Reply) -> int:
    found = results.of_bytes(reply.body, reply.kind)
    assert isinstance(found, list)
    return len(found)


@pytest.mark.parametrize("kind", [*TABLES, "text/csv", *GRAPHS])
def test_an_answer_cut_at_a_limit_says_so_and_is_whole(narrow: Server, kind: str) -> None:
    query = GRAPH if kind in GRAPHS else ALL
    cut_short = get(narrow, query, kind)
    assert cut_short.headers.get("painkg-truncated") == "true", cut_short
    assert rows(cut_short) == 100
    exact = get(narrow, f"{query} LIMIT 100", kind)
    assert "painkg-truncated" not in exact.headers
    assert rows(exact) == 100


@pytest.mark.parametrize("kind", [*TABLES, "text/csv", *GRAPHS])
def test_an_answer_cut_at_its_bytes_is_whole(narrow: Server, kind: str) -> None:
    long = '"' + "é" * 1000 + '"'
    query = f"CONSTRUCT {{ ?s ?p ?x }} {{ ?s ?p ?o BIND(CONCAT({long}, ?o) AS ?x) }} LIMIT 90"
    if kind not in GRAPHS:
        query = query.replace("CONSTRUCT { ?s ?p ?x }", "SELECT ?x ?s ?p")
    reply = get(narrow, query, kind)
    assert reply.headers["painkg-truncated"] == "true"
    assert 0 < rows(reply) < 20


def test_a_large_answer_is_sent_whole(server: Server) -> None:
    """It goes through a file, other than small ones."""
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(STRSTARTS(?c, 'value 1')) } LIMIT 20000"
    plain = get(server, query)
    assert len(plain.body) > 5_000_000
    assert len(json.loads(plain.body)["results"]["bindings"]) == 20_000
    assert plain.headers["content-length"] == str(len(plain.body))
    path = "/sparql?" + urlencode({"query": query})
    packed = server.ask("GET", path, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert server.ask("HEAD", path).headers["content-length"] == plain.headers["content-length"]
    same = server.ask("GET", path, headers={"if-none-match": plain.headers["etag"]})
    assert (same.status, same.body) == (304, b"")


def test_a_large_query_is_answered(server: Server) -> None:
    """It goes through a file, other than small ones."""
    values = " ".join(f'"{i:0100}"' for i in range(1500))
    text = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?v {{ {values} }} }}".encode()
    reply = server.ask("POST", "/sparql", text, {"content-type": DIRECT, "accept": "text/csv"})
    assert reply.body == b"n\r\n1500\r\n"


def test_json_and_xml_say_within_that_they_are_cut(narrow: Server) -> None:
    assert json.loads(get(narrow, ALL).body)["truncated"] is True
    assert b"<!-- truncated -->" in get(narrow, ALL, "application/sparql-results+xml").body


@pytest.mark.parametrize("size", range(60, 200))
def test_a_table_is_cut_after_a_row_wherever_its_bytes_end(size: int) -> None:
    one = '{"s":{"type":"literal","value":"é}},{\\""}},{},{"s":{"type":"triple","value":{"a":{"b":{}}}}}'
    body = ('{"head":{"vars":["s"]},"results":{"bindings":[' + one + "," + one + "]}}").encode()
    found, truncated = cut(body[:size], "application/json", 9, whole=False)
    read = json.loads(found)
    assert truncated
    assert (
        read["results"]["bindings"]
        == json.loads(body)["results"]["bindings"][: len(read["results"]["bindings"])]
    )


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_service_or_load_reaches_a_server(server: Server, spelling: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.02)
        query = spelling.replace("<A>", f"<{LISTENING.format(listener.getsockname()[1])}>")
        assert get(server, query).status in ((400, 200) if "\\u000A" in spelling else (400,))
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("query", HARMLESS)
def test_a_name_or_text_that_holds_the_word_is_no_call(server: Server, query: str) -> None:
    assert get(server, query).status == 200


def test_service_reaches_a_server_that_the_operator_names(narrow: Server, server: Server) -> None:
    there = f"http://127.0.0.1:{server.port}/sparql"
    query = "SELECT ?s { SERVICE <A> { GRAPH ?g { ?s <urn:q> ?o } } }"
    reply = get(narrow, query.replace("<A>", f"<{there}>"))
    assert b"urn:other" in reply.body
    assert "etag" not in reply.headers  # what another server says may be something else next time
    assert get(narrow, query.replace("<A>", f"<{there}/>")).status == 400
    assert get(narrow, f"PREFIX : <{there}> " + query.replace("<A>", ":")).status == 400
    both = f"SELECT * {{ SERVICE <{there}> {{}} SERVICE SILENT <http://127.0.0.1:9/> {{}} }}"
    assert get(narrow, both).status == 400
