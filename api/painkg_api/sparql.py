"""`/sparql`: the SPARQL 1.1 Protocol for queries, as one raw endpoint.

This process takes the request apart no further than its method and media type: all the rest is for a worker.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from painkg_api.answered import etag
from painkg_api.asked import DIRECT, FORM
from painkg_api.kept import Answer, coding_of, key_of
from painkg_api.problems import Problem
from painkg_api.service import described
from painkg_api.workers import Found, Workers

_PACKED_ASIDE = 100_000  # bytes; to compress more takes a while
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]


async def sparql(request: Request) -> Response:
    """Answer a query given by GET, by form or as the body; updates and SERVICE are refused.

    :raises PainkgError: what `Workers.answer` raises.
    """
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    if request.method != "POST" and not request.scope["query_string"]:
        return described(request)
    kind, body = "", b""
    if request.method == "POST":
        kind, body = _media_type(request), await request.body()
        if kind not in (FORM, DIRECT):
            return Problem(
                415, f"a query is posted as {FORM} or {DIRECT} in UTF-8, not as {kind or 'nothing'}"
            )
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            return Problem(415, "a query is posted uncompressed", {"Accept-Encoding": "identity"})

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    workers: Workers = request.app.state.workers
    accept = ",".join(request.headers.getlist("accept"))
    found = await workers.answer((request.scope["query_string"], kind, body, accept), gone)
    if len(found.body) > _PACKED_ASIDE:
        return await run_in_threadpool(_response, request, found)
    return _response(request, found)


def _response(request: Request, found: Found) -> Answer:
    """Return a response; it is kept where the same request has the same answer each time."""
    state, coding = request.app.state, coding_of(request.scope)
    kept = found.stable and not state.strict  # files given by hand have no snapshot that an ETag could name
    tag = etag(state.graph, found.media, coding) if kept and request.method == "GET" else ""
    answer = Answer(found.body, found.media, coding, tag)
    if found.truncated:
        answer.headers["Painkg-Truncated"] = "true"
    if kept:
        state.kept.put(key_of(request.scope), answer)
    return answer


def _media_type(request: Request) -> str:
    """Return the media type of a body, and its character set where that is no UTF-8."""
    kind, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charset = next((p[8:].strip("\"'") for p in parameters if p.startswith("charset=")), "utf-8")
    return kind if charset in ("utf-8", "utf8", "us-ascii") else f"{kind} in {charset}"
