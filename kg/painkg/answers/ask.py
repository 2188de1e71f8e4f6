"""Questions in words: what a sentence asks, and the answer.

Deterministic and strict: a sentence is understood as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from painkg import DISCLAIMER
from painkg.answers.asked.answering import answer
from painkg.answers.asked.bag import sort
from painkg.answers.asked.frames import frames
from painkg.answers.asked.piece import Piece, senses
from painkg.answers.asked.reading import Reading, notes_of
from painkg.answers.asked.segments import segment
from painkg.answers.asked.taught import examples, taught
from painkg.answers.asked.telling import told
from painkg.answers.search import search
from painkg.errors import NotUnderstoodError
from painkg.graph import Graph

_LONGEST = 500  # characters of a question
_LIKE = 5  # suggestions that are chosen for their likeness to the question
_OTHERS = 3  # readings offered beside the one that is answered
_BY_ENGINE = {"options", "advice", "disagreements", "compare_options", "compare_sources", "line", "evidence"}


def ask(graph: Graph, question: str) -> dict[str, Any]:
    """Return the answer to a question in words, how it was understood, and SPARQL that tells the same.

    :raises NotUnderstoodError: when no reading covers the whole question; it suggests some that have one.
    """
    found = list(readings(graph, question))
    if not found:
        raise NotUnderstoodError(_why_not(graph, question), suggestions(question))
    best = found[0]
    sparql, given = answer(graph, best)
    others = dict.fromkeys(other.text() for other in found[1:] if other.text() != best.text())
    return {
        "question": question,
        "understood": {
            "query": _named(best),
            "kind": best.kind,
            "arguments": best.arguments(),
            "text": best.text(),
        },
        "alternatives": list(others)[:_OTHERS],
        "sparql": sparql,
        "answer": given,
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def readings(graph: Graph, question: str) -> Iterator[Reading]:
    """Yield the readings of a question, the likeliest first: none where a word of it is not accounted for."""
    if len(question) > _LONGEST:
        return
    pieces = segment(graph.names, question)
    framed = [reading for meant in senses(pieces) for reading in _framed(graph, question, meant)]
    for lesson in taught(graph, question, plain=True):
        same = next((r for r in framed if told(r)[0] == lesson.query), None)
        yield (replace(lesson, kind=same.kind) if same.kind in _BY_ENGINE else same) if same else lesson
    yield from framed
    known = [told(reading) for reading in framed]
    yield from (lesson for lesson in taught(graph, question, plain=False) if told(lesson) not in known)


def _unassessed(kind: str, slots: dict[str, Any]) -> tuple[str, ...]:
    """Return what is said of a patient for whom this kind of answer assesses nothing."""
    assessing = kind in ("options", "advice", "contraindications") or (kind == "line" and "line" in slots)
    left = set(slots.get("facts", ())) - {"treatment aim"}
    return () if assessing or not left else ("not assessed for the patient",)


def _named(reading: Reading) -> str:
    """Return the named query that gives the answer, or the kind of answer that the engine makes."""
    if reading.kind == "mme" and "doses" in reading.slots:
        return "mme"
    if reading.kind == "line" and "line" in reading.slots and not reading.query:
        return "options"
    return reading.query or (reading.kind if reading.kind in _BY_ENGINE else told(reading)[0])


def _framed(graph: Graph, question: str, pieces: list[Piece]) -> Iterator[Reading]:
    for kind, slots, bag in frames(graph, sort(question, pieces)):
        yield Reading(kind, slots, notes=(*notes_of(bag), *_unassessed(kind, slots)))


def suggestions(question: str) -> list[str]:
    """Return questions that can be answered: one of each main kind, then those most like what was asked."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where a question was not understood

    like = process.extract(question, examples(), scorer=fuzz.token_set_ratio, limit=_LIKE)
    return list(dict.fromkeys([*EXAMPLES, *(text for text, _, _ in like)]))


EXAMPLES = (
    "which invasive options address chronic back pain",
    "is spinal cord stimulation recommended for failed back surgery syndrome",
    "where do guidelines disagree on chronic low back pain",
    "gabapentin or pregabalin for neuropathic pain",
    "72 year old on warfarin with chronic low back pain",
    "what does NICE say versus ACP on low back pain",
    "20 mg oxycodone three times a day in MME",
)


def _why_not(graph: Graph, question: str) -> str:
    pieces = segment(graph.names, question) if len(question) <= _LONGEST else []
    unknown = [f"“{piece.written or piece.text}”" for piece in pieces if piece.unknown]
    words = f" These words have no meaning here: {', '.join(unknown)}." if unknown else ""
    near = [hit["label"] for piece in pieces if piece.unknown for hit in _like(graph, piece)]
    hint = f" Terms that look near: {', '.join(dict.fromkeys(near))}." if near else ""
    whole = f"the question {question!r} was not understood as a whole."
    return f"{whole}{words}{hint} Questions that can be answered:"


def _like(graph: Graph, piece: Piece) -> list[dict[str, Any]]:
    """Return the terms that a word without meaning may be a slip for."""
    text = piece.written or piece.text
    hits = search(graph.index, text, limit=2) if any(c.isalnum() for c in text) else []
    return [hit for hit in hits if hit["match"] == "similar"]
