"""What every engine must do, and the selector that names one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from painkg.errors import StoreError

FORMS = (
    "oxigraph:<folder>, oxigraph:<file.nq or file.nq.gz>, oxigraph:memory, rdflib:<file.nq or file.nq.gz> "
    "or sparql+https://<endpoint>"
)


class Term(NamedTuple):
    """An RDF term: `kind` is "iri", "literal" or "bnode"; every literal has its datatype."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True)
class Solutions:
    """The rows of a SELECT; an unbound variable is None.

    >>> rows = [(Term("literal", "back pain"), None)]
    >>> list(Solutions(("label", "code"), rows))
    [{'label': 'back pain'}]
    """

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def __iter__(self) -> Iterator[dict[str, str]]:
        """Yield each row as variable → value, without what is unbound."""
        for row in self.rows:
            yield {
                name: term.value for name, term in zip(self.variables, row, strict=True) if term is not None
            }

    def __len__(self) -> int:
        return len(self.rows)


class Store(Protocol):
    """A read-only SPARQL engine; the default graph of a query is the union of the named graphs.

    Where two graphs hold the same triple, an engine may give it twice: a query that must not, says DISTINCT.
    """

    def select(self, query: str) -> Solutions:
        """Return the rows of a SELECT.

        :raises QuerySyntaxError: when the text is wrong, or is no SELECT.
        :raises StoreError: when the engine cannot answer.
        """
        ...

    def ask(self, query: str) -> bool:
        """Return the truth of an ASK; raises as `select` does."""
        ...

    def construct(self, query: str) -> list[tuple[Term, Term, Term]]:
        """Return the triples of a CONSTRUCT or DESCRIBE; raises as `select` does."""
        ...

    def close(self) -> None:
        """Let go of files and connections; a closed store answers no more."""
        ...


def open_store(selector: str) -> Store:
    """Return the store that a selector names.

    `oxigraph:<folder>` opens an on-disk store read-only, `oxigraph:<file>` and `rdflib:<file>` load N-Quads
    into memory, `oxigraph:memory` is empty, `sparql+https://…` is an endpoint elsewhere.

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

        return SparqlStore(selector.removeprefix("sparql+"))
    raise StoreError(f"{selector!r} names no store; write {FORMS}")
