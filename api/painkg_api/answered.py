"""Answers as bytes: made once for each snapshot and request, kept within a bound, revalidated by ETag.

The graph does not change while it is served, so an answer is a function of the request. The ETag names the
snapshot, the code and the representation.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from painkg.graph import Graph

JSON = "application/json"


class Kept:
    """The bytes of recent answers, the least recently used given up first."""

    def __init__(self, limit: int = 64_000_000) -> None:
        self.limit = limit
        self._size = 0
        self._answers: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        """Return the answer for a key, making it where it is not kept."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        answer = make()
        with self._lock:
            if key not in self._answers:
                self._answers[key] = answer
                self._size += len(answer)
            while self._size > self.limit:
                self._size -= len(self._answers.popitem(last=False)[1])
        return answer


def dump(value: Any) -> bytes:
    """Return an answer as JSON.

    >>> dump({"label": "café"}).decode()
    '{"label":"café"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def answer(request: Request, make: Callable[[], Any], kind: str = JSON) -> Response:
    """Return the response to a request, keeping its bytes; `make` gives an object for JSON, else text."""
    state = request.app.state
    graph: Graph = state.graph
    key = (request.method, request.url.path, request.url.query, kind)

    def encoded() -> bytes:
        value = make()
        return dump(value) if kind == JSON else value if isinstance(value, bytes) else str(value).encode()

    body: bytes = state.kept.get(key, encoded)
    return Response(body, media_type=kind, headers={"ETag": etag(graph, kind)})


def etag(graph: Graph, kind: str) -> str:
    """Return the entity tag of a representation of an answer from this snapshot."""
    release = graph.release
    text = f"{release.snapshot} {release.code_version} {kind}"
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'


class Revalidation:
    """Middleware: `Vary` and `Cache-Control` on every answer, 304 where `If-None-Match` has its ETag."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = next((v for k, v in scope["headers"] if k == b"if-none-match"), b"")
        tags = {tag.strip().removeprefix(b"W/") for tag in asked.split(b",")}
        unchanged = False

        async def sending(message: Message) -> None:
            nonlocal unchanged
            if message["type"] == "http.response.start":
                tag = next((v for k, v in message["headers"] if k == b"etag"), None)
                extra = [(b"vary", b"Accept, Accept-Encoding")]
                if tag is not None:
                    extra.append((b"cache-control", b"public, max-age=0, must-revalidate"))
                if tag in tags and message["status"] == 200 and scope["method"] in ("GET", "HEAD"):
                    unchanged = True
                    message = {"type": message["type"], "status": 304, "headers": [(b"etag", tag)]}
                message["headers"] = [*message["headers"], *extra]
            elif unchanged:
                message = {**message, "body": b""}
            await send(message)

        await self.app(scope, receive, sending)
