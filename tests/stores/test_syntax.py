"""What is told of a wrong SPARQL text: the word from which on it is wrong, its line and column, the cure."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from painkg.stores.syntax import syntax_error

PLACED = [
    ("SELCT ?s {", 1, 1, 'not understood from "SELCT" on'),
    ("SELECT ?s {?s ?p ?o , }", 1, 21, 'not understood from "," on'),
    ("SELECT * {?s ?p ?o} LIMIT 3;", 1, 28, 'not understood from ";" on'),
    ("SELECT * {?s ?p ?o} LIMIT x", 1, 27, 'not understood from "x" on'),
    ('SELECT * {?s ?p "x"@ }', 1, 20, 'not understood from "@" on'),
    ("SELECT ?s { ?s ?p ?o FILTER(REGX(?o,'a')) }", 1, 29, 'not understood from "REGX" on'),
    ("SELECT ?s { ?s ?p ?x FILTER(?x > ) }", 1, 34, 'not understood from ")" on'),
    ("SELECT ?s { ?s ?p ?o }}", 1, 22, 'not understood from "}" on'),
    ("SELECT ?s WHERE ?s ?p ?o }", 1, 17, 'not understood from "?s" on; expected "{"'),
    ("ASK { <a b> ?p ?o }", 1, 7, 'not understood from "<" on'),
    ("SELECT * {\n  ?s ?p ?o\n  ?a ?b ?c\n}", 3, 3, 'not understood from "?a" on'),
    ("SELECT * {\r\n  ?s ?p ?o\r\n  ?a ?b ?c\r\n}", 3, 3, 'not understood from "?a" on'),
    ("ASK { ?s ?p '€', 'é' } €", 1, 22, 'not understood from "}" on'),
    ("PREFIX a: <b>\nASK { ?s ?p ?o }", 1, 14, "IRI parsing failed"),
    ("SELECT ?s {\n ?s ?p ?o", 2, 10, "the query ends too early"),
    ("SELECT ?s { ?s ?p ?o # }", 1, 25, "the query ends too early"),
    ("", 1, 1, "the query is empty"),
    (" \n", 1, 1, "the query is empty"),
    ("SELECT ?s (COUNT(?p) AS ?n) { ?s ?p ?o }", 1, 41, "The SELECT contains a variable that is unbound"),
    ("SELECT (?o AS ?s) {\n?s ?p ?o }", 2, 11, "The SELECT overrides an existing variable using "),
    ("DESCRIBE", 1, 9, "the query ends too early"),
    ("ASK { ?s foaf:name ?o }", 1, 10, "the prefix foaf: is not declared"),
    ("ASK { ?s\n ?p pk:for }", 2, 5, "the prefix pk: is not declared; add PREFIX pk: <https://w3id.org/painkg/vocab#>"),
    ("ASK { ?s rdfs:label ?o ; pk:b ?c }", 1, 10, "the prefix rdfs: is not declared; add PREFIX rdfs: <http"),
    ("ASK { ?s ?p :a }", 1, 13, "the prefix : is not declared"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "message"), PLACED)
def test_the_place_is_that_of_the_word(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(SyntaxError):
        ox.Store().query(text)
    error = syntax_error(text)
    assert (error.line, error.column) == (line, column)
    assert str(error).startswith(f"line {line}, column {column}: {message}")


def test_any_wrong_text_has_a_place_within_it_and_a_short_message() -> None:
    text = (
        'PREFIX a: <b:>\nSELECT ?s (COUNT(*) AS ?n) {\n ?s a:p "x"@en , 1.5 . FILTER(?s > 2)\n} GROUP BY ?s'
    )
    checked = 0
    for at in range(len(text)):
        for wrong in (
            text[:at] + text[at + 1 :],
            text[:at],
            text[:at] + "€" + text[at:],
            text[:at] + "}" + text[at:],
        ):
            try:
                ox.Store().query(wrong)
            except SyntaxError:
                error = syntax_error(wrong)
                lines = wrong.split("\n")
                assert error.line
                assert error.column
                assert 1 <= error.line <= len(lines)
                assert 1 <= error.column <= len(lines[error.line - 1]) + 1
                assert len(str(error)) < 160, str(error)
                assert "u{" not in str(error)
                checked += 1
    assert checked > 200


def test_a_long_text_has_a_short_message_soon() -> None:
    for text in (
        "a" * 100_000,
        "ASK { ?s " + ":a" * 50_000 + " ?o }",
        "ASK { ?s ?p " + "a" * 100_000 + ":b }",
    ):
        assert len(str(syntax_error(text))) < 600
