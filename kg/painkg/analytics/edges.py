"""The connections between terms that a reader can follow, each with what it costs to follow it.

| connection | from → to | cost |
|---|---|---|
| evidence | intervention → condition, for each direction of advice | 1; 2 with no current recommendation |
| cause | cause → condition, as a source states | 1 |
| safety | intervention → the drug or state that a sourced rule names | 1; 2 for an interaction |
| red flag | condition → what a sourced finding in it points to | 1 |
| subclass | term → the nearest wider term | 1 |
| relation | term → the nearest filler of a relation (site, mechanism, cause, drug given, target, …) | 2 |

To pass through a term costs log2(1 + its kinds) / 2 on top: the more general it is, the less it says. To turn
at it costs log2(1 + its neighbours) more; a turn is two steps of one kind that meet head to head or tail to
tail, as "both are advised for it": the more things share a term, the less it says that two do. Passing
from a safety rule over the drug or state that it names to what else is held of that is a turn too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from painkg.answers.safety import gravity
from painkg.graph import Graph
from painkg.graph.evidence import Fact, Statement

KINDS = ("condition", "cause", "technique", "drug", "drug_category", "site", "device", "role", "mechanism")
RELATIONS = {
    "pk:perceivedAt": "is felt at",
    "RO:0004026": "lies in",
    "pk:hasMechanism": "has the mechanism",
    "pk:hasCause": "is caused by",
    "RO:0004029": "has the feature",
    "pk:administers": "gives",
    "pk:hasTargetStructure": "is aimed at",
    "pk:usesDevice": "uses",
    "RO:0000087": "has the role",
    "BFO:0000050": "is a part of",
}
_SOURCED, _SUBCLASS, _FAINT = 1.0, 1.0, 2.0


@dataclass(frozen=True)
class Edge:
    """A connection; `detail` is its direction, relation or kind of rule, `rows` the evidence behind it."""

    subject: str
    object: str
    kind: str
    detail: str
    cost: float
    rows: tuple[Fact, ...] = ()


def edges(graph: Graph) -> Iterator[Edge]:
    """Yield every connection of a graph."""
    yield from _hierarchy(graph)
    yield from _evidence(graph)
    evidence = graph.evidence
    for kind, facts, subject, target in (
        ("cause", evidence.causes, "pk:statesCause", "pk:hasCondition"),
        ("safety", evidence.safety, "pk:hasIntervention", "pk:inState"),
        ("red flag", evidence.red_flags, "pk:hasCondition", "pk:suspectsCondition"),
    ):
        yield from _stated(graph, kind, facts, subject, target)


def _hierarchy(graph: Graph) -> Iterator[Edge]:
    index = graph.index
    for info in index.terms.values():
        if info.kind not in KINDS:
            continue
        for parent in sorted(index.parents.get(info.id, ())):
            if parent in index.terms and parent != info.id:
                yield Edge(info.id, parent, "subclass", "", _SUBCLASS)
        for name in RELATIONS:
            for filler in sorted(graph.relations.nearest(info.id, name)):
                if filler in index.terms and filler != info.id:
                    yield Edge(info.id, filler, "relation", name, _FAINT)


def _evidence(graph: Graph) -> Iterator[Edge]:
    found: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in graph.evidence.statements.values():
        found[statement.intervention, statement.condition, statement.direction].append(statement)
    for (intervention, condition, direction), rows in found.items():
        rows.sort(key=lambda s: (s.superseded, not s.votes, -(s.source.year or 0), s.id))
        cost = _SOURCED if any(s.votes for s in rows) else _FAINT
        yield Edge(intervention, condition, "evidence", direction, cost, tuple(rows))


def _stated(graph: Graph, kind: str, facts: list[Fact], subject: str, target: str) -> Iterator[Edge]:
    found: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        for one in fact.cells[subject]:
            for other in fact.cells.get(target, []):
                if {one, other} <= graph.index.terms.keys() and one != other:
                    found[one, other, fact.text("pk:hasKind")].append(fact)
    for (one, other, detail), rows in found.items():
        cost = _FAINT if detail == "interaction" else _SOURCED
        yield Edge(one, other, kind, detail, cost, tuple(sorted(rows, key=gravity)))
