"""HTTP connections that cannot be held for nothing: who asks slowly, at length, or never reads is let go."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from painkg_api.upgrades import Unupgraded

_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_HEAD = re.compile(rb"HTTP/1\.1 [2-5]")  # of an answer, and not of `100 Continue`, which nothing follows


class Connection(Unupgraded):
    """The server's own protocol with bounds in time and size, which it has none of."""

    seconds = 20.0  # for the head of a request to come, and for a full buffer of an answer to be read
    head_limit = 65_536  # bytes of a request's first line and headers
    transport: Joined  # type: ignore[assignment]
    _timer: asyncio.TimerHandle | None = None
    _full: asyncio.TimerHandle | None = None
    _head = 1  # as many bytes as have come of an open head, and 1; 0 where none is open
    _heads = 0  # those that have come whole
    _answered: RequestResponseCycle | None = None  # the one in turn; `cycle` is the last that has come

    def connection_made(self, transport: Any) -> None:
        """Wait for the first request."""
        super().connection_made(Joined(transport))  # type: ignore[arg-type]
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._settle()
        self._read()
        if self._answering() and self._answered:
            self._answered.disconnected = True
            self._answered.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, as long as the head that they belong to is not too large; wait for the rest of it."""
        waiting, heads = self._head, self._heads
        super().data_received(data)
        if self._head and waiting and heads == self._heads:  # the head that was open is still open
            self._head += len(data)
            if self._head > self.head_limit and not self.transport.is_closing():
                if not self._answering():
                    self.transport.write(_TOO_LARGE)
                self.transport.close()
        # bytes may also be no part of a head: empty lines before it
        if self._timer is None and (self._head or self.cycle is None or self.cycle.response_complete):
            self._expect()

    def on_message_begin(self) -> None:
        """Take note that a head is open."""
        super().on_message_begin()
        self._head = 1

    def on_headers_complete(self) -> None:
        """Wait no longer: the application has bounds of its own."""
        self._heads += 1
        self._settle()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Send what is held of an answer without a body."""
        self.transport.flush()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Tell of a request that is none, unless an answer is under way, which would be spoilt."""
        if self._answering():
            self.transport.close()
        else:
            super().send_400_response(msg)

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

    def _answering(self) -> bool:
        return self._answered is not None and not self._answered.response_complete

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._answered = cycle
        super()._start_asgi_task(cycle, app)

    def _expect(self) -> None:
        self._timer = self.loop.call_later(self.seconds, self._late)

    def _late(self) -> None:
        if self.flow.read_paused:  # it may be there, and we have not looked
            self._expect()
        else:
            self.transport.close()

    def _settle(self) -> None:
        self._head = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class Joined:
    """A transport that sends the head of an answer with the first part of its body.

    A call to the system takes a tenth of what a light query takes here, and as much again where it is read.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._held = b""
        self.is_closing, self.get_extra_info = transport.is_closing, transport.get_extra_info
        self.pause_reading, self.resume_reading = transport.pause_reading, transport.resume_reading

    def write(self, data: bytes) -> None:
        """Send bytes, or hold them until the next ones when they are a head."""
        if self._held:
            self._transport.writelines((self._held, data))
            self._held = b""
        elif _HEAD.match(data):
            self._held = data
        else:
            self._transport.write(data)

    def flush(self) -> None:
        """Send what is held, unless nobody is there any more."""
        if self._held and not self.is_closing():
            self._transport.write(self._held)
            self._held = b""

    def close(self) -> None:
        """Send what is held, and close."""
        self.flush()
        self._transport.close()

    def abort(self) -> None:
        """Close at once."""
        self._transport.abort()
