"""Why an option is not in an answer, or is there with a limit: each reason with the statements behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from painkg.answers import applies, classes, shown
from painkg.answers.assessment import EXCLUDED
from painkg.answers.filters import Filters
from painkg.answers.options import Bearing, Option, excepting, find_for, overriding, ruled_out
from painkg.answers.patient import Patient
from painkg.answers.shown import View
from painkg.graph import Graph
from painkg.graph.evidence import Statement

_PAGE = ("limit", "offset")


@dataclass
class Case:
    """An intervention and what the engine lists for a condition, before filters."""

    view: View
    treatment: str
    filters: Filters
    bearing: Bearing
    main: list[Option]
    causes: list[Option]

    @property
    def graph(self) -> Graph:
        """The graph that is asked."""
        return self.view.graph

    @cached_property
    def excluded(self) -> list[Option]:
        """The options that are ruled out for the patient."""
        return ruled_out(self.view, [*self.main, *self.causes])

    def passes(self, option: Option, filters: Filters) -> bool:
        """Say whether an option passes filters."""
        return filters.keep(self.graph.index, option.intervention, option.groups)

    @cached_property
    def kept(self) -> list[Option]:
        """The options that pass the filters and are not ruled out, in order."""
        return [o for o in self.main if self.passes(o, self.filters) and o not in self.excluded]

    @cached_property
    def place(self) -> int | None:
        """The place of the intervention among them, from 1."""
        return next((i for i, o in enumerate(self.kept, 1) if o.intervention == self.treatment), None)

    @cached_property
    def listed(self) -> str | None:
        """The list of the answer that the intervention is in."""
        if self.place:
            return "options"
        if self.option in self.excluded:
            return "excluded"
        return "treats_a_cause" if self.option else None

    @cached_property
    def option(self) -> Option | None:
        """The intervention as it is listed."""
        if self.place:
            return self.kept[self.place - 1]
        rest = (o for o in (*self.excluded, *self.causes) if self.passes(o, self.filters))
        return next((o for o in rest if o.intervention == self.treatment), None)

    @cached_property
    def unfiltered(self) -> Option | None:
        """The intervention as it would be listed without filters."""
        return next((o for o in (*self.main, *self.causes) if o.intervention == self.treatment), None)

    def label(self, term: str) -> str:
        """Return the label of a term."""
        return self.graph.index.terms[term].label

    @property
    def asked(self) -> str:
        """The condition."""
        return self.view.asked

    def reason(self, kind: str, text: str, evidence: Iterable[Statement] = ()) -> dict[str, Any]:
        """Return a reason as answers show it."""
        told = [shown.told(self.graph, statement, self.asked) for statement in evidence]
        return {"kind": kind, "text": text, "evidence": told, "safety": []}


def reasons(case: Case) -> Iterator[dict[str, Any]]:
    """Yield why the intervention is not among the options, or what limits its being there."""
    yield from _unsafe(case)
    if case.option:
        yield from _limits(case, case.option)
    elif case.unfiltered:
        yield from _filtered(case, case.unfiltered)
    else:
        yield from _unlisted(case)


def _unsafe(case: Case) -> Iterator[dict[str, Any]]:
    """Yield what the patient is ruled out or cautioned by."""
    found = case.view.safety(case.treatment)["reasons"]
    for kind, excludes in (("contraindicated", True), ("caution", False)):
        rows = [reason for reason in found if (reason["effect"] == EXCLUDED) == excludes]
        if rows:
            facts = "; ".join(dict.fromkeys(reason["fact"] for reason in rows))
            yield {**case.reason(kind, f"for this patient: {facts}"), "safety": rows}


def _limits(case: Case, option: Option) -> Iterator[dict[str, Any]]:
    label = case.label(case.asked)
    statements = list(option.statements())
    current = [s for s in statements if not s.superseded]
    if case.listed == "treats_a_cause":
        causes = sorted({case.label(s.condition) for s in statements})
        text = f"the statements are about what may cause {label} ({', '.join(causes)}), not about {label}"
        yield case.reason("treats a cause", text, statements)
    if not current:
        yield case.reason(
            "superseded only", "every statement on it is superseded, so that none votes", statements
        )
    elif case.listed == "options":
        relations = {case.graph.relations.between(case.asked, s.condition) for s in current}
        names = {relation.name for relation in relations if relation}
        conditions = ", ".join(sorted({case.label(s.condition) for s in current}))
        if names == {"narrower"}:
            text = f"every current statement is about a kind of {label} only: {conditions}"
            yield case.reason("narrower condition only", text, current)
        elif names <= {"narrower", "overlaps"}:
            text = (
                f"no current statement is about {label} as a whole: they hold for those who have {conditions}"
            )
            yield case.reason("part of the patients only", text, current)


def _filtered(case: Case, option: Option) -> Iterator[dict[str, Any]]:
    """Yield each filter that leaves out an option that would be listed without it."""
    label, plain = case.label(case.treatment), Filters()
    named = classes.technique_class(case.graph.index, case.treatment)
    current = [s for s in option.statements() if not s.superseded]
    told = {
        "technique_class": f"{label} is reported as {named}, and {case.filters.technique_class} is asked for",
        "without": f"{label} is reported as {named}, which is left out",
        "direction": f"no current statement on {label} has the direction “{case.filters.direction}”",
        "first_line": f"no current statement puts {label} first",
    }
    for filter_ in fields(Filters):
        value = getattr(case.filters, filter_.name)
        if filter_.name in _PAGE or value == getattr(plain, filter_.name):
            continue
        if not case.passes(option, replace(plain, **{filter_.name: value})):
            kind = "other technique class" if filter_.name == "technique_class" else "filter"
            evidence = current if filter_.name in ("direction", "first_line") else []
            yield {**case.reason(kind, told[filter_.name], evidence), "filter": filter_.name}


def _unlisted(case: Case) -> Iterator[dict[str, Any]]:
    """Yield why no list has the intervention, whatever the filters."""
    label, asked = case.label(case.treatment), case.label(case.asked)
    main, causes = find_for(case.graph, case.asked, case.treatment, case.bearing)
    for option in (*main, *causes):
        statements = sorted(option.statements(), key=lambda s: (s.superseded, not s.votes))
        listed = "listed" if option in main else "listed as treating a cause"
        if option.intervention == case.treatment:
            names = ", ".join(dict.fromkeys(case.label(s.intervention) for s in statements))
            text = f"no source names {label} for {asked}; {listed} are wider terms that cover it: {names}"
            yield case.reason("named more widely", text, statements)
        else:
            text = f"sources speak of a kind of it, {case.label(option.intervention)}, which is {listed}"
            yield case.reason("named more narrowly", text, statements)
    if aside := case.bearing.aside.get(case.treatment):
        unmet = ", ".join(dict.fromkeys(text for s in aside for text in _unmet(case.view.patient, s)))
        text = (
            f"the statements on {label} for {asked} are for other patients; this one does not meet: {unmet}"
        )
        yield case.reason("for other patients", text, aside)
    own = [s for s in case.graph.evidence.statements.values() if s.intervention == case.treatment]
    elsewhere = [s for s in own if not case.graph.relations.between(case.asked, s.condition)]
    if elsewhere:
        current = [s for s in elsewhere if not s.superseded] or elsewhere
        conditions = ", ".join(sorted({case.label(s.condition) for s in current}))
        text = f"the statements on {label} are about conditions that have no bearing on {asked}: {conditions}"
        yield case.reason("other condition", text, current)
    yield from passed_over(case)
    if not (main or causes or own):
        text = f"no statement in the graph links {label} to {asked} or to any other condition"
        yield case.reason("no statement", text)


def _unmet(patient: Patient | None, statement: Statement) -> list[str]:
    """Return the criteria of a statement that a patient does not meet."""
    needs = applies.selected(patient, statement).needs if patient else ()
    return [text for text, holds in needs if holds is False]


def passed_over(case: Case) -> list[dict[str, Any]]:
    """Return the statements on the intervention, or a wider one, that do not count for it, and why."""
    index, label = case.graph.index, case.label(case.treatment)
    bearing = [
        s
        for s in case.graph.evidence.statements.values()
        if index.is_a(case.treatment, s.intervention)
        and case.graph.relations.between(case.asked, s.condition)
    ]
    told: dict[tuple[str, str], dict[str, Statement]] = {}
    for statement in bearing:
        source, named = statement.source.label, case.label(statement.intervention)
        kind, text, others = "", "", list[Statement]()
        if out := excepting(case.graph, case.asked, statement):
            left = ", ".join(case.label(name) for name in out)
            kind = "excepted by the source"
            text = f"{source} speaks of {case.label(statement.condition)}, and leaves out {left}"
        elif statement.intervention != case.treatment and not statement.inherited:
            kind = "not for its kinds"
            text = f"{source} speaks of {named}, and does not mean every kind of it"
        elif statement.intervention != case.treatment:
            others = overriding(case.graph, statement, bearing)
            kind = "overridden by the same source" if others else ""
            says = ", ".join(dict.fromkeys(case.label(s.intervention) for s in others))
            text = f"what {source} says of {says} is nearer to {label} and counts instead of {named}"
        if kind:
            told.setdefault((kind, text), {}).update({s.id: s for s in (statement, *others)})
    return [case.reason(kind, text, evidence.values()) for (kind, text), evidence in told.items()]
