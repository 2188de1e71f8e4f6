"""A question as it was read: its kind, what it names, and what was put right or taken in a wider sense."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from painkg.answers.asked.bag import Bag
from painkg.answers.asked.piece import Piece
from painkg.graph.names import Candidate


@dataclass(frozen=True)
class Reading:
    """A kind of question and its slots; `query` is the named query that taught it, if one did."""

    kind: str
    slots: dict[str, Any]
    query: str = ""
    notes: tuple[str, ...] = field(default=(), compare=False)

    def labels(self) -> dict[str, Any]:
        """Return the kind and the slots flat, each term by its label.

        >>> Reading("gaps", {"every": True}).labels()
        {'kind': 'gaps'}
        """
        told = {slot: _label(value) for slot, value in self.slots.items() if slot != "every"}
        return {"kind": self.kind, **told}

    def arguments(self) -> dict[str, Any]:
        """Return the slots, each term by its CURIE."""
        return {slot: _id(value) for slot, value in self.slots.items() if slot != "every"}

    def text(self) -> str:
        """Return the reading in words, with what was put right."""
        parts = [
            f"{slot.replace('_', ' ')}: {_told(value)}"
            for slot, value in self.slots.items()
            if slot != "every"
        ]
        return "; ".join([self.kind.replace("_", " "), *parts, *self.notes])


def notes_of(bag: Bag) -> tuple[str, ...]:
    """Return what was put right in a sentence, taken by a name that is not exact, or left aside."""
    found = []
    for piece in bag.pieces:
        mention = next((m for m in bag.mentions if m.piece is piece), None)
        if (
            mention is not None
            and len({c.id for c in piece.candidates if c.how == mention.candidate.how}) > 1
        ):
            found.append(
                f"“{piece.written}” read as “{mention.candidate.label}”, one of several that it names"
            )
        elif mention is not None and _otherwise(piece, mention.candidate):
            if piece.written.casefold() != mention.candidate.label.casefold():
                found.append(f"“{piece.written}” read as “{mention.candidate.label}”")
        elif piece.mended:
            found.append(f"“{piece.written}” read as “{piece.text}”")
        if "noted" in piece.cues:
            found.append(f"not taken into account: “{piece.text}”")
    return tuple(dict.fromkeys(found))


def _otherwise(piece: Piece, meant: Candidate) -> bool:
    """Say whether a name was put right, is not exact, or was taken for something else of that name."""
    return piece.mended or meant.how == "synonym" or meant.id not in {c.id for c in piece.candidates}


def _label(value: Any) -> Any:
    if isinstance(value, Candidate):
        return value.label
    if isinstance(value, list):
        return [_label(each) for each in value]
    return {name: _label(each) for name, each in value.items()} if isinstance(value, dict) else value


def _id(value: Any) -> Any:
    if isinstance(value, Candidate):
        return value.id
    if isinstance(value, list):
        return [_id(each) for each in value]
    return {name: _id(each) for name, each in value.items()} if isinstance(value, dict) else value


def _told(value: Any) -> str:
    if isinstance(value, Candidate):
        return value.label if value.id == value.label else f"{value.label} ({value.id})"
    if isinstance(value, list):
        return ", ".join(_told(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(name if each is True else f"{name} {_told(each)}" for name, each in value.items())
    return str(value)
