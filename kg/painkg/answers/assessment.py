"""Whether an option is unsafe for a patient: which sourced rows apply, which do not, and what cannot be told.

That no row applies is never said to be safety.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from painkg.answers import applies, bleeding, classes, safety
from painkg.answers.applies import Match
from painkg.answers.patient import Patient
from painkg.graph import Graph
from painkg.graph.evidence import Fact

NONE_APPLIED, CAUTION, EXCLUDED = "rules checked, none applied", "caution", "excluded"
_WORDS = {True: "yes", False: "no", None: safety.NOT_ASSESSED}
_EVERYONE = ("boxed warning", "caution", "monitoring", "dose limit", "adverse effect")
WIDER = "pk:hasStateIsWider"
_MAY_APPLY = "the row says more than is known of the patient: it may or may not apply"
Found = list[tuple[Fact, Match]]


@dataclass
class Assessment:
    """A patient, and the options that were assessed for that patient, each once."""

    graph: Graph
    patient: Patient
    _known: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False)
    _drugs: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def of(self, intervention: str) -> dict[str, Any]:
        """Return the safety part of an option.

        `rules` are what the graph holds about it, each with whether it applies to the patient; `reasons` are
        those that apply; `kinds_excluded` are drugs of a category that are ruled out; `not_assessed` is what
        would have to be known, and what no rule speaks of.
        """
        if intervention not in self._known:
            self._known[intervention] = self._assess(intervention)
        return self._known[intervention]

    def _matched(self, intervention: str) -> Found:
        """Return the rows on an option with whether they apply, and those on what is taken that do."""
        graph, patient = self.graph, self.patient
        carried, taken = safety.carriers(graph, intervention), patient.others(graph, intervention)
        found = [
            (fact, applies.rule(graph, patient, fact, carried, taken))
            for fact in safety.facts(graph, carried)
        ]
        return found + [
            (fact, match)
            for fact in safety.facts_against(graph, carried)
            if (match := applies.turned_round(graph, patient, fact, taken)).holds
        ]

    def _assess(self, intervention: str) -> dict[str, Any]:
        graph, patient = self.graph, self.patient
        found = self._matched(intervention)
        reasons = [_reason(graph, fact, match) for fact, match in found if match.holds]
        reasons += self._allergies(intervention, reasons)
        kinds = self._kinds_ruled_out(intervention)
        checked = _checked(graph, patient, found)
        return {
            "status": _status(reasons, found, kinds),
            "checked": checked,
            "reasons": sorted(reasons, key=lambda reason: reason["effect"] != EXCLUDED),
            "kinds_excluded": kinds,
            "rules": [{**safety.shown(graph, fact), "applies": _said(fact, match)} for fact, match in found],
            "not_assessed": {
                "needed": self._needed(intervention, found),
                "no_rule_for": [given.text for given in patient.given if given.text not in checked],
                "in_words_only": sum(
                    _said(fact, match) == _WORDS[None] for fact, match in found if match.general
                ),
            },
        }

    def _kinds_ruled_out(self, intervention: str) -> list[dict[str, Any]]:
        terms = self.graph.index.terms
        if terms[intervention].kind != "drug_category":
            return []
        found = []
        for drug in sorted(self.graph.index.subs.get(intervention, ())):
            if terms[drug].kind == "drug" and (facts := self._ruled_out_by(drug)):
                found.append({**terms[drug].as_dict(), "reasons": facts})
        return found

    def _ruled_out_by(self, drug: str) -> list[str]:
        """Return what rules a drug out, in words."""
        if drug not in self._drugs:
            facts = [
                fact.text("pk:fact")
                for fact, match in self._matched(drug)
                if match.holds and effect(fact) == EXCLUDED
            ]
            self._drugs[drug] = facts or [r["fact"] for r in self._allergies(drug, [])]
        return self._drugs[drug]

    def _allergies(self, intervention: str, reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return a reason for each allergy to what the option gives that no sourced row has told of."""
        if any("allergic to it" in reason["because"] for reason in reasons):
            return []
        terms = self.graph.index.terms
        return [
            {
                "id": None,
                "about": terms[term].as_dict(),
                "kind": "contraindication",
                "severity": "not stated",
                "fact": f"the patient is said to be allergic to {terms[term].label}",
                "effect": EXCLUDED,
                "because": [f"allergic to {terms[term].label}"],
                "details": [],
                "source": None,
                "locator": "as said of the patient; the graph holds no row on it",
            }
            for term in sorted(self.patient.allergic & safety.carriers(self.graph, intervention))
        ]

    def _needed(self, intervention: str, found: Found) -> list[str]:
        needed = {text for _, match in found if match.holds is None for text in match.missing}
        classed = any(fact.text("pk:hasProcedureRiskClass") for fact, _ in found)
        invasive = classes.technique_class(self.graph.index, intervention) == "invasive"
        if invasive and not classed and bleeding.takes_one(self.graph, self.patient):
            needed.add(bleeding.UNCLASSED)
        return sorted(needed)


def effect(fact: Fact) -> str:
    """Return what a row does to an option that it applies to: excluded, or kept with caution.

    A contraindication excludes unless its source calls it relative, an interaction where its source rules the
    two out together. A row that says more of a state than is known ("severe asthma") does not exclude.
    """
    if fact.text(WIDER):
        return CAUTION
    kind, severity = fact.text("pk:hasKind"), fact.text("pk:hasSeverity")
    ruled_out = kind == "contraindication" and severity in ("absolute", "not stated")
    return EXCLUDED if ruled_out or (kind == "interaction" and severity == "absolute") else CAUTION


def not_assessed(patient: Patient, assessed: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what several options were not assessed for: what their rules need, and what none speaks of.

    `options` counts the options that a fact would be needed for.
    """
    needed: dict[str, int] = {}
    idle = {given.text for given in patient.given}
    for left in (each["not_assessed"] for each in assessed):
        idle &= set(left["no_rule_for"])
        for text in left["needed"]:
            needed[text] = needed.get(text, 0) + 1
    ranked = sorted(needed.items(), key=lambda pair: (-pair[1], pair[0]))
    return {
        "needed": [{"fact": text, "options": count} for text, count in ranked],
        "no_rule_for": [given.text for given in patient.given if given.text in idle],
        "not_read": list(patient.unread),
    }


def _status(reasons: list[dict[str, Any]], found: Found, kinds: list[dict[str, Any]]) -> str:
    effects = {reason["effect"] for reason in reasons}
    if EXCLUDED in effects:
        return EXCLUDED
    if effects or kinds:
        return CAUTION
    return NONE_APPLIED if any(match.holds is False for _, match in found) else safety.NOT_ASSESSED


def _reason(graph: Graph, fact: Fact, match: Match) -> dict[str, Any]:
    newer = [graph.evidence.sources[work].label for work in fact.source.superseded_by]
    details = [*match.details, *([_MAY_APPLY] if fact.text(WIDER) else [])]
    details += [f"{fact.source.label} is superseded by {', '.join(newer)}"] if newer else []
    told = {"effect": effect(fact), "because": match.met, "details": details}
    return {**safety.shown(graph, fact), **told}


def _said(fact: Fact, match: Match) -> str:
    if match.general and fact.text("pk:hasKind") in _EVERYONE:
        return "everyone"
    return _WORDS[match.holds]


def _checked(graph: Graph, patient: Patient, found: Found) -> list[str]:
    """Return what was said of the patient that decided a row."""
    decided = {text for _, match in found for text, holds in match.needs if holds is not None}
    facts = {c.fact for fact, _ in found for c in fact.selects if c.text in decided}
    drugs = any(text.startswith("takes ") for text in decided)
    allergies = "allergic to it" in decided
    states = {state for fact, match in found for state in fact.cells.get("pk:inState", ()) if match.holds}
    return [
        given.text
        for given in patient.given
        if given.fact in facts
        or (given.allergy and allergies)
        or (drugs and given.term in patient.takes)
        or (given.term in patient.has and any(graph.index.is_a(given.term, state) for state in states))
    ]
