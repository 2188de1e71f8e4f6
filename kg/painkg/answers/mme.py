"""Doses of opioids as morphine milligram equivalents (MME), by a table of factors that the graph holds.

The factors of one edition of one table are used, never a mixture; what has no factor is not converted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from painkg import DISCLAIMER
from painkg.answers import safety
from painkg.answers.doses import Dose, number, read
from painkg.answers.terms import shown
from painkg.errors import NotFoundError, ParameterError
from painkg.graph import Graph
from painkg.graph.evidence import Fact
from painkg.graph.index import Index, TermInfo, normalise

PURPOSE = (
    "MME are an estimate for judging the risk of a dose. They are not for changing one opioid for another, "
    "and a total says nothing about what a dose does to one person."
)
_MOST = 50  # doses in one question
_BY_MOUTH = {"oral", "by mouth", "po", "tablet", "capsule", "liquid"}
_DAILY = {"MME for each mg": "mg a day", "MME a day for each microgram an hour": "mcg/h"}
_RANGE = re.compile(r"(\d+) to (\d+) mg a day")
_DOSE = "opioid dose"  # a fact of a patient, in MME a day
_DOSE_FACTS = {_DOSE, "opioid tolerant"}


@dataclass
class _Line:
    """A dose, the drug that it is of, the one whose factor it has, and the row of the factor or why none."""

    dose: Dose
    drug: TermInfo
    counted: str = ""
    row: Fact | None = None
    reason: str = ""

    @property
    def mme(self) -> Decimal | None:
        return self.dose.daily[0] * Decimal(self.row.text("pk:hasFactor")) if self.row else None


def mme(graph: Graph, doses: Sequence[Mapping[str, Any]], edition: str | None = None) -> dict[str, Any]:
    """Return the morphine milligram equivalents a day of doses, each with its factor, source and cautions.

    A dose is a mapping with `drug`, `dose` and `unit`, perhaps `per_day` and `route` or `form`, as
    `painkg.answers.doses` reads it. `edition` is a year or a source key; the current table if not given.

    :raises ParameterError: when there is no dose, a part of one does not fit, or no table has the edition.
    :raises NotFoundError: when no drug is called so; it suggests near names.
    :raises AmbiguousError: when several are.
    """
    if not 1 <= len(doses) <= _MOST:
        raise ParameterError(f"{len(doses)} doses are given; give from 1 to {_MOST}", "doses")
    table = _table(graph, edition)
    lines = [_line(graph, table, read(dose)) for dose in doses]
    _choose(table, lines)
    values = [line.mme for line in lines if line.mme is not None]
    total, partial = sum(values, Decimal(0)), len(values) < len(lines)
    return {
        "edition": _edition(graph, table),
        "total": len(lines),
        "doses": [_shown(graph, line) for line in lines],
        "mme_a_day": {
            "value": number(total) if values else None,
            "at_least": partial,
            "text": f"{'at least ' if partial else ''}{number(total)} MME a day"
            if values
            else "not converted",
        },
        "not_converted": [
            {"drug": line.drug.as_dict(), "reason": line.reason} for line in lines if line.row is None
        ],
        "purpose": PURPOSE,
        "rules": _rules(graph, lines),
        "thresholds": _thresholds(graph, total, partial=partial),
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _table(graph: Graph, edition: str | None) -> list[Fact]:
    """Return the rows of one edition of one table."""
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


def _line(graph: Graph, table: list[Fact], dose: Dose) -> _Line:
    """Return a dose with the drug whose factor holds for it: itself, or the nearest that it is a kind of."""
    index = graph.index
    line = _Line(dose, _drug(index, dose.drug))
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


def _choose(table: list[Fact], lines: list[_Line]) -> None:
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


def _edition(graph: Graph, table: list[Fact]) -> dict[str, Any]:
    row = table[0]
    return {
        "name": row.text("pk:hasEdition"),
        "status": row.text("pk:hasStatus"),
        "superseded_by": [graph.index.terms[newer].label for newer in row.source.superseded_by],
        "source": row.source.as_dict(),
        "locator": row.text("pk:locator"),
    }


def _shown(graph: Graph, line: _Line) -> dict[str, Any]:
    row, (amount, unit) = line.row, line.dose.daily
    counted = graph.index.terms[line.counted] if line.counted else None
    return {
        "given": line.dose.as_dict(),
        "drug": line.drug.as_dict(),
        "counted_as": counted.as_dict() if counted else None,
        "daily_dose": {"value": number(amount), "unit": unit},
        "factor": number(Decimal(row.text("pk:hasFactor"))) if row else None,
        "factor_unit": row.text("pk:hasUnit") if row else None,
        "dose_range": row.text("pk:hasDoseRange") if row else None,
        "mme_a_day": number(line.mme) if line.mme is not None else None,
        "converted": row is not None,
        "reason": line.reason or None,
        "reading": _reading(counted) if row and counted and counted != line.drug else None,
        "cautions": row.cells.get("pk:hasCaution", []) if row else [],
        "note": row.text("rdfs:comment") or None if row else None,
        "row": row.id if row else None,
        "edition": row.text("pk:hasEdition") if row else None,
        "status": row.text("pk:hasStatus") if row else None,
        "source": row.source.as_dict() if row else None,
        "locator": row.text("pk:locator") if row else None,
        "curation": {"page_tier": row.text("pk:hasPageTier"), "audit": row.text("pk:hasAudit")}
        if row
        else None,
    }


def _reading(counted: TermInfo) -> str:
    return f"the factor is that of {counted.label}: the dose must be the amount of {counted.label} alone"


def _rules(graph: Graph, lines: list[_Line]) -> list[dict[str, Any]]:
    """Return the safety rows of the drugs that speak of morphine equivalents or of being used to opioids."""
    found = {rule["id"]: rule for line in lines for rule in safety.rules(graph, line.drug.id)}
    return [
        rule
        for rule in found.values()
        if "morphine equivalen" in rule["fact"] or any(c["fact"] in _DOSE_FACTS for c in rule["selects"])
    ]


def _thresholds(graph: Graph, total: Decimal, *, partial: bool) -> list[dict[str, Any]]:
    """Return the statements that hold above or below a dose of opioids, and whether the total meets that.

    It is unknown where what was not converted may bring the total over the threshold.
    """
    found = []
    for statement in graph.evidence.statements.values():
        for criterion in (c for c in statement.selects if c.fact == _DOSE):
            over = criterion.comparison in ("more than", "at least")
            holds = criterion.holds({_DOSE: float(total)})
            met = "unknown" if partial and holds is not over else "met" if holds else "unmet"
            said = shown(graph, statement.id)
            found.append({"criterion": criterion.as_dict(), "met": met, "statement": said})
    return sorted(found, key=lambda row: (row["criterion"]["value"], row["statement"]["id"]))
