"""The form of a golden file: a question, where its answer was read, and what the answer must hold.

README.md explains it to clinicians. Every model is strict: a key or a word that is not known fails.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

HERE = Path(__file__).parent
Row = Annotated[str, Field(pattern=r"^R\d{4}$")]
SafetyRow = Annotated[str, Field(pattern=r"^(D|I)\w+$")]
Class = Literal["invasive", "non-invasive drug", "non-invasive non-drug"]
Verdict = Literal[
    "recommended",
    "recommended against",
    "contested",
    "depends on the condition",
    "no recommendation",
    "research only",
    "described",
]
Direction = Literal["for", "against", "neither", "research only", "described"]
Strength = Literal["strong", "conditional", "consensus", "not stated"]
Certainty = Literal["high", "moderate", "low", "very low", "not stated"]
Kind = Literal["recommendation", "evidence statement", "coverage rule", "described"]
Purpose = Literal["therapeutic", "diagnostic", "prognostic", "process"]
Relation = Literal["same", "broader", "narrower", "overlaps", "cause"]


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


T = TypeVar("T")
OneOrMore = Annotated[list[T], BeforeValidator(_listed)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Strict):
    """What a statement must show; a key that is left out may have any value, a list means "one of these"."""

    row: OneOrMore[Row] = []
    source: OneOrMore[str] = []
    intervention: OneOrMore[str] = []  # as the source names it, where the advice is inherited
    condition: OneOrMore[str] = []
    relation: OneOrMore[Relation] = []
    direction: OneOrMore[Direction] = []
    strength: OneOrMore[Strength] = []
    certainty: OneOrMore[Certainty] = []
    type: OneOrMore[Kind] = []
    purpose: OneOrMore[Purpose] = []
    status: OneOrMore[Literal["current", "superseded"]] = []
    line: OneOrMore[int] = []

    def fits(self, shown: dict[str, Any]) -> bool:
        """Say whether a statement, flat as `Answer.statements` has it, shows all of this."""
        return all(shown[key] in values for key, values in self.model_dump(exclude_unset=True).items())

    def __str__(self) -> str:
        stated = self.model_dump(exclude_unset=True).items()
        return ", ".join(f"{key} {' or '.join(map(str, values))}" for key, values in stated)


class Option(_Strict):
    """An intervention that the answer must list; `only_as_cause`: only as what treats a cause of the pain."""

    intervention: str
    verdict: Verdict | None = None
    only_as_cause: bool = False
    statements: list[Said] = []
    without: list[Row] = []  # rows that are about something else

    @model_validator(mode="after")
    def _names_both_sides(self) -> Self:
        sides = {side for said in self.statements for side in said.direction}
        if self.verdict == "contested" and not {"for", "against"} <= sides:
            raise ValueError(f"{self.intervention} is contested: name a row for it and a row against it")
        return self


class Exactly(_Strict):
    """The dossier rows of all statements that fit `where`, in both lists of the answer: no more, no less."""

    where: Said
    rows: list[Row]


class Every(_Strict):
    """What all statements that fit `where` show; there must be one."""

    where: Said
    shows: Said


class Asked(_Strict):
    """What is asked of the engine: the options for a condition, or for one intervention among them."""

    condition: str
    intervention: str | None = None
    technique_class: Class | None = None
    direction: Direction | None = None
    first_line: bool = False
    patient: dict[str, Any] | None = None  # as POST /options takes one


class Assessed(_Strict):
    """What must be said of an option for the patient: its status, and what is among the reasons."""

    intervention: str
    status: OneOrMore[Literal["excluded", "caution", "rules checked, none applied", "not assessed"]]
    rows: list[SafetyRow] = []  # dossier rows among the reasons
    sources: list[str] = []  # sources among the reasons
    says: list[str] = []  # words in the reasons
    needs: list[str] = []  # what is told to be not assessed


class Pair(_Strict):
    """Two rows that the answer must show as opposed."""

    intervention: str
    advised: Row
    refused: Row


class Values(_Strict):
    """The values of one column in the rows of an answer that fit `where`: no more, no less."""

    column: str
    where: dict[str, str] = {}
    exactly: list[str]


class Named(_Strict):
    """A named query: rows that its answer must and must not have, values of a column, dossier rows.

    `rows` are the dossier rows behind the answer, exactly, as far as they are of these `sources` (any, where
    none is named).
    """

    query: str
    args: dict[str, str] = {}
    includes: list[dict[str, str]] = []
    excludes: list[dict[str, str]] = []
    values: list[Values] = []
    sources: list[str] = []
    rows: list[Row | SafetyRow] = []


class Found(_Strict):
    """What the search must give first for a text, and how it says that it matched."""

    search: str
    first: str
    match: str | None = None


class Place(_Strict):
    """Where a term stands among the others, by label; `called`: other names that must find it."""

    term: str
    is_a: list[str] = []
    is_not_a: list[str] = []
    called: list[str] = []


class Replaced(_Strict):
    """A source and what replaces it."""

    source: str
    superseded_by: list[str]


class Question(_Strict):
    """A golden file."""

    question: str
    basis: str
    understood: Literal["options", "advice", "disagreements"] | None = None
    ask: Asked | None = None
    technique_class: Class | None = None  # of every option
    options: list[Option] = []
    not_listed: list[str] = []  # in neither list
    assessed: list[Assessed] = []  # of options for the patient
    not_assessed: list[str] = []  # facts that rules of several options need, and the patient lacks
    for_other_patients: list[str] = []  # interventions of which all that is said is for others
    exactly: list[Exactly] = []
    every: list[Every] = []
    in_order: list[list[Row]] = []  # of the source's own line, first to last
    opposed: list[Pair] = []
    not_opposed_by: list[str] = []  # sources that must not stand in any pair
    queries: list[Named] = []
    found: list[Found] = []
    places: list[Place] = []
    replaced: list[Replaced] = []

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if self.ask is None and not (self.places or self.replaced or self.queries or self.found):
            raise ValueError("nothing is asked")
        return self


def questions() -> dict[str, Question]:
    """Return every golden file by name.

    :raises ValueError: when one has a key, a word or a shape that the form does not have.
    """
    found = {}
    for path in sorted(HERE.glob("*.yaml")):
        try:
            found[path.stem] = Question.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from error
    return found


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file of this folder."""
    head, *lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
