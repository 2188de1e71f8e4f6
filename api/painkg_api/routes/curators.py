"""For curators: how to read and extend each table, as JSON or a page."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from painkg import DISCLAIMER, paths
from painkg.graph import Graph
from painkg.source import guide
from painkg_api.answered import answer
from painkg_api.formats import PAGE, chosen
from painkg_api.pages import guide as pages
from painkg_api.routes.parameters import TheGraph, only_known

router = APIRouter(tags=["curators"], dependencies=[Depends(only_known)])


@router.get("/tables", summary="The tables that curators keep")
def get_tables(request: Request, graph: TheGraph) -> Response:
    """Return each table with its purpose and the number of its rows."""
    form = chosen(request, PAGE)

    def make() -> object:
        found = guide.tables(paths.ontology_dir())
        return pages.listed(graph, found) if form == "html" else _answer(graph, "tables", found)

    return answer(request, make, PAGE[form])


@router.get("/tables/{name:path}", summary="One table: what its columns mean and take")
def get_table(request: Request, graph: TheGraph, name: str) -> Response:
    """Return a table with its columns.

    :raises NotFoundError: when no table is called so.
    """
    form = chosen(request, PAGE)

    def make() -> object:
        found = guide.guide(paths.ontology_dir(), name)
        return pages.told(graph, found) if form == "html" else _answer(graph, "table", found)

    return answer(request, make, PAGE[form])


def _answer(graph: Graph, name: str, found: Any) -> dict[str, Any]:
    return {name: found, "release": graph.release.as_dict(), "disclaimer": DISCLAIMER}
