"""The selector that names a store: which engine, and where."""

from __future__ import annotations

import re
from pathlib import Path

from painkg.errors import StoreError
from painkg.settings import Settings
from painkg.stores.base import Store

FORMS = (
    "oxigraph:<folder>, oxigraph:<file.nq or file.nq.gz>, oxigraph:memory, rdflib:<file.nq or file.nq.gz> "
    "or sparql+https://<endpoint>"
)


def open_store(selector: str, settings: Settings | None = None, within: str = "") -> Store:
    """Return the store that a selector names.

    `oxigraph:<folder>` opens an on-disk store read-only, `oxigraph:<file>` and `rdflib:<file>` load N-Quads
    into memory, `oxigraph:memory` is empty, `sparql+https://…` is an endpoint elsewhere, with the credentials
    and bounds of the settings; of what it holds, only the graphs under the IRI `within` are seen.

    :raises StoreError: when the selector is of no known form or there is nothing at its path.

    >>> open_store("oxigraph:memory").ask("ASK { ?s ?p ?o }")
    False
    >>> open_store("sqlite:pain.db")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    painkg.errors.StoreError: 'sqlite:pain.db' names no store; write oxigraph:<folder>, ...
    """
    scheme, _, rest = selector.partition(":")
    if scheme == "oxigraph" and rest:
        from painkg.stores.oxigraph import OxigraphStore  # noqa: PLC0415 - engines load when named

        return OxigraphStore.of() if rest == "memory" else OxigraphStore.open(Path(rest))
    if scheme == "rdflib" and rest:
        from painkg.stores.rdflib import RdflibStore  # noqa: PLC0415

        return RdflibStore.open(Path(rest))
    if scheme in {"sparql+http", "sparql+https"} and rest.startswith("//"):
        from painkg.stores.sparql import SparqlStore  # noqa: PLC0415

        return SparqlStore(selector.removeprefix("sparql+"), settings, within)
    shown = re.sub("//[^/]*@", "//", selector)  # a password may stand there
    raise StoreError(f"{shown!r} names no store; write {FORMS}")
