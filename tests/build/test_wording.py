"""Axioms in words: each form of axiom, and what a relation without a phrase gets."""

from __future__ import annotations

import pytest

from painkg.build.axioms import And, Axiom, Some
from painkg.build.wording import Wording

LABELS = {"P": "pain", "C": "chronic pain", "B": "back pain", "K": "knee", "f": "felt in", "g": "caused by"}
WORDING = Wording(LABELS, {"f": "is felt in the {}"}, {"f": "what is felt in a part is felt in the whole"})


@pytest.mark.parametrize(
    ("axiom", "words"),
    [
        (Axiom("sub", ("C", "P")), "chronic pain is a kind of pain"),
        (Axiom("sub", ("C", Some("f", "K"))), "chronic pain is felt in the knee"),
        (Axiom("sub", ("C", Some("g", "K"))), "chronic pain caused by knee"),
        (Axiom("sub", (Some("f", "K"), "P")), "whatever is felt in the knee is a kind of pain"),
        (
            Axiom("equivalent", ("C", And(("B", "P")))),
            "chronic pain is, by definition, any back pain that is also pain",
        ),
        (
            Axiom("equivalent", ("C", And(("P", Some("f", "K"), Some("f", "B"))))),
            "chronic pain is, by definition, any pain that is felt in the knee and is felt in the back pain",
        ),
        (Axiom("chain", ("f", "part", "f")), "what is felt in a part is felt in the whole"),
        (Axiom("transitive", ("g",)), "Transitive 'caused by'"),
        (Axiom("subproperty", ("f", "g")), "“felt in” is a kind of “caused by”"),
        (Axiom("disjoint", ("P", "K")), "nothing is two of these at once: pain, knee"),
    ],
)
def test_sentence(axiom: Axiom, words: str) -> None:
    assert WORDING.sentence(axiom) == words
