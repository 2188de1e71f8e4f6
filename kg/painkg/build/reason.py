"""Reasoning: HermiT decides the class hierarchy, the tracing reasoner explains it, and the two must agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from painkg import terms
from painkg.build.assemble import Ontology
from painkg.build.axioms import NOTHING, manchester, read_axioms
from painkg.build.hermit import classify
from painkg.build.tracing import Tracer
from painkg.build.wording import Wording
from painkg.errors import BuildError, UnsatisfiableError
from painkg.rdf import serialize, value

Closure = dict[str, frozenset[str]]
_MEANINGLESS = {terms.OWL + name for name in ("annotatedSource", "annotatedProperty", "annotatedTarget")}
_MEANINGFUL = (terms.RDF, terms.OWL, terms.RDFS + "subClassOf", terms.RDFS + "subPropertyOf")


@dataclass
class Reasoned:
    """A class hierarchy: reflexive and transitive `supers`, direct `parents`, and the reasons."""

    ontology: Ontology
    tracer: Tracer
    supers: Closure
    parents: Closure

    @cached_property
    def wording(self) -> Wording:
        """How the relations of the ontology are put into words."""
        return Wording.read(self.ontology.triples, self.ontology.labels)

    def because(self, sub: str, sup: str) -> str:
        """Return the axioms by which one class is under another, in Manchester syntax, one on a line."""
        return "\n".join(manchester(axiom, self.ontology.labels) for axiom in self.tracer.why(sub, sup))

    def in_words(self, sub: str, sup: str) -> str:
        """Return the same axioms as sentences, one on a line."""
        return "\n".join(self.wording.sentence(axiom) for axiom in self.tracer.why(sub, sup))


def reason(ontology: Ontology, limit: float) -> Reasoned:
    """Classify an ontology; `limit` is HermiT's, in seconds.

    :raises UnsatisfiableError: when classes can have no instance; it names the axioms that make it so.
    :raises ReasonerError: when the ontology is inconsistent, or the limit is over.
    :raises BuildError: when HermiT fails, or the two reasoners disagree.
    """
    tracer = Tracer(read_axioms(ontology.triples), ontology.classes)
    found = classify(serialize(_logical(ontology), ox.RdfFormat.N_TRIPLES), limit)
    known = set(ontology.classes)
    if impossible := sorted((set(found.unsatisfiable) | set(tracer.unsatisfiable())) & known):
        raise _impossible(ontology, tracer, impossible)
    supers = _closure(known, found.pairs)
    _compare(ontology, tracer, supers)
    return Reasoned(ontology, tracer, supers, _parents(supers))


def _logical(ontology: Ontology) -> list[ox.Triple]:
    """Return the triples that mean something to a reasoner: labels, texts and their sources stay out."""
    return [
        t
        for t in ontology.triples
        if not isinstance(t.object, ox.Literal)
        and t.predicate.value.startswith(_MEANINGFUL)
        and t.predicate.value not in _MEANINGLESS
        and value(t.object) != terms.OWL + "Axiom"
    ]


def _impossible(ontology: Ontology, tracer: Tracer, names: list[str]) -> UnsatisfiableError:
    axioms = {n: [manchester(a, ontology.labels) for a in tracer.why(n, NOTHING)] for n in names}
    lines = [
        f"{ontology.labels.get(n, n)} ({terms.contract(n)}) can have no instance: {'; '.join(axioms[n])}"
        for n in names
    ]
    return UnsatisfiableError("\n".join(lines), axioms)


def _closure(classes: set[str], pairs: frozenset[tuple[str, str]]) -> Closure:
    up: dict[str, set[str]] = defaultdict(set)
    for sub, sup in pairs:
        up[sub].add(sup)
    supers: Closure = {}
    for name in sorted(classes):
        seen, stack = {name}, [name]
        while stack:
            for above in up[stack.pop()] - seen:
                seen.add(above)
                stack.append(above)
        supers[name] = frozenset(seen & classes)
    return supers


def _compare(ontology: Ontology, tracer: Tracer, supers: Closure) -> None:
    for name, found in supers.items():
        if odd := sorted((tracer.named(name) ^ found) & supers.keys()):
            only = "HermiT" if odd[0] in found else "the tracing reasoner"
            pair = f"{ontology.labels.get(name, name)} under {ontology.labels.get(odd[0], odd[0])}"
            raise BuildError(f"the reasoners disagree: only {only} puts {pair}; this is a bug of painkg")


def _parents(supers: Closure) -> Closure:
    """Return the nearest superclasses; of classes that mean the same, none is the parent of the other."""
    parents = {}
    for name, above in supers.items():
        strict = {s for s in above if name not in supers[s]}
        parents[name] = frozenset(
            s for s in strict if not any(s in supers[t] and t not in supers[s] for t in strict)
        )
    return parents
