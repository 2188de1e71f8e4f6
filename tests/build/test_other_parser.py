"""An OWL parser that shares no code with ours reads the release, and finds everything in it declared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyhornedowl
import pytest
from pyhornedowl import model

from painkg import terms

NAMED = {
    model.Class: "DeclareClass",
    model.ObjectProperty: "DeclareObjectProperty",
    model.AnnotationProperty: "DeclareAnnotationProperty",
}


def entities(part: Any) -> Iterator[tuple[str, str]]:
    """Yield the kind of declaration that each entity within a part of an axiom needs, and its IRI."""
    if kind := NAMED.get(type(part)):
        yield kind, str(part.first)
    elif isinstance(part, list):
        for one in part:
            yield from entities(one)
    elif type(part).__module__.startswith("pyhornedowl"):
        for name in (n for n in dir(part) if not n.startswith("_")):
            if not callable(value := getattr(part, name)):
                yield from entities(value)


@pytest.mark.parametrize("name", ["painkg.owl", "painkg-base.owl"])
def test_the_release_loads_with_no_undeclared_entity(built: Path, name: str) -> None:
    ontology = pyhornedowl.open_ontology(str(built / name))
    axioms = [axiom.component for axiom in ontology.get_axioms()]
    declared = {
        (type(a).__name__, str(a.first.first)) for a in axioms if type(a).__name__.startswith("Declare")
    }
    used = {entity for a in axioms for entity in entities(a)}
    builtin = {"http://www.w3.org/2002/07/owl#Thing", "http://www.w3.org/2002/07/owl#Nothing"}
    standard = (terms.RDFS, terms.OWL)
    assert len(used) > 2000
    assert {
        (kind, iri)
        for kind, iri in used - declared
        if iri not in builtin and not (kind == "DeclareAnnotationProperty" and iri.startswith(standard))
    } == set()
