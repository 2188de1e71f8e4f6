"""Whether hand-written files stay in the part of OWL 2 EL that the project uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from painkg import terms
from painkg.rdf import value
from painkg.source.sources import Sources
from painkg.source.tables import Finding

_PREDICATES = {
    "annotatedProperty", "annotatedSource", "annotatedTarget", "deprecated", "disjointWith",
    "equivalentClass", "imports", "intersectionOf", "members", "onProperty", "propertyChainAxiom",
    "someValuesFrom", "versionIRI", "versionInfo",
}  # fmt: skip
_TYPES = {
    "AllDisjointClasses", "AnnotationProperty", "Axiom", "Class", "ObjectProperty", "Ontology", "Restriction",
    "TransitiveProperty",
}  # fmt: skip
_TYPE = terms.RDF + "type"
_LISTS = {terms.RDF + name for name in ("first", "rest")}


def check_profile(sources: Sources) -> list[Finding]:
    """Return what `painkg.ttl` and the modules use beyond the profile, or as class and individual at once."""
    findings = []
    for name, triples in sources.triples.items():
        lines = (sources.folder / name).read_text(encoding="utf-8", errors="replace").splitlines()
        for rule, sought, message in beyond(triples):
            findings.append(Finding(name, _line(lines, sought), "", "error", rule, message))
    return list(dict.fromkeys(findings))


def beyond(triples: Iterable[ox.Triple]) -> Iterator[tuple[str, str, str]]:
    """Yield (rule, the name to look for in the file, message) for each use beyond the profile."""
    triples = list(triples)
    used = {value(t.subject) for t in triples if isinstance(t.subject, ox.BlankNode) and _owl_node(t)}
    for triple in triples:
        subject, predicate, target = value(triple.subject), triple.predicate.value, value(triple.object)
        if predicate.startswith(terms.OWL) and (name := predicate.removeprefix(terms.OWL)) not in _PREDICATES:
            yield (
                "profile",
                name,
                f"owl:{name} is outside the part of OWL 2 EL used here; say it with and/some",
            )
        elif predicate == _TYPE and target.startswith(terms.OWL):
            name = target.removeprefix(terms.OWL)
            if name == "NamedIndividual":
                message = (
                    f"{terms.contract(subject)} is an individual; terms are classes only, evidence is rows"
                )
                yield "punning", name, message
            elif name not in _TYPES:
                yield "profile", name, f"owl:{name} is outside the part of OWL 2 EL used here; leave it out"
        elif predicate == _TYPE and not target.startswith((terms.RDFS, terms.RDF)):
            message = (
                f"{terms.contract(subject)} is an instance of {terms.contract(target)}; write a subclass"
            )
            yield "punning", _local(subject), message
        if isinstance(triple.subject, ox.BlankNode) and subject not in used:
            message = f"a blank node with {terms.contract(predicate)} that OWL does not need; give it a name"
            yield "blank-node", _local(predicate), message


def _owl_node(triple: ox.Triple) -> bool:
    predicate = triple.predicate.value
    return (
        predicate in _LISTS
        or (predicate == _TYPE and value(triple.object).startswith(terms.OWL))
        or (predicate.startswith(terms.OWL))
    )


def _local(name: str) -> str:
    return name.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def declared_at(sources: Sources, iri: str) -> tuple[str, int]:
    """Return the hand-written file and line where a class is written, or ("", 0)."""
    for name, triples in sources.triples.items():
        if any(value(triple.subject) == iri for triple in triples):
            lines = (sources.folder / name).read_text(encoding="utf-8", errors="replace").splitlines()
            return name, _line(lines, _local(iri))
    return "", 0


def _line(lines: list[str], sought: str) -> int:
    return next((number for number, line in enumerate(lines, start=1) if sought in line), 0)
