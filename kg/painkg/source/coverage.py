"""What the graph set out to hold: the inventory of names, and the rows of the evidence dossier.

`coverage/inventory.tsv` says which term each name became, `coverage/dossier.tsv` how many rows each table of
the dossier has, `coverage/not_represented.tsv` which of them are left out, and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from painkg.source.sources import Sources
from painkg.source.tables import Row
from painkg.source.templates import LABEL, TYPE, node


def coverage_triples(sources: Sources) -> Iterator[ox.Triple]:
    """Yield the entries of the inventory, the tables of the dossier, and which of their rows are left out."""
    for row in _rows(sources, "inventory"):
        entry = _name("inventory", row["group"], row["name"])
        yield ox.Triple(entry, TYPE, node("pk:InventoryEntry"))
        yield ox.Triple(entry, LABEL, ox.Literal(row["name"]))
        yield ox.Triple(entry, node("pk:inventoryGroup"), ox.Literal(row["group"]))
        yield ox.Triple(entry, node("pk:resolvedTo"), node(row["term"]))
    for row in _rows(sources, "dossier"):
        table = _name("dossier", row["dossier_table"])
        yield ox.Triple(table, TYPE, node("pk:DossierTable"))
        yield ox.Triple(table, LABEL, ox.Literal(row["dossier_table"]))
        yield ox.Triple(table, node("pk:rowCount"), ox.Literal(int(row["rows"])))
        yield ox.Triple(table, node("pk:heldAs"), ox.Literal(row["held_as"]))
    for row in _rows(sources, "not_represented"):
        left = _name("dossier", row["dossier_table"], row["row"])
        yield ox.Triple(left, TYPE, node("pk:RowNotRepresented"))
        yield ox.Triple(left, LABEL, ox.Literal(row["row"]))
        yield ox.Triple(left, node("pk:ofTable"), _name("dossier", row["dossier_table"]))
        yield ox.Triple(left, node("pk:extent"), ox.Literal(row["extent"]))
        yield ox.Triple(left, node("pk:reason"), ox.Literal(row["reason"]))


def _rows(sources: Sources, name: str) -> list[Row]:
    table = sources.tables.get(f"coverage/{name}.tsv")
    return table.rows if table else []


def _name(*parts: str) -> ox.NamedNode:
    return node("pk:" + re.sub(r"[^A-Za-z0-9]+", "-", " ".join(parts)).strip("-"))
