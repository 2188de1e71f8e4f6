"""Find terms by what people call them: labels, synonyms, codes; an exact name first, then typing errors."""

from __future__ import annotations

from typing import Any

from painkg.errors import ParameterError
from painkg.graph.index import Index, normalise

_CLOSE = 80  # of 100: two slips in a word of ten letters still pass
_LONGEST = 200  # characters of a query; no name is longer


def search(index: Index, text: str, kind: str | None = None, limit: int = 20) -> list[dict[str, Any]]:
    """Return the terms that a text may mean, best first, each with the name that matched and how.

    `match` is "code", "label", "exact synonym", "synonym", "value", "words" or "similar".

    :raises ParameterError: when the text is blank or too long, or there is no such kind.
    """
    kinds = {info.kind for info in index.terms.values()}
    if kind is not None and kind not in kinds:
        raise ParameterError(f"kind={kind!r} is none of {', '.join(sorted(kinds))}", "kind")
    wanted = normalise(text)
    if not wanted or len(text) > _LONGEST:
        raise ParameterError(f"q needs from 1 to {_LONGEST} characters, a letter or digit among them", "q")
    ranked = _codes(index, text)
    asked = wanted.split()
    for name, plain, term, how in index.spelled:
        rank = _rank(wanted, asked, name, plain, how)
        if rank and rank < ranked.get(term, (99, 0.0, "", "")):
            ranked[term] = rank
    if len(ranked) < limit:
        for term, rank in _similar(index, wanted).items():
            ranked.setdefault(term, rank)
    found = [(rank, index.terms[t]) for t, rank in ranked.items() if kind in (None, index.terms[t].kind)]
    found.sort(key=lambda pair: (pair[0][0], pair[0][1], len(pair[1].label), pair[1].label))
    return [
        {
            **info.as_dict(),
            "kind": info.kind,
            "match": rank[2],
            "name": rank[3],
            "definition": info.definition,
        }
        for rank, info in found[:limit]
    ]


Rank = tuple[int, float, str, str]  # tier, distance within it, how, the name that matched


def _codes(index: Index, text: str) -> dict[str, Rank]:
    code = text.strip()
    found: dict[str, Rank] = {
        term: (0, 0.0, "code", code) for _, term in index.by_code.get(code.casefold(), [])
    }
    for term in (code, code.upper()):
        if term in index.terms:
            found[term] = (0, -1.0, "code", code)
    return found


def _rank(wanted: str, asked: list[str], name: str, plain: str, how: str) -> Rank | None:
    if plain == wanted:
        return ({"label": 1, "exact synonym": 2}.get(how, 3), 0.0, how, name)
    if asked[0] not in plain:  # most names are passed over here
        return None
    words = plain.split()
    if all(any(w.startswith(a) for w in words) for a in asked):
        return (4 if plain.startswith(wanted) else 5, float(len(words) - len(asked)), "words", name)
    return None


def _similar(index: Index, wanted: str) -> dict[str, Rank]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where nothing else was found

    hits = process.extract(wanted, index.names.keys(), scorer=fuzz.ratio, limit=10, score_cutoff=_CLOSE)
    found: dict[str, Rank] = {}
    for name, score, _ in hits:  # the best first, so that a term keeps its nearest name
        for term in index.names[name]:
            found.setdefault(term, (6, 100.0 - score, "similar", name))
    return found
