"""What changed between the snapshots that lie beside the served one."""

from __future__ import annotations

from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from painkg import DISCLAIMER
from painkg.build.snapshot import snapshots_dir
from painkg.diff.between import between
from painkg.diff.snapshots import found, listed, read
from painkg.errors import StoreError
from painkg.graph import Graph
from painkg_api.answered import answer
from painkg_api.formats import ASK, chosen
from painkg_api.routes.parameters import TheGraph, only_known
from painkg_api.text.diff import markdown

router = APIRouter(tags=["curators"], dependencies=[Depends(only_known)])
_FORMS = {"json": ASK["json"], "markdown": "text/markdown; charset=utf-8"}
_DIGEST = "^[0-9a-f]{4,64}$"
_comparing = Lock()  # a comparison keeps two processors busy for seconds: one at a time


@router.get("/snapshots", summary="The snapshots that can be compared")
def get_snapshots(request: Request, graph: TheGraph) -> dict[str, Any]:
    """Return the built snapshots, newest first."""
    rows = listed(snapshots_dir(request.app.state.settings.home))
    return {
        "total": len(rows),
        "snapshots": rows,
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


@router.get("/diff", summary="What changed between two snapshots: terms, evidence, answers")
def get_diff(
    request: Request,
    graph: TheGraph,
    old: Annotated[
        str,
        Query(alias="from", pattern=_DIGEST, description="digest of the older snapshot, or the start of it"),
    ],
    new: Annotated[
        str | None,
        Query(alias="to", pattern=_DIGEST, description="of the newer; the served one if not given"),
    ] = None,
) -> Response:
    """Return the answer of `painkg.diff`, as JSON or Markdown.

    :raises StoreError: when another comparison is being made.
    """
    form = chosen(request, _FORMS)

    def make() -> object:
        if not _comparing.acquire(blocking=False):
            raise StoreError("another comparison is being made; ask again in half a minute")
        try:
            whole = between(_graph(request, graph, old), _graph(request, graph, new))
        finally:
            _comparing.release()
        return whole if form == "json" else markdown(whole)

    return answer(request, make, _FORMS[form])


def _graph(request: Request, served: Graph, name: str | None) -> Graph:
    if name is None or served.release.snapshot.startswith(name):
        return served
    return read(found(name, snapshots_dir(request.app.state.settings.home)))
