"""Which representation a request asks for: `format=` first, then `Accept` with its weights."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from starlette.requests import Request

from painkg.errors import ParameterError
from painkg.stores import Solutions
from painkg_api.negotiation import NotAcceptableError, accepted

TABLE = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "sparql-json": "application/sparql-results+json",
    "sparql": "application/sparql-query",
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
RDF = {
    "turtle": TERM["turtle"],
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": TERM["jsonld"],
}


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
