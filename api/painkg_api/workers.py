"""Processes that run SPARQL from outside: each can be killed, is replaced when it dies, and only reads.

A query that has run for a second makes way: its process gets the lowest priority, and as long as there are no
more slow ones than places, a new process takes its place. A slow process ends with its query.
"""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

from painkg import errors
from painkg.settings import Settings
from painkg_api.engine import LENGTH, LENGTHS
from painkg_api.negotiation import NotAcceptableError

SLOW = 1.0  # seconds after which a query makes way
_OUTSIDE = {signal.SIGKILL, signal.SIGTERM}  # how others end a process, and not the query that it runs
Request = tuple[bytes, str, bytes, str]  # the arguments of `asked.read`
Gone = Callable[[], Awaitable[None]]


class Answer(NamedTuple):
    """The bytes of an answer; `stable`: it is the same each time; `truncated`: rows are missing."""

    media: str
    body: bytes
    stable: bool
    truncated: bool


class _EndedError(errors.StoreError):
    """A process ended for a reason that lies not in its query."""


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
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._running: set[Process] = set()
        self._slow: set[Process] = set()
        self._leaving: dict[Process, asyncio.Task[None]] = {}  # of slow ones: what waits for the sender to go
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0

    async def __aenter__(self) -> Workers:
        for _ in range(self._places):
            await self._start()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for process in self._running:
            _kill(process)
            await process.wait()

    async def answer(self, request: Request, gone: Gone) -> Answer:
        """Return the answer to a request; `gone` returns when its sender has left, which ends a slow query.

        :raises PainkgError: what `engine.answer` raises, and as follows.
        :raises QueryRefusedError: when the query took its process down, as for lack of memory.
        :raises DeadlineError: when the query ran longer than it may; it is stopped.
        :raises BusyError: when too many wait, or this one has waited for as long as the deadline.
        :raises NotAcceptableError: when the sender takes no type of this kind of answer.
        """
        try:
            head, body = await self._run(request, gone)
        except _EndedError:  # by others, and reading twice does no harm
            head, body = await self._run(request, gone)
        if "offered" in head:
            raise NotAcceptableError(head["offered"])
        if "error" in head:
            raise _error(head)
        return Answer(head["media"], body, head["stable"], head["truncated"])

    async def _run(self, request: Request, gone: Gone) -> tuple[dict[str, Any], bytes]:
        process = await self._free()
        slow = asyncio.get_running_loop().call_later(SLOW, self._make_way, process, gone)
        try:
            return await _exchange(process, pickle.dumps(request))
        except (asyncio.IncompleteReadError, ConnectionError):
            raise self._failure(await process.wait()) from None
        except asyncio.CancelledError:
            _kill(process)
            raise
        finally:
            slow.cancel()
            self._put_back(process)

    async def _free(self) -> Process:
        """Return a process that is alive and has nothing to do."""
        while True:
            process = await self._next() if self._idle.empty() else self._idle.get_nowait()
            if process.returncode is None:
                return process
            self._put_back(process)

    async def _next(self) -> Process:
        """Return the next process that is put back, as soon as it is this one's turn."""
        if self._waiting >= self._queue_limit:
            raise errors.BusyError(f"{self._waiting} queries wait already; ask again later")
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._idle.get(), self.deadline)
        except TimeoutError:
            message = f"all places were taken for {self.deadline:g} s; ask again later"
            raise errors.BusyError(message) from None
        finally:
            self._waiting -= 1

    def _make_way(self, process: Process, gone: Gone) -> None:
        self._leaving[process] = self._spawn(self._end_with_sender(process, gone))
        if len(self._slow) < self._places:
            self._slow.add(process)
            os.setpriority(os.PRIO_PROCESS, process.pid, 19)
            self._spawn(self._start())

    async def _end_with_sender(self, process: Process, gone: Gone) -> None:
        await gone()
        if process.returncode is None:
            process.send_signal(signal.SIGHUP)

    def _put_back(self, process: Process) -> None:
        """Let the next query have a process, or a new one in its place."""
        if leaving := self._leaving.pop(process, None):
            leaving.cancel()
        if process not in self._slow and process.returncode is None:
            self._idle.put_nowait(process)
            return
        if process in self._slow:  # a new one is there already
            self._slow.discard(process)
        else:
            self._spawn(self._start())
        self._spawn(self._end(process))

    async def _end(self, process: Process) -> None:
        _kill(process)
        await process.wait()
        self._running.discard(process)

    async def _start(self) -> None:
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=2**20
        )
        self._running.add(process)
        self._idle.put_nowait(process)

    def _spawn(self, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _failure(self, code: int) -> errors.StoreError:
        if code == -signal.SIGALRM:
            return errors.DeadlineError(
                f"the query ran longer than {self.deadline:g} s and was stopped; narrow it, or add a LIMIT"
            )
        if code < 0 and -code not in _OUTSIDE:
            return errors.QueryRefusedError(
                "the query needed more memory or a deeper stack than it may have; make it smaller"
            )
        return _EndedError("the process that ran the query was ended; ask again")


async def _exchange(process: Process, request: bytes) -> tuple[dict[str, Any], bytes]:
    pipe, answers = process.stdin, process.stdout
    assert pipe is not None
    assert answers is not None
    pipe.write(LENGTH.pack(len(request)) + request)
    head, body = LENGTHS.unpack(await answers.readexactly(LENGTHS.size))
    return json.loads(await answers.readexactly(head)), await answers.readexactly(body)


def _error(head: dict[str, Any]) -> Exception:
    error: Exception = getattr(errors, head["error"])(head["message"])
    vars(error).update(head.get("more", {}))
    return error


def _kill(process: Process) -> None:
    if process.returncode is None:
        process.kill()
