"""One process that runs SPARQL from outside, as seen from the server: `engine` is what it does."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from painkg.errors import DeadlineError, QueryRefusedError, StoreError
from painkg_api.engine import LENGTH, LENGTHS

Request = tuple[bytes, str, bytes, str]  # the arguments of `asked.read`
Gone = Callable[[], Awaitable[None]]  # returns when the sender of a request has left
_OUTSIDE = {signal.SIGKILL, signal.SIGTERM}  # how others end a process, and not the query that it runs


class EndedError(StoreError):
    """A process ended for a reason that lies not in its query; another may answer it."""


class Worker:
    """A process; `slow` says that its query has made way, and `useful` that it can take another."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._watch: asyncio.Task[None] | None = None
        self.slow = False
        self.useful = True

    @classmethod
    async def start(cls, command: Sequence[str]) -> Worker:
        """Return a new one."""
        quick = {**os.environ, "RUST_BACKTRACE": "0"}  # it ends at once, without telling nobody why
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=quick, limit=2**20
        )
        return cls(process)

    @property
    def alive(self) -> bool:
        """Whether it has not ended, as far as is known."""
        return self._process.returncode is None

    async def ask(self, request: Request) -> tuple[dict[str, Any], bytes]:
        """Return the head and the body of an answer.

        :raises DeadlineError: when the query ran longer than it may; the process has ended.
        :raises QueryRefusedError: when the query took the process down, as for lack of memory.
        :raises EndedError: when others did.
        """
        pipe, answers = self._process.stdin, self._process.stdout
        assert pipe is not None
        assert answers is not None
        self.useful = False  # until it has answered
        try:
            if pipe.is_closing():
                raise ConnectionResetError
            text = pickle.dumps(request)
            pipe.write(LENGTH.pack(len(text)) + text)
            head, body = LENGTHS.unpack(await answers.readexactly(LENGTHS.size))
            answer = json.loads(await answers.readexactly(head)), await answers.readexactly(body)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise _failure(await self._process.wait()) from None
        finally:
            if self._watch is not None:
                self._watch.cancel()
        self.useful = not self.slow
        return answer

    def make_way(self) -> None:
        """Give others the processor first, from now on."""
        self.slow = True
        if self.alive:
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 19)

    def end_with(self, gone: Gone) -> None:
        """End when the sender of the query leaves."""
        self._watch = asyncio.create_task(self._leave(gone))

    async def _leave(self, gone: Gone) -> None:
        await gone()
        if self.alive:
            self._process.send_signal(signal.SIGHUP)

    async def end(self) -> None:
        """End, whatever it does."""
        if self.alive:
            self._process.kill()
        await self._process.wait()


def _failure(code: int) -> StoreError:
    if code == -signal.SIGALRM:
        return DeadlineError("the query ran longer than it may and was stopped; narrow it, or add a LIMIT")
    if code < 0 and -code not in _OUTSIDE:
        return QueryRefusedError(
            "the query needed more memory or a deeper stack than it may; make it smaller"
        )
    return EndedError("the process that ran the query was ended; ask again")
