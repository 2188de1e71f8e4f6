"""Doses of opioids as morphine milligram equivalents (MME), by a table of factors that the graph holds.

The factors of one edition of one table are used, never a mixture; what has no factor is not converted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from painkg import DISCLAIMER
from painkg.answers import safety
from painkg.answers.doses import number, read
from painkg.answers.factors import Line, lines, table_of
from painkg.answers.terms import shown
from painkg.errors import ParameterError
from painkg.graph import Graph
from painkg.graph.evidence import Fact
from painkg.graph.index import TermInfo

PURPOSE = (
    "MME are an estimate for judging the risk of a dose. They are not for changing one opioid for another, "
    "and a total says nothing about what a dose does to one person."
)
_MOST = 50  # doses in one question
_DOSE = "opioid dose"  # a fact of a patient, in MME a day
_DOSE_FACTS = {_DOSE, "opioid tolerant"}


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
    table = table_of(graph, edition)
    found = lines(graph, table, [read(dose) for dose in doses])
    values = [line.mme for line in found if line.mme is not None]
    total, partial = sum(values, Decimal(0)), len(values) < len(found)
    return {
        "edition": _edition(graph, table),
        "total": len(found),
        "doses": [_shown(graph, line) for line in found],
        "mme_a_day": {
            "value": number(total) if values else None,
            "at_least": partial,
            "text": f"{'at least ' if partial else ''}{number(total)} MME a day"
            if values
            else "not converted",
        },
        "not_converted": [
            {"drug": line.drug.as_dict(), "reason": line.reason} for line in found if line.row is None
        ],
        "purpose": PURPOSE,
        "rules": _rules(graph, found),
        "thresholds": _thresholds(graph, total, partial=partial),
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _edition(graph: Graph, table: list[Fact]) -> dict[str, Any]:
    row = table[0]
    return {
        "name": row.text("pk:hasEdition"),
        "status": row.text("pk:hasStatus"),
        "superseded_by": [graph.index.terms[newer].label for newer in row.source.superseded_by],
        "source": row.source.as_dict(),
        "locator": row.text("pk:locator"),
    }


def _shown(graph: Graph, line: Line) -> dict[str, Any]:
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


def _rules(graph: Graph, converted: list[Line]) -> list[dict[str, Any]]:
    """Return the safety rows of the drugs that speak of morphine equivalents or of being used to opioids."""
    found = {rule["id"]: rule for line in converted for rule in safety.rules(graph, line.drug.id)}
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
