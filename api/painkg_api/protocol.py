"""`/sparql` in the OpenAPI description, which is made of the routes: `/sparql` is answered before them."""

from __future__ import annotations

from typing import Any

from painkg_api.asked import DIRECT, FORM, FORMATS, GRAPHS, RESULTS

_QUERY = "SELECT ?label WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } LIMIT 3"
_TEXT = {"type": "string"}
_IRIS = {"type": "array", "items": {"type": "string", "format": "uri"}}
_PARAMETERS: dict[str, tuple[dict[str, Any], str]] = {
    "query": (_TEXT, "a SPARQL 1.1 query; without it, the service description"),
    "default-graph-uri": (_IRIS, "what the default graph is made of, in place of FROM; may be repeated"),
    "named-graph-uri": (_IRIS, "what GRAPH finds, in place of FROM NAMED; may be repeated"),
    "format": ({**_TEXT, "enum": [*FORMATS]}, "in place of Accept; also a media type"),
}
_ERRORS = {
    "400": "the query is wrong (with `line` and `column`), or asks for what is not done here, as an update",
    "406": "no type that is accepted is on offer; `offered` has those that are",
    "413": "the body is too large",
    "415": "the body is of another type",
    "422": "a parameter does not fit",
    "503": "too many queries wait; ask again after `Retry-After` seconds",
    "504": "the query ran longer than it may and was stopped",
}


def add(schema: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI description with the SPARQL 1.1 Protocol at `/sparql`."""
    schema["paths"]["/sparql"] = {
        "get": {
            **_operation("by URL", "Ask a SPARQL query, or what the service is"),
            "parameters": [
                {"name": name, "in": "query", "required": False, "schema": kind, "description": told}
                | ({"example": _QUERY} if name == "query" else {})
                for name, (kind, told) in _PARAMETERS.items()
            ],
        },
        "post": {
            **_operation("by body", "Ask a SPARQL query, as a form or as the body"),
            "requestBody": {
                "required": True,
                "content": {
                    FORM: {"schema": {"type": "object", "required": ["query"], "properties": _properties()}},
                    DIRECT: {"schema": _TEXT, "example": _QUERY},
                },
            },
        },
    }
    return schema


def _properties() -> dict[str, Any]:
    return {name: {**kind, "description": told} for name, (kind, told) in _PARAMETERS.items()}


def _operation(how: str, summary: str) -> dict[str, Any]:
    types = dict.fromkeys((*RESULTS, *GRAPHS))
    answer = {
        "description": "A table or a truth for SELECT and ASK, a graph for CONSTRUCT and DESCRIBE.",
        "headers": {"Painkg-Truncated": {"schema": _TEXT, "description": "`true` where rows are missing"}},
        "content": {kind: {"schema": _TEXT} for kind in types},
    }
    problem = {"application/problem+json": {"schema": {"type": "object"}}}
    errors = {status: {"description": told, "content": problem} for status, told in _ERRORS.items()}
    return {
        "tags": ["sparql"],
        "summary": summary,
        "operationId": f"sparql {how}".replace(" ", "_"),
        "responses": {"200": answer, **errors},
    }
