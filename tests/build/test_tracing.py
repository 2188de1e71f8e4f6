"""The tracing reasoner: what follows from a handful of axioms, and which of them are named as the reason."""

from __future__ import annotations

import pytest

from painkg.build.axioms import NOTHING, And, Axiom, Expression, Some, manchester
from painkg.build.tracing import Tracer


def sub(one: Expression, other: Expression) -> Axiom:
    return Axiom("sub", (one, other))


def traced(*axioms: Axiom) -> Tracer:
    names = {
        p
        for a in axioms
        if a.kind in ("sub", "equivalent", "disjoint")
        for p in a.parts
        if isinstance(p, str)
    }
    return Tracer(axioms, names - {NOTHING})


def test_a_definition_is_entered_through_its_parts() -> None:
    defined = Axiom("equivalent", ("D", And(("A", Some("r", "B")))))
    tracer = traced(sub("X", "A"), sub("X", Some("r", "C")), sub("C", "B"), defined, sub("Y", "A"))
    assert tracer.is_a("X", "D")
    assert not tracer.is_a("Y", "D")
    assert set(tracer.why("X", "D")) == {sub("X", "A"), sub("X", Some("r", "C")), sub("C", "B"), defined}


def test_a_chain_carries_a_site_up_to_its_whole() -> None:
    chain = Axiom("chain", ("felt", "partOf", "felt"))
    transitive = Axiom("transitive", ("partOf",))
    back = Axiom("equivalent", ("back pain", Some("felt", "body")))
    facts = [
        sub("p", Some("felt", "disc")),
        sub("disc", Some("partOf", "back")),
        sub("back", Some("partOf", "body")),
    ]
    tracer = traced(*facts, chain, transitive, back)
    assert tracer.is_a("p", "back pain")
    assert ("felt", "body") in set(tracer.restrictions("p"))
    assert ("partOf", "body") in set(tracer.restrictions("disc"))
    assert set(tracer.why("p", "back pain")) >= {*facts, back}


def test_a_restriction_holds_for_wider_properties() -> None:
    wider = Axiom("subproperty", ("r", "s"))
    tracer = traced(sub("A", Some("r", "B")), wider, sub(Some("s", "B"), "C"))
    assert tracer.is_a("A", "C")
    assert tracer.why("A", "C") == [sub("A", Some("r", "B")), wider, sub(Some("s", "B"), "C")]
    assert set(tracer.restrictions("A")) == {("r", "B"), ("s", "B")}


@pytest.mark.parametrize(
    "axioms",
    [
        [sub("A", "B"), sub("A", "C"), Axiom("disjoint", ("B", "C", "E"))],
        [sub("A", Some("r", "N")), sub("N", NOTHING)],
        [sub("A", "B"), sub("A", Some("r", "C")), sub(And(("B", Some("r", "C"))), NOTHING)],
    ],
)
def test_a_class_without_instances_is_named_with_all_that_makes_it_so(axioms: list[Axiom]) -> None:
    tracer = traced(*axioms, sub("Z", "B"))
    assert "A" in tracer.unsatisfiable()
    assert "Z" not in tracer.unsatisfiable()
    assert set(tracer.why("A", NOTHING)) == set(axioms)


def test_manchester_puts_names_before_restrictions_and_quotes_what_has_blanks() -> None:
    labels = {"urn:a": "low back pain", "urn:b": "pain", "urn:r": "felt at", "urn:c": "back"}
    axiom = Axiom("equivalent", ("urn:a", And((Some("urn:r", "urn:c"), "urn:b"))))
    assert manchester(axiom, labels) == "'low back pain' EquivalentTo pain and ('felt at' some back)"
