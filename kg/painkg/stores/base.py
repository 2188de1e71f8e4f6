"""What every engine must do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol


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
