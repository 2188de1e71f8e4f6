"""What each kind of column takes: one function per kind, which returns what is wrong with a value.

A message names the cure; the place is added by `source.validate`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from painkg import terms
from painkg.errors import ParameterError
from painkg.source.tables import Column

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+")
_ORCID = re.compile(r"(\d{4}-){3}\d{3}[\dX]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = (1900, 2100)

Validator = Callable[[str, Column], str]


def curie(value: str, _: Column) -> str:
    """Return what is wrong with a CURIE, or "".

    >>> column = Column("t", "c", "curie", "yes", False, (), "", "")
    >>> curie("MONDO:0005178", column), curie("M54.5", column)[:26]
    ('', "'M54.5' is not a CURIE; wr")
    """
    try:
        terms.expand(value)
    except ParameterError as error:
        return str(error)
    return ""


def doi(value: str, _: Column) -> str:
    """Return what is wrong with a DOI, or ""."""
    return (
        "" if _DOI.fullmatch(value) else f"{value!r} is not a DOI; write it as 10.1234/abc, without a prefix"
    )


def orcid(value: str) -> str:
    """Return what is wrong with an ORCID, check digit included, or "".

    >>> orcid("0000-0002-1825-0097")
    ''
    """
    if not _ORCID.fullmatch(value):
        return f"{value!r} is not an ORCID; write it as 0000-0002-1825-0097"
    total = 0
    for digit in value.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    expected = "X" if check == 10 else str(check)
    return "" if value[-1] == expected else f"{value!r} is not an ORCID: its check digit should be {expected}"


def date(value: str, _: Column | None = None) -> str:
    """Return what is wrong with a date, or "".

    >>> date("2026-02-30")
    "'2026-02-30' is not a date; write YYYY-MM-DD"
    """
    try:
        good = bool(_DATE.fullmatch(value)) and bool(datetime.date.fromisoformat(value))
    except ValueError:
        good = False
    return "" if good else f"{value!r} is not a date; write YYYY-MM-DD"


def xref(value: str, column: Column) -> str:
    """Return what is wrong with where a definition was drawn from, or "".

    `src:KEY` names a work by its key in evidence/sources.tsv, which `source.validate` looks up.

    >>> xref("src:NG59", Column("t", "c", "xref", "yes", True, (), "", ""))
    ''
    """
    prefix, _, rest = value.partition(":")
    if prefix == "src" and rest:
        return ""
    if prefix == "orcid":
        return orcid(rest)
    if prefix == "doi":
        return doi(rest, column)
    return curie(value, column)


def year(value: str, _: Column) -> str:
    """Return what is wrong with a year, or ""."""
    good = value.isdigit() and _YEARS[0] <= int(value) <= _YEARS[1]
    return "" if good else f"{value!r} is not a year from {_YEARS[0]} to {_YEARS[1]}"


def url(value: str, _: Column) -> str:
    """Return what is wrong with a web address, or ""."""
    return "" if _URL.fullmatch(value) else f"{value!r} is not a web address; write https://…"


def integer(value: str, column: Column) -> str:
    """Return what is wrong with a whole number within the declared bounds, or ""."""
    low, high = (int(bound) for bound in column.of)
    good = value.isdigit() and low <= int(value) <= high
    return "" if good else f"{value!r} is not a whole number from {low} to {high}"


def dossier(value: str, column: Column) -> str:
    """Return what is wrong with the name of a dossier row, or ""."""
    good = re.fullmatch(rf"[{''.join(column.of)}]\w*\d+", value)
    return "" if good else f"{value!r} names no row of the dossier; write for example {column.of[0][0]}0042"


def vocabulary(value: str, column: Column) -> str:
    """Return what is wrong with a value of a closed vocabulary, or ""."""
    return "" if value in column.of else f"{value!r} is none of: {', '.join(column.of)}"


def identifier(value: str, column: Column) -> str:
    """Return what is wrong with the id of a row, or ""."""
    if any(re.fullmatch(_pattern(prefix), value) for prefix in column.of):
        return ""
    starts = " or ".join(column.of)
    return f"{value!r} is no id of this table ({starts}…); leave it blank for check --fix"


def _pattern(prefix: str) -> str:
    head, _, digits = prefix.partition(":")
    return rf"{head}:{digits}\d{{{7 - len(digits)}}}" if head == "PAINKG" else rf"{head}:\d+"


VALIDATORS: dict[str, Validator] = {
    "curie": curie,
    "date": date,
    "doi": doi,
    "dossier": dossier,
    "id": identifier,
    "integer": integer,
    "url": url,
    "vocabulary": vocabulary,
    "xref": xref,
    "year": year,
}
