"""Which representation a request asks for: `format=` first, then `Accept` with its weights."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from starlette.requests import Request

from painkg.errors import ParameterError
from painkg.stores import Solutions

TABLE = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "sparql-json": "application/sparql-results+json",
    "html": "text/html; charset=utf-8",
}
ASK = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
PAGE = {"json": ASK["json"], "html": ASK["html"]}
TERM = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "jsonld": "application/ld+json",
    "turtle": "text/turtle; charset=utf-8",
}


class NotAcceptableError(Exception):
    """No representation on offer is acceptable; `offered` are the media types that are."""

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__(f"none of the accepted types is on offer; ask for one of {', '.join(offered)}")
        self.offered = list(offered)


def accepted(header: str, offered: Mapping[str, str]) -> str | None:
    """Return the name of the offer that an Accept header likes best, or None; the first wins a tie.

    >>> accepted("text/csv;q=0.5, application/json;q=0.4", TABLE)
    'csv'
    >>> accepted("image/png", TABLE) is None
    True
    """
    weights: dict[str, float] = {}
    for part in header.split(",") if header.strip() else ["*/*"]:
        kind, *parameters = (p.strip().lower() for p in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            weights[kind] = min(max(float(weight), 0.0), 1.0)
        except ValueError:
            weights[kind] = 0.0
    best, most = None, 0.0
    for name, media in offered.items():
        plain = media.partition(";")[0]
        for pattern in (plain, plain.partition("/")[0] + "/*", "*/*"):
            if pattern in weights:
                if weights[pattern] > most:
                    best, most = name, weights[pattern]
                break
    return best


def chosen(request: Request, offered: Mapping[str, str]) -> str:
    """Return the name of the representation to send.

    :raises ParameterError: when `format=` names none on offer.
    :raises NotAcceptableError: when `Accept` takes none.
    """
    if wanted := request.query_params.get("format"):
        if wanted not in offered:
            raise ParameterError(f"format={wanted!r} is none of {', '.join(offered)}", "format")
        return wanted
    name = accepted(request.headers.get("accept", ""), offered)
    if name is None:
        raise NotAcceptableError([media.partition(";")[0] for media in offered.values()])
    return name


def separated(solutions: Solutions, separator: str) -> str:
    """Return a table of plain values as CSV (RFC 4180) or TSV; an unbound cell is blank."""
    out = io.StringIO()
    if separator == "\t":
        rows = [[f"{v}" for v in solutions.variables]]
        rows += [[(t.value if t else "") for t in row] for row in solutions.rows]
        clean = str.maketrans("\t\n\r", "   ")
        return "".join("\t".join(cell.translate(clean) for cell in row) + "\n" for row in rows)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(solutions.variables)
    writer.writerows([(t.value if t else "") for t in row] for row in solutions.rows)
    return out.getvalue()


def sparql_json(solutions: Solutions) -> dict[str, object]:
    """Return a table in the W3C form of SPARQL results in JSON."""
    kinds = {"iri": "uri", "literal": "literal", "bnode": "bnode"}
    rows = []
    for row in solutions.rows:
        shown: dict[str, dict[str, str]] = {}
        for name, term in zip(solutions.variables, row, strict=True):
            if term is None:
                continue
            cell = {"type": kinds[term.kind], "value": term.value}
            if term.language:
                cell["xml:lang"] = term.language
            elif term.datatype and not term.datatype.endswith("#string"):
                cell["datatype"] = term.datatype
            shown[name] = cell
        rows.append(shown)
    return {"head": {"vars": list(solutions.variables)}, "results": {"bindings": rows}}
