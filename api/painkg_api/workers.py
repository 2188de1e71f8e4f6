"""The processes that run SPARQL from outside: places, a queue before them, a new one for each that ends.

A query that has run for a second makes way: its process gets the lowest priority, and as long as there are no
more slow ones than places, a new process takes its place. A slow process ends with its query.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from painkg import errors
from painkg.settings import Settings
from painkg_api.negotiation import NotAcceptableError
from painkg_api.worker import EndedError, Gone, Request, Worker

SLOW = 1.0  # seconds after which a query makes way


class Found(NamedTuple):
    """The bytes of an answer; `stable`: it is the same each time; `truncated`: rows are missing."""

    media: str
    body: bytes
    stable: bool
    truncated: bool


class Workers:
    """A pool of processes on one on-disk store, to be used with `async with`."""

    def __init__(self, store: Path, settings: Settings, *, union: bool = True) -> None:
        self.deadline = settings.deadline
        self._places, self._queue_limit = settings.workers, settings.queue_limit
        given = {
            "store": str(store),
            "union": union,
            "deadline": settings.deadline,
            "memory": settings.worker_memory,
            "rows": settings.row_limit,
            "bytes": settings.result_limit,
            "base": f"{settings.public_url or f'http://{settings.host}:{settings.port}'}/sparql",
            "services": settings.services.split(),
        }
        self._command = [sys.executable, "-m", "painkg_api.engine", json.dumps(given)]
        self._idle: deque[Worker] = deque()
        self._queue: deque[asyncio.Future[Worker]] = deque()
        self._running: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Workers:
        await asyncio.gather(*(self._start() for _ in range(self._places)))
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._running))

    async def answer(self, request: Request, gone: Gone) -> Found:
        """Return the answer to a request; when its sender leaves, a slow query ends.

        :raises PainkgError: what `engine.answer` and `Worker.ask` raise.
        :raises BusyError: when too many wait, or this one has waited for as long as the deadline.
        :raises NotAcceptableError: when the sender takes no type of this kind of answer.
        """
        for _ in range(self._places):
            with suppress(EndedError):  # to read twice does no harm
                return _found(*await self._run(request, gone))
        return _found(*await self._run(request, gone))

    async def _run(self, request: Request, gone: Gone) -> tuple[dict[str, Any], bytes]:
        worker = await self._free()
        slow = asyncio.get_running_loop().call_later(SLOW, self._make_way, worker, gone)
        try:
            return await worker.ask(request)
        finally:
            slow.cancel()
            self._put_back(worker)

    async def _free(self) -> Worker:
        """Return a process that has nothing to do, as soon as it is this one's turn."""
        while self._idle:
            if (worker := self._idle.popleft()).alive:
                return worker
            self._replace(worker)
        if len(self._queue) >= self._queue_limit:
            raise errors.BusyError(f"{len(self._queue)} queries wait already; ask again later")
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            async with asyncio.timeout(self.deadline):
                return await turn
        except (TimeoutError, asyncio.CancelledError) as error:
            if turn.cancelled():
                self._queue.remove(turn)
            else:  # it came at the last moment
                self._offer(turn.result())
            if isinstance(error, asyncio.CancelledError):
                raise
            raise errors.BusyError(f"no place was free for {self.deadline:g} s; ask again later") from None

    def _make_way(self, worker: Worker, gone: Gone) -> None:
        worker.end_with(gone)
        if sum(other.slow for other in self._running) < self._places:
            worker.make_way()
            self._spawn(self._start())

    def _put_back(self, worker: Worker) -> None:
        if worker.useful:
            self._offer(worker)
        else:
            self._replace(worker)

    def _offer(self, worker: Worker) -> None:
        """Let the first in the queue have a process, or the next that comes."""
        if self._queue:
            self._queue.popleft().set_result(worker)
        else:
            self._idle.append(worker)

    def _replace(self, worker: Worker) -> None:
        if not worker.slow:  # else there is a new one already
            self._spawn(self._start())
        self._spawn(self._end(worker))

    async def _end(self, worker: Worker) -> None:
        await worker.end()
        self._running.discard(worker)

    async def _start(self) -> None:
        while True:
            with suppress(OSError):  # the machine may have no room for a process just now
                worker = await Worker.start(self._command)
                self._running.add(worker)
                self._offer(worker)
                return
            await asyncio.sleep(1)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _found(head: dict[str, Any], body: bytes) -> Found:
    if "offered" in head:
        raise NotAcceptableError(head["offered"])
    if "error" in head:
        error: Exception = getattr(errors, head["error"])(head["message"])
        vars(error).update(head["more"])
        raise error
    return Found(head["media"], body, head["stable"], head["truncated"])
