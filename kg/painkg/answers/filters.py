"""What narrows the options for a condition."""

from __future__ import annotations

from dataclasses import dataclass

from painkg.answers import classes
from painkg.answers.verdict import Group
from painkg.errors import ParameterError
from painkg.graph.index import Index

DIRECTIONS = ("for", "against", "neither", "research only", "described")
_MOST = 1000  # options on one page


@dataclass(frozen=True)
class Filters:
    """The technique class wanted, classes left out, a direction, first line only, and the page of the list.

    `direction` keeps the options that a current statement points that way for, `first_line` those that a
    current statement puts first.

    :raises ParameterError: when made with a value that a filter does not have.

    >>> Filters("Invasive").technique_class
    'invasive'
    """

    technique_class: str | None = None
    direction: str | None = None
    limit: int = 50
    offset: int = 0
    first_line: bool = False
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.technique_class:
            object.__setattr__(self, "technique_class", classes.class_named(self.technique_class))
        object.__setattr__(self, "without", tuple(classes.class_named(name) for name in self.without))
        if self.direction and self.direction not in DIRECTIONS:
            message = f"direction={self.direction!r} is none of {', '.join(DIRECTIONS)}"
            raise ParameterError(message, "direction")
        if not 1 <= self.limit <= _MOST:
            raise ParameterError(f"limit={self.limit} is not from 1 to {_MOST}", "limit")
        if self.offset < 0:
            raise ParameterError(f"offset={self.offset} is below 0", "offset")

    def keep(self, index: Index, intervention: str, groups: list[Group]) -> bool:
        """Say whether an option passes."""
        named = classes.technique_class(index, intervention)
        if named in self.without or self.technique_class not in (None, named):
            return False
        current = [s for group in groups for s in group.statements if not s.superseded]
        if self.direction and not any(s.direction == self.direction for s in current):
            return False
        return not self.first_line or any(s.text("pk:lineRank") == "1" for s in current)
