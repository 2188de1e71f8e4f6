"""OWL axioms in plain words, for explanations: each relation brings its own phrase (`pk:inWords`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from painkg import terms
from painkg.build.axioms import NOTHING, And, Axiom, Expression, Some, manchester
from painkg.rdf import value

_READ = (
    "pk:inWords",
    "pk:chainInWords",
    "pk:inTable",
    "oboInOwl:hasSynonymType",
    "owl:annotatedSource",
    "owl:annotatedProperty",
    "owl:annotatedTarget",
)
_LAYPERSON = "OMO:0003003"


@dataclass(frozen=True)
class Wording:
    """The names of classes and relations, and the phrases of the relations that have one, by IRI.

    A site goes by its everyday name where it has one: "hand" for "manus".
    """

    labels: dict[str, str]
    phrases: dict[str, str]  # "is felt in the {}"
    chains: dict[str, str]  # "what is felt in a part is felt in the whole"

    @classmethod
    def read(cls, triples: Iterable[ox.Triple], labels: dict[str, str]) -> Wording:
        """Return the wording that an ontology brings."""
        found: dict[str, dict[str, str]] = {name: {} for name in _READ}
        for triple in triples:
            if (name := terms.contract(triple.predicate.value)) in found:
                found[name][value(triple.subject)] = value(triple.object)
        everyday = {
            found["owl:annotatedSource"][axiom]: found["owl:annotatedTarget"][axiom]
            for axiom, kind in sorted(found["oboInOwl:hasSynonymType"].items())
            if terms.contract(kind) == _LAYPERSON
            and found["owl:annotatedProperty"][axiom].endswith("hasExactSynonym")
            and found["pk:inTable"].get(found["owl:annotatedSource"][axiom]) == "site"
        }
        return cls(labels | everyday, found["pk:inWords"], found["pk:chainInWords"])

    def sentence(self, axiom: Axiom) -> str:
        """Return an axiom in words, without a full stop.

        >>> labels = {"urn:a": "sore knee", "urn:b": "pain", "urn:c": "knee"}
        >>> wording = Wording(labels, {"urn:r": "is felt in the {}"}, {})
        >>> wording.sentence(Axiom("equivalent", ("urn:a", And(("urn:b", Some("urn:r", "urn:c"))))))
        'sore knee is, by definition, any pain that is felt in the knee'
        """
        first, *rest = axiom.parts
        if axiom.kind == "equivalent":
            return f"{self._name(first)} is, by definition, {self._class(rest[0])}"
        if axiom.kind == "sub":
            return f"{self._name(first)} {self._said(rest[0])}"
        if axiom.kind == "disjoint":
            names = [self._name(part) for part in axiom.parts]
            return f"nothing is two of these at once: {', '.join(names)}"
        if axiom.kind == "subproperty":
            wide, narrow = (self.labels.get(str(part), str(part)) for part in (rest[0], first))
            return f"“{narrow}” is a kind of “{wide}”"
        return self.chains.get(str(axiom.parts[-1])) or manchester(axiom, self.labels)

    def _name(self, part: Expression) -> str:
        if isinstance(part, str):
            return "the impossible" if part == NOTHING else self.labels.get(part, terms.contract(part))
        return self._class(part)

    def _class(self, part: Expression) -> str:
        """Return an expression as something that a thing can be: "any pain that is felt in the knee"."""
        parts = part.parts if isinstance(part, And) else (part,)
        names = [self._name(p) for p in parts if isinstance(p, str)]
        told = _listed([self._said(p) for p in parts if not isinstance(p, str)])
        if not names:
            return f"whatever {told}"
        kind = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} that is also {names[-1]}"
        return f"any {kind} that {told}" if told else f"any {kind}"

    def _said(self, part: Expression) -> str:
        """Return an expression as something that is said of a thing: "is felt in the knee"."""
        if isinstance(part, Some):
            phrase = self.phrases.get(part.prop)
            filler = self._name(part.filler)
            return phrase.format(filler) if phrase else f"{self._name(part.prop)} {filler}"
        if isinstance(part, And):
            return f"is {self._class(part)}"
        return f"is a kind of {self._name(part)}"


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 2 else " and ".join(parts)
