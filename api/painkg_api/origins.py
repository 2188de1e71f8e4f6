"""Pages of any origin may read what is served (CORS)."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_EXPOSED = ["ETag", "Painkg-Truncated", "Retry-After"]
_READABLE = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(_EXPOSED).encode()),
]


class AnyOrigin(CORSMiddleware):
    """Middleware: the library's for OPTIONS; every other answer has the same headers, whoever asks.

    To choose them by request, as the library does for lists of origins, takes a fifth of the time of a query.
    """

    def __init__(self, app: ASGIApp, methods: list[str]) -> None:
        super().__init__(
            app, allow_origins=["*"], allow_methods=methods, allow_headers=["*"], expose_headers=_EXPOSED
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http" or scope["method"] == "OPTIONS":
            await super().__call__(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_READABLE]
            await send(message)

        await self.app(scope, receive, sending)
