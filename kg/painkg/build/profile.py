"""Whether hand-written files stay in the part of OWL 2 EL that the project uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from painkg import terms
from painkg.rdf import value
from painkg.source.cells import date
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
_PLACES = {terms.RDFS + "subClassOf", terms.OWL + "equivalentClass"}
_LISTS = {terms.RDF + name for name in ("first", "rest")}


def check_profile(sources: Sources) -> list[Finding]:
    """Return what is wrong with `painkg.ttl` and the modules.

    That is what they use beyond the profile or as class and individual at once, a version that is no date,
    and a class of a module that has no label, the label of another term, or no place in the hierarchy.
    """
    findings = []
    for name, triples in sources.triples.items():
        lines = (sources.folder / name).read_text(encoding="utf-8", errors="replace").splitlines()
        problems = [*beyond(triples), *_versions(triples)]
        if name.startswith("modules/"):
            problems += _placed(sources, triples)
        for rule, sought, message in problems:
            findings.append(Finding(name, _line(lines, sought), "", "error", rule, message))
    return list(dict.fromkeys(findings))


Problem = tuple[str, str, str]  # rule, the name to look for in the file, message


def _versions(triples: Iterable[ox.Triple]) -> Iterator[Problem]:
    for triple in triples:
        if triple.predicate.value == terms.OWL + "versionInfo" and (wrong := date(value(triple.object))):
            yield "date", "versionInfo", wrong


def _placed(sources: Sources, triples: Iterable[ox.Triple]) -> Iterator[Problem]:
    """Yield what the classes lack that a module adds: tables have columns for it, modules have not."""
    triples = list(triples)
    owners = {term.label.casefold(): term.id for term in sources.terms.values() if term.kind != "source"}
    labels = {value(t.subject): value(t.object) for t in triples if t.predicate.value == terms.RDFS + "label"}
    placed = {value(t.subject) for t in triples if t.predicate.value in _PLACES}
    declared = {
        value(t.subject)
        for t in triples
        if t.predicate.value == _TYPE
        and value(t.object) == terms.OWL + "Class"
        and isinstance(t.subject, ox.NamedNode)
    }
    for iri in sorted(i for i in declared if terms.contract(i) not in sources.terms):
        label = labels.get(iri, "")
        if not label:
            yield "label", _local(iri), f"{iri} has no rdfs:label; give it one"
        elif owner := owners.get(label.casefold()):
            yield "label", _local(iri), f"{label!r} is already the label of {owner}; every label is unique"
        if iri not in placed:
            yield "orphan", _local(iri), f"{label or iri} is under no class; give it an rdfs:subClassOf"


def beyond(triples: Iterable[ox.Triple]) -> Iterator[Problem]:
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
