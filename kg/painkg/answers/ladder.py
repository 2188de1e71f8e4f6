"""Lines of therapy: for each source that states an order of care, what it puts first, second and later."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from painkg import DISCLAIMER
from painkg.answers.options import CONDITIONS
from painkg.answers.terms import shown
from painkg.graph import Graph
from painkg.graph.evidence import Statement
from painkg.graph.relation import Relation

_RELATED = ("same", "broader", "narrower", "overlaps")
_LAST = 99  # where a rung without a rank stands
Row = tuple[Statement, Relation]


def ladder(graph: Graph, condition: str) -> dict[str, Any]:
    """Return the lines of therapy for a condition as each source states them, none merged with another's.

    A source is listed where it gives a line to a statement whose condition is the asked one, contains it, is
    a kind of it or overlaps it; `relation` says which. Its `rungs` are in order of rank, each wording apart
    ("first", "first drug"); those without a rank ("adjunct") follow. `without_line` counts its other
    statements. Sources that state no line get none. Current sources come first, then those on nearer
    conditions, then newer ones.

    :raises NotFoundError: when nothing is called `condition`.
    :raises AmbiguousError: when several conditions are.
    """
    asked = graph.index.resolve(condition, CONDITIONS).id
    by_source: dict[str, list[Row]] = defaultdict(list)
    for statement in graph.evidence.statements.values():
        relation = graph.relations.between(asked, statement.condition)
        excepted = any(graph.index.is_a(asked, out) for out in statement.excepted)
        if relation and relation.name in _RELATED and not excepted:
            by_source[statement.source.id].append((statement, relation))
    lined = [rows for rows in by_source.values() if any(_has_line(s) for s, _ in rows)]
    ladders = [_ladder(graph, rows) for rows in sorted(lined, key=_place)]
    return {
        "condition": graph.index.terms[asked].as_dict(),
        "total": len(ladders),
        "ladders": ladders,
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _has_line(statement: Statement) -> bool:
    return bool(statement.text("pk:line") or statement.text("pk:lineRank"))


def _place(rows: list[Row]) -> tuple[bool, tuple[int, bool], int, str]:
    lined = [(s, r) for s, r in rows if _has_line(s)]
    source = lined[0][0].source
    nearest = min((_RELATED.index(r.name), r.by_mechanism) for _, r in lined)
    return all(s.superseded for s, _ in lined), nearest, -(source.year or 0), source.label


def _ladder(graph: Graph, rows: list[Row]) -> dict[str, Any]:
    lined = [(s, r) for s, r in rows if _has_line(s)]
    superseded = all(s.superseded for s, _ in lined)
    replaced = sorted({label for s, _ in lined for label in _replaced_by(graph, s)}) if superseded else []
    return {
        "source": lined[0][0].source.as_dict(),
        "status": "superseded" if superseded else "current",
        "replaced_by": replaced,
        "rungs": _rungs(graph, lined),
        "without_line": len(rows) - len(lined),
    }


def _replaced_by(graph: Graph, statement: Statement) -> list[str]:
    return [graph.evidence.sources[name].label for name in statement.superseded_by]


def _rungs(graph: Graph, lined: list[Row]) -> list[dict[str, Any]]:
    rungs: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for statement, relation in lined:
        rank = int(statement.text("pk:lineRank") or _LAST)
        rungs[rank, statement.text("pk:line")].append((statement, relation))
    return [
        {
            "rank": None if rank == _LAST else rank,
            "text": text,
            "rows": [_row(graph, *row) for row in sorted(rows, key=lambda row: _order(graph, *row))],
        }
        for (rank, text), rows in sorted(rungs.items())
    ]


def _order(graph: Graph, statement: Statement, relation: Relation) -> tuple[int, str, str, str]:
    terms = graph.index.terms
    labels = terms[statement.condition].label, terms[statement.intervention].label
    return _RELATED.index(relation.name), *labels, statement.id


def _row(graph: Graph, statement: Statement, relation: Relation) -> dict[str, Any]:
    return {
        **shown(graph, statement.id),
        "relation": relation.name,
        "by_mechanism": relation.by_mechanism,
    }
