"""What changed in the terms: names, places in the hierarchy, definitions, codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from painkg import terms
from painkg.graph import Graph
from painkg.graph.index import Index

_OBSOLETE = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX IAO: <http://purl.obolibrary.org/obo/IAO_>
SELECT ?term ?by WHERE { ?term owl:deprecated true . OPTIONAL { ?term IAO:0100001 ?by } }
"""
Pair = tuple[Index, Index]


def names(old: Graph, new: Graph) -> dict[str, list[dict[str, Any]]]:
    """Return the changes of the terms by what they are, each list in order of label.

    A term that is gone is `obsoleted` where the newer graph says so, with what replaces it, else `removed`.
    `moved` compares the direct parents that the reasoner found.

    :raises StoreError: when a store cannot answer.
    """
    before, after = _terms(old.index), _terms(new.index)
    both: Pair = old.index, new.index
    gone = {terms.contract(row["term"]): row.get("by", "") for row in new.store.select(_OBSOLETE)}
    left, kept = before - after, before & after
    changes = {
        "added": [_shown(new.index, term) for term in after - before],
        "removed": [_shown(old.index, term) for term in left - gone.keys()],
        "obsoleted": [
            {**_shown(old.index, term), "replaced_by": _known(new.index, gone[term])}
            for term in left & gone.keys()
        ],
        "renamed": _different(both, kept, lambda index, term: index.terms[term].label),
        "moved": _gained(both, kept, lambda index, term: set(index.parents.get(term, ()))),
        "redefined": _different(both, kept, lambda index, term: index.terms[term].definition),
        "synonyms": _gained(
            both, kept, lambda index, term: {f"{t} ({s})" for s, t in index.synonyms.get(term, [])}
        ),
        "codes": _gained(
            both, kept, lambda index, term: {f"{c} ({m})" for m, c in index.codes.get(term, [])}
        ),
    }
    return {name: sorted(rows, key=lambda row: (row["label"], row["id"])) for name, rows in changes.items()}


def mappings(old: Graph, new: Graph) -> dict[str, dict[str, int]]:
    """Return how many codes of each terminology the terms had and have, where that differs; `all` of them."""
    before, after = _codes(old.index), _codes(new.index)
    return {
        name: {"old": before[name], "new": after[name]}
        for name in sorted(before | after)
        if name == "all" or before[name] != after[name]
    }


def _terms(index: Index) -> set[str]:
    return {term.id for term in index.terms.values() if term.kind != "source"}


def _codes(index: Index) -> Counter[str]:
    counted = Counter(code.partition(":")[0] for codes in index.codes.values() for _, code in codes)
    counted["all"] = counted.total()
    return counted


def _shown(index: Index, term: str) -> dict[str, Any]:
    return {**index.terms[term].as_dict(), "kind": index.terms[term].kind}


def _known(index: Index, iri: str) -> dict[str, str] | None:
    term = terms.contract(iri) if iri else ""
    return index.terms[term].as_dict() if term in index.terms else None


def _different(both: Pair, kept: Iterable[str], of: Any) -> list[dict[str, Any]]:
    """Return the terms of which something, a text, differs, with what it was and is."""
    old, new = both
    return [
        {**_shown(new, term), "old": of(old, term), "new": of(new, term)}
        for term in kept
        if of(old, term) != of(new, term)
    ]


def _gained(both: Pair, kept: Iterable[str], of: Any) -> list[dict[str, Any]]:
    """Return the terms that have gained or lost some of their values, in words."""
    found = []
    old, new = both
    for term in kept:
        before, after = of(old, term), of(new, term)
        if before != after:
            lost, gained = (
                sorted(index.terms[v].label if v in index.terms else v for v in values)
                for index, values in ((old, before - after), (new, after - before))
            )
            found.append({**_shown(new, term), "lost": lost, "gained": gained})
    return found
