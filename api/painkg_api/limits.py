"""A bound on the size of what a request may carry, and on the time that it may take to come."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from painkg_api.kept import BODY
from painkg_api.problems import Problem

_CLOSE = {"Connection": "close"}


class BodyLimit:
    """Middleware: reads a body and leaves it in the scope; 413 above the limit, 408 when it is too slow."""

    def __init__(self, app: ASGIApp, limit: int, seconds: float = 30.0) -> None:
        self.app = app
        self.limit = limit
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http" or scope["method"] not in ("POST", "PUT", "PATCH"):
            await self.app(scope, receive, send)
            return
        parts: list[bytes] = []
        try:
            async with asyncio.timeout(self.seconds):
                size = await self._read(receive, parts)
        except TimeoutError:
            await Problem(408, f"the body took longer than {self.seconds:g} s", _CLOSE)(scope, receive, send)
            return
        if size is None:
            return  # the sender went away
        if size > self.limit:
            await Problem(413, f"the body is larger than {self.limit} bytes", _CLOSE)(scope, receive, send)
            return
        whole = b"".join(parts)
        body: Message | None = {"type": "http.request", "body": whole, "more_body": False}

        async def read() -> Message:
            nonlocal body
            current, body = body, None
            return current or await receive()

        await self.app({**scope, BODY: whole}, read, send)

    async def _read(self, receive: Receive, parts: list[bytes]) -> int | None:
        """Add the parts of a body up to the limit, and return their size, or None if it breaks off."""
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return None
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self.limit or not message.get("more_body", False):
                return size
