"""A patient as an answer takes one: what is known, in the words of the graph, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from painkg.answers import prior
from painkg.answers.prior import Bound
from painkg.answers.said import DRUG, Said
from painkg.errors import AmbiguousError, NotFoundError
from painkg.graph import Graph
from painkg.graph.criteria import Criterion, Implied, Value
from painkg.graph.index import TermInfo


@dataclass(frozen=True)
class Given:
    """One thing that was said of a patient: in words, with the facts or the term that it became."""

    text: str
    facts: tuple[str, ...] = ()
    term: str = ""
    role: str = ""  # of the term: has, takes, absent, allergic, tried

    def as_dict(self) -> dict[str, Any]:
        """Return it as answers show it."""
        fact = "" if self.term or not self.facts else self.facts[0]
        return {"text": self.text, "fact": fact or None, "term": self.term or None}


@dataclass(frozen=True)
class Patient:
    """What is known of a patient.

    A list of medications counts as complete where each of its names was understood, any other list does not.
    """

    given: tuple[Given, ...] = ()
    known: dict[str, Value] = field(default_factory=dict)  # fact → value, given or implied
    implied: tuple[tuple[str, Implied], ...] = ()  # what followed, in words, and why
    has: frozenset[str] = frozenset()  # disorders, pains and devices
    takes: frozenset[str] = frozenset()
    all_taken: bool = False  # whether `takes` is the whole list
    absent: frozenset[str] = frozenset()
    allergic: frozenset[str] = frozenset()
    unread: tuple[dict[str, Any], ...] = ()  # what has no term in the graph
    unread_roles: frozenset[str] = frozenset()  # and as what it was given
    conflicts: tuple[str, ...] = ()  # where what was given goes against itself
    bound: tuple[Bound, ...] = ()  # outcomes of a trial or a block, which tell of what they were made for

    @classmethod
    def of(cls, graph: Graph, said: Mapping[str, Any]) -> Patient:
        """Return the patient whom a mapping describes; `painkg.answers.said` tells its keys.

        A name that the graph does not know stays in `unread`, with names that look like it.

        :raises ParameterError: when a key, a value or a unit is none that a patient may have.
        """
        read = Said.read(graph.evidence.facts, said)
        found: dict[str, list[str]] = {role: [] for role in ROLES}
        given = [Given(text, (fact,)) for fact, text in read.texts.items()]
        unread, unread_roles = [], set()
        for role, name, kinds in read.names:
            term, problem = _term(graph, name, kinds)
            if term is not None:
                found[role].append(term.id)
                given.append(Given(f"{ROLES[role]} {term.label}", term=term.id, role=role))
            elif role in _FACT_ROLES and read.fact_named(graph.evidence.facts, name, role == "has"):
                given.append(Given(f"{ROLES[role]} {name}", (name.strip().casefold(),)))
            else:
                like = Said.facts_like(graph.evidence.facts, name) if role in _FACT_ROLES else []
                unread.append({**problem, "near": [*like, *problem["near"]]})
                unread_roles.add(role)
        tried = []
        for told in read.prior:
            term, problem = _term(graph, told.treatment, (*DRUG, "technique"))
            if term is None:
                unread.append(problem)
                continue
            tried.append(replace(told, treatment=term.id))
            facts = prior.facts_of(graph.index, tried[-1])
            given.append(Given(f"{term.label}: {told.outcome}", facts, term.id, "tried"))
        patient = cls(
            given=tuple(given),
            known=prior.amount_to(graph.index, tried) | read.facts,
            all_taken=read.all_taken and "takes" not in unread_roles,
            unread=tuple(unread),
            unread_roles=frozenset(unread_roles),
            has=frozenset(found["has"]),
            takes=frozenset(found["takes"]),
            absent=frozenset(found["absent"]),
            allergic=frozenset(found["allergic"]),
            bound=prior.bound_to(graph.index, tried),
        )
        return patient._with_implied(graph)

    def about(self, intervention: str) -> dict[str, Value]:
        """Return what is known where a row on an intervention is read: trials and blocks made for it too."""
        bound = {b.fact: b.value for b in self.bound if intervention in b.interventions}
        return bound | self.known if bound else self.known

    def asking(self, graph: Graph, condition: str) -> Patient:
        """Return the patient with the pain that is asked about."""
        return replace(self, has=self.has | {condition})._with_implied(graph)

    def _with_implied(self, graph: Graph) -> Patient:
        known, told = dict(self.known), dict(self.implied)
        for criterion, rule in self._from_the_whole_list(graph):
            if criterion.fact not in known:
                known[criterion.fact] = False
                told[f"not {criterion.text}"] = rule
        for _ in graph.evidence.implied:  # as often as one may follow from another
            before = len(known)
            for rule in graph.evidence.implied:
                if self._fires(graph, rule, known):
                    for criterion in rule.implies:
                        if criterion.fact not in known:
                            known[criterion.fact] = _value(criterion)
                            told[criterion.text] = rule
            if len(known) == before:
                break
        same = {
            rule.term
            for rule in graph.evidence.implied
            if rule.both_ways and all(c.holds(known) for c in rule.implies)
        }
        patient = replace(self, known=known, implied=tuple(told.items()), has=self.has | same)
        return replace(patient, conflicts=tuple(patient._contradictions(graph)))

    def _from_the_whole_list(self, graph: Graph) -> Iterable[tuple[Criterion, Implied]]:
        """Yield what taking a drug would make so, where the list is whole and the drug is not in it."""
        for rule in graph.evidence.implied:
            drug = bool(rule.term) and graph.index.terms[rule.term].kind in DRUG
            if drug and self.in_state(graph, rule.term, self.takes) is False:
                yield from ((criterion, rule) for criterion in rule.implies if not criterion.comparison)

    def _fires(self, graph: Graph, rule: Implied, known: Mapping[str, Value]) -> bool:
        if rule.term:
            return any(graph.index.is_a(term, rule.term) for term in self.has | self.takes)
        return all(criterion.holds(known) for criterion in rule.given)

    def tried(self, graph: Graph, intervention: str) -> list[str]:
        """Return in words what came of an intervention, of a kind of it, or of what it is a kind of."""
        is_a = graph.index.is_a
        return [
            given.text
            for given in self.given
            if given.role == "tried" and (is_a(given.term, intervention) or is_a(intervention, given.term))
        ]

    def others(self, graph: Graph, intervention: str) -> frozenset[str]:
        """Return what is taken beside an intervention: it does not interact with itself."""
        index = graph.index
        return frozenset(
            m for m in self.takes if not (index.is_a(m, intervention) or index.is_a(intervention, m))
        )

    def in_state(self, graph: Graph, state: str, taken: frozenset[str]) -> bool | None:
        """Say whether the patient has a term, or it is among those `taken`; None where that cannot be told.

        What is known in wider words only ("an infection") decides nothing on a kind of it. No drug is known
        not to have a side action, as to lengthen the QT interval: the graph does not list all that do.
        """
        index = graph.index
        mine = self.has | taken
        if any(index.is_a(term, state) for term in mine):
            return True
        if any(index.is_a(state, term) for term in mine):
            return None
        kind = index.terms[state].kind
        if kind in DRUG:
            roles = index.relations.get(state, {}).get("RO:0000087", ())
            listed = kind == "drug" or _SIDE_ACTION not in roles
            return False if self.all_taken and listed else None
        if any(index.is_a(state, term) for term in self.absent) or self._ruled_out(graph, state):
            return False
        return None

    def _ruled_out(self, graph: Graph, state: str) -> bool:
        """Say whether a term would imply something that is known not to be so."""
        return any(
            rule.term
            and graph.index.is_a(state, rule.term)
            and any(criterion.holds(self.known) is False for criterion in rule.implies)
            for rule in graph.evidence.implied
        )

    def allergy(self, graph: Graph, named: str, carried: frozenset[str]) -> bool | None:
        """Say whether an allergy bears on a rule on `named` for an option that gives `carried`.

        An allergy to another drug of the class that a rule names decides nothing.
        """
        index = graph.index
        if any(index.is_a(named, a) or (index.is_a(a, named) and a in carried) for a in self.allergic):
            return True
        near = any(index.is_a(a, named) for a in self.allergic)
        return None if near or not self.allergic or "allergic" in self.unread_roles else False

    def behind(self, graph: Graph, facts: Iterable[str]) -> set[Given]:
        """Return what of the patient was given that these facts are, or that they follow from."""
        index, wanted = graph.index, set(facts)
        rules = [rule for _, rule in self.implied]
        for _ in rules:  # as often as one may follow from another
            wanted |= {c.fact for rule in rules if _implies(rule, wanted) for c in rule.given}
        terms = {rule.term for rule in rules if rule.term and _implies(rule, wanted)}
        return {
            given
            for given in self.given
            if wanted.intersection(given.facts)
            or (given.role in ("has", "takes") and any(index.is_a(given.term, term) for term in terms))
        }

    def _contradictions(self, graph: Graph) -> list[str]:
        """Return where what was given is not what follows from the rest of it, in words."""
        index, found = graph.index, []
        for term in sorted(self.absent):
            found += [
                f"has {index.terms[mine].label}, and does not have {index.terms[term].label}"
                for mine in sorted(self.has)
                if index.is_a(mine, term)
            ]
        for rule in graph.evidence.implied:
            if self._fires(graph, rule, self.known):
                given = "; ".join(c.text for c in rule.given) or index.terms[rule.term].label
                found += [
                    f"{given}: from this follows “{criterion.text}”, which goes against what else was said"
                    for criterion in rule.implies
                    if criterion.holds(self.known) is False
                ]
        return found

    def as_dict(self) -> dict[str, Any]:
        """Return it as answers show it."""
        return {
            "given": [given.as_dict() for given in self.given],
            "implied": [
                {"text": text, "reason": rule.reason, "source": rule.source or None}
                for text, rule in self.implied
            ],
            "not_read": list(self.unread),
            "contradictions": list(self.conflicts),
            "medications_complete": self.all_taken,
        }


ROLES = {"has": "has", "takes": "takes", "absent": "does not have", "allergic": "allergic to"}
_SIDE_ACTION = "PAINKG:0039118"  # role: side action role
_FACT_ROLES = ("has", "absent")  # a fact may be given like a disorder: "cardiac pacemaker"


def _implies(rule: Implied, facts: set[str]) -> bool:
    return any(criterion.fact in facts for criterion in rule.implies)


def _value(criterion: Criterion) -> Value:
    return criterion.value if criterion.comparison == "is" else not criterion.negated


def _term(graph: Graph, name: str, kinds: tuple[str, ...]) -> tuple[TermInfo | None, dict[str, Any]]:
    try:
        return graph.index.resolve(name, kinds), {}
    except NotFoundError as error:
        return None, {"name": name, "why": "the graph has no term of this name", "near": error.suggestions}
    except AmbiguousError as error:
        near = [label for _, label in error.candidates]
        return None, {"name": name, "why": "the name may mean several terms", "near": near}
