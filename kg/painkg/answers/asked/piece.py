"""A part of a sentence, and everything that it may be."""

from __future__ import annotations

from dataclasses import dataclass, field
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
