"""What follows, as triples in named graphs: the hierarchy with its reasons, entailed relations, the rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from painkg import terms
from painkg.build.reason import Reasoned
from painkg.errors import BuildError
from painkg.rdf import quads
from painkg.source.templates import SUBCLASS, node, owl

_STEP = "https://w3id.org/painkg/step/"


def inferred_triples(reasoned: Reasoned) -> Iterator[ox.Triple]:
    """Yield direct subclass steps with their axioms, and `pk:isKindOf`: all steps in one, reflexive."""
    for name in reasoned.ontology.classes:
        subject = ox.NamedNode(name)
        for above in sorted(reasoned.supers[name]):
            yield ox.Triple(subject, node("pk:isKindOf"), ox.NamedNode(above))
        for parent in sorted(reasoned.parents[name]):
            sup = ox.NamedNode(parent)
            step = ox.NamedNode(_STEP + hashlib.sha256(f"{name} {parent}".encode()).hexdigest()[:16])
            yield ox.Triple(subject, SUBCLASS, sup)
            yield ox.Triple(step, owl("annotatedSource"), subject)
            yield ox.Triple(step, owl("annotatedProperty"), SUBCLASS)
            yield ox.Triple(step, owl("annotatedTarget"), sup)
            yield ox.Triple(step, node("pk:because"), ox.Literal(reasoned.because(name, parent)))
            yield ox.Triple(step, node("pk:inWords"), ox.Literal(reasoned.in_words(name, parent)))


def relation_triples(reasoned: Reasoned) -> Iterator[ox.Triple]:
    """Yield what the restrictions entail, one triple for each class, property and named filler."""
    for name in reasoned.ontology.classes:
        for prop, filler in reasoned.tracer.restrictions(name):
            yield ox.Triple(ox.NamedNode(name), ox.NamedNode(prop), ox.NamedNode(filler))


def apply_rules(store: ox.Store, folder: Path) -> None:
    """Run each CONSTRUCT of a folder, in order of name, into a graph named after its file.

    `20_safety.rq` fills the graph `…/graph/safety`; a later rule sees what an earlier one found.

    :raises BuildError: when a rule is no CONSTRUCT that can run.
    """
    for path in sorted(folder.glob("*.rq")):
        try:
            found = store.query(path.read_text(encoding="utf-8"), use_default_graph_as_union=True)
        except (SyntaxError, ValueError) as error:
            raise BuildError(f"queries/inference/{path.name}: {error}") from None
        if not isinstance(found, ox.QueryTriples):
            raise BuildError(f"queries/inference/{path.name} is no CONSTRUCT; a rule makes triples")
        store.bulk_extend(quads(list(found), terms.GRAPHS + path.stem.split("_", 1)[-1]))
