"""The contract of a store: every engine gives the same answers to the same questions, in the same form."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from painkg.errors import DeadlineError, QuerySyntaxError, StoreError
from painkg.settings import Settings
from painkg.stores import Store, Term, open_store
from painkg.stores.oxigraph import OxigraphStore
from painkg.stores.rdflib import RdflibStore
from painkg.stores.sparql import SparqlStore
from tests.stores.endpoint import endpoint
from tests.stores.servers import Server

XSD = "http://www.w3.org/2001/XMLSchema#"
QUADS = rf"""
<http://a/back> <http://a/name> "back pain"@en <http://g/terms> .
<http://a/back> <http://a/kind> <http://a/pain> <http://g/terms> .
<http://a/pain> <http://a/name> "pain" <http://g/terms> .
<http://a/pain> <http://a/note> "say \"no\"\nand \\ café 😀" <http://g/terms> .
<http://a/said> <http://a/about> <http://a/back> <http://g/evidence> .
<http://a/said> <http://a/year> "2020"^^<{XSD}gYear> <http://g/evidence> .
<http://a/said> <http://a/rank> "1"^^<{XSD}integer> <http://g/evidence> .
<http://a/said> <http://a/open> "false"^^<{XSD}boolean> <http://g/evidence> .
<http://a/said> <http://a/part> _:node <http://g/evidence> .
_:node <http://a/name> "page 4" <http://g/evidence> .
"""
SERVERS = {"oxigraph serve": "oxigraph_serve", "Virtuoso": "virtuoso"}
ENGINES = [
    "oxigraph-memory",
    "oxigraph-disk",
    "oxigraph-file",
    "rdflib-memory",
    "rdflib-file",
    "sparql",
    *SERVERS,
]
# what an engine cannot do: a test that fails on it, and why; a test that then passes is an error
CANNOT = {
    ("Virtuoso", "test_a_wrong_text_is_a_syntax_error[Virtuoso-]"): "takes an empty text for an update",
    (
        "Virtuoso",
        "test_another_form_than_was_asked_for",
    ): "answers a CONSTRUCT as a table where JSON is wanted",
    (
        "Virtuoso",
        "test_a_free_parameter_leaves_its_variable_free",
    ): "a path that may be empty needs a start, where patterns run in the order written",
}


@pytest.fixture(autouse=True)
def known(request: pytest.FixtureRequest) -> None:
    """Expect the failures that are known of an engine."""
    test = request.node.name
    for (engine, start), why in CANNOT.items():
        if f"[{engine}" in test and test.startswith(start):
            request.node.add_marker(pytest.mark.xfail(strict=True, reason=f"{engine}: {why}"))


@pytest.fixture(scope="module", params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("store")
    file = folder / "some.nq"
    file.write_text(QUADS, encoding="utf-8")
    packed = folder / "some.nq.gz"
    packed.write_bytes(gzip.compress(QUADS.encode()))
    parsed = list(ox.parse(QUADS, ox.RdfFormat.N_QUADS))
    if request.param == "sparql":
        with endpoint(QUADS.encode()) as address:
            yield open_store(f"sparql+{address}/sparql")
        return
    if request.param in SERVERS:
        server: Server = request.getfixturevalue(SERVERS[request.param])
        for graph in {quad.graph_name for quad in parsed}:
            turtle = ox.serialize(
                (q.triple for q in parsed if q.graph_name == graph), format=ox.RdfFormat.TURTLE
            )
            server.writer().put(str(graph).strip("<>"), turtle or b"")
        yield open_store(f"sparql+{server.address}", within="http://g/")
        return
    if request.param == "oxigraph-disk":
        disk = ox.Store(str(folder / "store"))
        disk.bulk_extend(parsed)
        disk.flush()
        del disk
    opened = {
        "oxigraph-memory": lambda: OxigraphStore.of(parsed),
        "oxigraph-disk": lambda: open_store(f"oxigraph:{folder / 'store'}"),
        "oxigraph-file": lambda: open_store(f"oxigraph:{packed}"),
        "rdflib-memory": lambda: RdflibStore.of(parsed),
        "rdflib-file": lambda: open_store(f"rdflib:{file}"),
    }[request.param]()
    yield opened
    opened.close()


def one(store: Store, query: str) -> Term | None:
    ((found,),) = store.select(query).rows
    return found


@pytest.mark.parametrize(
    ("subject", "name", "expected"),
    [
        ("back", "kind", Term("iri", "http://a/pain")),
        ("pain", "name", Term("literal", "pain", XSD + "string")),
        ("pain", "note", Term("literal", 'say "no"\nand \\ café 😀', XSD + "string")),
        (
            "back",
            "name",
            Term("literal", "back pain", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "en"),
        ),
        ("said", "year", Term("literal", "2020", XSD + "gYear")),
        ("said", "rank", Term("literal", "1", XSD + "integer")),
        ("said", "open", Term("literal", "false", XSD + "boolean")),
    ],
)
def test_a_term_has_kind_value_datatype_and_language(
    store: Store, subject: str, name: str, expected: Term
) -> None:
    assert one(store, f"SELECT ?o WHERE {{ <http://a/{subject}> <http://a/{name}> ?o }}") == expected


def test_a_blank_node_is_one(store: Store) -> None:
    found = one(store, "SELECT ?o WHERE { <http://a/said> <http://a/part> ?o }")
    assert found is not None
    assert found.kind == "bnode"


def test_the_default_graph_is_the_union_and_a_named_graph_is_its_own(store: Store) -> None:
    across = "SELECT ?n WHERE { <http://a/said> <http://a/about>/<http://a/name> ?n }"
    assert list(store.select(across)) == [{"n": "back pain"}]
    within = across.replace("{", "{ GRAPH <http://g/evidence> {", 1) + " }"
    assert not list(store.select(within))


def test_variables_keep_their_order_and_what_is_unbound_is_none(store: Store) -> None:
    query = (
        "SELECT ?note ?s WHERE { ?s <http://a/name> ?n OPTIONAL { ?s <http://a/note> ?note } "
        "FILTER(isIRI(?s)) } ORDER BY ?s"
    )
    found = store.select(query)
    assert found.variables == ("note", "s")
    assert [row[0] is None for row in found.rows] == [True, False]
    assert next(iter(found)) == {"s": "http://a/back"}
    assert len(found) == 2


def test_no_rows_are_no_rows(store: Store) -> None:
    found = store.select("SELECT ?s ?o WHERE { ?s <http://a/nothing> ?o }")
    assert (found.variables, found.rows) == (("s", "o"), [])


def test_a_free_parameter_leaves_its_variable_free(store: Store) -> None:
    query = "SELECT ?s ?n WHERE {{ VALUES ?n {{ {} }} ?s <http://a/kind>?/<http://a/name> ?n . }}"
    given = set(map(str, store.select(query.format('"pain"'))))
    free = set(map(str, store.select(query.format("UNDEF"))))
    assert len(given) == 2
    assert given < free
    chosen = (
        "SELECT ?s WHERE {{ VALUES ?n {{ {} }} ?s <http://a/name> ?m FILTER(!BOUND(?n) || STR(?m) = ?n) }}"
    )
    assert len(store.select(chosen.format('"pain"'))) == 1
    assert len(store.select(chosen.format("UNDEF"))) == 3


def test_ask(store: Store) -> None:
    assert store.ask("ASK { <http://a/back> ?p ?o }") is True
    assert store.ask("ASK { <http://a/front> ?p ?o }") is False


def test_construct(store: Store) -> None:
    form = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . FILTER(?s = <http://a/back>) }"
    found = {(s.value, p.value, o.value, o.language) for s, p, o in store.construct(form)}
    assert found == {
        ("http://a/back", "http://a/name", "back pain", "en"),
        ("http://a/back", "http://a/kind", "http://a/pain", ""),
    }


def test_describe(store: Store) -> None:
    assert ("http://a/back", "http://a/kind") in {
        (s.value, p.value) for s, p, _ in store.construct("DESCRIBE <http://a/back>")
    }


@pytest.mark.parametrize("wrong", ["", "SELEC", "SELECT ?s WHERE {", "SELECT ?s WHERE { ?s ?p \ud800 }"])
def test_a_wrong_text_is_a_syntax_error(store: Store, wrong: str) -> None:
    for method in (store.select, store.ask, store.construct):
        with pytest.raises(QuerySyntaxError):
            method(wrong)


def test_another_form_than_was_asked_for_is_refused(store: Store) -> None:
    with pytest.raises(QuerySyntaxError):
        store.select("ASK { ?s ?p ?o }")
    with pytest.raises(QuerySyntaxError):
        store.ask("SELECT * { ?s ?p ?o }")
    with pytest.raises(StoreError):  # an endpoint answers it, in a form that is not N-Triples
        store.construct("SELECT * { ?s ?p ?o }")
    with pytest.raises(StoreError):
        store.select("CONSTRUCT WHERE { ?s ?p ?o }")


def test_a_closed_store_answers_no_more() -> None:
    for store in (OxigraphStore.of(), RdflibStore.of()):
        store.close()
        with pytest.raises(StoreError, match="closed"):
            store.ask("ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    "selector",
    [
        "",
        "oxigraph:",
        "oxigraph:/nowhere/at/all",
        "oxigraph:/nowhere.nq",
        "rdflib:/nowhere.nq",
        "rdflib:",
        "sqlite:pain.db",
        "sparql+ftp://example.org/",
        "sparql+https://",
        "https://example.org/sparql",
    ],
)
def test_a_selector_that_names_nothing_is_an_error(selector: str) -> None:
    with pytest.raises(StoreError):
        open_store(selector)


@pytest.mark.parametrize("scheme", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("content", [b"<http://a/s> no quads\n", b"\x1f\x8b damaged"])
def test_a_file_of_something_else_is_an_error(scheme: str, content: bytes, tmp_path: Path) -> None:
    for name in ("some.nq", "some.nq.gz"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StoreError):
            open_store(f"{scheme}:{tmp_path / name}")


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/404", StoreError),
        ("/500", StoreError),
        ("/504", DeadlineError),
        ("/html", StoreError),
        ("/odd", StoreError),
    ],
)
def test_an_endpoint_that_fails_is_named(path: str, error: type[StoreError]) -> None:
    with endpoint(QUADS.encode()) as address:
        store = open_store(f"sparql+{address}{path}")
        with pytest.raises(error, match=address) as caught:
            store.select("SELECT * { ?s ?p ?o }")
        assert type(caught.value) is error
        if path != "/odd":
            with pytest.raises(error, match=address):
                store.construct("CONSTRUCT WHERE { ?s ?p ?o }")


def test_an_endpoint_that_is_slow_or_gone_is_named() -> None:
    with endpoint(QUADS.encode()) as address, pytest.raises(DeadlineError, match=r"0\.2 s"):
        SparqlStore(f"{address}/slow", Settings(store_timeout=0.2)).ask("ASK { ?s ?p ?o }")
    with pytest.raises(StoreError, match="cannot be reached"):
        SparqlStore(address, Settings(store_timeout=2.0)).ask("ASK { ?s ?p ?o }")
