"""The release files: what a snapshot holds beside its store, byte-identical for the same sources."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from painkg import terms
from painkg.rdf import serialize

ASSERTED, INFERRED = terms.GRAPHS + "asserted", terms.GRAPHS + "inferred"
_SUBCLASS = ox.NamedNode(terms.RDFS + "subClassOf")


def release_files(canonical: bytes, skos: Iterable[ox.Triple]) -> dict[str, bytes]:
    """Return the files by name, made from the canonical N-Quads of the whole graph.

    `painkg.owl` and `painkg.ttl` hold the terms with the inferred hierarchy, `painkg-base.owl` what was
    asserted, `painkg.nq.gz` everything.
    """
    asserted, hierarchy = [], []
    for quad in ox.parse(canonical, format=ox.RdfFormat.N_QUADS):
        if quad.graph_name == ox.NamedNode(ASSERTED):
            asserted.append(quad.triple)
        elif quad.graph_name == ox.NamedNode(INFERRED) and quad.predicate == _SUBCLASS:
            hierarchy.append(quad.triple)
    whole = sorted({*asserted, *hierarchy, *skos}, key=str)
    prefixes = used_prefixes(b"".join(str(triple).encode() for triple in whole))
    return {
        "painkg.owl": serialize(whole, ox.RdfFormat.RDF_XML, prefixes),
        "painkg.ttl": serialize(whole, ox.RdfFormat.TURTLE, prefixes),
        "painkg-base.owl": serialize(sorted(asserted, key=str), ox.RdfFormat.RDF_XML, prefixes),
        "painkg.nq.gz": _gzip(canonical),
    }


def used_prefixes(text: bytes) -> dict[str, str]:
    """Return the prefixes that a text has use for, in order, of those that an XML name may start with."""
    known = sorted(terms.prefixes().items())
    return {name: iri for name, iri in known if "." not in name and "?" not in iri and iri.encode() in text}


def _gzip(data: bytes) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed:
        packed.write(data)
    return out.getvalue()


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal.

    >>> digest(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def manifest(canonical: bytes, files: dict[str, bytes], facts: dict[str, Any]) -> bytes:
    """Return `manifest.json`: the snapshot digest, what `facts` says, and size and digest of each file."""
    listed = {name: {"bytes": len(data), "sha256": digest(data)} for name, data in sorted(files.items())}
    content = {"snapshot": digest(canonical)[:16], **facts, "files": listed}
    return (json.dumps(content, indent=2, sort_keys=True) + "\n").encode()
