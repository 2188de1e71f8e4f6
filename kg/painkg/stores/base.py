"""What every engine must do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from painkg import terms
from painkg.stores.values import Value, literal_value

if TYPE_CHECKING:
    import pandas as pd


class Term(NamedTuple):
    """An RDF term: `kind` is "iri", "literal" or "bnode"; every literal has its datatype."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True)
class Solutions:
    """The rows of a SELECT, as RDF terms; an unbound variable is None.

    Iterating gives the texts; `records` and `to_pandas` give Python values.

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

    def ordered(self) -> Solutions:
        """Return the rows in an order in which the engine has no say.

        >>> rows = [(Term("literal", "sciatica"),), (Term("literal", "back pain"),)]
        >>> list(Solutions(("label",), rows).ordered())
        [{'label': 'back pain'}, {'label': 'sciatica'}]
        """
        return Solutions(self.variables, sorted(self.rows, key=str))

    def records(self) -> list[dict[str, Value | None]]:
        """Return each row as variable → Python value; what is unbound is None.

        An IRI is a CURIE where `ontology/prefixes.tsv` has its namespace, else it stays as it is; a blank
        node is `_:` and its name; a literal is as `painkg.stores.values.literal_value` reads it.

        >>> year = Term("literal", "2017", terms.XSD + "gYear")
        >>> Solutions(("term", "year"), [(Term("iri", terms.PAINKG + "0010003"), year)]).records()
        [{'term': 'PAINKG:0010003', 'year': 2017}]
        """
        return [
            {name: term and _value(term) for name, term in zip(self.variables, row, strict=True)}
            for row in self.rows
        ]

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a table of pandas, a column for each variable, with the values of `records`.

        A column has one of pandas' types that can be empty (`Int64`, `Float64`, `boolean`, `string`) where
        its values are of one kind, else `object`.

        >>> found = Solutions(("year",), [(Term("literal", "2017", terms.XSD + "gYear"),), (None,)])
        >>> found.to_pandas().dtypes["year"]
        Int64Dtype()

        :raises StoreError: when pandas is not installed.
        """
        from painkg.stores.frames import frame  # noqa: PLC0415 - pandas takes a second, and is optional

        return frame(self.variables, self.records())


def _value(term: Term) -> Value:
    if term.kind == "iri":
        return terms.contract(term.value)
    return f"_:{term.value}" if term.kind == "bnode" else literal_value(term.value, term.datatype)


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
