"""The evidence itself: sources and statements, paged."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from painkg import DISCLAIMER
from painkg.answers import terms
from painkg.errors import NotFoundError
from painkg.graph import Graph
from painkg_api.answered import answer
from painkg_api.formats import PAGE, chosen
from painkg_api.pages import sources as pages
from painkg_api.routes.parameters import Limit, Offset, TheGraph, only_known

router = APIRouter(tags=["evidence"], dependencies=[Depends(only_known)])


def page(graph: Graph, name: str, rows: list[dict[str, Any]], limit: int, offset: int) -> dict[str, Any]:
    """Return a page of a list with its total."""
    return {
        "total": len(rows),
        "limit": limit,
        "offset": offset,
        name: rows[offset : offset + limit],
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def one(graph: Graph, name: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a single resource as an answer."""
    return {name: row, "release": graph.release.as_dict(), "disclaimer": DISCLAIMER}


@router.get("/sources", summary="The works that are cited")
def get_sources(request: Request, graph: TheGraph, limit: Limit = 50, offset: Offset = 0) -> Response:
    """Return the sources in order of key."""
    form = chosen(request, PAGE)

    def make() -> object:
        rows = sorted(graph.evidence.sources.values(), key=lambda s: s.label)
        found = page(graph, "sources", [s.as_dict() for s in rows], limit, offset)
        return pages.listed(graph, found) if form == "html" else found

    return answer(request, make, PAGE[form])


@router.get("/sources/{source}", summary="One work, and what it states")
def get_source(request: Request, graph: TheGraph, source: str) -> Response:
    """Return a source by id or key, with its statements.

    :raises NotFoundError: when there is none of that name.
    """
    named = {s.label.casefold(): s for s in graph.evidence.sources.values()}
    found = graph.evidence.sources.get(source) or named.get(source.casefold())
    if found is None:
        raise NotFoundError(f"no source has the id or key {source!r}; /sources lists them")
    form = chosen(request, PAGE)

    def make() -> object:
        rows = [s for s in graph.evidence.statements.values() if s.source.id == found.id]
        shown = {**found.as_dict(), "statements": [terms.shown(graph, s.id) for s in rows]}
        return pages.told(graph, shown) if form == "html" else one(graph, "source", shown)

    return answer(request, make, PAGE[form])


@router.get("/statements", summary="Every statement")
def get_statements(request: Request, graph: TheGraph, limit: Limit = 50, offset: Offset = 0) -> Response:
    """Return the statements in order of id."""
    ids = list(graph.evidence.statements)
    return answer(
        request, lambda: page(graph, "statements", [terms.shown(graph, i) for i in ids], limit, offset)
    )


@router.get("/statements/{statement}", summary="One statement")
def get_statement(request: Request, graph: TheGraph, statement: str) -> Response:
    """Return a statement by id.

    :raises NotFoundError: when there is none of that id.
    """
    if statement not in graph.evidence.statements:
        raise NotFoundError(f"no statement has the id {statement!r}; /statements lists them")
    return answer(request, lambda: one(graph, "statement", terms.shown(graph, statement)))
