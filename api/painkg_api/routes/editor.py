"""The SPARQL editor: its page, what it completes, and its scripts and styles."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from painkg.answers.vocabulary import vocabulary
from painkg.errors import NotFoundError
from painkg_api.answered import answer
from painkg_api.pages.editor import editor
from painkg_api.routes.parameters import TheGraph, only_known

router = APIRouter(tags=["queries"], dependencies=[Depends(only_known)])
FILES = Path(__file__).resolve().parents[1] / "pages" / "static"
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@router.get("/editor", include_in_schema=False)
def get_editor(
    request: Request, graph: TheGraph, example: Annotated[str, Query(description="a named query")] = ""
) -> Response:
    """Return the page of the SPARQL editor.

    :raises NotFoundError: when there is no such example.
    """
    library = request.app.state.library
    chosen = library.get(example) if example else None
    static = f"/static/{version()}"
    return answer(request, lambda: editor(graph, library, chosen, static), "text/html; charset=utf-8")


@router.get("/vocabulary", summary="Prefixes, classes, properties and named values, for writing SPARQL")
def get_vocabulary(request: Request, graph: TheGraph) -> Response:
    """Return what a query can be made of, the most used first."""
    return answer(request, lambda: vocabulary(graph))


@router.get("/static/{digest}/{name}", include_in_schema=False)
def get_file(request: Request, digest: str, name: str) -> Response:
    """Return a script or style sheet; the address has the digest of all, so that no two versions meet.

    :raises NotFoundError: when there is none of that name, or the page that asks is of another version.
    """
    path = FILES / name
    if digest != version() or name not in {file.name for file in FILES.iterdir()}:
        raise NotFoundError(f"/static/{digest}/{name} is of another version; load the page again")
    return answer(request, path.read_bytes, _KINDS[path.suffix])


@cache
def version() -> str:
    """Return the digest of all scripts and style sheets."""
    whole = hashlib.sha256()
    for path in sorted(FILES.iterdir()):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:12]
