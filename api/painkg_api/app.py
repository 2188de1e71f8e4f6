"""The HTTP application: one graph, one table of errors, the routes."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from painkg import DISCLAIMER, __version__, paths
from painkg.graph import Graph
from painkg.queries.library import Library
from painkg.settings import Settings
from painkg_api import examples, problems, protocol
from painkg_api.kept import Kept, Repeated
from painkg_api.limits import BodyLimit
from painkg_api.origins import AnyOrigin
from painkg_api.routes import (
    about,
    advice,
    annotate,
    answers,
    connect,
    curators,
    diff,
    disagreements,
    editor,
    evidence,
    explain,
    mme,
    queries,
    terms,
)
from painkg_api.sparql import METHODS, Sparql
from painkg_api.workers import Workers


def create_app(
    graph: Graph, settings: Settings, data: Path, *, strict: bool = False, library: Library | None = None
) -> FastAPI:
    """Return the application that serves a graph.

    `data` is what `/sparql` serves: a file of N-Quads, to be held in memory, or the folder of a store.
    `strict` gives it its own default graph instead of the union of all graphs.

    :raises SourceError: when a named query cannot be read.
    """
    library = library or Library.read(paths.queries_dir())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with Workers(data, settings, strict=strict) as app.state.workers:
            yield

    app = FastAPI(
        title="painkg",
        version=__version__,
        description=f"A clinical knowledge graph for pain management. {DISCLAIMER}",
        license_info={"name": "Apache-2.0 (code), CC BY 4.0 (data)"},
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # nothing goes out, nothing is slower
        docs_url=None,  # the framework's own page loads scripts from elsewhere; ours is in routes.about
        redoc_url=None,
        openapi_url=None,  # kept and revalidated as every answer, in routes.about
    )
    kept = Kept()
    app.state.graph, app.state.settings, app.state.library, app.state.kept = graph, settings, library, kept
    app.state.strict = strict
    # what ETags rest on: files given by hand have no name, so that theirs end with the server
    app.state.edition = secrets.token_hex(8) if strict else graph.release.snapshot
    for router in (
        answers.router,
        annotate.router,
        disagreements.router,
        explain.router,
        advice.router,
        connect.router,
        mme.router,
        terms.router,
        evidence.router,
        editor.router,
        curators.router,
        diff.router,
        about.router,
        queries.router_of(library),  # last: a route for each query, and routes are tried in order
    ):
        app.include_router(router)
    problems.install(app)
    app.add_middleware(Sparql)
    app.add_middleware(Repeated, kept=kept)
    app.add_middleware(BodyLimit, limit=settings.body_limit)
    app.add_middleware(AnyOrigin, methods=METHODS)
    generated = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = protocol.add(examples.add(generated(), graph))
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
    return app
