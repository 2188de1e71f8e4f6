"""Doses of opioids in a sentence: which drug, how much, how often a day."""

from __future__ import annotations

from typing import Any

from painkg.answers.asked.bag import DRUGS, Mention
from painkg.answers.asked.piece import Piece
from painkg.answers.asked.slots import Slots

_SURE = (
    "mme",
    "morphine equivalent",
    "conversion",
    "morphine milligram",
    "milligrams of morphine",
    "in morphine",
)


def doses_of(slots: Slots) -> bool:
    """Take the doses of a sentence, or the one drug whose factor is asked for."""
    bag = slots.bag
    if not any(sure in text for text in bag.texts("mme") for sure in _SURE):
        return False
    drugs = [m for m in slots.left(*DRUGS, "technique", roles=("", "takes", "on")) if not m.piece.cues]
    if not drugs:
        return False
    slots.use(*drugs)
    doses = _paired(slots, drugs)
    if doses is None:
        return False
    edition = slots.value("year")
    slots.use(*slots.left("source", "organisation"))
    for mention in bag.mentions:
        if mention.kind == "source" and mention.candidate.label.startswith("CDC"):
            edition = int(mention.candidate.label[3:])
    if edition:
        slots.taken["edition"] = str(edition)
    if doses:
        slots.taken["doses"] = doses
    else:
        slots.taken["intervention"] = drugs[0].candidate
    slots.facts_used = True
    return bool(doses) or len(drugs) == 1


def _paired(slots: Slots, drugs: list[Mention]) -> list[dict[str, Any]] | None:
    """Return a dose for each drug: the one after it before the next drug, else the one before it."""
    pieces = slots.bag.pieces
    amounts = [p for p in pieces if (p.value and p.value.kind == "dose") or p.text.replace(".", "").isdigit()]
    times = [p for p in pieces if p.value and p.value.kind == "frequency"]
    slots.values_used |= {id(p) for p in [*amounts, *times]}
    if not amounts:
        return [] if not times else None
    if len(amounts) != len(drugs):
        return None
    found = []
    ends = [*[m.piece.start for m in drugs[1:]], 10_000]
    leading = amounts[0].start < drugs[0].piece.start
    for number, (drug, amount) in enumerate(zip(drugs, amounts, strict=True)):
        data = amount.value.data if amount.value else {"dose": _plain(amount), "unit": "mg"}
        dose = {"drug": drug.candidate, "dose": data["dose"], "unit": data["unit"]}
        stop = amounts[number + 1].start if leading and number + 1 < len(amounts) else ends[number]
        often = [t for t in times if t.start > amount.start and t.start < stop] or (
            [] if number else times[:1] if len(drugs) == 1 else []
        )
        if "/h" not in str(data["unit"]):
            dose["per_day"] = (
                often[0].value.data["per_day"] if often and often[0].value else data.get("per_day", 1)
            )
        found.append(dose)
    return found


def _plain(piece: Piece) -> float | int:
    return float(piece.text) if "." in piece.text else int(piece.text)
