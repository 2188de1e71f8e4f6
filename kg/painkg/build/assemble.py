"""Tables, the hand-written Turtle and the drop-in modules become one ontology."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from painkg import terms
from painkg.errors import SourceError
from painkg.rdf import value
from painkg.source.sources import Sources
from painkg.source.templates import CLASS, LABEL, TYPE, node, owl, term_triples

_VERSION = owl("versionInfo")
_ONTOLOGY = ox.NamedNode(terms.ONTOLOGY)


@dataclass
class Ontology:
    """The asserted triples, and what the later steps look up in them."""

    triples: list[ox.Triple]
    version: str
    labels: dict[str, str] = field(default_factory=dict)  # IRI → label
    classes: list[str] = field(default_factory=list)  # IRIs of the named classes, in order


def assemble(sources: Sources) -> Ontology:
    """Return the ontology that the sources state.

    :raises SourceError: when `painkg.ttl` gives no version date.
    """
    triples = list(dict.fromkeys(_all(sources)))
    versions = [value(t.object) for t in triples if t.subject == _ONTOLOGY and t.predicate == _VERSION]
    if len(versions) != 1:
        raise SourceError(f"painkg.ttl: needs exactly one owl:versionInfo (a date), and has {len(versions)}")
    version = versions[0]
    iri = ox.NamedNode(f"{terms.ONTOLOGY.rsplit('/', 1)[0]}/releases/{version}/painkg.owl")
    triples.append(ox.Triple(_ONTOLOGY, owl("versionIRI"), iri))
    labels = {value(t.subject): value(t.object) for t in triples if t.predicate == LABEL}
    named = {value(t.subject) for t in triples if t.predicate == TYPE and t.object == CLASS}
    classes = sorted(name for name in named if name.startswith(("http:", "https:", "urn:")))
    return Ontology(triples, version, labels, classes)


def _all(sources: Sources) -> Iterator[ox.Triple]:
    for triples in sources.triples.values():
        yield from triples
    yield from term_triples(sources)


def release_names(ontology: Ontology) -> Iterator[ox.Triple]:
    """Yield `skos:prefLabel` and `skos:altLabel`, for tools that know only SKOS."""
    synonyms = {node(f"oboInOwl:has{scope}Synonym") for scope in ("Exact", "Broad", "Narrow", "Related")}
    for triple in ontology.triples:
        if isinstance(triple.subject, ox.NamedNode) and triple.predicate == LABEL:
            yield ox.Triple(triple.subject, node("skos:prefLabel"), triple.object)
        elif triple.predicate in synonyms:
            yield ox.Triple(triple.subject, node("skos:altLabel"), triple.object)
