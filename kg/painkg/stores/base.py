"""What every engine must do, and the selector that names one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from painkg.errors import StoreError


class Term(NamedTuple):
    """An RDF term: `kind` is "iri", "literal" or "bnode"."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True)
class Solutions:
    """The rows of a SELECT; an unbound variable is None."""

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
    """A read-only SPARQL engine; the default graph of a query is the union of the named graphs."""

    def select(self, query: str) -> Solutions:
        """Return the rows of a SELECT.

        :raises QuerySyntaxError: when the text is wrong.
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
        """Let go of files and connections."""
        ...


def open_store(selector: str) -> Store:
    """Return the store that a selector names: `oxigraph:<dir>`, `oxigraph:<file.nq>`, `rdflib:<file.nq>`.

    :raises StoreError: when the selector is of no known form or there is nothing at its path.
    """
    scheme, _, rest = selector.partition(":")
    if scheme == "oxigraph":
        from painkg.stores.oxigraph import OxigraphStore  # noqa: PLC0415 - engines load when named

        return OxigraphStore.open(Path(rest))
    if scheme == "rdflib":
        from painkg.stores.rdflib import RdflibStore  # noqa: PLC0415

        return RdflibStore.open(Path(rest))
    raise StoreError(
        f"{selector!r} names no store; write oxigraph:<dir>, oxigraph:<file.nq> or rdflib:<file.nq>"
    )
