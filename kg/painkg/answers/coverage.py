"""How much of what the graph set out to hold it holds: the inventory of names, and the evidence dossier."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from painkg.stores import Store

_INVENTORY = """
PREFIX pk: <https://w3id.org/painkg/vocab#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name ?group ?label WHERE {
  ?entry a pk:InventoryEntry ; rdfs:label ?name ; pk:inventoryGroup ?group .
  OPTIONAL { ?entry pk:resolvedTo/rdfs:label ?label }
} ORDER BY ?group ?name
"""
_DOSSIER = """
PREFIX pk: <https://w3id.org/painkg/vocab#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?table ?rows ?held_as ?row ?extent ?reason WHERE {
  ?of a pk:DossierTable ; rdfs:label ?table ; pk:rowCount ?rows ; pk:heldAs ?held_as .
  OPTIONAL { ?left pk:ofTable ?of ; rdfs:label ?row ; pk:extent ?extent ; pk:reason ?reason }
} ORDER BY ?table ?row
"""
_BRANCHES = {"P": "pain conditions", "C": "causes", "T": "techniques", "D": "drug categories"}


def inventory(store: Store) -> dict[str, dict[str, Any]]:
    """Return for each branch of the inventory how many names it has, how many are terms, and which are not.

    :raises StoreError: when the store cannot answer.
    """
    names: dict[str, dict[str, Any]] = {
        branch: {"of": 0, "resolved": 0, "open": []} for branch in _BRANCHES.values()
    }
    for row in store.select(_INVENTORY):
        branch = names[_BRANCHES[row["group"][0]]]
        branch["of"] += 1
        if "label" in row:
            branch["resolved"] += 1
        else:
            branch["open"].append(row["name"])
    return names


def dossier(store: Store) -> dict[str, Any]:
    """Return for each table of the evidence dossier its rows, how many are represented, and what is left out.

    A row counts as represented where its fact stands in the graph, wherever that is and if only in part.

    :raises StoreError: when the store cannot answer.
    """
    tables: dict[str, dict[str, Any]] = {}
    for row in store.select(_DOSSIER):
        table = tables.setdefault(
            row["table"], {"rows": int(row["rows"]), "held_as": row["held_as"], "left_out": defaultdict(list)}
        )
        if "row" in row:
            table["left_out"][row["extent"]].append({"row": row["row"], "reason": row["reason"]})
    for table in tables.values():
        table["represented"] = table["rows"] - len(table["left_out"]["whole"])
        table["left_out"] = dict(table["left_out"])
    rows = sum(table["rows"] for table in tables.values())
    represented = sum(table["represented"] for table in tables.values())
    share = round(100 * represented / rows, 1) if rows else None
    return {"rows": rows, "represented": represented, "percent": share, "tables": tables}
