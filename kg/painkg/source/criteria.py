"""Criteria: what selects the patients of a row, as data beside the text.

A cell of a `criteria` column holds criteria separated by `|`, which select the patients together. One is a
fact of `evidence/facts.tsv` alone or after "not", or a fact compared with a number or a choice:
`age >= 18`, `not pregnant`, `liver impairment = severe`. The unit of a number is that of its fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from painkg import terms
from painkg.source.tables import Row, Table
from painkg.source.templates import LABEL, TYPE, node

TABLE = "evidence/facts.tsv"
COMPARISONS = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than", "=": "is"}
_FORM = re.compile(r"(not )?(.+?)(?: (>=|<=|>|<|=) (.+))?")
_NUMBER = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True)
class Criterion:
    """One criterion; `comparison` is a sign and `value` what the fact is compared with, or both are ""."""

    fact: str
    comparison: str = ""
    value: str = ""
    negated: bool = False


def parse(text: str) -> Criterion:
    """Return the criterion that a part of a cell says; whether it makes sense is for `problem` to tell.

    >>> parse("creatinine clearance < 30")
    Criterion(fact='creatinine clearance', comparison='<', value='30', negated=False)
    >>> parse("not pregnant")
    Criterion(fact='pregnant', comparison='', value='', negated=True)
    """
    match = _FORM.fullmatch(text)
    negated, fact, comparison, value = match.groups() if match else (None, text, None, None)
    return Criterion(fact, comparison or "", value or "", bool(negated))


def problem(text: str, facts: dict[str, Row]) -> str:
    """Return what is wrong with a criterion, or "".

    >>> problem("shoe size > 40", {})
    "'shoe size' is no fact of evidence/facts.tsv; add it there, or correct the criterion"
    """
    criterion = parse(text)
    fact = facts.get(criterion.fact)
    if fact is None:
        return f"{criterion.fact!r} is no fact of {TABLE}; add it there, or correct the criterion"
    kind, choices = fact["kind"], fact.values("choices")
    if not criterion.comparison:
        return (
            f"{text!r} lacks a comparison; write for example {criterion.fact} >= 1"
            if kind == "number"
            else ""
        )
    if criterion.negated:
        return f"{text!r} has both 'not' and a comparison; turn the comparison round"
    if kind == "yes or no":
        return f"{criterion.fact!r} takes no value; write it alone, or after 'not'"
    if kind == "choice":
        good = criterion.comparison == "=" and criterion.value in choices
        return "" if good else f"{text!r}: write {criterion.fact} = one of: {', '.join(choices)}"
    good = criterion.comparison != "=" and bool(_NUMBER.fullmatch(criterion.value))
    return "" if good else f"{text!r}: write {criterion.fact}, then one of >= > <= <, then a number"


def words(criterion: Criterion, unit: str) -> str:
    """Return a criterion as a reader says it.

    >>> words(parse("age >= 18"), "years"), words(parse("not pregnant"), "")
    ('age at least 18 years', 'not pregnant')
    """
    head = f"not {criterion.fact}" if criterion.negated else criterion.fact
    if not criterion.comparison:
        return head
    tail = f"{COMPARISONS[criterion.comparison]} {criterion.value}"
    return " ".join(f"{head} {tail} {unit}".split())


def name(criterion: Criterion) -> str:
    """Return the CURIE of a criterion: the same wherever it stands, and readable.

    >>> name(parse("age >= 18")), name(parse("positive diagnostic block"))
    ('pk:age-at-least-18', 'pk:positive-diagnostic-block')
    """
    parts = ["not"] * criterion.negated + [criterion.fact]
    parts += [COMPARISONS[criterion.comparison], criterion.value] if criterion.comparison else []
    return "pk:" + re.sub(r"[^A-Za-z0-9.]+", "-", " ".join(parts))


def fact_name(fact: str) -> str:
    """Return the CURIE of a patient fact.

    >>> fact_name("pain duration")
    'pk:fact-pain-duration'
    """
    return "pk:fact-" + re.sub(r"[^A-Za-z0-9]+", "-", fact)


def fact_triples(table: Table) -> Iterator[ox.Triple]:
    """Yield the patient facts that criteria speak of, with unit, choices and meaning."""
    for row in table.rows:
        fact = node(fact_name(row["fact"]))
        yield ox.Triple(fact, TYPE, node("pk:PatientFact"))
        yield ox.Triple(fact, LABEL, ox.Literal(row["fact"]))
        yield ox.Triple(fact, node("pk:factKind"), ox.Literal(row["kind"]))
        yield ox.Triple(fact, node("rdfs:comment"), ox.Literal(row["description"]))
        if row["unit"]:
            yield ox.Triple(fact, node("pk:unit"), ox.Literal(row["unit"]))
        for choice in row.values("choices"):
            yield ox.Triple(fact, node("pk:choice"), ox.Literal(choice))


def criterion_triples(criterion: Criterion, unit: str) -> Iterator[ox.Triple]:
    """Yield what a criterion says: `pk:onFact`, and `pk:comparison` with `pk:value`, or `pk:negated`."""
    this = node(name(criterion))
    yield ox.Triple(this, TYPE, node("pk:Criterion"))
    yield ox.Triple(this, LABEL, ox.Literal(words(criterion, unit)))
    yield ox.Triple(this, node("pk:onFact"), node(fact_name(criterion.fact)))
    if criterion.negated:
        yield ox.Triple(this, node("pk:negated"), ox.Literal(True))
    if criterion.comparison:
        is_number = criterion.comparison != "="
        kind = ox.NamedNode(terms.XSD + ("decimal" if is_number else "string"))
        yield ox.Triple(this, node("pk:comparison"), ox.Literal(COMPARISONS[criterion.comparison]))
        yield ox.Triple(this, node("pk:value"), ox.Literal(criterion.value, datatype=kind))
