"""What earlier treatments and their outcomes amount to, as facts that criteria speak of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from painkg.answers import classes
from painkg.graph.criteria import Value
from painkg.graph.index import Index

# Outcome → the fact that it is by itself, and whether it holds; None where that depends on the treatment.
OUTCOMES: dict[str, tuple[str, bool] | None] = {
    "failed": None,
    "not tolerated": None,
    "helped": None,
    "positive block": ("positive diagnostic block", True),
    "negative block": ("positive diagnostic block", False),
    "successful trial": ("successful trial", True),
    "failed trial": ("successful trial", False),
}
_SURGERY = "PAINKG:0020218"
_DRUG = "non-invasive drug"


@dataclass(frozen=True)
class Prior:
    """An earlier treatment: what came of it, and by how many percent it relieved the pain."""

    treatment: str
    outcome: str
    relief: float | None = None


@dataclass(frozen=True)
class Bound:
    """A fact that an earlier trial or block has shown, and the interventions that it tells of."""

    fact: str
    value: Value
    interventions: frozenset[str]


def bound_to(index: Index, tried: Iterable[Prior]) -> tuple[Bound, ...]:
    """Return what trials and blocks have shown; the treatments are ids of terms.

    A trial of one treatment tells nothing of another: it counts for what it is a kind of, for its own kinds,
    and for what acts on the same structure, as the block and the ablation of a nerve do.
    """
    found = []
    for prior in tried:
        if (direct := OUTCOMES[prior.outcome]) is not None:
            fact, holds = direct
            value = prior.relief if holds and prior.relief is not None else holds
            found.append(Bound(fact, value, _told_of(index, prior.treatment)))
    return tuple(found)


def _told_of(index: Index, tried: str) -> frozenset[str]:
    mine = {near for one in _structures(index, tried) for near in index.supers[one] | index.subs[one]}
    techniques = {term for term, info in index.terms.items() if info.kind == "technique"}
    same = {other for other in techniques if mine.intersection(_structures(index, other))}
    return frozenset(same | index.supers[tried] | index.subs[tried] | {tried})


def _structures(index: Index, technique: str) -> set[str]:
    """Return the structures that tell a technique from what it is a kind of; where none does, those of that.

    The vertebral column is what every spinal injection acts on, and tells no block of a nerve from another.
    """
    wider = index.supers.get(technique, set()) - {technique}
    own = _targets(index, technique) - {target for kind in wider for target in _targets(index, kind)}
    if not own:
        parents = index.parents.get(technique, set()) - {technique}
        return {target for parent in parents for target in _structures(index, parent)}
    wholes = {
        whole
        for target in own
        for whole in {*index.supers.get(target, ()), *set().union(*index.relations.get(target, {}).values())}
        if whole != target
    }
    return own - wholes


def _targets(index: Index, technique: str) -> set[str]:
    return index.relations.get(technique, {}).get("pk:hasTargetStructure", set())


def facts_of(index: Index, prior: Prior) -> tuple[str, ...]:
    """Return the labels of the facts that an earlier treatment amounts to."""
    direct = OUTCOMES[prior.outcome]
    return (direct[0],) if direct else tuple(amount_to(index, [prior]))


def amount_to(index: Index, tried: Iterable[Prior]) -> dict[str, Value]:
    """Return the facts that follow from earlier treatments; the treatments are ids of terms.

    That a drug failed says nothing of other conservative care, and the other way round. What trials and
    blocks have shown is no fact of the patient alone: see `bound_to`.
    """
    found: dict[str, Value] = {}
    failed: dict[str, set[str]] = {"failed drug treatment": set(), "earlier drug failed or unsuitable": set()}
    for prior in tried:
        if OUTCOMES[prior.outcome] is not None:
            continue
        drug = classes.technique_class(index, prior.treatment) == _DRUG
        if prior.outcome == "helped":
            continue
        if drug:
            failed["earlier drug failed or unsuitable"].add(prior.treatment)
        if prior.outcome == "failed":
            found["failed other treatment"] = True
            if drug:
                failed["failed drug treatment"].add(prior.treatment)
            else:
                found[_failed(index, prior.treatment)] = True
    return found | {fact: float(len(drugs)) for fact, drugs in failed.items() if drugs}


def _failed(index: Index, treatment: str) -> str:
    if index.is_a(treatment, _SURGERY):
        return "failed surgery"
    invasive = classes.technique_class(index, treatment) == "invasive"
    return "failed procedure" if invasive else "failed conservative care"
