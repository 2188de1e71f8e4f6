"""OWL axioms as values, read from triples: what the tracing reasoner works on and explanations show.

An expression is an IRI, `And(parts)` or `Some(property, filler)`; nothing else is in the EL part that we use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from painkg import terms
from painkg.rdf import value

THING, NOTHING = terms.OWL + "Thing", terms.OWL + "Nothing"


class Some(NamedTuple):
    """An existential restriction."""

    prop: str
    filler: Expression


class And(NamedTuple):
    """A conjunction of expressions, in a fixed order."""

    parts: tuple[Expression, ...]


Expression = str | Some | And


@dataclass(frozen=True)
class Axiom:
    """One axiom: `kind` is "sub", "equivalent", "disjoint", "subproperty", "chain" or "transitive"."""

    kind: str
    parts: tuple[Expression, ...]

    def inclusions(self) -> Iterator[tuple[Expression, Expression]]:
        """Yield what the axiom says of classes as (subclass, superclass) pairs."""
        if self.kind == "sub":
            yield self.parts[0], self.parts[1]
        elif self.kind == "equivalent":
            yield self.parts[0], self.parts[1]
            yield self.parts[1], self.parts[0]


def read_axioms(triples: Iterable[ox.Triple]) -> list[Axiom]:
    """Return the axioms that triples state, in a fixed order; what is no axiom of OWL 2 EL is passed over."""
    reader = _Reader(triples)
    return sorted(set(reader.axioms()), key=lambda axiom: (axiom.kind, repr(axiom.parts)))


class _Reader:
    """The triples by subject, and how to read expressions and lists from them."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._of: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            subject = value(triple.subject)
            self._of[subject][triple.predicate.value].append(value(triple.object))

    def axioms(self) -> Iterator[Axiom]:
        for subject, about in list(self._of.items()):
            for kind, predicate in (
                ("sub", terms.RDFS + "subClassOf"),
                ("equivalent", terms.OWL + "equivalentClass"),
            ):
                for other in about.get(predicate, ()):
                    pair = self._expression(subject), self._expression(other)
                    if pair[0] is not None and pair[1] is not None:
                        yield Axiom(kind, (pair[0], pair[1]))
            yield from self._disjoint(subject, about)
            yield from self._properties(subject, about)

    def _disjoint(self, subject: str, about: dict[str, list[str]]) -> Iterator[Axiom]:
        for other in about.get(terms.OWL + "disjointWith", ()):
            yield Axiom("disjoint", (subject, other))
        if terms.OWL + "AllDisjointClasses" in about.get(terms.RDF + "type", ()):
            for members in about.get(terms.OWL + "members", ()):
                yield Axiom("disjoint", tuple(self._list(members)))

    def _properties(self, subject: str, about: dict[str, list[str]]) -> Iterator[Axiom]:
        for other in about.get(terms.RDFS + "subPropertyOf", ()):
            yield Axiom("subproperty", (subject, other))
        for chain in about.get(terms.OWL + "propertyChainAxiom", ()):
            yield Axiom("chain", (*self._list(chain), subject))
        if terms.OWL + "TransitiveProperty" in about.get(terms.RDF + "type", ()):
            yield Axiom("transitive", (subject,))

    def _list(self, head: str) -> Iterator[str]:
        seen: set[str] = set()
        while head in self._of and head not in seen:
            seen.add(head)
            yield from self._of[head].get(terms.RDF + "first", ())
            head = next(iter(self._of[head].get(terms.RDF + "rest", ())), "")

    def _expression(self, name: str) -> Expression | None:
        about = self._of.get(name, {})
        if properties := about.get(terms.OWL + "onProperty"):
            fillers = about.get(terms.OWL + "someValuesFrom", ())
            filler = self._expression(fillers[0]) if fillers else None
            return None if filler is None else Some(properties[0], filler)
        if lists := about.get(terms.OWL + "intersectionOf"):
            parts = [self._expression(member) for member in self._list(lists[0])]
            known = [part for part in parts if part is not None]
            return And(tuple(sorted(known, key=repr))) if len(known) == len(parts) else None
        return name if name.startswith(("http:", "https:", "urn:")) else None


_PLAIN = re.compile(r"[A-Za-z0-9]+")
_WORD = {"sub": "SubClassOf", "equivalent": "EquivalentTo", "subproperty": "SubPropertyOf"}


def manchester(axiom: Axiom, labels: dict[str, str]) -> str:
    """Return an axiom in Manchester syntax, with labels for names.

    >>> labels = {"urn:a": "low back", "urn:r": "in", "urn:b": "body"}
    >>> manchester(Axiom("sub", ("urn:a", Some("urn:r", "urn:b"))), labels)
    "'low back' SubClassOf in some body"
    """
    shown = [_show(part, labels) for part in axiom.parts]
    if axiom.kind in _WORD:
        return f"{shown[0]} {_WORD[axiom.kind]} {shown[1]}"
    if axiom.kind == "chain":
        return f"{' o '.join(shown[:-1])} SubPropertyOf {shown[-1]}"
    if axiom.kind == "transitive":
        return f"Transitive {shown[0]}"
    return f"DisjointClasses {', '.join(shown)}"


def _show(part: Expression, labels: dict[str, str], *, nested: bool = False) -> str:
    if isinstance(part, Some):
        text = f"{_show(part.prop, labels)} some {_show(part.filler, labels, nested=True)}"
        return f"({text})" if nested else text
    if isinstance(part, And):
        # a name before restrictions reads better, whatever the order of the IRIs
        ordered = sorted(part.parts, key=lambda p: isinstance(p, Some | And))
        text = " and ".join(_show(p, labels, nested=True) for p in ordered)
        return f"({text})" if nested else text
    if part == NOTHING:
        return "owl:Nothing"
    label = labels.get(part) or terms.contract(part)
    return label if _PLAIN.fullmatch(label) else f"'{label}'"
