"""What a SPARQL request asks for: exactly one query, its data set, the types that its sender takes."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl

from painkg.errors import ParameterError, QueryRefusedError, QuerySyntaxError
from painkg_api.negotiation import liked

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
    "text/xml",
)
GRAPHS = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/n-quads",
    "application/trig",
    "application/json",
    "application/xml",
    "text/xml",
    "text/plain",
)
FORMATS = {  # names that format= takes besides media types: (of a table, of a graph)
    "json": (RESULTS[0], GRAPHS[3]),
    "xml": (RESULTS[1], GRAPHS[2]),
    "csv": (RESULTS[2], None),
    "tsv": (RESULTS[3], None),
    "turtle": (None, GRAPHS[0]),
    "ttl": (None, GRAPHS[0]),
    "nt": (None, GRAPHS[1]),
    "n-triples": (None, GRAPHS[1]),
    "rdfxml": (None, GRAPHS[2]),
    "rdf+xml": (None, GRAPHS[2]),
    "jsonld": (None, GRAPHS[3]),
    "json-ld": (None, GRAPHS[3]),
    "nq": (None, GRAPHS[4]),
    "trig": (None, GRAPHS[5]),
}


class Asked(NamedTuple):
    """A query, its data set, and the media types for a table and for a graph; None where none will do."""

    text: str
    results: str | None
    graph: str | None
    default_graphs: list[str]
    named_graphs: list[str]


def read(url: bytes, kind: str, body: bytes, accept: str) -> Asked:
    """Return what a request asks for: the query of its URL, the media type and bytes of its body, `Accept`.

    A form has its percent signs decoded once; `+` is a space and `%2B` a plus.

    :raises QuerySyntaxError: when it is not UTF-8.
    :raises QueryRefusedError: when there is not exactly one query, or it is an update.
    :raises ParameterError: when `format` is none that there is.

    >>> read(b"query=ASK+%7B%7D&format=csv", "", b"", "*/*")[:3]
    ('ASK {}', 'text/csv', None)
    >>> read(b"", DIRECT, b"ASK {}", "text/*;q=0.5, application/sparql-results+xml")[1:3]
    ('application/sparql-results+xml', 'text/turtle')
    """
    values: dict[str, list[str]] = {}
    try:
        forms = [url.decode(), body.decode()] if kind == FORM else [url.decode()]
        for form in forms:
            for name, value in parse_qsl(form, keep_blank_values=True, errors="strict"):
                values.setdefault(name, []).append(value)
        if kind == DIRECT:
            values.setdefault("query", []).append(body.decode())
    except UnicodeDecodeError:
        raise QuerySyntaxError("the request is not UTF-8") from None
    if "update" in values:
        raise QueryRefusedError("this service answers queries and takes no updates")
    texts = values.get("query", [])
    if len(texts) != 1:
        raise QueryRefusedError(f"give exactly one query= (there are {len(texts)})")
    results, graph = liked(accept, RESULTS), liked(accept, GRAPHS)
    if wanted := values.get("format", [""])[0]:
        results, graph = _wanted(wanted)
    return Asked(
        texts[0], results, graph, values.get("default-graph-uri", []), values.get("named-graph-uri", [])
    )


def _wanted(name: str) -> tuple[str | None, str | None]:
    if name in FORMATS:
        return FORMATS[name]
    if name not in RESULTS + GRAPHS:
        raise ParameterError(f"format={name!r} is none of {', '.join(FORMATS)}, or a media type", "format")
    return (name if name in RESULTS else None), (name if name in GRAPHS else None)
