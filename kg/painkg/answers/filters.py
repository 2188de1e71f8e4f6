"""What narrows the options for a condition."""

from __future__ import annotations

from dataclasses import dataclass

from painkg.answers import classes
from painkg.answers.verdict import Group
from painkg.errors import ParameterError
from painkg.graph.evidence import Statement
from painkg.graph.index import Index

STRENGTHS = ("strong", "conditional", "consensus", "not stated")
DIRECTIONS = ("for", "against", "neither", "research only", "described")
_MOST = 1000  # options on one page


@dataclass(frozen=True)
class Filters:
    """What is wanted: a class, a depth, groups of interventions, what is left out, who says what since when.

    `named` and `without` hold terms by CURIE; `without` may hold technique classes too. `direction`,
    `strength`, `line`, `since`, `organisations` and `sources` keep the options on which one current statement
    has all of them.

    :raises ParameterError: when made with a value that a filter does not have.

    >>> Filters("Invasive").technique_class
    'invasive'
    """

    technique_class: str | None = None
    direction: str | None = None
    limit: int = 50
    offset: int = 0
    without: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    invasiveness: str | None = None
    strength: str | None = None
    line: int | None = None
    since: int | None = None
    organisations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.technique_class:
            object.__setattr__(self, "technique_class", classes.class_named(self.technique_class))
        left_out = (name if ":" in name else classes.class_named(name) for name in self.without)
        object.__setattr__(self, "without", tuple(left_out))
        for name, value, known in (
            ("direction", self.direction, DIRECTIONS),
            ("strength", self.strength, STRENGTHS),
            ("invasiveness", self.invasiveness, classes.INVASIVENESS),
        ):
            if value and value not in known:
                raise ParameterError(f"{name}={value!r} is none of {', '.join(known)}", name)
        if not 1 <= self.limit <= _MOST:
            raise ParameterError(f"limit={self.limit} is not from 1 to {_MOST}", "limit")
        if self.offset < 0:
            raise ParameterError(f"offset={self.offset} is below 0", "offset")

    def keep(self, index: Index, intervention: str, groups: list[Group]) -> bool:
        """Say whether an option passes."""
        named = classes.technique_class(index, intervention)
        if named in self.without or self.technique_class not in (None, named):
            return False
        if self.invasiveness and classes.describe(index, intervention)["invasiveness"] != self.invasiveness:
            return False
        if any(covers(index, term, intervention) for term in self.without if ":" in term):
            return False
        if self.named and not any(covers(index, term, intervention) for term in self.named):
            return False
        return self._whoever() or any(self._says(s) for group in groups for s in group.statements)

    def _whoever(self) -> bool:
        asked = (self.direction, self.strength, self.line, self.since, self.organisations, self.sources)
        return not any(asked)

    def _says(self, statement: Statement) -> bool:
        return (
            not statement.superseded
            and self.direction in (None, statement.direction)
            and self.strength in (None, statement.strength)
            and (self.line is None or statement.text("pk:lineRank") == str(self.line))
            and (self.since is None or (statement.source.year or 0) >= self.since)
            and (not self.organisations or statement.source.organisation in self.organisations)
            and (not self.sources or statement.source.id in self.sources)
        )


def covers(index: Index, term: str, intervention: str) -> bool:
    """Say whether an intervention is a kind of a term, or gives a drug that is."""
    given = index.relations.get(intervention, {}).get("pk:administers", ())
    return any(index.is_a(each, term) for each in (intervention, *given))
