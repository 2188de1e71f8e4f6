"""`/sparql`: the SPARQL 1.1 Protocol for queries, as one raw endpoint.

This process takes the request apart no further than its method and media type: all the rest is for a worker.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from painkg.errors import PainkgError
from painkg_api.answered import etag
from painkg_api.asked import DIRECT, FORM
from painkg_api.kept import BODY, key_of
from painkg_api.negotiation import NotAcceptableError
from painkg_api.outcome import Found
from painkg_api.problems import Problem, problem_of
from painkg_api.representation import Answer, Streamed, coding_of
from painkg_api.service import described
from painkg_api.workers import Workers

PATH = "/sparql"
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]
_ALLOW = {"Allow": ", ".join(METHODS)}
_PACKED_ASIDE = 100_000  # bytes; to compress more takes a while


class Sparql:
    """Middleware: answers a query given by GET, by form or as the body; other paths it passes on.

    It stands before the routes, since to find one takes as long as to answer a query.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self.app(scope, receive, send)
            return
        try:
            response = await _respond(scope, receive)
        except (PainkgError, NotAcceptableError) as error:
            response = problem_of(error)
        await response(scope, receive, send)


async def _respond(scope: Scope, receive: Receive) -> Response:
    method = scope["method"]
    kind = _media_type(_header(scope, b"content-type")) if method == "POST" else ""
    if method not in METHODS:
        return Problem(405, f"a query comes by one of {', '.join(METHODS)}", _ALLOW)
    if method == "OPTIONS":
        return Response(status_code=204, headers=_ALLOW)
    if method == "POST":
        if refused := _unreadable(scope, kind):
            return refused
    elif not scope["query_string"]:
        return described(Request(scope))

    async def gone() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    workers: Workers = scope["app"].state.workers
    asked = scope["query_string"], kind, scope.get(BODY, b""), _header(scope, b"accept")
    found = await workers.answer(asked, gone)
    if isinstance(found.body, bytes) and len(found.body) > _PACKED_ASIDE:
        return await run_in_threadpool(_response, scope, found)
    return _response(scope, found)


def _unreadable(scope: Scope, kind: str) -> Problem | None:
    """Say why the body of a request cannot be a query, if so."""
    if kind not in (FORM, DIRECT):
        return Problem(415, f"a query is posted as {FORM} or {DIRECT} in UTF-8, not as {kind or 'nothing'}")
    if _header(scope, b"content-encoding").lower() not in ("", "identity"):
        return Problem(415, "a query is posted uncompressed", {"Accept-Encoding": "identity"})
    return None


def _response(scope: Scope, found: Found) -> Response:
    """Return a response; it is kept where the same request has the same answer each time."""
    state, coding = scope["app"].state, coding_of(scope)
    tag = etag(state.edition, found.media, coding) if found.stable and scope["method"] == "GET" else ""
    marks = {"Painkg-Truncated": "true"} if found.truncated else {}
    if not isinstance(found.body, bytes):
        return Streamed(found.body, found.media, coding, tag, marks)
    answer = Answer(found.body, found.media, coding, tag, marks)
    if found.stable:
        state.kept.put(key_of(scope), answer)
    return answer


def _header(scope: Scope, name: bytes) -> str:
    return b",".join(value for key, value in scope["headers"] if key == name).decode("latin-1")


def _media_type(header: str) -> str:
    """Return the media type of a body, and its character set where that is no UTF-8."""
    kind, *parameters = (part.strip().lower() for part in header.split(";"))
    charset = next((p[8:].strip("\"'") for p in parameters if p.startswith("charset=")), "utf-8")
    return kind if charset in ("utf-8", "utf8", "us-ascii") else f"{kind} in {charset}"
