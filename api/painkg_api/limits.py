"""A bound on the size of what a request may carry."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from painkg_api.problems import Problem


class BodyLimit:
    """Middleware: a body above the limit is answered with 413 and read no further."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http" or scope["method"] not in ("POST", "PUT", "PATCH"):
            await self.app(scope, receive, send)
            return
        parts: list[bytes] = []
        size = 0
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return  # the sender went away
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            more = message.get("more_body", False)
            if size > self.limit:
                problem = Problem(413, f"the body is larger than {self.limit} bytes")
                await problem(scope, receive, send)
                return
        body: Message | None = {"type": "http.request", "body": b"".join(parts), "more_body": False}

        async def read() -> Message:
            nonlocal body
            current, body = body, None
            return current or await receive()

        await self.app(scope, read, send)
