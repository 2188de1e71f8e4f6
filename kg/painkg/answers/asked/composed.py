"""Names that a sentence takes apart, as "steroid or hyaluronic acid injections" does."""

from __future__ import annotations

from dataclasses import replace

from painkg.answers.asked.piece import Piece
from painkg.graph.names import Candidate, Names
from painkg.graph.words import joined

_BETWEEN = {"or", "and", "vs", "versus"}
_OF = {"of", "the", "to", "for", "at", "on", "in"}


def shared_heads(names: Names, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with the head of a second name given to the first, where that makes a name."""
    found = list(pieces)
    for number in range(len(found) - 2):
        first, between, second = found[number : number + 3]
        if between.text not in _BETWEEN or not _technique(second) or _technique(first):
            continue
        if not (first.unknown or (first.candidates and first.candidates[0].kind != "condition")):
            continue
        tail = second.text.split()
        for length in range(1, len(tail)):
            candidates = names.find(joined(" ".join([first.text, *tail[-length:]])))
            if candidates and candidates[0].kind == "technique":
                found[number] = replace(first, candidates=candidates)
                break
    return found


def placed(names: Names, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with a technique and the site that it is done on made one, where that is a term."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.candidates and piece.candidates[0].kind == "site":
            back = len(found) - 1
            while back > 0 and found[back].text in _OF:
                back -= 1
            whole = found[back] if 0 <= back < len(found) - 1 else piece
            if _technique(whole) and (narrower := _at(names, whole.candidates[0], piece.candidates[0])):
                text = f"{whole.text} of {piece.text}"
                found[back:] = [replace(whole, text=text, end=piece.end, candidates=[narrower])]
                continue
        found.append(piece)
    return found


def _technique(piece: Piece) -> bool:
    return bool(piece.candidates) and piece.candidates[0].kind == "technique"


def _at(names: Names, technique: Candidate, site: Candidate) -> Candidate | None:
    """Return the widest kind of a technique that is done on a site."""
    index = names.index
    kinds = [
        i
        for i in index.subs.get(technique.id, ())
        if site.id in index.relations.get(i, {}).get("pk:hasTargetStructure", ()) and i != technique.id
    ]
    widest = [i for i in kinds if not any(i != other and index.is_a(i, other) for other in kinds)]
    if len(widest) != 1:
        return None
    info = index.terms[widest[0]]
    return Candidate(info.id, info.label, info.kind, f"{technique.name} of {site.name}", "label")
