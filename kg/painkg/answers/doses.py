"""A dose as people write it: a drug, an amount, a unit, how often a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from painkg.errors import ParameterError

FORM = "DRUG AMOUNT UNIT [N/day], for example 'oxycodone 20 mg 3/day' or 'fentanyl patch 25 mcg/h'"
UNITS = {
    "mg": ("mg", "milligram", "milligrams"),
    "mcg": ("mcg", "μg", "ug", "microgram", "micrograms"),
    "mg/day": ("mg/day", "mg/d"),
    "mcg/h": ("mcg/h", "mcg/hr", "mcg/hour", "μg/h", "μg/hr", "ug/h", "ug/hr"),
}
_KEYS = ("drug", "dose", "unit", "per_day", "route", "form")
_LONGEST = 300  # characters of a dose
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_WRITTEN = re.compile(
    r"(?P<drug>\S.*?)\s+(?P<dose>\d[\d.]*)\s*(?P<unit>[^\W\d]\S*)(?:\s+(?P<per_day>\d[\d.]*)\s*/\s*day)?"
)


@dataclass(frozen=True)
class Dose:
    """A dose with a unit of `UNITS`; `form` is a route or a form ("transdermal", "patch"), or ""."""

    drug: str
    amount: Decimal
    unit: str
    per_day: Decimal = Decimal(1)
    form: str = ""

    @property
    def daily(self) -> tuple[Decimal, str]:
        """What is taken in a day in mg, or the rate, which holds all day, in mcg/h."""
        if self.unit == "mcg/h":
            return self.amount, "mcg/h"
        return self.amount * self.per_day / (1000 if self.unit == "mcg" else 1), "mg a day"

    def as_dict(self) -> dict[str, Any]:
        """Return it as answers show a dose."""
        given = {"drug": self.drug, "dose": number(self.amount), "unit": self.unit}
        return {**given, "per_day": number(self.per_day), "form": self.form or None}


def written(text: str) -> dict[str, Any]:
    """Return the dose that a text says, for `read`.

    :raises ParameterError: when the text is not of the form `FORM`.

    >>> written("oxycodone 20 mg 3/day")
    {'drug': 'oxycodone', 'dose': '20', 'unit': 'mg', 'per_day': '3'}
    >>> written("fentanyl patch 25 mcg/h")
    {'drug': 'fentanyl patch', 'dose': '25', 'unit': 'mcg/h'}
    """
    match = _WRITTEN.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None:
        raise ParameterError(f"{text[:_LONGEST]!r} is no dose; write {FORM}", "dose")
    return {name: value for name, value in match.groupdict().items() if value}


def read(given: Mapping[str, Any]) -> Dose:
    """Return the dose of a mapping with `drug`, `dose`, `unit`, and perhaps `per_day` and `route` or `form`.

    `per_day` is how often a day the dose is taken: once where it is not given.

    :raises ParameterError: when a part is missing, unknown, or has no value that it may have.

    >>> read({"drug": "methadone", "dose": 0.1, "unit": "mg", "per_day": 3}).daily
    (Decimal('0.3'), 'mg a day')
    """
    for name in given:
        if name not in _KEYS:
            raise ParameterError(f"{name!r} is no part of a dose; known are {', '.join(_KEYS)}", name)
    drug = str(given.get("drug") or "").strip()
    if not drug or len(drug) > _LONGEST:
        raise ParameterError(
            "a dose has no drug, or a very long one; name it by label, code or brand", "drug"
        )
    unit = _unit(drug, str(given.get("unit") or ""))
    per_day = given.get("per_day")
    if per_day is not None and "/" in unit:
        message = f"{drug}: {unit} says already how much a day; leave out how often, or write the dose in mg"
        raise ParameterError(message, "per_day")
    often = Decimal(1) if per_day is None else _positive(drug, "per_day", per_day)
    form = str(given.get("route") or given.get("form") or "").strip()
    amount = _positive(drug, "dose", given.get("dose"))
    return Dose(drug, amount, unit.removesuffix("/day"), often, form)


def number(value: Decimal) -> int | float:
    """Return a number as JSON has it, without noise.

    >>> number(Decimal("4.7") * 30), number(Decimal("0.15") * 7)
    (141, 1.05)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def _unit(drug: str, text: str) -> str:
    plain = "".join(text.casefold().split())
    found = next((unit for unit, spellings in UNITS.items() if plain in spellings), None)
    if found is None:
        raise ParameterError(f"{drug}: the unit {text[:40]!r} is none of {', '.join(UNITS)}", "unit")
    return found


def _positive(drug: str, name: str, value: object) -> Decimal:
    text = "" if value is None or isinstance(value, bool) else str(value).strip()
    if not _NUMBER.fullmatch(text) or Decimal(text) == 0:
        said = "is missing" if value is None else f"{str(value)[:40]!r} is no number above 0"
        raise ParameterError(f"{drug}: {name} {said}; write for example 20 or 2.5", name)
    return Decimal(text)
