"""The treatment options for a condition: who advises them, who does not, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from painkg import DISCLAIMER
from painkg.answers import classes, safety, verdict
from painkg.answers.evidence import Statement
from painkg.answers.relation import Relation
from painkg.answers.verdict import Group
from painkg.errors import ParameterError
from painkg.graph import Graph

DIRECTIONS = ("for", "against", "neither", "research only", "described")
_MOST = 1000  # options on one page
_RELATED = ("same", "broader", "narrower", "overlaps", "cause")


@dataclass(frozen=True)
class Filters:
    """What narrows an answer: one of the three technique classes, a direction, and the page of the list.

    `direction` keeps the options that something current points that way for.

    :raises ParameterError: when made with a value that a filter does not have.
    """

    technique_class: str | None = None
    direction: str | None = None
    limit: int = 50
    offset: int = 0

    def __post_init__(self) -> None:
        if self.technique_class:
            object.__setattr__(self, "technique_class", classes.class_named(self.technique_class))
        if self.direction and self.direction not in DIRECTIONS:
            raise ParameterError(
                f"direction={self.direction!r} is none of {', '.join(DIRECTIONS)}", "direction"
            )
        if not 1 <= self.limit <= _MOST:
            raise ParameterError(f"limit={self.limit} is not from 1 to {_MOST}", "limit")
        if self.offset < 0:
            raise ParameterError(f"offset={self.offset} is below 0", "offset")


@dataclass
class Option:
    """An intervention and the groups of statements that bear on the condition asked about."""

    intervention: str
    groups: list[Group]
    verdict: str

    def statements(self) -> Iterable[Statement]:
        """Yield the statements of all groups."""
        return (s for group in self.groups for s in group.statements)

    def points(self, direction: str) -> bool:
        """Say whether anything current points that way."""
        return any(s.direction == direction and not s.superseded for s in self.statements())


def options(graph: Graph, condition: str, filters: Filters | None = None) -> dict[str, Any]:
    """Return the treatment options for a condition, as the contract shapes them.

    `total` counts the main list before `limit` and `offset`.

    :raises NotFoundError: when nothing is called `condition`.
    :raises AmbiguousError: when several conditions are.
    :raises ParameterError: when a filter has no such value.
    """
    asked = graph.index.resolve(condition, ("condition", "cause"))
    filters = filters or Filters()
    main, causes = find(graph, asked.id, filters.technique_class)
    if filters.direction:
        main, causes = (
            [
                o
                for o in found
                if any(s.direction == filters.direction and not s.superseded for s in o.statements())
            ]
            for found in (main, causes)
        )
    return {
        "condition": {**asked.as_dict(), "definition": asked.definition},
        "filters": asdict(filters),
        "total": len(main),
        "red_flags": safety.red_flags(graph, asked.id),
        "options": [_show(graph, asked.id, option) for option in main[filters.offset :][: filters.limit]],
        "treats_a_cause": [_show(graph, asked.id, option) for option in causes],
        "excluded": [],
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def find(graph: Graph, asked: str, technique_class: str | None = None) -> tuple[list[Option], list[Option]]:
    """Return the options for a condition, and apart from them those that treat a cause of it."""
    direct: dict[str, list[Statement]] = defaultdict(list)
    causal: dict[str, list[Statement]] = defaultdict(list)
    for statement in graph.evidence.statements.values():
        relation = graph.relations.between(asked, statement.condition)
        if relation is None:
            continue
        lists = causal if relation.name == "cause" else direct
        if (
            not technique_class
            or classes.technique_class(graph.index, statement.intervention) == technique_class
        ):
            lists[statement.intervention].append(statement)

    def same_population(one: str, other: str) -> bool:
        relations = graph.relations
        return relations.contains(one, asked, other) or relations.contains(other, asked, one)

    found = []
    for named in (direct, causal):
        listed = []
        for intervention in named:
            groups = _groups(_reaching(graph, intervention, named))
            listed.append(Option(intervention, groups, verdict.judge(groups, same_population)))
        found.append(sorted(listed, key=lambda option: _rank(graph, option)))
    return found[0], found[1]


def _reaching(graph: Graph, intervention: str, named: dict[str, list[Statement]]) -> list[Statement]:
    """Return the statements on an intervention and those that it inherits from wider ones.

    A wider statement gives way to one of the same source on an intervention in between.
    """
    wider = [i for i in graph.index.supers.get(intervention, ()) if i in named and i != intervention]
    nearer = [s for i in [intervention, *wider] for s in named[i]]
    inherited = [s for i in wider for s in named[i] if s.inherited and not _overridden(graph, s, nearer)]
    return named[intervention] + inherited


def _overridden(graph: Graph, statement: Statement, nearer: list[Statement]) -> bool:
    return any(
        other.source.id == statement.source.id
        and other.intervention != statement.intervention
        and graph.index.is_a(other.intervention, statement.intervention)
        and (
            graph.index.is_a(other.condition, statement.condition)
            or graph.index.is_a(statement.condition, other.condition)
        )
        for other in nearer
    )


def _groups(statements: list[Statement]) -> list[Group]:
    groups: dict[tuple[str, str], Group] = {}
    for statement in statements:
        key = (statement.condition, statement.time_horizon)
        groups.setdefault(key, Group(*key, [])).statements.append(statement)
    return list(groups.values())


def _rank(graph: Graph, option: Option) -> tuple[int, int, int, str]:
    newest = max((s.source.year or 0 for s in option.statements() if not s.superseded), default=0)
    label = graph.index.terms[option.intervention].label
    return verdict.ORDER.index(option.verdict), -verdict.organisations(option.groups), -newest, label


def _show(graph: Graph, asked: str, option: Option) -> dict[str, Any]:
    shown, because = [], []
    for group in sorted(option.groups, key=lambda g: _group_rank(graph, asked, g)):
        relation = graph.relations.between(asked, group.condition) or Relation("overlaps")
        statements = sorted(
            group.statements, key=lambda s: (s.superseded, not s.votes, -(s.source.year or 0), s.id)
        )
        shown.append(
            {
                "condition": graph.index.terms[group.condition].as_dict(),
                "relation": relation.name,
                "via": _via(graph, relation),
                "time_horizon": group.time_horizon,
                "verdict": group.verdict,
                "opposed_by": sorted({theirs.source.label for _, theirs in group.opposed_by}),
                "statements": [_statement(graph, option, s) for s in statements],
            }
        )
        because += graph.explanations.related(asked, group.condition, relation)
        for statement in statements:
            because += graph.explanations.inherited(option.intervention, statement.intervention)
            because.append(graph.explanations.stated(statement))
    return {
        "intervention": classes.describe(graph.index, option.intervention),
        "verdict": option.verdict,
        "organisations": verdict.organisations(option.groups),
        "groups": shown,
        "safety": safety.assess(graph, option.intervention),
        "because": _once(because),
    }


def _statement(graph: Graph, option: Option, statement: Statement) -> dict[str, Any]:
    named = graph.index.terms[statement.intervention].as_dict()
    inherited = statement.intervention != option.intervention
    return {**statement.as_dict(), "intervention": named, "inherited_from": named if inherited else None}


def _group_rank(graph: Graph, asked: str, group: Group) -> tuple[int, int, str, str]:
    relation = graph.relations.between(asked, group.condition)
    label = graph.index.terms[group.condition].label
    place = verdict.ORDER.index(group.verdict)
    return _RELATED.index(relation.name) if relation else len(_RELATED), place, label, group.time_horizon


def _via(graph: Graph, relation: Relation) -> list[dict[str, Any]]:
    if relation.via is None:
        return []
    fact = relation.via
    return [
        {
            "id": fact.id,
            "cause": graph.index.terms[fact.cells["pk:statesCause"][0]].as_dict(),
            "condition": graph.index.terms[fact.cells["pk:hasCondition"][0]].as_dict(),
            "source": fact.source.as_dict(),
            "locator": fact.text("pk:locator"),
        }
    ]


def _once(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[tuple[str, str, str, str], dict[str, Any]] = {}
    for step in steps:
        seen.setdefault((step["kind"], step["subject"]["id"], step["object"]["id"], step["text"]), step)
    return list(seen.values())
