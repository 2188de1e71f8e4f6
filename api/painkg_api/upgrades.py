"""Requests that would rather go on in another protocol: they are answered in this one, like all others.

Java's HTTP client asks for HTTP/2 (`Upgrade: h2c`) with each first request, and so may curl. The parser
leaves the body of such a request unread, and all that comes after it.
"""

from __future__ import annotations

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_FRAMING = (b"content-length", b"transfer-encoding")


class Unupgraded(HttpToolsProtocol):
    """The server's own protocol, which goes on with a new parser where one has left a request."""

    def data_received(self, data: bytes) -> None:
        """Take bytes."""
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as left:
            self._go_on(data[left.args[0] :])
        except httptools.HttpParserError:
            self.send_400_response("Invalid HTTP request received.")

    def on_message_complete(self) -> None:
        """Take note that a request is whole: not yet, where its body has been left."""
        if not (self.parser.should_upgrade() and self._framing()):
            super().on_message_complete()

    def _framing(self) -> bytes:
        return b"".join(b"%s: %s\r\n" % header for header in self.headers if header[0] in _FRAMING)

    def _go_on(self, rest: bytes) -> None:
        told = _Told(self)
        self.parser = httptools.HttpRequestParser(told)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as the server's own
        if framing := self._framing():
            self.parser.feed_data(b"POST / HTTP/1.1\r\n" + framing + b"\r\n")
        told.all = True
        if rest:
            self.data_received(rest)


class _Told:
    """What a new parser tells a connection; not of the head that it is given to know how long the body is."""

    def __init__(self, connection: Unupgraded) -> None:
        self.all = False
        self._connection = connection
        self.on_body, self.on_message_complete = connection.on_body, connection.on_message_complete

    def on_message_begin(self) -> None:
        if self.all:
            self._connection.on_message_begin()

    def on_url(self, url: bytes) -> None:
        if self.all:
            self._connection.on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        if self.all:
            self._connection.on_header(name, value)

    def on_headers_complete(self) -> None:
        if self.all:
            self._connection.on_headers_complete()
