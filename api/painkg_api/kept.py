"""Answers as they go over the wire, kept within a bound of memory: a repeated request is a look-up.

What is served does not change while it is served, so an answer is a function of the request. It is kept under
a digest of all of the request that it may depend on, in the coding that the client takes.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from functools import lru_cache

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

VARY = "Accept, Accept-Encoding"
BODY = "painkg.body"  # where a scope has the body of its request, read in full
_SELECTING = (b"accept", b"content-type", b"host")  # the host, since some answers give our own address
_WORTH_PACKING = 1000  # bytes; below, compressing saves nothing
_LEVEL = 5  # half the time of level 9 for 8 % more bytes
_PART = 2**18  # bytes that are sent at a time: the next when there is room for them
_OVERHEAD = 1000  # bytes, about, of headers and bookkeeping


class Answer(Response):
    """A successful answer: its bytes, compressed for `gzip`; 304 without them where the client has its ETag.

    >>> Answer(b"{}" * 1000, "application/json", "gzip").headers["content-encoding"]
    'gzip'
    """

    def __init__(self, body: bytes, kind: str, coding: str, tag: str = "") -> None:
        headers = {"Vary": VARY}
        if tag:
            headers |= {"ETag": tag, "Cache-Control": "public, max-age=0, must-revalidate"}
        self._revalidated = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        if coding == "gzip" and len(body) >= _WORTH_PACKING:
            headers["Content-Encoding"] = coding
            body = gzip.compress(body, _LEVEL, mtime=0)
        super().__init__(body, media_type=kind, headers=headers)
        self._tag = tag.encode()

    @property
    def size(self) -> int:
        """The bytes of memory that it takes, about."""
        return len(self.body) + _OVERHEAD

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        held = [v for name, v in scope["headers"] if name == b"if-none-match"] if self._tag else []
        same = any(self._matches(tags) for tags in held)
        # copies: what wraps `send` may write into what it gets, and these headers go out again and again
        status, headers = (304, [*self._revalidated]) if same else (200, [*self.raw_headers])
        await send({"type": "http.response.start", "status": status, "headers": headers})
        body = b"" if same else self.body
        for start in range(0, max(len(body), 1), _PART):
            more = start + _PART < len(body)
            await send({"type": "http.response.body", "body": body[start : start + _PART], "more_body": more})

    def _matches(self, tags: bytes) -> bool:
        return any(tag.strip().removeprefix(b"W/") in (self._tag, b"*") for tag in tags.split(b","))


class Kept:
    """The answers of late, the least recently used given up first; each is made once, however many ask."""

    def __init__(self, limit: int = 64_000_000) -> None:
        self.limit = limit  # bytes
        self.size = 0
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()
        self._making: dict[bytes, Future[Answer]] = {}
        self._lock = threading.Lock()

    def find(self, key: bytes) -> Answer | None:
        """Return the answer for a key where it is kept."""
        with self._lock:
            if (answer := self._answers.get(key)) is not None:
                self._answers.move_to_end(key)
            return answer

    def get(self, key: bytes, make: Callable[[], Answer]) -> Answer:
        """Return the answer for a key, making it where it is not kept; whoever asks meanwhile waits for it.

        What `make` raises reaches all of them, and nothing is kept.
        """
        mine: Future[Answer] = Future()
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
            making = self._making.setdefault(key, mine)
        if making is not mine:
            return making.result()
        try:
            answer = make()
        except BaseException as error:
            with self._lock:
                del self._making[key]
            mine.set_exception(error)
            raise
        with self._lock:
            del self._making[key]
            self._keep(key, answer)
        mine.set_result(answer)
        return answer

    def put(self, key: bytes, answer: Answer) -> None:
        """Keep the answer for a key, where it is not kept yet."""
        with self._lock:
            if key not in self._answers:
                self._keep(key, answer)

    def _keep(self, key: bytes, answer: Answer) -> None:
        if answer.size <= self.limit // 8:  # one answer does not push out all others
            self._answers[key] = answer
            self.size += answer.size
        while self.size > self.limit:
            self.size -= self._answers.popitem(last=False)[1].size


class Repeated:
    """Middleware: a request whose answer is kept is answered here. HEAD is GET without the body."""

    def __init__(self, app: ASGIApp, kept: Kept) -> None:
        self.app = app
        self.kept = kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        answer = self.kept.find(key_of(scope)) or self.app
        await answer(scope, receive, send)


def _without_body(send: Send) -> Send:
    async def sending(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return sending


def key_of(scope: Scope) -> bytes:
    """Return the key of a request: the same only for those that must have the same answer."""
    selecting = [pair for pair in scope["headers"] if pair[0] in _SELECTING]
    asked = (scope["method"], scope["scheme"], scope["path"], scope["query_string"], selecting)
    key = hashlib.sha256(repr((asked, coding_of(scope))).encode())
    key.update(scope.get(BODY, b""))
    return key.digest()


def coding_of(scope: Scope) -> str:
    """Return the content coding that the client takes: `gzip` or `identity`."""
    return _coding(b",".join(value for name, value in scope["headers"] if name == b"accept-encoding"))


@lru_cache(maxsize=256)
def _coding(accepted: bytes) -> str:
    """Return the coding that an Accept-Encoding header allows.

    >>> _coding(b"deflate, gzip;q=0.8"), _coding(b"gzip;q=0"), _coding(b"br")
    ('gzip', 'identity', 'identity')
    """
    for part in accepted.lower().split(b","):
        name, _, weight = part.replace(b" ", b"").partition(b";q=")
        if name == b"gzip":
            return "identity" if weight and not weight.strip(b"0.") else "gzip"
    return "identity"
