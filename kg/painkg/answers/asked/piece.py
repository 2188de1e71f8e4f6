"""A part of a sentence, and everything that it may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from painkg.answers.asked.values import Value
from painkg.graph.names import Candidate


@dataclass
class Piece:
    """A part of a sentence, and everything that it may be."""

    text: str
    start: int
    end: int
    candidates: list[Candidate] = field(default_factory=list)
    cues: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()  # roles that it gives to what follows
    after: frozenset[str] = frozenset()  # roles that it gives to what stands before
    joins: bool = False
    fact: dict[str, Any] | None = None
    value: Value | None = None
    empty: bool = False
    written: str = ""  # as the sentence has it
    mended: bool = False  # whether a typing error in it was put right

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of it."""
        known = self.candidates or self.cues or self.before or self.after or self.joins
        return not (known or self.fact or self.value or self.empty)


def senses(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of a sentence, and again for each other term that a name means just as well."""
    yield pieces
    for number, piece in enumerate(pieces):
        for other in piece.candidates[1:]:
            if other.how == piece.candidates[0].how and other.kind in _NAMED:
                rest = [each for each in piece.candidates if each is not other]
                yield [*pieces[:number], replace(piece, candidates=[other, *rest]), *pieces[number + 1 :]]


_NAMED = ("condition", "cause", "technique", "drug", "drug_category")
