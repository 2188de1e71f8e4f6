"""Named queries and SPARQL to Python values, pandas and networkx."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

import painkg
from painkg.analytics import network_of_rows
from painkg.errors import NotFoundError, ParameterError, QuerySyntaxError
from painkg.graph import Graph


def test_a_named_query_gives_typed_rows(graph: Graph) -> None:
    found = painkg.query(graph, "statements_for_condition", condition="chronic low back pain")
    row = next(r for r in found.records() if r["option"] == "acupuncture" and r["source"] == "NG59")
    assert row["year"] == 2016
    assert row["direction"] == "against"
    assert str(row["statement"]).startswith("PAINKG:004")
    by_curie = painkg.query(graph, "statements_for_condition", condition="PAINKG:0010004")
    assert by_curie.rows == found.rows


def test_every_datatype_of_the_graph_is_read(graph: Graph) -> None:
    found = painkg.select(
        graph, "SELECT ?t (SAMPLE(?o) AS ?v) { ?s ?p ?o BIND(DATATYPE(?o) AS ?t) } GROUP BY ?t"
    )
    kinds = {row["t"]: type(row["v"]) for row in found.records() if row["t"]}
    assert kinds == {
        "xsd:string": str,
        "rdf:langString": str,
        "xsd:anyURI": str,
        "xsd:boolean": bool,
        "xsd:decimal": float,
        "xsd:gYear": int,
        "xsd:integer": int,
    }


def test_prefixes_need_no_declaration_and_may_have_one(graph: Graph) -> None:
    body = 'SELECT ?s { ?s rdfs:label "NG59" ; a pk:Source } # owl:Class'
    found = painkg.select(graph, body).records()
    assert len(found) == 1
    own = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nPREFIX pk: <https://example.org/>\n"
    assert painkg.select(graph, own + body).records() == []


def test_a_wrong_text_is_told_at_its_own_line(graph: Graph) -> None:
    with pytest.raises(QuerySyntaxError, match="line 2, column 25: "):
        painkg.select(graph, "SELECT ?s\n{ ?s a pk:Source ;; ; . . }")


def test_wrong_names_are_told(graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="options_for_condition"):
        painkg.query(graph, "options_for_conditions", condition="back pain")
    with pytest.raises(ParameterError, match="known are: condition"):
        painkg.query(graph, "options_for_condition", illness="back pain")
    with pytest.raises(NotFoundError):
        painkg.query(graph, "options_for_condition", condition="no such pain")


def test_pandas_has_a_type_for_each_column_and_a_gap_for_what_is_unbound(graph: Graph) -> None:
    found = painkg.query(graph, "recommendation_counts")
    table = found.to_pandas()
    assert list(table.columns) == list(found.variables)
    assert len(table) == len(found)
    assert table["year"].dtype == pd.Int64Dtype()
    assert table["statements"].sum() == sum(int(row["statements"]) for row in found)
    unbound = sum(row["year"] is None for row in found.records())
    assert table["year"].isna().sum() == unbound > 0


def test_pandas_keeps_what_has_no_one_type() -> None:
    wide = painkg.select(_empty(), "SELECT * { VALUES ?n { 1 99999999999999999999 } }").to_pandas()
    assert wide["n"].to_list() == [1, 99999999999999999999]
    mixed = painkg.select(_empty(), 'SELECT * { VALUES ?n { 1 "a" UNDEF } }').to_pandas()
    assert mixed["n"].to_list() == [1, "a", None]
    none = painkg.select(_empty(), "SELECT ?a { ?a ?b ?c }").to_pandas()
    assert (list(none.columns), len(none)) == (["a"], 0)


def test_without_pandas_the_cure_is_named() -> None:
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "from painkg.stores import Solutions\n"
        "from painkg.errors import StoreError\n"
        "try: Solutions((), []).to_pandas()\n"
        "except StoreError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 'pip install "painkg[pandas]"' in done.stdout


def test_rows_become_a_network(graph: Graph) -> None:
    found = painkg.query(graph, "subclasses", term="radiofrequency ablation")
    made = network_of_rows(found, "parent_label", "label")
    assert made.number_of_edges() == len(found)
    assert "radiofrequency ablation" in made
    with pytest.raises(KeyError):
        network_of_rows(found, "nobody", "label")


def _empty() -> Graph:
    from painkg.graph import Release  # noqa: PLC0415
    from painkg.stores import open_store  # noqa: PLC0415

    return Graph(open_store("oxigraph:memory"), Release("", "", ""))


def test_what_the_library_offers_can_be_completed() -> None:
    offered = dir(painkg)
    assert {"open_graph", "options", "query", "select"} <= set(offered)
    assert all(hasattr(painkg, name) for name in offered)
