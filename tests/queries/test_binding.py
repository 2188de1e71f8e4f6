"""A value is a value and never code: every type, hostile strings, optional parameters, look-alike blocks."""

from __future__ import annotations

from typing import Any

import pytest

from painkg.errors import AmbiguousError, NotFoundError, ParameterError
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.header import Value
from painkg.queries.library import NamedQuery
from painkg.stores.oxigraph import OxigraphStore
from painkg.stores.rdflib import RdflibStore
from tests.queries.written import BACK, CHRONIC, INDEX, query

ECHO = "SELECT ?value WHERE { VALUES ?value { 'example' } }"
STORES = [OxigraphStore.of(), RdflibStore.of()]
HOSTILE = [
    '"',
    "'",
    "\\",
    '\\"',
    '" } UNION { ?s ?p ?o } #',
    "' } UNION { ?s ?p ?o } #",
    "> } ; DROP ALL #",
    "}}}}",
    "{{}}",
    "UNDEF",
    "VALUES ?value { 1 }",
    "\\u0022",
    "\\\\u0022 } UNION { ?s ?p ?o } #",
    "\\U00000022",
    "\\u005C",
    "\\u005C\\u0022",
    "\\uD800",
    "\n\r\t\b\f",
    "a\x00b",
    '"""',
    "?value",
    "# no comment",
    "%22%7D",
    "\u202e\u200f\ufeff",
    "😀é漢",
    "{value}",
    "x" * 1000,
]


def echo(type_: str, value: Value, **more: Any) -> list[tuple[str, str]]:
    """Return what each engine makes of a bound value: the words and the datatype."""
    given = {"type": type_, **more}
    named = query(ECHO, f"{{value: {given!r}}}".replace("'", '"'), '{value: "1"}')
    text = bind(named, resolve_arguments(named, {"value": value}, INDEX))
    found = [store.select(text).rows for store in STORES]
    return [(row[0].value, row[0].datatype.rpartition("#")[2]) for rows in found for row in rows if row[0]]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_is_only_a_string(text: str) -> None:
    assert echo("string", text) == [(text.strip().replace("\x00", ""), "string")] * 2


@pytest.mark.parametrize("text", [*HOSTILE, "https://a/b> ?p ?o . <x:y", "PAINKG:0010003> <http://a/b"])
def test_a_hostile_name_of_a_term_names_nothing(text: str) -> None:
    with pytest.raises(NotFoundError):
        echo("iri", text)


@pytest.mark.parametrize(
    "text", ["https://a/b> ?p ?o . <x:y", "http://a/{b}", "a b:c", "nowhere:1", "http://a/\n"]
)
def test_a_hostile_iri_that_skips_the_index_is_refused(text: str) -> None:
    named = query(ECHO, "{value: {type: iri}}", "{value: back pain}")
    with pytest.raises(ParameterError):
        bind(named, {"value": text})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("back pain", BACK),
        ("  Back-PAIN ", BACK),
        ("CBP", CHRONIC),
        (CHRONIC, CHRONIC),
        ("painkg:0010003", CHRONIC),
        ("https://w3id.org/painkg/PAINKG_0010003", CHRONIC),
        ("icd10cm:M54.9", BACK),
    ],
)
def test_a_term_has_many_names(name: str, expected: str) -> None:
    iri = f"https://w3id.org/painkg/{expected.replace(':', '_')}"
    assert echo("iri", name, of=["condition"]) == [(iri, "")] * 2


def test_a_term_is_of_the_kinds_that_are_declared() -> None:
    with pytest.raises(NotFoundError):
        echo("iri", "walking", of=["condition"])
    with pytest.raises(AmbiguousError) as caught:
        echo("iri", "stroll")
    assert len(caught.value.candidates) == 2
    assert echo("iri", "stroll", of=["cause"])
    assert echo("iri", "surgery", of=["invasiveness"])[0][0].endswith("vocab#Surgery")


def test_what_is_not_found_gets_near_names() -> None:
    with pytest.raises(NotFoundError) as caught:
        echo("iri", "chronik back pain")
    assert "chronic back pain" in caught.value.suggestions


@pytest.mark.parametrize(
    ("type_", "given", "expected"),
    [
        ("integer", "5", ("5", "integer")),
        ("integer", " +007 ", ("7", "integer")),
        ("integer", -3, ("-3", "integer")),
        ("number", "1.5", ("1.5", "double")),
        ("number", "-2e3", ("-2000", "double")),
        ("number", 3, ("3", "double")),
        ("boolean", "true", ("true", "boolean")),
        ("boolean", "No", ("false", "boolean")),
        ("boolean", True, ("true", "boolean")),
        ("string", 5, ("5", "string")),
    ],
)
def test_every_type(type_: str, given: Value, expected: tuple[str, str]) -> None:
    for words, datatype in echo(type_, given):
        assert (float(words) if datatype == "double" else words, datatype) == (
            float(expected[0]) if datatype == "double" else expected[0],
            expected[1],
        )


@pytest.mark.parametrize(
    ("type_", "given"),
    [
        ("integer", "five"),
        ("integer", "1.5"),
        ("integer", "1_000"),
        ("integer", "٣"),
        ("integer", "9" * 40),
        ("number", "nan"),
        ("number", "inf"),
        ("number", "1e999"),
        ("number", "0x10"),
        ("number", "1,5"),
        ("boolean", "perhaps"),
        ("string", "x" * 1001),
        ("string", "half \ud800"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(type_: str, given: str) -> None:
    with pytest.raises(ParameterError) as caught:
        echo(type_, given)
    assert caught.value.parameter == "value"


def test_an_enum_takes_its_words_in_any_case() -> None:
    assert echo("string", " Very LOW", enum=["low", "very low"]) == [("very low", "string")] * 2
    with pytest.raises(ParameterError, match="very low"):
        echo("string", "lower", enum=["low", "very low"])


@pytest.fixture
def optional() -> NamedQuery:
    return query(
        "SELECT ?a ?b WHERE { VALUES ?a { 'x' } VALUES ?b { 'y' } }",
        "{a: {required: false}, b: {default: z}}",
    )


@pytest.mark.parametrize("given", [{}, {"a": ""}])
def test_what_is_not_given_is_free_or_gets_its_default(optional: NamedQuery, given: dict[str, Value]) -> None:
    arguments = resolve_arguments(optional, given, INDEX)
    assert arguments == {"b": "z"}
    text = bind(optional, arguments)
    assert text == 'SELECT ?a ?b WHERE { VALUES ?a { UNDEF } VALUES ?b { "z" } }'
    for store in STORES:
        assert list(store.select(text)) == [{"b": "z"}]


def test_every_block_of_a_parameter_is_filled_and_no_other() -> None:
    text = (
        "SELECT * WHERE {{ {{ VALUES ?a {{{0}}} }} UNION {{ values $a {{{0}}} }} # VALUES ?a {{ 3 }}\n"
        "VALUES ?c {{ 4 }} BIND('VALUES ?a {{ 5 }}' AS ?d) VALUES (?a ?e) {{ (6 7) }} }}"
    )
    named = query(text.format(" 1 "), "{a: {type: integer}}", "{a: 1}")
    assert bind(named, {"a": 9}) == text.format(' "9"^^<http://www.w3.org/2001/XMLSchema#integer> ')


@pytest.mark.parametrize("raw", [{}, {"value": ""}, {"valeu": "x"}, {"value": "x", "more": "y"}])
def test_a_missing_or_unknown_parameter_is_named(raw: dict[str, Value]) -> None:
    named = query(ECHO, "{value: {description: what to say}}", "{value: hello}")
    with pytest.raises(ParameterError) as caught:
        resolve_arguments(named, raw, INDEX)
    assert caught.value.parameter in {"value", "valeu", "more"}
    with pytest.raises(ParameterError):
        bind(named, {name: value for name, value in raw.items() if value})


@pytest.mark.parametrize(
    ("type_", "value"),
    [("integer", "5"), ("integer", True), ("number", "1"), ("boolean", 1), ("string", 5), ("iri", 5)],
)
def test_bind_takes_typed_values_alone(type_: str, value: Value) -> None:
    named = query(ECHO, f"{{value: {{type: {type_}}}}}", "{value: 1}")
    with pytest.raises(ParameterError):
        bind(named, {"value": value})
