"""Why a row is in an answer: the steps from the question to the statement, in words."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from painkg import terms
from painkg.graph.evidence import Fact, Statement
from painkg.graph.index import Index
from painkg.graph.relation import Relation
from painkg.stores import Store

_STEPS = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX pk: <https://w3id.org/painkg/vocab#>
SELECT ?sub ?sup ?axioms ?words WHERE {
  ?step owl:annotatedSource ?sub ; owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget ?sup ;
    pk:because ?axioms ; pk:inWords ?words .
}
"""

_VERBS = {
    "for": "advises",
    "against": "advises against",
    "neither": "advises neither for nor against",
    "research only": "would use only in research",
    "described": "describes",
}


@dataclass
class Explanations:
    """The axioms behind each direct subclass step, which `build.infer` left, and sentences made of them."""

    index: Index
    _told: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, store: Store, index: Index) -> Explanations:
        """Return the explanations that a build left in a store.

        :raises StoreError: when the store cannot answer.
        """
        found = {
            (terms.contract(row["sub"]), terms.contract(row["sup"])): (row["axioms"], row["words"])
            for row in store.select(_STEPS)
        }
        return cls(index, found)

    def axioms(self, sub: str, sup: str) -> list[dict[str, str]]:
        """Return the axioms by which a class is directly under another, in words and in Manchester syntax."""
        formal, words = self._told.get((sub, sup), ("", ""))
        return [
            {"text": text, "manchester": axiom}
            for axiom, text in zip(formal.splitlines(), words.splitlines(), strict=True)
        ]

    def subclass(self, sub: str, sup: str, kind: str = "subclass") -> list[dict[str, Any]]:
        """Return one step for each subclass edge from `sub` up to `sup`, along a shortest path."""
        return [self._edge(a, b, kind) for a, b in self._path(sub, sup)]

    def _path(self, sub: str, sup: str) -> list[tuple[str, str]]:
        came: dict[str, str] = {}
        queue = deque([sub])
        while queue:
            here = queue.popleft()
            if here == sup:
                break
            for parent in sorted(self.index.parents.get(here, ())):
                if parent not in came and parent != sub:
                    came[parent] = here
                    queue.append(parent)
        steps: list[tuple[str, str]] = []
        while sup != sub and sup in came:
            steps.append((came[sup], sup))
            sup = came[sup]
        return steps[::-1]

    def _edge(self, sub: str, sup: str, kind: str) -> dict[str, Any]:
        text = f"{self._label(sub)} is a kind of {self._label(sup)}"
        return {**self._step(kind, sub, sup, text), "axioms": self.axioms(sub, sup)}

    def related(self, asked: str, stated: str, relation: Relation) -> list[dict[str, Any]]:
        """Return the steps that tie the condition of a statement to the one asked about."""
        if relation.name == "broader":
            return self.subclass(asked, stated)
        if relation.name == "narrower":
            return self.subclass(stated, asked)
        if relation.name == "overlaps":
            text = f"for those whose {self._label(asked)} is also {self._label(stated)}"
            return [self._step("overlap", asked, stated, text)]
        if relation.name == "cause" and relation.via:
            return self._caused(stated, relation.via)
        return []

    def _caused(self, stated: str, fact: Fact) -> list[dict[str, Any]]:
        cause, condition = fact.cells["pk:statesCause"][0], fact.cells["pk:hasCondition"][0]
        where = f"{fact.source.label}, {fact.text('pk:locator')}"
        text = f"{self._label(cause)} may cause {self._label(condition)} ({where})"
        step = self._step("cause", cause, condition, text)
        return [*self.subclass(stated, cause), {**step, "source": fact.source.as_dict()}]

    def inherited(self, intervention: str, named: str) -> list[dict[str, Any]]:
        """Return the steps by which advice on a wider intervention reaches a narrower one."""
        return self.subclass(intervention, named, "inherited")

    def stated(self, statement: Statement) -> dict[str, Any]:
        """Return the last step: what the source says, and where."""
        intervention, condition = self._label(statement.intervention), self._label(statement.condition)
        what = f"{statement.source.label} {_VERBS[statement.direction]} {intervention} for {condition}"
        text = f"{what} (graded: {statement.text('pk:asGraded')}; {statement.text('pk:locator')})"
        step = self._step("statement", statement.intervention, statement.condition, text)
        return {**step, "statement": statement.id, "source": statement.source.as_dict()}

    def _label(self, term: str) -> str:
        info = self.index.terms.get(term)
        return info.label if info else term

    def _step(self, kind: str, subject: str, target: str, text: str) -> dict[str, Any]:
        return {
            "kind": kind,
            "subject": {"id": subject, "label": self._label(subject)},
            "object": {"id": target, "label": self._label(target)},
            "source": None,
            "text": text,
        }
