"""A sentence covered with the fewest pieces: names, values, phrases and empty words; the rest is unknown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from painkg.answers.asked import cues, empty, facts, roles
from painkg.answers.asked.composed import placed, shared_heads
from painkg.answers.asked.piece import Piece
from painkg.answers.asked.values import values
from painkg.graph.names import Candidate, Names
from painkg.graph.words import Word, joined, plain, words

_LONGEST = 12  # words of a piece
_PAUSE = re.compile(r"[;:?!,]|\.\s|\s[-\u2013\u2014]\s")
_COSTS = {"unknown": 20.0, "number": 1.5, "empty": 0.95, "phrase": 1.05}
_CODE = re.compile(
    r"\b(?:[a-z][\w.]*:[\w.]*\d[\w.]*|[a-z]\d\d(?:\.\w{1,4})|[a-z]{2}\d[0-9a-z](?:\.\w+)?)(?![\w.]*\w)"
)


@dataclass
class Phrase:
    """All that one phrase stands for."""

    cues: set[str] = field(default_factory=set)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    joins: bool = False
    fact: dict[str, Any] | None = None
    empty: bool = False


@cache
def known_phrases() -> dict[str, Phrase]:
    """Return every phrase by its joined form."""
    found: dict[str, Phrase] = defaultdict(Phrase)
    for cue, text in cues.CUES.items():
        for name in text.split("|"):
            found[joined(name)].cues.add(cue)
    for role, text in roles.BEFORE.items():
        for name in text.split("|"):
            found[joined(name)].before.add(role)
    for role, text in roles.AFTER.items():
        for name in text.split("|"):
            found[joined(name)].after.add(role)
    for name in roles.JOINING.split("|"):
        found[joined(name)].joins = True
    for text, fact in facts.PATIENT.items():
        for name in text.split("|"):
            found[joined(name)].fact = fact
    for name in empty.EMPTY.split():
        found[joined(name)].empty = True
    return dict(found)


def segment(names: Names, text: str) -> list[Piece]:
    """Return the pieces of a sentence; typing errors are mended where a word is unknown.

    The texts between the pieces, such as commas, are passed over.
    """
    pieces = placed(names, shared_heads(names, _cover(names, text, words(text))))
    if not any(piece.unknown for piece in pieces):
        return pieces
    from painkg.answers.asked.mending import mended  # noqa: PLC0415 - loads rapidfuzz

    unknown = {piece.start for piece in pieces if piece.unknown}
    return min(
        (
            placed(names, shared_heads(names, _cover(names, text, changed)))
            for changed in mended(names, words(text), unknown)
        ),
        key=lambda found: sum(_cost(piece) for piece in found),
        default=pieces,
    )


def _cover(names: Names, text: str, given: list[Word]) -> list[Piece]:
    fixed = _fixed(names, text)
    free = [w for w in given if not any(p.start < w.end and w.start < p.end for p in fixed)]
    spots: list[Word | Piece] = sorted([*free, *fixed], key=lambda spot: spot.start)
    best: list[tuple[float, list[Piece]]] = [(0.0, [])]
    for end in range(1, len(spots) + 1):
        options = []
        for start in range(max(0, end - _LONGEST), end):
            piece = _piece(names, text, spots[start:end])
            if piece is not None:
                cost = best[start][0]
                options.append((cost + _cost(piece), start, piece))
        cost, start, piece = min(options, key=lambda option: option[0])
        best.append((cost, [*best[start][1], piece]))
    return best[-1][1]


def codes(names: Names, text: str) -> Iterator[tuple[int, int, list[Candidate]]]:
    """Yield where a text has a CURIE or a code of a mapped terminology, and what it stands for."""
    for match in _CODE.finditer(plain(text)):
        code = match[0].rstrip(".")
        if candidates := names.coded(code):
            yield match.start(), match.start() + len(code), candidates


def one_name(text: str, end: int, start: int) -> bool:
    """Say whether two words may be of one name: no stop, colon, semicolon or comma is between them."""
    return not _PAUSE.search(text[end:start])


def _fixed(names: Names, text: str) -> list[Piece]:
    found = [Piece(text[start:end], start, end, candidates) for start, end, candidates in codes(names, text)]
    for value in values(plain(text)):
        if not any(value.start < p.end and p.start < value.end for p in found):
            found.append(Piece(text[value.start : value.end], value.start, value.end, value=value))
    return found


def _piece(names: Names, text: str, spots: list[Word | Piece]) -> Piece | None:
    """Return the piece that some words or one fixed piece make, or None where they make none together."""
    if len(spots) == 1 and isinstance(spots[0], Piece):
        return spots[0]
    if any(isinstance(spot, Piece) and not _bare_year(spot) for spot in spots):
        return None
    if not all(one_name(text, a.end, b.start) for a, b in pairwise(spots)):
        return None
    key = "".join(s.fold if isinstance(s, Word) else s.text for s in spots)
    start, end = spots[0].start, spots[-1].end
    candidates, phrase = names.find(key), known_phrases().get(key)
    candidates = [c for c in candidates if c.kind != "source" or _key(text, spots)]
    written = text[start:end]
    if phrase and phrase.empty and candidates and not written.partition("'")[0].isupper():
        candidates = []
    if not candidates and phrase is None and len(spots) > 1:
        return None
    phrase = phrase or Phrase()
    return Piece(
        " ".join(s.text for s in spots),
        start,
        end,
        candidates,
        frozenset(phrase.cues),
        frozenset(phrase.before),
        frozenset(phrase.after),
        phrase.joins,
        phrase.fact,
        None,
        phrase.empty,
        written,
        any(isinstance(s, Word) and s.mended for s in spots),
    )


def _key(text: str, spots: list[Word | Piece]) -> bool:
    """Say whether words may be the key of a source: a space is there before the year only."""
    parted = [b for a, b in pairwise(spots) if " " in text[a.end : b.start]]
    return all(isinstance(b, Piece) or b.text.isdigit() for b in parted)


def _bare_year(piece: Piece) -> bool:
    return piece.value is not None and piece.value.kind == "year"


def _cost(piece: Piece) -> float:
    if piece.unknown:
        return _COSTS["number"] if piece.text.replace(".", "").isdigit() else _COSTS["unknown"]
    if piece.candidates and piece.candidates[0].kind in ("site", "device", "role") and not piece.cues:
        return 1.3
    if piece.empty:
        return _COSTS["empty"]
    return 1.0 if piece.candidates else _COSTS["phrase"]
