"""Canonical N-Quads (RDFC-1.0, sorted), made in a process of its own: naming blank nodes can run away.

Run as a module (`python -m painkg.build.canonical in.nq out.nq`) it is that process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from painkg.build import limited
from painkg.errors import BuildError
from painkg.rdf import serialize


def canonical(quads: Iterable[ox.Quad], limit: float) -> bytes:
    """Return quads as sorted N-Quads with canonical blank nodes; `limit` is in seconds.

    :raises BuildError: when the limit is over.
    """
    try:
        return limited.transform("painkg.build.canonical", serialize(quads, ox.RdfFormat.N_QUADS), limit)
    except TimeoutError:
        message = (
            f"naming the blank nodes took longer than {limit:g} s; give names to blank nodes in "
            "ontology/modules that refer to each other, or raise PAINKG_CANON_LIMIT"
        )
        raise BuildError(message) from None


def _run(source: str, answer: str) -> None:
    dataset = ox.Dataset(ox.parse(path=source, format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(serialize(dataset, ox.RdfFormat.N_QUADS).splitlines(keepends=True))
    Path(answer).write_bytes(b"".join(lines))


if __name__ == "__main__":
    _run(sys.argv[1], sys.argv[2])
