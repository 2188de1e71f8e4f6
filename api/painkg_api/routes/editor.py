"""The SPARQL editor: its page, what it completes, and its scripts and styles."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from painkg.answers.vocabulary import unknown, vocabulary
from painkg.errors import NotFoundError
from painkg.queries.library import Library
from painkg_api.answered import JSON, answer, dump
from painkg_api.pages.editor import editor
from painkg_api.routes.parameters import TheGraph, only_known

router = APIRouter(tags=["queries"], dependencies=[Depends(only_known)])
PAGES = Path(__file__).resolve().parents[1] / "pages"
FILES = PAGES / "static"
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@router.get("/editor", include_in_schema=False)
def get_editor(
    request: Request, graph: TheGraph, example: Annotated[str, Query(description="a named query")] = ""
) -> Response:
    """Return the page of the SPARQL editor; where `/sparql` serves other data, with examples that suit any.

    :raises NotFoundError: when there is no such example.
    """
    static, html = f"/static/{version()}", "text/html; charset=utf-8"
    if request.app.state.strict:  # no ETag: no snapshot names what `/sparql` serves
        chosen = generic().get(example or "classes")
        return Response(editor(graph, generic(), chosen, static, snapshot=""), media_type=html)
    library = request.app.state.library
    named = library.get(example) if example else None
    return answer(request, lambda: editor(graph, library, named, static, graph.release.snapshot), html)


@router.get("/vocabulary", summary="Prefixes, classes, properties and named values, for writing SPARQL")
def get_vocabulary(request: Request, graph: TheGraph) -> Response:
    """Return what a query can be made of, the most used first; of other data than the graph, the prefixes."""
    if request.app.state.strict:
        return Response(dump(unknown(graph)), media_type=JSON)
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


@cache
def generic() -> Library:
    """Return the examples that suit any data."""
    return Library.read(PAGES / "generic")
