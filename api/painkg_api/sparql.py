"""`/sparql`: the SPARQL 1.1 Protocol for queries, as one raw endpoint.

This process takes the request apart no further than its method and media type: all the rest is for a worker.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from painkg_api.answered import etag
from painkg_api.asked import DIRECT, FORM
from painkg_api.problems import Problem
from painkg_api.workers import Workers

_PART = 2**18
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]


async def sparql(request: Request) -> Response:
    """Answer a query given by GET, by form or as the body; updates and SERVICE are refused.

    :raises PainkgError: what `Workers.answer` raises.
    """
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
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
    answer = await workers.answer((request.scope["query_string"], kind, body, accept), gone)
    response = Response(answer.body, media_type=answer.media)
    if len(answer.body) > _PART:
        headers = {"Content-Length": str(len(answer.body))}
        response = StreamingResponse(_parts(answer.body), media_type=answer.media, headers=headers)
    if answer.truncated:
        response.headers["Painkg-Truncated"] = "true"
    if answer.stable and request.method != "POST" and not request.app.state.strict:
        response.headers["ETag"] = etag(request.app.state.graph, answer.media)
    return response


async def _parts(body: bytes) -> AsyncIterator[bytes]:
    """Yield a body bit by bit, so that a slow reader has only a little of it in the pipe at a time."""
    for start in range(0, len(body), _PART):
        yield body[start : start + _PART]


def _media_type(request: Request) -> str:
    """Return the media type of a body, and its character set where that is no UTF-8."""
    kind, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charset = next((p[8:].strip("\"'") for p in parameters if p.startswith("charset=")), "utf-8")
    return kind if charset in ("utf-8", "utf8", "us-ascii") else f"{kind} in {charset}"
