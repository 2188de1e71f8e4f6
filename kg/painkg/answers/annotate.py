"""Which terms a text names, and where: the same names by which questions are understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from painkg import DISCLAIMER
from painkg.answers.asked.segments import codes, known_phrases, one_name
from painkg.errors import ParameterError
from painkg.graph import Graph
from painkg.graph.names import ISSUER, Candidate, Names
from painkg.graph.words import Word, words

LONGEST = 20_000  # characters of a text
_WORDS = 12  # of a name


@dataclass(frozen=True)
class Span:
    """A part of a text that names something, and whom it may name."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


def annotate(graph: Graph, text: str) -> dict[str, Any]:
    """Return the concepts that a text names, in order of place.

    `start` and `end` count characters; of overlapping names the longest counts. Each concept has all the
    terms of that name, the likeliest first; `how` is label, exact synonym, synonym, code, or similar, which
    is a typing error away.

    :raises ParameterError: when the text is blank or longer than 20,000 characters.
    """
    if not text.strip() or len(text) > LONGEST:
        raise ParameterError(f"a text has from 1 to {LONGEST} characters, not {len(text)}", "text")
    found = [_shown(text, span) for span in spans(graph.names, text)]
    return {
        "total": len(found),
        "concepts": found,
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def spans(names: Names, text: str) -> list[Span]:
    """Return the parts of a text that name something, in order; no two overlap."""
    given = words(text)
    named = [*_coded(names, text), *_called(names, text, given)]
    taken = _longest_first(named)
    covered = {place for span in taken for place in range(span.start, span.end)}
    left = [word for word in given if word.start not in covered]
    return sorted([*taken, *_similar(names, left)], key=lambda span: span.start)


def _coded(names: Names, text: str) -> Iterator[Span]:
    for start, end, candidates in codes(names, text):
        yield Span(start, end, tuple(candidates))


def _called(names: Names, text: str, given: list[Word]) -> Iterator[Span]:
    for first in range(len(given)):
        for last in range(first, min(first + _WORDS, len(given))):
            part = given[first : last + 1]
            if last > first and not one_name(text, part[-2].end, part[-1].start):
                break
            candidates = [c for c in names.find("".join(w.fold for w in part)) if c.kind != ISSUER]
            if candidates and not _everyday(text, part):
                yield Span(part[0].start, part[-1].end, tuple(candidates))


def _everyday(text: str, part: list[Word]) -> bool:
    """Say whether a short name is an everyday word, as "act" is, unless it stands in capitals."""
    phrase = known_phrases().get("".join(word.fold for word in part))
    return phrase is not None and phrase.empty and not text[part[0].start : part[-1].end].isupper()


def _longest_first(found: list[Span]) -> list[Span]:
    taken: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    return taken


def _similar(names: Names, left: list[Word]) -> Iterator[Span]:
    from painkg.answers.asked.mending import near  # noqa: PLC0415 - loads rapidfuzz

    for word in left:
        if len(word.fold) < _SURE or word.fold in known_phrases():
            continue
        meant = [names.find(other) for other in near(names, word.fold)]
        if len(meant) == 1 and meant[0]:
            yield Span(
                word.start,
                word.end,
                tuple(Candidate(c.id, c.label, c.kind, c.name, "similar") for c in meant[0]),
            )


_SURE = 7  # letters of a word in which one slip still tells what was meant


def _shown(text: str, span: Span) -> dict[str, Any]:
    terms = [
        {"id": c.id, "label": c.label, "kind": c.kind, "name": c.name, "how": c.how} for c in span.candidates
    ]
    return {
        "start": span.start,
        "end": span.end,
        "text": text[span.start : span.end],
        "term": terms[0],
        "candidates": terms,
    }
