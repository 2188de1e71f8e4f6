"""Successful answers as they go over the wire: from memory or a file, compressed, not sent twice."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

VARY = "Accept, Accept-Encoding"
_WORTH_PACKING = 1000  # bytes; below, compressing saves nothing
_LEVEL = 5  # half the time of level 9 for 8 % more bytes
_PART = 2**18  # bytes that are sent at a time: the next when there is room for them
_OVERHEAD = 1000  # bytes, about, of headers and bookkeeping
_REVALIDATED = (b"vary", b"etag", b"cache-control")


class _Tagged(Response):
    """A representation with its ETag; 304 without its bytes where the client has them."""

    def __init__(self, body: bytes, kind: str, tag: str, headers: Mapping[str, str]) -> None:
        self._tag = tag.encode()
        standing = {"Vary": VARY}
        if tag:
            standing |= {"ETag": tag, "Cache-Control": "public, max-age=0, must-revalidate"}
        super().__init__(body, media_type=kind, headers={**standing, **headers})

    def init_headers(self, headers: Mapping[str, str] | None = None) -> None:
        """Set the headers; all answers of a kind share them, but for the length."""
        shared = _shared(self.media_type, tuple((headers or {}).items()))
        self.raw_headers = [*shared, (b"content-length", b"%d" % len(self.body))]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        held = [v for name, v in scope["headers"] if name == b"if-none-match"] if self._tag else []
        same = any(self._matches(tags) for tags in held)
        # copies: what wraps `send` may write into what it gets, and these headers go out again and again
        headers = [pair for pair in self.raw_headers if not same or pair[0] in _REVALIDATED]
        await send({"type": "http.response.start", "status": 304 if same else 200, "headers": headers})
        await self._send_body(send, sent=same)

    async def _send_body(self, send: Send, *, sent: bool) -> None:
        raise NotImplementedError

    def _matches(self, tags: bytes) -> bool:
        return any(tag.strip().removeprefix(b"W/") in (self._tag, b"*") for tag in tags.split(b","))


@lru_cache(maxsize=256)
def _shared(kind: str | None, headers: tuple[tuple[str, str], ...]) -> list[tuple[bytes, bytes]]:
    made = Response(media_type=kind, headers=dict(headers)).raw_headers
    return [pair for pair in made if pair[0] != b"content-length"]


class Answer(_Tagged):
    """An answer whose bytes are in memory, and may be kept; compressed for `gzip` where that is worth it.

    >>> Answer(b"{}" * 1000, "application/json", "gzip").headers["content-encoding"]
    'gzip'
    """

    def __init__(
        self, body: bytes, kind: str, coding: str, tag: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        added = dict(headers or {})
        if coding == "gzip" and len(body) >= _WORTH_PACKING:
            added["Content-Encoding"] = coding
            body = gzip.compress(body, _LEVEL, mtime=0)
        super().__init__(body, kind, tag, added)

    @property
    def size(self) -> int:
        """The bytes of memory that it takes, about."""
        return len(self.body) + _OVERHEAD

    async def _send_body(self, send: Send, *, sent: bool) -> None:
        body = b"" if sent else self.body
        for start in range(0, max(len(body), 1), _PART):
            more = start + _PART < len(body)
            await send({"type": "http.response.body", "body": body[start : start + _PART], "more_body": more})


class Streamed(_Tagged):
    """An answer from a file, read and compressed as the client takes it, so that none fills the memory.

    It is sent once, and the file is closed.
    """

    def __init__(
        self, file: BinaryIO, kind: str, coding: str, tag: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        self._file = file
        packed = coding == "gzip"
        self._packing = zlib.compressobj(_LEVEL, wbits=zlib.MAX_WBITS | 16) if packed else None
        super().__init__(b"", kind, tag, headers or {})
        if self._packing:
            del self.headers["Content-Length"]
            self.headers["Content-Encoding"] = coding
        else:
            self.headers["Content-Length"] = str(os.fstat(file.fileno()).st_size)

    async def _send_body(self, send: Send, *, sent: bool) -> None:
        with self._file:
            while not sent and (part := await run_in_threadpool(self._read)):
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    def _read(self) -> bytes:
        """Return the next bytes to send, none at the end."""
        while part := self._file.read(_PART):
            if self._packing is None:
                return part
            if packed := self._packing.compress(part):
                return packed
        packing, self._packing = self._packing, None
        return packing.flush() if packing else b""


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
