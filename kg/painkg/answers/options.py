"""The treatment options for a condition: who advises them, who does not, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from painkg import DISCLAIMER
from painkg.answers import applies, assessment, medications, safety, verdict
from painkg.answers.filters import Filters
from painkg.answers.patient import Patient
from painkg.answers.shown import View
from painkg.answers.verdict import Group
from painkg.graph import Graph
from painkg.graph.evidence import Statement

CONDITIONS = ("condition", "cause")
INTERVENTIONS = ("technique", "drug", "drug_category")
Named = dict[str, list[Statement]]  # intervention → the statements that name it


@dataclass
class Bearing:
    """The statements that bear on a condition, on a cause of it, and those that are for other patients."""

    direct: Named
    causal: Named
    aside: Named


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


def options(
    graph: Graph, condition: str, filters: Filters | None = None, patient: Patient | None = None
) -> dict[str, Any]:
    """Return the treatment options for a condition, as the contract shapes them.

    `total` counts the main list before `limit` and `offset`. With a patient, statements whose criteria the
    patient does not meet are set aside, and options that a safety row rules out are under `excluded`.

    :raises NotFoundError: when nothing is called `condition`.
    :raises AmbiguousError: when several conditions are.
    """
    asked = graph.index.resolve(condition, CONDITIONS).id
    filters = filters or Filters()
    patient = patient and patient.asking(graph, asked)
    bearing = bear(graph, asked, patient)
    main, causes = (
        [option for option in found if filters.keep(graph.index, option.intervention, option.groups)]
        for found in find(graph, asked, bearing)
    )
    return _answer(View(graph, asked, patient), filters, (main, causes), bearing.aside)


def option_for(
    graph: Graph, intervention: str, condition: str, patient: Patient | None = None
) -> dict[str, Any]:
    """Return what is said on one intervention for a condition, in the same shape as `options`.

    Advice on a wider intervention counts where nothing nearer overrides it, and the kinds of the
    intervention that sources name are listed after it.

    :raises NotFoundError: when nothing is called so.
    :raises AmbiguousError: when several things are.
    """
    asked = graph.index.resolve(condition, CONDITIONS).id
    treatment = graph.index.resolve(intervention, INTERVENTIONS).id
    patient = patient and patient.asking(graph, asked)
    bearing = bear(graph, asked, patient)
    aside = {i: found for i, found in bearing.aside.items() if graph.index.is_a(i, treatment)}
    found = find_for(graph, asked, treatment, bearing)
    return _answer(View(graph, asked, patient), Filters(limit=1000), found, aside)


def _answer(
    view: View, filters: Filters, found: tuple[list[Option], list[Option]], aside: Named
) -> dict[str, Any]:
    graph, patient = view.graph, view.patient
    main, causes = found
    whole = [*main, *causes]
    out = ruled_out(view, whole)
    kept, treating = ([o for o in options if o not in out] for options in found)
    excluded = _once(out)
    condition = graph.index.terms[view.asked]
    answer: dict[str, Any] = {
        "condition": {**condition.as_dict(), "definition": condition.definition},
        "filters": asdict(filters),
        "total": len(kept),
        "red_flags": safety.red_flags(graph, view.asked),
        "options": _show(view, kept[filters.offset :][: filters.limit], main),
        "treats_a_cause": _show(view, treating, causes),
        "excluded": _show(view, excluded, whole),
    }
    if patient is not None:
        listed = {o.intervention for o in whole}
        said = [s for o in whole for s in o.statements()] + [s for row in aside.values() for s in row]
        used = patient.behind(graph, {c.fact for s in said for c in s.selects})
        answer |= {
            "patient": patient.as_dict(),
            "medications": medications.interactions(graph, patient),
            "for_other_patients": [
                view.set_aside(i, theirs) for i, theirs in aside.items() if i not in listed
            ],
            "not_assessed": assessment.not_assessed(
                patient, [view.safety(intervention) for intervention in listed], used
            ),
        }
    return answer | {"release": graph.release.as_dict(), "disclaimer": DISCLAIMER}


def ruled_out(view: View, listed: Iterable[Option]) -> list[Option]:
    """Return the options that a safety row rules out for the patient; none where there is no patient."""
    return [
        o for o in listed if view.patient and view.safety(o.intervention)["status"] == assessment.EXCLUDED
    ]


def _once(listed: list[Option]) -> list[Option]:
    """Return each intervention once, with the groups of its further entries after those of the first."""
    merged: dict[str, Option] = {}
    for option in listed:
        first = merged.setdefault(option.intervention, option)
        if first is not option:
            groups = [*first.groups, *option.groups]
            merged[option.intervention] = replace(first, groups=groups)
    return list(merged.values())


def _show(view: View, listed: list[Option], whole: list[Option]) -> list[dict[str, Any]]:
    return [
        {
            **view.option(o.intervention, o.groups, o.verdict),
            "only_by_mechanism": not o.near,
            "kinds": _kinds(view.graph, o, whole),
        }
        for o in listed
    ]


def _kinds(graph: Graph, option: Option, whole: list[Option]) -> list[dict[str, Any]]:
    """Return the listed kinds of an option whose verdict differs, so that a wide term is not read alone."""
    kinds = graph.index.subs.get(option.intervention, set()) - {option.intervention}
    return [
        {**graph.index.terms[other.intervention].as_dict(), "verdict": other.verdict}
        for other in whole
        if other.intervention in kinds and other.verdict != option.verdict
    ]


def find(graph: Graph, asked: str, bearing: Bearing | None = None) -> tuple[list[Option], list[Option]]:
    """Return the options for a condition, and apart from them those that treat a cause of it, in order."""
    bearing = bearing or bear(graph, asked)
    main, causes = (
        sorted((_option(graph, asked, i, named) for i in named), key=lambda option: _rank(graph, option))
        for named in (bearing.direct, bearing.causal)
    )
    return main, causes


def find_for(
    graph: Graph, asked: str, treatment: str, bearing: Bearing | None = None
) -> tuple[list[Option], list[Option]]:
    """Return the same for one intervention and the kinds of it that sources name, itself first."""
    bearing = bearing or bear(graph, asked)
    lists = []
    for named in (bearing.direct, bearing.causal):
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


def bear(graph: Graph, asked: str, patient: Patient | None = None) -> Bearing:
    """Return the statements that bear on a condition, by the intervention that they name."""
    direct, causal, aside = (defaultdict[str, list[Statement]](list) for _ in range(3))
    for statement in graph.evidence.statements.values():
        relation = graph.relations.between(asked, statement.condition)
        if relation and not excepting(graph, asked, statement):
            named = causal if relation.name == "cause" else direct
            if patient is not None and applies.selected(patient, statement).holds is False:
                named = aside
            named[statement.intervention].append(statement)
    return Bearing(dict(direct), dict(causal), dict(aside))


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
    wider = sorted(named.keys() & graph.index.supers.get(intervention, set()) - {intervention})
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
