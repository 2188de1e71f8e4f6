"""Numbers of a sentence that mean something: ages, weeks, clearances, doses, years; each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_COUNTS = {
    "once": 1, "twice": 2, "thrice": 3, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "a": 1, "an": 1,
}  # fmt: skip
_N = r"(\d+(?:\.\d+)?)"
_COUNT = rf"(\d+|{'|'.join(w for w in _COUNTS if len(w) > 2)})"
_WEEKS = {"day": 1 / 7, "week": 1, "month": 52 / 12, "year": 52}
_DAY = r"(?:an?\s+|per\s+|each\s+|every\s+|/\s*|\s*)?(?:day|daily|d\b|24\s?h(?:ours?)?)"
_STAGES = {"3": "moderate", "3a": "moderate", "3b": "moderate", "4": "severe", "5": "severe"}
_TRIMESTERS = {"second": 13, "2nd": 13, "third": 28, "3rd": 28}


@dataclass(frozen=True)
class Value:
    """A piece of a sentence that says a number or another fixed thing: where, what kind, and what."""

    start: int
    end: int
    kind: str  # "fact", "dose", "frequency", "year", "since", "line", "hours"
    data: dict[str, Any] = field(default_factory=dict)


Found = tuple[str, dict[str, Any]] | None


def _age(m: re.Match[str]) -> Found:
    return "fact", {"age": int(m[1])}


def _under(m: re.Match[str]) -> Found:
    return "fact", {"age": int(m[1]) - 1}


def _age_sex(m: re.Match[str]) -> Found:
    return "fact", {"age": int(m[1]), "sex": "female" if m[2] in ("f", "female", "woman", "lady") else "male"}


def _sex_age(m: re.Match[str]) -> Found:
    return "fact", {"age": int(m[2]), "sex": "female" if m[1] in ("woman", "girl") else "male"}


def _weeks(m: re.Match[str]) -> Found:
    return "fact", {"pregnant": True, "gestation": int(m[1])}


def _trimester(m: re.Match[str]) -> Found:
    week = _TRIMESTERS.get(m[1])
    return "fact", {"pregnant": True} | ({"gestation": week} if week else {})


def _clearance(m: re.Match[str]) -> Found:
    number = float(m[1])
    return "fact", {"creatinine clearance": int(number) if number == int(number) else number}


def _stage(m: re.Match[str]) -> Found:
    return "fact", {"renal impairment": _STAGES.get(m[1], "any")}


def _opioids(m: re.Match[str]) -> Found:
    return "fact", {"opioid dose": int(m[1])}


def _lasting(m: re.Match[str]) -> Found:
    return "fact", {"pain duration": round(float(_COUNTS.get(m[1]) or m[1]) * _WEEKS[m[2]])}


def _since(m: re.Match[str]) -> Found:
    return "since", {"since": int(m[2]) + (m[1].split()[-1] in ("after",))}


def _year(m: re.Match[str]) -> Found:
    return "year", {"year": int(m[1])}


def _hours(m: re.Match[str]) -> Found:
    return "hours", {"hours": int(m[1])}


def _dose(m: re.Match[str]) -> Found:
    unit = {"\u00b5g": "mcg", "ug": "mcg", "\u03bcg": "mcg"}.get(m[2], m[2])
    unit = "mcg" if unit.startswith("microgram") else "mg" if unit.startswith("milligram") else unit
    data: dict[str, Any] = {"dose": _number(m[1]), "unit": unit}
    if m[3] and m[3][0] == "h":
        data["unit"] = f"{unit}/h"
    elif m[3]:
        data["per_day"] = 1
    return "dose", data


def _combined(m: re.Match[str]) -> Found:
    return "dose", {"dose": _number(m[1]), "unit": "mg"}


def _times(m: re.Match[str]) -> Found:
    return "frequency", {"per_day": _COUNTS.get(m[1]) or int(m[1])}


def _every(m: re.Match[str]) -> Found:
    hours = _COUNTS.get(m[1]) or int(m[1])
    return ("frequency", {"per_day": 24 // hours}) if 0 < hours <= 24 and 24 % hours == 0 else None


def _named(per_day: int) -> Any:
    return lambda m: ("frequency", {"per_day": per_day})


def _number(text: str) -> float | int:
    return float(text) if "." in text else int(text)


_SEX = r"(f|m|female|male|woman|man|lady|gentleman)"
_OLD = r"(?:\s*(?:years?|yrs?)(?:[\s-]*olds?)?)?\b(?!\s*(?:mg|weeks|mme|ml|days|months))"
_BEARING = r"(?:pregnant|pregnancy|gestation|gestational age)"
_CLEARANCE = r"(?:e?gfr|crcl|creatinine clearance|clearance)(?:\s+(?:of|is|at|under|below|about))?"
_PER_MINUTE = r"(?:\s*ml\s*/?\s*min(?:\s*/\s*1\.73\s*m2?)?)?"
_UNITS = "mg|mcg|\u00b5g|\u03bcg|ug|g|micrograms?|milligrams?"
_PATTERNS = [
    (rf"\b(\d{{1,3}})[\s-]*(?:years?|yrs?|y)?[\s-]*(?:old|o|/o)?[\s-]*{_SEX}\b", _age_sex),
    (rf"\b(?:over|above|older than|aged over|more than)\s+(\d{{1,3}}){_OLD}", _age),
    (rf"\b(?:under|below|younger than|less than)\s+(?:age\s+)?(\d{{1,2}}){_OLD}", _under),
    (
        r"(?<!for )\b(?:aged?\s+)?(\d{1,3})[\s-]*(?:years?|yrs?|yo|y/o|y)\b"
        r"(?:[\s-]*olds?\b|[\s-]*of[\s-]*age)?",
        _age,
    ),
    (r"\b(man|woman|boy|girl) of (\d{1,3})\b(?!\s*(?:weeks|months))", _sex_age),
    (r"\b(?:aged?|child of|patient of|someone of|age of)\s+(\d{1,3})\b(?!\s*(?:weeks|months))", _age),
    (r"(?<=,\s)(\d{2,3})(?=\s*,)", _age),
    (rf"\b(\d{{1,2}})[\s-]*(?:weeks?|wks?)[\s-]*(?:of\s+)?{_BEARING}\b", _weeks),
    (rf"\b{_BEARING}\W+(?:at\s+|in\s+|of\s+)?week\s+(\d{{1,2}})\b", _weeks),
    (rf"\b{_BEARING}\W+(?:at\s+)?(\d{{1,2}})\s*(?:weeks?|wks?)\b", _weeks),
    (r"\b(first|1st|second|2nd|third|3rd)\s+trimester\b(?:\s+of\s+pregnancy)?", _trimester),
    (rf"\b{_CLEARANCE}\s*[=:<~]?\s*{_N}{_PER_MINUTE}", _clearance),
    (r"\b(?:ckd|chronic kidney disease)\s+(?:stage\s+)?(\d[ab]?)\b", _stage),
    (r"\bstage\s+(\d[ab]?)\s+(?:ckd|chronic kidney disease|kidney disease)\b", _stage),
    (rf"\b(\d+)\s*mme(?:\s*{_DAY})?(?:\s+of\s+opioids?)?", _opioids),
    (
        r"\b(?:for|lasting|since)\s+(?:the\s+)?(?:(?:last|past|about|over|more than)\s+)*"
        rf"{_COUNT}[\s-]*(day|week|month|year)s?\b",
        _lasting,
    ),
    (
        r"\b(since|after|published after|newer than|later than|from)\s+((?:19|20)\d\d)\b"
        r"(?!\s*(?:to|and|vs|-)\s*(?:19|20)\d\d)",
        _since,
    ),
    (r"(?<![\d.])\b((?:19|20)\d\d)\b", _year),
    (r"\b(\d+)\s*(?:h|hrs?|hours?)\b(?=\W*(?:before|after|enough|prior))", _hours),
    (rf"\b{_N}\s*({_UNITS})\b(?:\s*(?:/|per)\s*(h|hr|hour|day|d)\b)?", _dose),
    (r"\b(\d+(?:\.\d+)?)\s*/\s*(?:300|325|500|650|200)\b(?:\s*mg)?", _combined),
    (rf"\b{_COUNT}\s*(?:x|times)\s*{_DAY}", _times),
    (rf"\bx\s*{_COUNT}\s*{_DAY}", _times),
    (rf"\bup to {_COUNT}\s*{_DAY}", _times),
    (rf"\b{_COUNT}\s*(?:tablets?|doses?|pills?)?\s*{_DAY}\b", _times),
    (r"\bq\s*(\d+)\s*h(?:rs?|ours?)?\b", _every),
    (rf"\bevery\s+{_COUNT}\s*(?:h|hrs?|hours?)\b", _every),
    (r"\b(?:bid|bd|b\.i\.d\.?|twice a day|twice daily)\b", _named(2)),
    (r"\b(?:tid|tds|t\.i\.d\.?)\b", _named(3)),
    (r"\b(?:qid|qds|q\.i\.d\.?)\b", _named(4)),
    (
        r"\b(?:once (?:a|per) day|once daily|daily|every day|a day|per day|od|qd|every night|at night)\b",
        _named(1),
    ),
]
_COMPILED = [(re.compile(pattern), make) for pattern, make in _PATTERNS]


def values(text: str) -> Iterator[Value]:
    """Yield the values of a text in lower case; where two overlap, the one that comes first in the list.

    >>> [(v.kind, v.data) for v in values("72 year old, egfr 25, 10 mg tid")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('fact', {'age': 72}), ('fact', {'creatinine clearance': 25}), ('dose', {'dose': 10, 'unit': 'mg'}),
     ('frequency', {'per_day': 3})]
    """
    taken: list[Value] = []
    for pattern, make in _COMPILED:
        for match in pattern.finditer(text):
            if any(match.start() < v.end and v.start < match.end() for v in taken):
                continue
            found = make(match)
            if found is not None:
                taken.append(Value(match.start(), match.end(), *found))
    yield from sorted(taken, key=lambda value: value.start)
