"""Which factor of morphine equivalents a dose has: the rows of one edition of one table, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from painkg.answers.doses import Dose, number
from painkg.errors import NotFoundError, ParameterError
from painkg.graph import Graph
from painkg.graph.evidence import Fact
from painkg.graph.index import Index, TermInfo, normalise

_BY_MOUTH = {"oral", "by mouth", "po", "tablet", "capsule", "liquid"}
_DAILY = {"MME for each mg": "mg a day", "MME a day for each microgram an hour": "mcg/h"}
_RANGE = re.compile(r"(\d+) to (\d+) mg a day")


@dataclass
class Line:
    """A dose, the drug that it is of, the one whose factor it has, and the row of the factor or why none."""

    dose: Dose
    drug: TermInfo
    counted: str = ""
    row: Fact | None = None
    reason: str = ""

    @property
    def mme(self) -> Decimal | None:
        """The morphine milligram equivalents a day, or None where there is no factor."""
        return self.dose.daily[0] * Decimal(self.row.text("pk:hasFactor")) if self.row else None


def table_of(graph: Graph, edition: str | None) -> list[Fact]:
    """Return the rows of an edition, a year or a source key; of the current one if not given.

    :raises ParameterError: when that names no one table; it lists those that are held.
    """
    rows = graph.evidence.morphine
    if edition is None:
        found = [row for row in rows if row.text("pk:hasStatus") == "current"]
    else:
        wanted = edition.strip().casefold()
        found = [
            row
            for row in rows
            if wanted in (row.text("pk:hasEdition"), row.source.label.casefold(), row.source.id.casefold())
        ]
    if len({row.source.id for row in found}) != 1:
        held = sorted({f"{row.text('pk:hasEdition')} ({row.source.label})" for row in rows})
        message = f"edition={edition!r} names no one table of factors; held are: {', '.join(held) or 'none'}"
        raise ParameterError(message, "edition")
    return found


def lines(graph: Graph, table: list[Fact], doses: Iterable[Dose]) -> list[Line]:
    """Return each dose with the row of its factor, or the reason why it has none.

    :raises ParameterError: when the unit of a dose is not that of its factor.
    :raises NotFoundError: when no drug is called so; it suggests near names.
    :raises AmbiguousError: when several are.
    """
    found = [_line(graph, table, dose) for dose in doses]
    _choose(table, found)
    return found


def _line(graph: Graph, table: list[Fact], dose: Dose) -> Line:
    """Return a dose with the drug whose factor holds for it: itself, or the nearest that it is a kind of."""
    index = graph.index
    line = Line(dose, _drug(index, dose.drug))
    if dose.form and normalise(dose.form) not in _BY_MOUTH:
        kinds = _of_form(graph, line.drug.id, dose.form)
        if len(kinds) != 1:
            line.reason = (
                f"the graph holds no {line.drug.label}, or several, of the form or route {dose.form!r}, and "
                "no row says that its factor holds for that"
            )
            return line
        line.drug = index.terms[kinds[0]]
    drug, held = line.drug, {row.cells["pk:hasDrug"][0] for row in table}
    over = [name for name in held if index.is_a(drug.id, name)]
    if over:
        line.counted = max(over, key=lambda name: (len(index.supers.get(name, ())), name))
        return line
    line.reason = f"{_named(table)} has no row for {drug.label}"
    if kinds := sorted(index.terms[name].label for name in held if index.is_a(name, drug.id)):
        line.reason += f"; it has one for {' and '.join(kinds)}: name that where it is meant"
    return line


def _drug(index: Index, name: str) -> TermInfo:
    try:
        return index.resolve(name, ("drug",))
    except NotFoundError:
        kin = sorted({term for _, plain, term, _ in index.spelled if plain == normalise(name)})
        drugs = [index.terms[term].label for term in kin if index.terms[term].kind == "drug"]
        if not drugs:
            raise
        told = f"{name!r} is no name of one drug alone, and is known beside {', '.join(drugs)}"
        raise NotFoundError(f"{told}; name the opioid in it, with its own amount", drugs) from None


def _of_form(graph: Graph, drug: str, form: str) -> list[str]:
    """Return the drug itself where its names say the form, else the kinds of it whose names do."""
    index, word = graph.index, f" {normalise(form)} "

    def says(term: str) -> bool:
        names = [index.terms[term].label, *(text for _, text in index.synonyms.get(term, []))]
        return any(word in f" {normalise(name)} " for name in names)

    if says(drug):
        return [drug]
    return sorted(kind for kind in index.subs.get(drug, ()) if says(kind))


def _choose(table: list[Fact], lines: list[Line]) -> None:
    """Give each line its row: of several rows for a drug, the one whose range holds the whole dose a day."""
    for line in (line for line in lines if line.counted):
        rows = [row for row in table if line.counted in row.cells["pk:hasDrug"]]
        label = line.drug.label
        without = next((row for row in rows if not row.text("pk:hasFactor")), None)
        if without is not None:
            note = without.text("rdfs:comment")
            line.reason = f"{_named(table)} gives no factor for {label}" + (f": {note}" if note else "")
            continue
        unit = _DAILY[rows[0].text("pk:hasUnit")]
        if line.dose.daily[1] != unit:
            message = f"{label}: {_named(table)} counts it in {unit}, so that {line.dose.unit!r} does not fit"
            raise ParameterError(message, "unit")
        whole = sum(
            (other.dose.daily[0] for other in lines if other.counted == line.counted), start=Decimal(0)
        )
        line.row = next((row for row in rows if _holds(row, whole)), None)
        if line.row is None:
            ranges = ", ".join(row.text("pk:hasDoseRange") for row in rows)
            asked = f"{number(whole)} {unit} of {label}"
            line.reason = f"{_named(table)} has no factor for {asked}; its ranges are {ranges}"


def _holds(row: Fact, whole: Decimal) -> bool:
    bounds = _RANGE.fullmatch(row.text("pk:hasDoseRange"))
    return bounds is None or Decimal(bounds[1]) <= whole <= Decimal(bounds[2])


def _named(table: list[Fact]) -> str:
    return f"the {table[0].text('pk:hasEdition')} table ({table[0].source.label})"
