"""A store with kept answers before it says what the store says, and asks it for the rest."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from painkg.graph import Graph, Release
from painkg.stores import Solutions
from painkg.stores.kept import KeptStore, keep
from painkg.stores.oxigraph import OxigraphStore

NODE = ox.NamedNode("urn:a")
STORE = OxigraphStore.of([ox.Triple(NODE, NODE, ox.Literal("x")), ox.Triple(NODE, NODE, ox.BlankNode("b"))])
QUERY = "SELECT ?o ?none WHERE { ?s ?p ?o } ORDER BY ?o"


class Silent(OxigraphStore):
    """A store that must not be asked."""

    def select(self, query: str) -> Solutions:
        raise AssertionError(query)


def test_a_kept_answer_is_the_answer_and_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_bytes(keep(STORE, lambda store: store.select(QUERY)))
    kept = KeptStore.open(Silent.of(), tmp_path / "kept.json")
    found = kept.select(QUERY)
    assert found.variables == ("o", "none")
    assert sorted(term.kind for row in found.rows for term in row if term) == ["bnode", "literal"]
    assert [row["o"] for row in found if row["o"] == "x"] == ["x"]


def test_any_other_question_goes_to_the_store(tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_text("{}")
    kept = KeptStore.open(STORE, tmp_path / "kept.json")
    assert len(kept.select(QUERY)) == 2
    assert kept.ask("ASK { ?s ?p ?o }")
    assert len(kept.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == 2


def test_without_a_file_it_is_the_store(tmp_path: Path) -> None:
    assert KeptStore.open(STORE, tmp_path / "none.json") is STORE


def test_opening_a_snapshot_reads_only_what_was_kept(built: Path) -> None:
    kept = KeptStore.open(Silent.of(), built / "opening.json")
    graph = Graph(kept, Release("", "", ""))
    graph.read()
    assert graph.index.resolve("chronic back pain").id == "PAINKG:0010003"
