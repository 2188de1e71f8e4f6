"""Answers as they go over the wire, kept within a bound of memory: a repeated request is a look-up.

What is served does not change while it is served, so an answer is a function of the request. It is kept under
all of the request that it may depend on, in the coding that the client takes.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from painkg_api.representation import Answer, coding_of

BODY = "painkg.body"  # where a scope has the body of its request, read in full
Key = Hashable
_KEY = "painkg.key"  # where it has its key
_SELECTING = (b"accept", b"content-type", b"host")  # the host, since some answers give our own address


class Kept:
    """The answers of late, the least recently used given up first; each is made once, however many ask."""

    def __init__(self, limit: int = 64_000_000) -> None:
        self.limit = limit  # bytes
        self.size = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._making: dict[Key, Future[Answer]] = {}
        self._lock = threading.Lock()

    def find(self, key: Key) -> Answer | None:
        """Return the answer for a key where it is kept."""
        with self._lock:
            if (answer := self._answers.get(key)) is not None:
                self._answers.move_to_end(key)
            return answer

    def get(self, key: Key, make: Callable[[], Answer]) -> Answer:
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

    def put(self, key: Key, answer: Answer) -> None:
        """Keep the answer for a key, where it is not kept yet."""
        with self._lock:
            if key not in self._answers:
                self._keep(key, answer)

    def _keep(self, key: Key, answer: Answer) -> None:
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


def key_of(scope: Scope) -> Key:
    """Return the key of a request: the same only for those that must have the same answer."""
    if _KEY not in scope:
        sent = hashlib.sha256(b"%d " % len(scope["query_string"]) + scope["query_string"])
        sent.update(scope.get(BODY, b""))
        selecting = tuple(pair for pair in scope["headers"] if pair[0] in _SELECTING)
        place = scope["method"], scope["scheme"], scope["path"]
        scope[_KEY] = (*place, selecting, coding_of(scope), sent.digest())
    found: Key = scope[_KEY]
    return found
