"""The treatment options for a condition: who advises them, who does not, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from painkg import DISCLAIMER
from painkg.answers import safety, shown, verdict
from painkg.answers.filters import Filters
from painkg.answers.verdict import Group
from painkg.graph import Graph
from painkg.graph.evidence import Statement

CONDITIONS = ("condition", "cause")
INTERVENTIONS = ("technique", "drug", "drug_category")
Named = dict[str, list[Statement]]  # intervention → the statements that name it


@dataclass
class Option:
    """An intervention and the groups of statements that bear on the condition asked about."""

    intervention: str
    groups: list[Group]
    verdict: str
    near: list[Group]  # those that decide its place: no overlap by a mechanism alone

    def statements(self) -> Iterable[Statement]:
        """Yield the statements of all groups."""
        return (s for group in self.groups for s in group.statements)


def options(graph: Graph, condition: str, filters: Filters | None = None) -> dict[str, Any]:
    """Return the treatment options for a condition, as the contract shapes them.

    `total` counts the main list before `limit` and `offset`.

    :raises NotFoundError: when nothing is called `condition`.
    :raises AmbiguousError: when several conditions are.
    """
    asked = graph.index.resolve(condition, CONDITIONS).id
    filters = filters or Filters()
    main, causes = (
        [option for option in found if filters.keep(graph.index, option.intervention, option.groups)]
        for found in find(graph, asked)
    )
    return _answer(graph, asked, filters, main, causes)


def option_for(graph: Graph, intervention: str, condition: str) -> dict[str, Any]:
    """Return what is said on one intervention for a condition, in the same shape as `options`.

    Advice on a wider intervention counts where nothing nearer overrides it, and the kinds of the
    intervention that sources name are listed after it.

    :raises NotFoundError: when nothing is called so.
    :raises AmbiguousError: when several things are.
    """
    asked = graph.index.resolve(condition, CONDITIONS).id
    treatment = graph.index.resolve(intervention, INTERVENTIONS).id
    return _answer(graph, asked, Filters(limit=1000), *find_for(graph, asked, treatment))


def _answer(
    graph: Graph, asked: str, filters: Filters, main: list[Option], causes: list[Option]
) -> dict[str, Any]:
    condition = graph.index.terms[asked]
    page = main[filters.offset :][: filters.limit]

    def show(listed: list[Option], whole: list[Option]) -> list[dict[str, Any]]:
        return [
            {
                **shown.option(graph, asked, o.intervention, o.groups, o.verdict),
                "only_by_mechanism": not o.near,
                "kinds": _kinds(graph, o, whole),
            }
            for o in listed
        ]

    return {
        "condition": {**condition.as_dict(), "definition": condition.definition},
        "filters": asdict(filters),
        "total": len(main),
        "red_flags": safety.red_flags(graph, asked),
        "options": show(page, main),
        "treats_a_cause": show(causes, causes),
        "excluded": [],
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _kinds(graph: Graph, option: Option, whole: list[Option]) -> list[dict[str, Any]]:
    """Return the listed kinds of an option whose verdict differs, so that a wide term is not read alone."""
    return [
        {**graph.index.terms[other.intervention].as_dict(), "verdict": other.verdict}
        for other in whole
        if other.verdict != option.verdict
        and other.intervention != option.intervention
        and graph.index.is_a(other.intervention, option.intervention)
    ]


def find(graph: Graph, asked: str) -> tuple[list[Option], list[Option]]:
    """Return the options for a condition, and apart from them those that treat a cause of it, in order."""
    main, causes = (
        sorted((_option(graph, asked, i, named) for i in named), key=lambda option: _rank(graph, option))
        for named in _named(graph, asked)
    )
    return main, causes


def find_for(graph: Graph, asked: str, treatment: str) -> tuple[list[Option], list[Option]]:
    """Return the same for one intervention and the kinds of it that sources name, itself first."""
    lists = []
    for named in _named(graph, asked):
        kinds = [i for i in named if i != treatment and graph.index.is_a(i, treatment)]
        found = [_option(graph, asked, i, named) for i in [treatment, *kinds]]
        lists.append([option for option in found if option.groups])
    return lists[0], lists[1]


def conditions_named(graph: Graph, treatment: str | None = None) -> list[str]:
    """Return the conditions of the statements on an intervention, a kind of it or a wider one; or of all."""
    index = graph.index
    return sorted(
        {
            s.condition
            for s in graph.evidence.statements.values()
            if treatment is None
            or index.is_a(s.intervention, treatment)
            or index.is_a(treatment, s.intervention)
        }
    )


def same_population(graph: Graph, asked: str) -> verdict.SamePopulation:
    """Return what says of two conditions whether one contains the other, for those who have the asked one."""

    def said(one: str, other: str) -> bool:
        relations = graph.relations
        return relations.contains(one, asked, other) or relations.contains(other, asked, one)

    return said


def _named(graph: Graph, asked: str) -> tuple[Named, Named]:
    direct: Named = defaultdict(list)
    causal: Named = defaultdict(list)
    for statement in graph.evidence.statements.values():
        if excepting(graph, asked, statement):
            continue
        if relation := graph.relations.between(asked, statement.condition):
            (causal if relation.name == "cause" else direct)[statement.intervention].append(statement)
    return dict(direct), dict(causal)


def excepting(graph: Graph, asked: str, statement: Statement) -> list[str]:
    """Return the kinds of its condition that a statement leaves out and the asked condition is one of."""
    return [out for out in statement.excepted if graph.index.is_a(asked, out)]


def _option(graph: Graph, asked: str, intervention: str, named: Named) -> Option:
    def by_mechanism(group: Group) -> bool:
        relation = graph.relations.between(asked, group.condition)
        return relation is not None and relation.by_mechanism

    groups = _groups(_reaching(graph, intervention, named))
    overall = verdict.judge(groups, same_population(graph, asked))
    deciding = [group for group in groups if group.verdict != "described"] or groups
    return Option(intervention, groups, overall, [group for group in deciding if not by_mechanism(group)])


def _reaching(graph: Graph, intervention: str, named: Named) -> list[Statement]:
    """Return the statements on an intervention and those that it inherits from wider ones.

    A wider statement gives way to one of the same source on an intervention in between, unless the two point
    differently and select other patients: "no NSAID after week 28" stands beside "ibuprofen before it".
    """
    wider = [i for i in graph.index.supers.get(intervention, ()) if i in named and i != intervention]
    own = named.get(intervention, [])
    nearer = own + [s for i in wider for s in named[i]]
    inherited = [s for i in wider for s in named[i] if s.inherited and not overriding(graph, s, nearer)]
    return own + inherited


def overriding(graph: Graph, statement: Statement, nearer: Iterable[Statement]) -> list[Statement]:
    """Return those of its source on a nearer intervention that a statement gives way to."""
    return [
        other
        for other in nearer
        if other.source.id == statement.source.id
        and other.intervention != statement.intervention
        and graph.index.is_a(other.intervention, statement.intervention)
        and (other.direction == statement.direction or set(other.selects) == set(statement.selects))
        and (
            graph.index.is_a(other.condition, statement.condition)
            or graph.index.is_a(statement.condition, other.condition)
        )
    ]


def _groups(statements: list[Statement]) -> list[Group]:
    groups: dict[tuple[str, str], Group] = {}
    for statement in statements:
        key = (statement.condition, statement.time_horizon)
        groups.setdefault(key, Group(*key, [])).statements.append(statement)
    return list(groups.values())


def _rank(graph: Graph, option: Option) -> tuple[int, bool, int, int, str]:
    """Return the place of an option: advice that holds only if a mechanism is there too comes later."""
    newest = max((s.source.year or 0 for s in option.statements() if not s.superseded), default=0)
    label = graph.index.terms[option.intervention].label
    issuers = verdict.organisations(option.near or option.groups)
    return verdict.ORDER.index(option.verdict), not option.near, -issuers, -newest, label
