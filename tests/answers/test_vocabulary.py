"""The vocabulary and the VoID description: counts from the tables and from all triples, each taken once."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from painkg import paths, terms
from painkg.answers.vocabulary import vocabulary
from painkg.answers.void import void_triples
from painkg.graph import Graph
from painkg.stores import Term

VOID = "http://rdfs.org/ns/void#"
ENDPOINT = "https://example.org/sparql"
# what SIB's sparql-editor asks an endpoint for, without its labels
EDITOR = """
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?class ?property ?value ?datatype WHERE {
  ?part void:class ?class ; void:propertyPartition ?within .
  ?within void:property ?property .
  OPTIONAL {
    { ?within void:classPartition [ void:class ?value ] }
    UNION { ?within void-ext:datatypePartition [ void-ext:datatype ?datatype ] }
  }
}
"""


def rows_of(table: str) -> int:
    return len((paths.ontology_dir() / table).read_text(encoding="utf-8").splitlines()) - 1


def test_classes_have_as_many_members_as_the_tables_have_rows(graph: Graph) -> None:
    counts = {found["id"]: found["count"] for found in vocabulary(graph)["classes"]}
    assert counts["pk:Statement"] == rows_of("evidence/statements.tsv")
    assert counts["pk:RedFlag"] == rows_of("evidence/red_flags.tsv")
    assert counts["pk:PatientFact"] == rows_of("evidence/facts.tsv")


def test_a_property_has_its_label_its_number_and_the_values_that_it_takes(graph: Graph) -> None:
    found = vocabulary(graph)
    properties = {entry["id"]: entry for entry in found["properties"]}
    strength = properties["pk:hasStrength"]
    assert strength["count"] == rows_of("evidence/statements.tsv")
    assert {found["values"][value] for value in strength["values"]} >= {"strong", "conditional", "not stated"}
    assert properties["pk:perceivedAt"]["label"] == "perceived at"
    (statement,) = [entry for entry in found["classes"] if entry["id"] == "pk:Statement"]
    assert {"pk:hasIntervention", "pk:hasSource"} <= set(statement["properties"])
    assert "pk:perceivedAt" not in statement["properties"]


def test_every_property_of_our_own_has_a_label_and_says_what_it_is(graph: Graph) -> None:
    own = [entry for entry in vocabulary(graph)["properties"] if entry["id"].startswith("pk:")]
    assert len(own) > 80
    assert [entry["id"] for entry in own if not entry["label"] or not entry["about"]] == []


def test_every_name_has_a_prefix_that_is_told(graph: Graph) -> None:
    found = vocabulary(graph)
    names = [entry["id"] for entry in found["classes"] + found["properties"]]
    for name in [*names, *found["values"], *found["terms"], *found["statements"]]:
        assert name.partition(":")[0] in found["prefixes"]


@pytest.fixture(scope="module")
def described(tiny: Graph) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in void_triples(tiny, ENDPOINT))
    return store


def test_void_counts_each_triple_of_the_other_graphs_once(tiny: Graph, described: ox.Store) -> None:
    others = f"WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{terms.GRAPHS}about>) }}"
    distinct = tiny.store.select(f"SELECT DISTINCT ?s ?p ?o {others}")
    (total,) = described.query(f"SELECT ?n {{ ?d a <{VOID}Dataset> ; <{VOID}triples> ?n }}")
    assert int(total["n"].value) == len(distinct)
    parts = described.query(
        f"SELECT ?p ?n {{ ?d a <{VOID}Dataset> ; <{VOID}propertyPartition> ?part . "
        f"?part <{VOID}property> ?p ; <{VOID}triples> ?n }}"
    )
    counted = {row["p"].value: int(row["n"].value) for row in parts}
    assert counted == Counter(row["p"] for row in distinct)


def test_the_description_says_where_to_ask(described: ox.Store) -> None:
    assert described.query(f"ASK {{ ?d a <{VOID}Dataset> ; <{VOID}sparqlEndpoint> <{ENDPOINT}> }}")


def test_a_plain_query_finds_what_an_editor_asks_for(tiny: Graph) -> None:
    found = {tuple(map(short, row)) for row in tiny.store.select(EDITOR).rows}
    assert ("pk:Statement", "pk:hasCondition", "owl:Class", "") in found
    assert ("pk:Statement", "pk:hasSource", "pk:Source", "") in found
    assert ("pk:Source", "pk:year", "", "xsd:gYear") in found
    assert "pk:perceivedAt" not in {prop for kind, prop, *_ in found if kind == "pk:Statement"}


def short(term: Term | None) -> str:
    return terms.contract(term.value) if term else ""
