"""Keywords and blocks are found where an engine would read them, and nowhere else."""

from __future__ import annotations

import contextlib
import time

import pyoxigraph as ox
import pytest

from painkg.queries.text import blocks, keywords, tokens

CALLS = [
    "SERVICE<http://127.0.0.1:9/>{}",
    "sErViCe SILENT <http://127.0.0.1:9/> {}",
    "SERVICESILENT<http://127.0.0.1:9/>{}",
    "SERVICE:x {}",
    "SERVICE: {}",
    "SERVICE:x # a comment {\n {}",
    "SERVICESILENT:x{}",
    "?s ?p ?o.SERVICE<http://127.0.0.1:9/>{}",
    "?s ?p ?o.SERVICE:x{}",
    "?s ?p true.SERVICE<http://127.0.0.1:9/>{}",
    "?s ?p true.SERVICE:x {}",
    "?s ?p trueSERVICE:x {}",
    "?s ?p 1.SERVICE<http://127.0.0.1:9/>{}",
    "?s ?p 1.5SERVICE<http://127.0.0.1:9/>{}",
    "?s ?p 5SERVICE:x{}",
    "?s ?p 'x'@en.SERVICE<http://127.0.0.1:9/>{}",
    "?s ?p 'x'SERVICE:x {}",
    "?s ?p :.SERVICE<http://127.0.0.1:9/>{}",
    "?s ?p <http://a/'b>.SERVICE<http://127.0.0.1:9/>{?s ?p 'c'}",
    "OPTIONAL{}SERVICE<http://127.0.0.1:9/>{}",
    "# a comment ends at a carriage return\rSERVICE <http://127.0.0.1:9/> {}",
    "BIND(1<2 AS ?x)SERVICE<http://127.0.0.1:9/>{}",
    "BIND(?y<?z AS ?x)SERVICE<http://127.0.0.1:9/>{}",
    "SERVICE ?there {}",
]
NO_CALLS = [
    "# SERVICE <http://a/> {}\n",
    "?s ?p 'SERVICE <http://a/> {}'",
    '?s ?p """SERVICE "" <http://a/> {}"""',
    "?s ?p '''it''s SERVICE '''",
    '?s ?p "\\" SERVICE <http://a/> {}"',
    "?s ?p <http://a/SERVICE>",
    "?service $SERVICE ?o",
    "?s service:load ?o",
    "?s :SERVICE ?o",
    "?s a:SERVICE.SERVICE ?o",
    "?s ?p a:\\'.SERVICE, a:\\'",
    "?s ?p 'x'@SERVICE",
    "?s ?p _:SERVICE",
]


@pytest.mark.parametrize("text", CALLS)
def test_every_call_of_another_server_is_seen(text: str) -> None:
    query = f"PREFIX : <http://127.0.0.1:9/> SELECT * {{ {text} }}"
    assert "SERVICE" in list(keywords(query))


@pytest.mark.parametrize("text", NO_CALLS)
def test_what_is_no_call_is_left_alone(text: str) -> None:
    query = f"PREFIX a: <http://a/> PREFIX : <http://a/> PREFIX service: <http://a/> SELECT * {{ {text} }}"
    assert list(keywords(query)) == ["PREFIX", "PREFIX", "PREFIX", "SELECT"]
    ox.Store().query(query)


@pytest.mark.parametrize("text", ["S\\u0045RVICE <http://127.0.0.1:9/> {}", "?s ?p '\\u0027SERVICE:x{}#'"])
def test_the_engine_reads_no_escapes_before_it_reads_tokens(text: str) -> None:
    """Were this to change, `keywords` had to do the same."""
    query = f"PREFIX : <http://127.0.0.1:9/> SELECT * {{ {text} }}"
    with contextlib.suppress(SyntaxError):
        assert not list(ox.Store().query(query))  # a call would be an OSError, as nobody listens there


@pytest.mark.parametrize("text", [*CALLS, *NO_CALLS])
def test_tokens_are_the_text(text: str) -> None:
    found = list(tokens(text))
    assert "".join(t.text for t in found) == text
    assert all(text[t.start : t.end] == t.text for t in found)


LONG = {
    "a.": 200_000,
    "<a": 200_000,
    '"\\': 200_000,
    "'''a": 100_000,
    "service:x ": 50_000,
    "@a-": 150_000,
    "a:b..": 100_000,
    "a:\\": 150_000,
}


@pytest.mark.parametrize("text", [part * times for part, times in LONG.items()], ids=list(LONG))
def test_time_grows_with_the_length_of_the_text(text: str) -> None:
    start = time.monotonic()
    list(keywords(text))
    assert time.monotonic() - start < 10  # it takes under a second; one that grew faster would take hours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VALUES ?a { 1 }", {"a": " 1 "}),
        ("values$a{1}", {"a": "1"}),
        ("VALUES # of ?x {\n ?a # {\n { 1 }", {"a": " 1 "}),
        ('VALUES ?a { \'}\' """}""" <http://a/VALUES> } }', {"a": ' \'}\' """}""" <http://a/VALUES> '}),
        ("?s ?p 'VALUES ?a { 1 }'", {}),
        ("# VALUES ?a { 1 }", {}),
        ("?s <http://a/VALUES> ?a . { }", {}),
        ("?s a:VALUES ?a { }", {}),
        ("VALUES (?a) { (1) }", {}),
        ("VALUES ?a", {}),
        ("VALUES ?a { 1", {}),
        ("?VALUES ?a { 1 }", {}),
    ],
)
def test_blocks(text: str, expected: dict[str, str]) -> None:
    assert {b.variable: text[b.start : b.end] for b in blocks(text)} == expected
