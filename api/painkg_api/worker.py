"""One process that runs SPARQL from outside, as seen from the server: a fork of `forking`."""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

from pydantic_core import from_json

from painkg_api.forking import ANSWER, HANG_UP, YIELD
from painkg_api.holder import Holder


class Pool(Protocol):
    """What a worker tells of itself."""

    def answered(self, worker: Worker, request: int, head: dict[str, Any], body: bytes) -> None:
        """Take the answer to a request."""
        ...

    def ended(self, worker: Worker, code: int) -> None:
        """Take note that a worker has ended, with an exit code as of `subprocess`."""
        ...


class Worker(asyncio.Protocol):
    """A process; `slow` says that its query has made way."""

    def __init__(self, pool: Pool, holder: Holder, number: int, ended: asyncio.Future[int]) -> None:
        self._pool, self._holder, self._number, self._ended = pool, holder, number, ended
        self._came = bytearray()
        self._end: asyncio.Task[None] | None = None
        self.slow = False

    @classmethod
    async def start(cls, pool: Pool, holder: Holder) -> Worker:
        """Return a new one.

        :raises OSError: when the machine has no room for it just now.
        """
        number, answers, ended = await holder.fork()
        worker = cls(pool, holder, number, ended)
        await asyncio.get_running_loop().create_unix_connection(lambda: worker, sock=answers)
        return worker

    @property
    def at(self) -> int:
        """The number of the request that it took last."""
        return self._holder.at(self._number)

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer, and give out those that are whole."""
        self._came += data
        while len(self._came) >= ANSWER.size:
            request, head, body = ANSWER.unpack_from(self._came)
            start, end = ANSWER.size + head, ANSWER.size + head + body
            if len(self._came) < end:
                return
            with memoryview(self._came) as came:
                answer = from_json(came[ANSWER.size : start].tobytes()), came[start:end].tobytes()
            del self._came[:end]
            self._pool.answered(self, request, *answer)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the pool how it ended, now that all that it said has been heard."""

        async def tell() -> None:
            self._pool.ended(self, await self._ended)

        self._end = asyncio.create_task(tell())

    def make_way(self) -> None:
        """Give others the processor first, from now on; it ends with its query."""
        self.slow = True
        self._holder.tell(YIELD, self._number)

    def hang_up(self) -> None:
        """End: nobody waits any more for what it does."""
        self._holder.tell(HANG_UP, self._number)
