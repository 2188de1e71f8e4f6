"""What changed in the evidence: sources, statements, safety rules, and every other kind of row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args, get_type_hints

from painkg.graph import Graph
from painkg.graph.evidence import NOT_STATED, Evidence, Fact, Source, Statement

# What a row says of itself and not of the world: a change of nothing else changes no answer.
CURATION = {"audit", "dossier row", "locator", "note", "page tier"}
# What comes first among the changes.
MAIN = ("direction", "strength", "certainty", "condition", "intervention", "line", "line rank", "status")
_TITLE = {
    "causes": ("pk:statesCause", "pk:hasKind", "pk:hasCondition"),
    "safety": ("pk:hasIntervention", "pk:hasKind", "pk:hasSeverity", "pk:fact"),
    "red_flags": ("pk:finding", "pk:hasCondition", "pk:suspects"),
    "claims": ("pk:about", "pk:claim"),
    "stop_times": (
        "pk:hasDrug",
        "pk:hasRegimen",
        "pk:hasProcedureRiskClass",
        "pk:hasAction",
        "pk:hasStopBefore",
    ),
    "morphine": ("pk:hasDrug", "pk:hasEdition", "pk:hasDoseRange", "pk:hasFactor"),
}
Cells = dict[str, tuple[object, str]]  # field → its values, and these in words


def evidence(old: Graph, new: Graph) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return for each kind of row what was `added`, `removed`, `changed`, and `annotated`.

    A changed row has its `changes`, each a field with what it was and is, those of `MAIN` first. Of an
    annotated row only fields of `CURATION` changed.
    """
    return {kind: _kind(old, new, kind) for kind in _kinds()}


def _kinds() -> list[str]:
    """Return the names of what `Evidence` holds that are rows with a source, and the sources."""
    hints = get_type_hints(Evidence)
    held = {field.name: get_args(hints[field.name])[-1] for field in fields(Evidence)}
    return [name for name, of in held.items() if issubclass(of, Source | Fact)]


def _kind(old: Graph, new: Graph, kind: str) -> dict[str, list[dict[str, Any]]]:
    before, after = _rows(old.evidence, kind), _rows(new.evidence, kind)
    shown = {"id": "", "text": ""}
    found: dict[str, list[dict[str, Any]]] = {
        "added": [{**shown, "id": i, "text": _text(new, kind, after[i])} for i in after if i not in before],
        "removed": [
            {**shown, "id": i, "text": _text(old, kind, before[i])} for i in before if i not in after
        ],
        "changed": [],
        "annotated": [],
    }
    for name in (name for name in before if name in after):
        changes = _changes(_cells(old, before[name]), _cells(new, after[name]))
        if changes:
            only = all(change["field"] in CURATION for change in changes)
            row = {"id": name, "text": _text(new, kind, after[name]), "changes": changes}
            found["annotated" if only else "changed"].append(row)
    found["changed"].sort(key=lambda row: (_rank(row["changes"][0]["field"]), row["id"]))
    return found


def _rows(evidence: Evidence, kind: str) -> Mapping[str, Source | Fact]:
    rows = getattr(evidence, kind)
    return rows if isinstance(rows, dict) else {row.id: row for row in rows}


def _changes(before: Cells, after: Cells) -> list[dict[str, str]]:
    """Return the fields of which the values differ; that a term has another label is no change of a row."""
    nothing: tuple[object, str] = "", ""
    pairs = {name: (before.get(name, nothing), after.get(name, nothing)) for name in {*before, *after}}
    return [
        {"field": name, "old": pairs[name][0][1], "new": pairs[name][1][1]}
        for name in sorted(pairs, key=lambda name: (_rank(name), name))
        if pairs[name][0][0] != pairs[name][1][0]
    ]


def _rank(field: str) -> int:
    return MAIN.index(field) if field in MAIN else len(MAIN)


def _cells(graph: Graph, row: Source | Fact) -> Cells:
    """Return the fields of a row, their values and these in words: terms by label, several by `; `."""
    if isinstance(row, Source):
        told = {name.replace("_", " "): value or "" for name, value in vars(row).items() if name != "id"}
        return {n: (v, _words(graph, v) if isinstance(v, tuple) else str(v)) for n, v in told.items()}
    found: Cells = {
        plain(name): (values, _words(graph, values))
        for name, values in row.cells.items()
        if name not in ("rdf:type", "pk:selects")
    }
    if row.selects:
        found["selects"] = row.selects, "; ".join(criterion.text for criterion in row.selects)
    old = row.superseded if isinstance(row, Statement) else bool(row.source.superseded_by)
    status = "superseded" if old else "current"
    return {"status": (status, status), **found}


def plain(name: str) -> str:
    """Return the name of a property as people say it.

    >>> plain("pk:hasDirection"), plain("pk:timeHorizon"), plain("rdfs:comment")
    ('direction', 'time horizon', 'note')
    """
    short = name.partition(":")[2].removeprefix("has")
    return "note" if name == "rdfs:comment" else re.sub(r"(?<!^)(?=[A-Z])", " ", short).lower()


def _words(graph: Graph, values: Any) -> str:
    known = graph.index.terms
    return "; ".join(sorted(known[v].label if v in known else v for v in values))


def _text(graph: Graph, kind: str, row: Source | Fact) -> str:
    if isinstance(row, Source):
        return f"{row.label}: {row.organisation}, {row.title}, {row.year or 'year not stated'}"
    if isinstance(row, Statement):
        return str(graph.explanations.stated(row)["text"])
    named = _TITLE.get(kind) or tuple(name for name in row.cells if name.startswith("pk:has"))
    said = dict.fromkeys(_words(graph, row.cells.get(name, ())) for name in named)
    return f"{', '.join(word for word in said if word not in ('', NOT_STATED))} [{row.source.label}]"
