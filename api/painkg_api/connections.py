"""HTTP connections that cannot be held for nothing: who asks slowly, at length, or never reads is let go."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Connection(HttpToolsProtocol):
    """The server's own protocol with bounds in time and size, which it has none of."""

    seconds = 20.0  # for the head of a request to come, and for a full buffer of an answer to be read
    head_limit = 65_536  # bytes of a request's first line and headers
    _timer: asyncio.TimerHandle | None = None
    _full: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: Any) -> None:
        """Wait for the first request."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._settle()
        self._read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, as long as the head that they belong to is not too large."""
        waiting = self._head
        super().data_received(data)
        if self._head and self._head == waiting:  # the head that was open is still open
            self._head += len(data)
            if self._head > self.head_limit and not self.transport.is_closing():
                self.transport.write(_TOO_LARGE)
                self.transport.close()

    def on_message_begin(self) -> None:
        """Wait for the rest of the head."""
        super().on_message_begin()
        self._expect()

    def on_headers_complete(self) -> None:
        """Wait no longer: the application has bounds of its own."""
        self._settle()
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """Wait for the other side to read."""
        super().pause_writing()
        self._full = self.loop.call_later(self.seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Wait no longer."""
        self._read()
        super().resume_writing()

    def _read(self) -> None:
        if self._full is not None:
            self._full.cancel()
            self._full = None

    def _expect(self) -> None:
        self._settle()
        self._head = 1
        self._timer = self.loop.call_later(self.seconds, self.transport.close)

    def _settle(self) -> None:
        self._head = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
