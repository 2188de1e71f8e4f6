"""The named queries: each file of `queries/` is a route, with its parameters, made from its header alone."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from painkg import DISCLAIMER
from painkg.graph import Graph
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.library import Library, NamedQuery
from painkg_api.answered import answer
from painkg_api.formats import PAGE, TABLE, chosen, separated, sparql_json
from painkg_api.pages import queries as pages
from painkg_api.routes.evidence import page
from painkg_api.routes.parameters import Limit, Offset, TheGraph, graph_of, only_known

_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean"}


def router_of(library: Library) -> APIRouter:
    """Return the routes of a library."""
    router = APIRouter(tags=["queries"], dependencies=[Depends(only_known)])

    @router.get("/queries", summary="The named queries")
    def get_queries(request: Request, graph: TheGraph, limit: Limit = 200, offset: Offset = 0) -> Response:
        form = chosen(request, PAGE)

        def make() -> object:
            found = page(graph, "queries", [listed(query) for query in library], limit, offset)
            return pages.listed(graph, found["queries"]) if form == "html" else found

        return answer(request, make, PAGE[form])

    for query in library:
        router.add_api_route(
            f"/queries/{query.name}",
            _endpoint(query),
            name=query.name,
            summary=query.header.summary,
            description=query.header.description or query.header.summary,
            openapi_extra={"parameters": parameters(query)},
            methods=["GET"],
        )

    @router.get("/queries/{name}", include_in_schema=False)
    def get_unknown(name: str) -> Response:
        library.get(name)
        raise AssertionError(name)  # every query that there is has its own route above

    return router


def listed(query: NamedQuery) -> dict[str, Any]:
    """Return a query as the list of them shows it."""
    return {
        "name": query.name,
        "topic": query.topic,
        "summary": query.header.summary,
        "description": query.header.description,
        "tags": query.header.tags,
        "parameters": parameters(query),
        "examples": [example.args for example in query.header.examples],
        "sparql": query.text,
    }


def parameters(query: NamedQuery) -> list[dict[str, Any]]:
    """Return the OpenAPI parameters of a query."""
    examples = query.header.examples
    found = []
    for name, parameter in query.header.params.items():
        shown: dict[str, Any] = {
            "name": name,
            "in": "query",
            "required": parameter.required,
            "description": parameter.description,
            "schema": {"type": _TYPES.get(parameter.type, "string")},
        }
        if parameter.enum:
            shown["schema"]["enum"] = parameter.enum
        if parameter.default is not None:
            shown["schema"]["default"] = parameter.default
        if examples and name in examples[0].args:
            shown["example"] = examples[0].args[name]
        found.append(shown)
    return found


def _endpoint(query: NamedQuery) -> Any:
    def get_query(request: Request, graph: TheGraph) -> Response:
        form = chosen(request, TABLE)
        return answer(request, lambda: _answer(graph, query, dict(request.query_params), form), TABLE[form])

    return get_query


def _answer(graph: Graph, query: NamedQuery, raw: dict[str, str], form: str) -> Any:
    raw.pop("format", None)
    if form == "html":
        return _page(graph, query, {name: value for name, value in raw.items() if value})
    arguments = resolve_arguments(query, raw, graph.index)
    text = bind(query, arguments)
    if form == "sparql":
        return text
    solutions = graph.store.select(text)
    if form in ("csv", "tsv"):
        return separated(solutions, "," if form == "csv" else "\t")
    if form == "sparql-json":
        from painkg_api.answered import dump  # noqa: PLC0415

        return dump(sparql_json(solutions))
    return {
        "query": query.name,
        "arguments": arguments,
        "sparql": text,
        "variables": list(solutions.variables),
        "total": len(solutions),
        "rows": list(solutions),
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _page(graph: Graph, query: NamedQuery, given: dict[str, str]) -> str:
    """Return the page of a query: with its answer once what it needs is given."""
    needed = {name for name, parameter in query.header.params.items() if parameter.required}
    found = _answer(graph, query, dict(given), "json") if needed <= given.keys() else None
    return pages.asked(graph, query, given, found)


__all__ = ["graph_of", "listed", "parameters", "router_of"]
