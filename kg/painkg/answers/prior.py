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


def amount_to(index: Index, tried: Iterable[Prior]) -> dict[str, Value]:
    """Return the facts that follow from earlier treatments; the treatments are ids of terms.

    That a drug failed says nothing of other conservative care, and the other way round.
    """
    found: dict[str, Value] = {}
    failed: dict[str, set[str]] = {"failed drug treatment": set(), "earlier drug failed or unsuitable": set()}
    for prior in tried:
        if (direct := OUTCOMES[prior.outcome]) is not None:
            fact, holds = direct
            found[fact] = prior.relief if holds and prior.relief is not None else holds
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
