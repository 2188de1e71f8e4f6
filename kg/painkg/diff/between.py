"""The whole difference between two graphs."""

from __future__ import annotations

from typing import Any

from painkg import DISCLAIMER
from painkg.diff.evidence import evidence
from painkg.diff.names import mappings, names
from painkg.diff.questions import answers
from painkg.graph import Graph


def between(old: Graph, new: Graph) -> dict[str, Any]:
    """Return what changed from one graph to another: counts first, then terms, evidence and answers.

    `same` says that nothing did, the counts of rows and codes included.

    :raises StoreError: when a store cannot answer.
    """
    terms, rows, asked = names(old, new), evidence(old, new), answers(old, new)
    counts = {
        "terms": {name: len(found) for name, found in terms.items()},
        **{kind: {name: len(found) for name, found in changes.items()} for kind, changes in rows.items()},
        "answers": {name: len(asked[name]) for name in ("queries", "options")},
    }
    return {
        "from": old.release.as_dict(),
        "to": new.release.as_dict(),
        "same": not any(n for found in counts.values() for n in found.values()),
        "counts": counts,
        "terms": terms,
        "mappings": mappings(old, new),
        "evidence": rows,
        "answers": asked,
        "release": new.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }
