"""Results of queries, read from every format and compared up to the names of blank nodes."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name for name in ("integer", "decimal", "double", "float", "byte", "short", "int", "long")}
Row = tuple[Any, ...]
Table = bool | list[Row]  # a truth, or rows (triples too) of terms


class Blank(str):
    """The name of a blank node."""

    __slots__ = ()


def of_bytes(body: bytes, kind: str) -> Table:
    """Return the result that a body of a media type holds."""
    if kind == "text/csv":
        plain = csv.DictReader(io.StringIO(body.decode(), newline=""))
        return [
            tuple((k, Blank(c) if c.startswith("_:") else c) for k, c in sorted(r.items())) for r in plain
        ]
    results = ox.QueryResultsFormat.from_media_type(kind)
    if kind.startswith("application/sparql-results") or kind == "text/tab-separated-values":
        assert results is not None
        return of_found(ox.parse_query_results(body, format=results))
    rdf = ox.RdfFormat.from_media_type(kind)
    assert rdf is not None
    return list({tuple(map(key, quad.triple)) for quad in ox.parse(body, format=rdf)})


def of_found(found: Any) -> Table:
    """Return the result that the engine gave."""
    if isinstance(found, bool | ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QuerySolutions):
        names = [variable.value for variable in found.variables]
        order = sorted(range(len(names)), key=names.__getitem__)
        return [tuple((names[i], key(row[i])) for i in order if row[i] is not None) for row in found]
    return list({tuple(map(key, triple)) for triple in found})


def of_file(path: Path) -> tuple[Table, bool]:
    """Return the expected result in a file, and whether its rows are in order."""
    if path.suffix in (".srx", ".srj", ".csv", ".tsv"):
        name = {".srx": "application/sparql-results+xml", ".srj": "application/sparql-results+json"}
        kind = name.get(path.suffix, "text/csv" if path.suffix == ".csv" else "text/tab-separated-values")
        return of_bytes(path.read_bytes(), kind), False
    format = ox.RdfFormat.from_extension(path.suffix[1:])
    data = ox.Dataset(ox.parse(path=str(path), format=format, base_iri=path.as_uri()))
    sets = [q.subject for q in data if q.object == ox.NamedNode(_RS + "ResultSet")]
    if not sets:
        return list({tuple(map(key, quad.triple)) for quad in data}), False

    def values(node: Any, name: str) -> list[Any]:
        return [q.object for q in data.quads_for_subject(node) if q.predicate.value == _RS + name]

    if truth := values(sets[0], "boolean"):
        return truth[0].value == "true", False
    rows = []
    for solution in values(sets[0], "solution"):
        cells = [
            (values(b, "variable")[0].value, key(values(b, "value")[0])) for b in values(solution, "binding")
        ]
        index = values(solution, "index")
        rows.append((int(index[0].value) if index else 0, tuple(sorted(cells, key=lambda cell: cell[0]))))
    rows.sort(key=lambda row: row[0])
    return [row for _, row in rows], any(place for place, _ in rows)


def key(term: Any) -> Any:
    """Return what two equal terms share: numbers by value, blank nodes by name."""
    if isinstance(term, ox.BlankNode):
        return Blank(term.value)
    if isinstance(term, ox.Triple):
        return tuple(map(key, term))
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        try:
            return (term.datatype.value, float(term.value))
        except ValueError:
            return str(term)
    return str(term)


def same(one: Table, other: Table, *, ordered: bool = False) -> bool:
    """Say whether two results are the same, up to the names of blank nodes."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if len(one) != len(other):
        return False
    if ordered:
        return _match(one, [[row] for row in other], {})
    plain = Counter(row for row in one if not list(_blanks(row)))
    if plain != Counter(row for row in other if not list(_blanks(row))):
        return False
    rest = [row for row in other if list(_blanks(row))]
    return _match([row for row in one if list(_blanks(row))], [rest], {})


def _match(rows: Sequence[Row], others: list[list[Row]], names: dict[Blank, Blank]) -> bool:
    """Pair the first row with one of the first list, and go on; a list alone is for all rows."""
    if not rows:
        return True
    for i, other in enumerate(others[0]):
        found = dict(names)
        if _fits(rows[0], other, found):
            left = others[0][:i] + others[0][i + 1 :]
            if _match(rows[1:], others[1:] if len(others) > 1 or not left else [left], found):
                return True
    return False


def _fits(one: Any, other: Any, names: dict[Blank, Blank]) -> bool:
    if isinstance(one, Blank) and isinstance(other, Blank):
        if one not in names and other in names.values():
            return False
        return names.setdefault(one, other) == other
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(_fits(a, b, names) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and one == other


def _blanks(row: Iterable[Any]) -> Iterable[Blank]:
    for cell in row:
        if isinstance(cell, Blank):
            yield cell
        elif isinstance(cell, tuple):
            yield from _blanks(cell)
