"""Answers that are larger than they may be: cut after a whole row and closed, so that they stay readable."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

_CLOSING = {"json": b"]}}", "xml": b"</results><!-- truncated --></sparql>"}
_OPENING = {"json": (b"{", b'{"truncated":true,')}  # not at the end, where Oxigraph's own reader balks
_MARKS = {"json": b"},{", "xml": b"</result>"}  # there are no more rows than these, and one
_ROWS = {
    "xml": re.compile(rb"<result>.*?</result>", re.DOTALL),
    "csv": re.compile(rb'(?:[^"\n]|"[^"]*+")*+\n'),
    "tsv": re.compile(rb"[^\n]*+\n"),
}
_HEAD = b'"bindings":['


class TooLargeError(Exception):
    """What is written is larger than it may be."""


class Bounded(io.BytesIO):
    """Bytes in memory, up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: Any) -> int:
        """Take bytes, as far as the limit.

        :raises TooLargeError: when there are more.
        """
        room = self.limit - self.tell()
        if len(data) > room:
            super().write(data[:room])
            raise TooLargeError
        return super().write(data)


def cut(body: bytes, media: str, rows: int, *, whole: bool) -> tuple[bytes, bool]:
    """Return at most so many rows of a table, and whether some are missing; `whole` says that none are yet.

    A table cut short is still a document of its type; in JSON and XML it says so itself.

    >>> cut(b'a,b\\r\\n1,"x\\n"\\r\\n2,', "text/csv", 9, whole=False)
    (b'a,b\\r\\n1,"x\\n"\\r\\n', True)
    """
    kind = next((k for k in ("json", "xml", "csv") if k in media), "tsv")
    if whole and body.count(_MARKS.get(kind, b"\n")) <= rows:
        return body, False
    headers = 0 if kind in _CLOSING else 1
    ends = list(islice(_ends(body, kind), rows + headers + 1))
    if whole and len(ends) <= rows + headers:
        return body, False
    last = [_start(body, kind), *ends][: rows + headers + 1][-1]
    short = body[:last] + _CLOSING.get(kind, b"")
    return short.replace(*_OPENING[kind], 1) if kind in _OPENING else short, True


def _start(body: bytes, kind: str) -> int:
    """Return where the first row begins."""
    if kind == "json":
        return body.index(_HEAD) + len(_HEAD)
    return body.index(b"<results>") + len(b"<results>") if kind == "xml" else 0


def _ends(body: bytes, kind: str) -> Iterator[int]:
    """Yield where each whole row ends."""
    if kind != "json":
        yield from (row.end() for row in _ROWS[kind].finditer(body))
        return
    decode = json.JSONDecoder().raw_decode
    end = at = _start(body, kind)
    text = body[at:].decode(errors="ignore")  # the last letter may be cut in two
    place = 0
    try:
        while True:
            row = place
            _, place = decode(text, place)
            end += len(text[row:place].encode())
            yield end
            end, place = end + 1, place + 1  # the comma
    except ValueError:
        return
