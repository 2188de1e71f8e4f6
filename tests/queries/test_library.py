"""The library: what is read, what is refused, how a query is found, how it is described for machines."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from painkg import paths, terms
from painkg.errors import NotFoundError, SourceError
from painkg.queries.catalogue import QUERIES, catalogue_triples
from painkg.queries.checks import read_checks
from painkg.queries.library import Library, NamedQuery
from painkg.queries.text import tokens
from painkg.stores.oxigraph import OxigraphStore
from painkg.stores.rdflib import RdflibStore

LIBRARY = Library.read(paths.queries_dir())
FIRST = r"WHERE \{(\s*VALUES \?\w+ \{[^}]*\}?)*"
HEADER = "#+ summary: For a test.\n#+ examples: [{args: {}}]\n"
SPARQL = "SELECT ?s WHERE { ?s ?p ?o }"
WITH = HEADER.replace("[{args: {}}]", "[{args: {a: x}}]") + "#+ params: {a: {description: a word}}\n"


def folder(root: Path, files: dict[str, str]) -> Path:
    """Write query files; return their folder."""
    for name, text in files.items():
        path = root / "queries" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return root / "queries"


def test_the_project_has_the_queries_that_were_promised() -> None:
    assert len(LIBRARY) >= 24
    assert {"options", "evidence", "terms", "causes", "safety", "codes"} <= {q.topic for q in LIBRARY}
    assert [(q.topic, q.name) for q in LIBRARY] == sorted((q.topic, q.name) for q in LIBRARY)


@pytest.mark.parametrize("query", list(LIBRARY), ids=lambda q: q.name)
def test_a_query_is_for_any_tool(query: NamedQuery) -> None:
    """Its text has every prefix that it uses, and reads in both engines as it stands."""
    text = query.text
    used = {t.text.partition(":")[0] for t in tokens(text) if t.kind == "name"}
    declared = {line.split()[1].rstrip(":") for line in text.splitlines() if line.startswith("PREFIX")}
    assert used - {"_"} == declared
    for line in text.splitlines():
        if line.startswith("PREFIX"):
            _, prefix, iri = line.split()
            assert terms.prefixes()[prefix.rstrip(":")] == iri.strip("<>")
    for store in (OxigraphStore.of(), RdflibStore.of()):
        assert store.select(text).variables == query.variables


@pytest.mark.parametrize("query", list(LIBRARY), ids=lambda q: q.name)
def test_a_query_tells_what_its_parameters_are(query: NamedQuery) -> None:
    for name, parameter in query.header.params.items():
        assert parameter.description or parameter.enum, f"{name} has no description"
    blocks = list(query.slots)
    assert sorted(block.variable for block in blocks) == sorted(query.header.params)
    before = query.text[query.text.index("WHERE") : blocks[-1].end] if blocks else ""
    assert re.fullmatch(rf"({FIRST})?(\s*\{{\s*SELECT DISTINCT [^{{]*{FIRST})?", before), (
        "the blocks come first, in the query or in the sub-select that it begins with"
    )


def test_a_query_is_found_by_its_name() -> None:
    assert LIBRARY.get("subclasses").path.name == "subclasses.rq"
    with pytest.raises(NotFoundError) as caught:
        LIBRARY.get("sub_clases")
    assert "subclasses" in caught.value.suggestions
    with pytest.raises(NotFoundError):
        LIBRARY.get("")


def test_checks_and_rules_are_no_questions() -> None:
    assert not {"checks", "inference"} & {q.topic for q in LIBRARY}
    checks = read_checks(paths.queries_dir() / "checks")
    assert len(checks) >= 4
    for check in checks:
        assert check.severity in {"error", "warning"}
        assert check.column
        assert check.message.format_map(dict.fromkeys(check.variables, "x"))


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"a/one.rq": HEADER + SPARQL, "b/one.rq": HEADER + SPARQL}, ["b/one.rq", "a/one.rq"]),
        ({"a/One.rq": HEADER + SPARQL}, ["a/One.rq", "rename"]),
        ({"a/one.rq": HEADER + "SELECT ?s WHERE {"}, ["a/one.rq"]),
        ({"a/one.rq": HEADER + "ASK { ?s ?p ?o }"}, ["a/one.rq", "SELECT"]),
        ({"a/one.rq": SPARQL}, ["a/one.rq", "summary"]),
        ({"a/one.rq": "#+ summary: \udcff\n"}, ["a/one.rq", "UTF-8"]),
        ({"a/one.rq": WITH + SPARQL}, ["a/one.rq", "VALUES ?a"]),
        ({"a/one.rq": WITH + "SELECT ?a WHERE { VALUES (?a) { (1) } }"}, ["VALUES ?a"]),
        ({"a/one.rq": HEADER.replace("{args: {}}", "{includes: [{b: 1}]}") + SPARQL}, ["'b'"]),
        ({"a/one.rq": "#+ sumary: x\n" + SPARQL, "a/two.rq": "#+ : [\n"}, ["a/one.rq", "a/two.rq"]),
    ],
)
def test_a_library_that_is_wrong_is_refused_with_every_place(
    files: dict[str, str], words: list[str], tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as caught:
        Library.read(folder(tmp_path, files))
    for word in words:
        assert word in str(caught.value)
    assert caught.value.findings


@pytest.mark.parametrize(
    ("header", "sparql", "word"),
    [
        ("severity: fatal\n#+ column: id\n#+ message: Wrong.", "SELECT ?this { ?this ?p ?o }", "severity"),
        ("severity: error\n#+ column: id", "SELECT ?this { ?this ?p ?o }", "message"),
        ("severity: error\n#+ column: id\n#+ message: Wrong.", "SELECT ?s { ?s ?p ?o }", "?this"),
        ("severity: error\n#+ column: id\n#+ message: '{label}'", "SELECT ?this { ?this ?p ?o }", "?label"),
        ("severity: error\n#+ column: id\n#+ message: 'a {'", "SELECT ?this { ?this ?p ?o }", "message"),
        ("severity: error\n#+ column: id\n#+ message: Wrong.", "ASK { ?this ?p ?o }", "SELECT"),
    ],
)
def test_a_check_that_is_wrong_is_refused(header: str, sparql: str, word: str, tmp_path: Path) -> None:
    where = folder(tmp_path, {"checks/one.rq": f"#+ {header}\n{sparql}"})
    with pytest.raises(SourceError, match=r"checks/one\.rq") as caught:
        read_checks(where / "checks")
    assert word in str(caught.value)


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    assert len(Library.read(tmp_path)) == 0
    assert len(list(catalogue_triples(Library()))) == 1


def test_a_query_is_the_same_wherever_the_folder_lies(tmp_path: Path) -> None:
    shutil.copytree(paths.queries_dir(), tmp_path / "queries")
    copied = Library.read(tmp_path / "queries")
    assert list(map(str, catalogue_triples(copied))) == list(map(str, catalogue_triples(LIBRARY)))


SIB = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?query ?comment ?select WHERE {
  ?query a sh:SPARQLExecutable , sh:SPARQLSelectExecutable ; rdfs:comment ?comment ; sh:select ?select ;
    schema:keywords ?word ; schema:target <https://example.org/sparql> ; sh:prefixes ?prefixes .
  ?prefixes sh:declare [ sh:prefix ?prefix ; sh:namespace ?namespace ] .
}
"""


def test_the_catalogue_has_every_query_in_the_shape_of_the_sib() -> None:
    store = OxigraphStore.of(catalogue_triples(LIBRARY, "https://example.org/sparql"))
    found = {row["query"].removeprefix(QUERIES): row for row in store.select(SIB)}
    assert found.keys() == LIBRARY.queries.keys()
    for name, row in found.items():
        assert row["comment"] == LIBRARY.get(name).header.summary
        assert row["select"] == LIBRARY.get(name).text
        ox.Store().query(row["select"])
