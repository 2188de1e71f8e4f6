"""Questions in words: which family a sentence belongs to, what its slots mean, and the answer.

Deterministic and strict: a sentence is understood as a whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from painkg import DISCLAIMER
from painkg.answers import lexicon
from painkg.answers.disagreements import Page, disagreements
from painkg.answers.filters import Filters
from painkg.answers.grammar import Family, compiled, groups
from painkg.answers.lexicon import Reading
from painkg.answers.options import option_for, options
from painkg.answers.taught import examples, families, library
from painkg.errors import AmbiguousError, NotUnderstoodError
from painkg.graph import Graph
from painkg.graph.index import normalise
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.library import NamedQuery

_LONGEST = 500  # characters of a question
_POLITE = re.compile(r"^(?:please|can you tell me|could you tell me|i want to know|tell me|hello|hi) ")
_CLASSES = {
    "invasive": ("invasive", "minimally invasive", "interventional", "surgical"),
    "non-invasive drug": (
        "non invasive drug",
        "drug",
        "drugs",
        "drug treatment",
        "drug treatments",
        "medication",
        "medications",
        "medicines",
        "pharmacological",
        "pharmacologic",
        "pharmacotherapy",
        "pharmacotherapies",
        "medical",
    ),
    "non-invasive non-drug": (
        "non invasive non drug",
        "non drug",
        "drug free",
        "non pharmacological",
        "nonpharmacological",
        "non pharmacologic",
        "nonpharmacologic",
    ),
}
# Families that the engine answers → the named query that tells nearly the same, and its parameters by slot.
_TOLD = {
    "options": ("options_for_condition", {"condition": "condition"}),
    "advice": ("advice_on", {"intervention": "treatment", "condition": "condition"}),
    "disagreements": ("current_disagreements", {"condition": "condition"}),
}


@dataclass(frozen=True)
class Understood:
    """A question as it was read: the family, a term for each slot, the other values, and the filters."""

    family: Family
    readings: dict[str, Reading]
    values: dict[str, str]
    filters: Filters

    @property
    def corrected(self) -> bool:
        """Whether a name was taken for another one that it looks like."""
        return any(reading.corrected for reading in self.readings.values())

    def text(self) -> str:
        """Return the reading in words."""
        parts = [f"{slot}: {r.term.label} ({r.term.id})" for slot, r in self.readings.items()]
        parts += [f"{slot}: {value}" for slot, value in self.values.items()]
        parts += [f"“{r.text}” read as “{r.term.label}”" for r in self.readings.values() if r.corrected]
        parts += [f"{name.replace('_', ' ')}: {value}" for name, value in _said(self.filters)]
        return f"{self.family.name.replace('_', ' ')}; {'; '.join(parts)}" if parts else self.family.name


def _said(filters: Filters) -> list[tuple[str, str]]:
    shown = [
        ("technique_class", filters.technique_class),
        ("without", ", ".join(filters.without)),
        ("direction", filters.direction),
        ("line", "first" if filters.first_line else None),
    ]
    return [(name, value) for name, value in shown if value]


def ask(graph: Graph, question: str) -> dict[str, Any]:
    """Return the answer to a question in words, how it was understood, and SPARQL that tells the same.

    :raises NotUnderstoodError: when no reading covers the whole question; it suggests some that have one.
    """
    found = list(readings(graph, question))
    if not found:
        raise NotUnderstoodError(_why_not(graph, question), examples())
    best = found[0]
    arguments, sparql, answer = _answer(graph, best)
    return {
        "question": question,
        "understood": {"query": best.family.name, "arguments": arguments, "text": best.text()},
        "alternatives": list(
            dict.fromkeys(other.text() for other in found[1:] if other.text() != best.text())
        )[:3],
        "sparql": sparql,
        "answer": answer,
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def readings(graph: Graph, question: str) -> Iterator[Understood]:
    """Yield the readings of a question: those by exact names, or else those that allow for typing errors."""
    if len(question) > _LONGEST:
        return
    text = _POLITE.sub("", normalise(question.rstrip(" ?!.")))
    for tolerant in (False, True):
        some = False
        for family in families():
            for understood in _family(graph, family, text, tolerant=tolerant):
                some = True
                yield understood
                break
        if some:
            return


def _family(graph: Graph, family: Family, text: str, *, tolerant: bool) -> Iterator[Understood]:
    for pattern in family.patterns:
        match = compiled(pattern).fullmatch(text)
        if match is None:
            continue
        words = groups(match)
        if words is None:
            continue
        found = _readings(graph, family, words, tolerant=tolerant)
        values = _values(graph, family, words)
        filters = _filters(words)
        if found is not None and values is not None and filters is not None:
            yield Understood(family, found, values, filters)


def _readings(
    graph: Graph, family: Family, words: dict[str, str], *, tolerant: bool
) -> dict[str, Reading] | None:
    """Return the term of each slot, or None where one has none."""
    found: dict[str, Reading] = {}
    for slot, kinds in family.slots.items():
        try:
            reading = lexicon.read(graph.index, words[slot], kinds, tolerant=tolerant)
        except AmbiguousError:
            reading = None
        if reading is None:
            return None
        found[slot] = reading
    return found


def _values(graph: Graph, family: Family, words: dict[str, str]) -> dict[str, str] | None:
    """Return the value of each slot that is no term, or None where it is none that its parameter may have."""
    found: dict[str, str] = {}
    for name, slot in family.arguments:
        if slot not in words or slot in family.slots:
            continue
        parameter = library().get(family.query).header.params[name]
        known = parameter.enum or [source.label for source in graph.evidence.sources.values()]
        value = next((k for k in known if normalise(k) == lexicon.strip(words[slot])), None)
        if value is None:
            return None
        found[slot] = value
    return found


def _filters(words: dict[str, str]) -> Filters | None:
    named = words.get("class", "")
    chosen = next((name for name, said in _CLASSES.items() if named in said), None)
    without: tuple[str, ...] = ()
    if named in ("non invasive", "noninvasive"):
        without = ("invasive",)
    left_out = words.get("without", "")
    if re.search(r"drugs?|medication|medicines?", left_out):
        without = (*without, "non-invasive drug")
    elif left_out:
        without = (*without, "invasive")
    direction = words.get("direction")
    return Filters(
        technique_class=chosen,
        direction=None if direction is None else "against" if re.search("not|against", direction) else "for",
        first_line="line" in words,
        without=without,
        limit=1000,
    )


def _answer(graph: Graph, best: Understood) -> tuple[dict[str, str], str, dict[str, Any]]:
    named = {slot: reading.term.id for slot, reading in best.readings.items()} | best.values
    filters = dict(_said(best.filters))
    query, raw = _told(best, named)
    sparql = bind(query, resolve_arguments(query, raw, graph.index))
    if best.family.name == "options":
        return {**named, **filters}, sparql, options(graph, named["condition"], best.filters)
    if best.family.name == "advice":
        return named, sparql, option_for(graph, named["treatment"], named["condition"])
    if best.family.name == "disagreements":
        return named, sparql, disagreements(graph, named["condition"], page=Page(limit=1000))
    solutions = graph.store.select(sparql)
    table = {"query": query.name, "variables": list(solutions.variables)}
    return named, sparql, {**table, "total": len(solutions), "rows": list(solutions)}


def _told(best: Understood, named: dict[str, str]) -> tuple[NamedQuery, dict[str, str]]:
    """Return the named query that answers a question, or tells nearly what the engine does, and values."""
    if best.family.query:
        query, slots = best.family.query, dict(best.family.arguments)
    else:
        query, slots = _TOLD[best.family.name]
    raw = {parameter: named.get(slot, slot) for parameter, slot in slots.items()}
    if query == "options_for_condition":
        if best.filters.first_line:
            return library().get("first_line_options"), raw
        chosen = {"technique_class": best.filters.technique_class, "direction": best.filters.direction}
        raw |= {name: value for name, value in chosen.items() if value}
    return library().get(query), raw


def _why_not(graph: Graph, question: str) -> str:
    near = graph.index.near(question, limit=3)
    hint = f" Terms that look near: {', '.join(near)}." if near else ""
    return f"the question {question!r} was not understood as a whole.{hint} Questions that can be answered:"
