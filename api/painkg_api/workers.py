"""The processes that run SPARQL from outside: places, a queue before them, a new one for each that ends.

A query that has run for a second makes way: its process gets the lowest priority, and as long as there are no
more slow ones than places, a new process takes its place. A slow process ends with its query.
"""

from __future__ import annotations

import asyncio
import pickle
import signal
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from painkg import errors
from painkg.settings import Settings
from painkg_api.forking import NO_ROOM, NUMBER, REQUEST_LIMIT
from painkg_api.holder import Holder
from painkg_api.negotiation import NotAcceptableError
from painkg_api.outcome import OUTSIDE, Found, failure, found
from painkg_api.worker import Worker

SLOW = 1.0  # seconds after which a query makes way
_LOOK = 0.25  # seconds between two looks at the queries that run or wait
Request = tuple[bytes, str, bytes, str]  # the arguments of `asked.read`
Gone = Callable[[], Awaitable[None]]  # returns when the sender of a request has left


@dataclass(eq=False)
class _Asked:
    """A request that has no answer yet; `text` is empty where it lies in a file."""

    number: int
    text: bytes
    answer: asyncio.Future[Found]
    gone: Gone
    since: float
    sent: bool = False
    tries: int = 0
    worker: Worker | None = None  # as soon as it has been seen with the request
    seen: float = 0.0
    leave: asyncio.Task[None] | None = None  # ends the worker when the sender leaves, once the query is slow

    def stop_watching(self) -> None:
        """Let the sender leave without consequence."""
        if self.leave is not None:
            self.leave.cancel()
            self.leave = None


class Workers:
    """A pool of processes, to be used with `async with`.

    `data` is a file of N-Quads, which they share in memory, or the folder of a store, which they read.
    `strict` gives them its own default graph instead of the union of all graphs.
    """

    def __init__(self, data: Path, settings: Settings, *, strict: bool = False) -> None:
        self.deadline = settings.deadline
        self._places, self._queue_limit = settings.workers, settings.queue_limit
        given = {
            "merge": not strict,
            "union": not strict and data.is_dir(),
            "deadline": settings.deadline,
            "memory": settings.worker_memory,
            "rows": settings.row_limit,
            "bytes": settings.result_limit,
            "base": f"{settings.public_url or f'http://{settings.host}:{settings.port}'}/sparql",
            "services": settings.services.split(),
        }
        self._holder = Holder(data, given)
        self._asked: dict[int, _Asked] = {}
        self._queue: deque[_Asked] = deque()  # those of them that have not been sent to the processes
        self._sent = 0  # the others
        self._last = 0
        self._running: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Workers:
        self._loop = asyncio.get_running_loop()
        for _ in range(self._places):
            self._spawn(self._start())
        self._spawn(self._look())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._places = 0  # none is started any more
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._holder.end()

    async def answer(self, request: Request, gone: Gone) -> Found:
        """Return the answer to a request; when its sender leaves, a slow query ends.

        :raises PainkgError: what `engine.answer` raises.
        :raises NotAcceptableError: when the sender takes no type of this kind of answer.
        :raises DeadlineError: when the query ran longer than it may; its process has ended.
        :raises QueryRefusedError: when the query took its process down, as for lack of memory.
        :raises BusyError: when too many wait, or this one has waited for as long as the deadline.
        :raises StoreError: when others ended its process, as often as it was tried.
        """
        if len(self._asked) - len(self._running) >= self._queue_limit:
            raise errors.BusyError(f"{self._queue_limit} queries wait already; ask again later")
        self._last += 1
        asked = _Asked(self._last, pickle.dumps(request), self._loop.create_future(), gone, self._loop.time())
        if len(asked.text) > REQUEST_LIMIT:
            try:
                self._file(asked, "request").write_bytes(asked.text)
            except OSError as error:
                raise errors.StoreError(NO_ROOM) from error
            asked.text = b""
        self._asked[asked.number] = asked
        self._queue.append(asked)
        self._send()
        try:
            return await asked.answer
        except asyncio.CancelledError:  # the server ends, and waits no longer
            raise errors.BusyError("the server is ending") from None
        finally:
            asked.stop_watching()
            self._forget(asked)

    def answered(self, worker: Worker, request: int, head: dict[str, Any], body: bytes) -> None:
        """Take the answer to a request from a worker."""
        if worker.slow:
            worker.hang_up()
        if asked := self._asked.get(request):
            try:
                whole = self._opened(asked) if head.pop("aside", False) else body
                _settle(asked, found(head, whole))
            except (errors.PainkgError, NotAcceptableError) as error:
                _settle(asked, error)
            except OSError:
                _settle(asked, errors.StoreError(NO_ROOM))
            self._forget(asked)
        elif head.get("aside"):
            self._unlink(request)
        self._send()

    def ended(self, worker: Worker, code: int) -> None:
        """Take note that a worker has ended, and with it the query that it ran."""
        self._running.discard(worker)
        if not worker.slow:  # else there is a new one already
            self._spawn(self._start(0 if worker.at else 1))
        if asked := self._asked.get(worker.at):
            again = (code >= 0 or code in OUTSIDE) and asked.tries < self._places
            if again and not asked.answer.done():  # to read twice does no harm
                asked.tries, asked.sent, asked.worker = asked.tries + 1, False, None
                asked.stop_watching()
                self._sent -= 1
                self._queue.appendleft(asked)
            else:
                _settle(asked, failure(code))
                self._forget(asked)
        self._unlink(worker.at)  # what it wrote and did not say
        self._send()

    def _send(self) -> None:
        """Send requests to the processes, so many that none has to wait for its next one."""
        while self._queue and self._sent < len(self._running) + self._places:
            asked = self._queue[0]
            try:
                self._holder.requests.send(NUMBER.pack(asked.number) + asked.text)
            except BlockingIOError:  # an answer will come, and then there is room
                return
            self._queue.popleft()
            asked.sent = True
            self._sent += 1

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            for asked in list(self._asked.values()):
                self._look_at(asked)
            self._send()

    def _look_at(self, asked: _Asked) -> None:
        """Have a query make way that runs for long; give up one that waits or runs for too long."""
        now = self._loop.time()
        if asked.worker is None:
            asked.worker = next((worker for worker in self._running if worker.at == asked.number), None)
            asked.seen = now
        if asked.worker is None:
            # one that has been sent is among the next; the longer wait is for one that was lost on the way
            if now > asked.since + self.deadline * (3 if asked.sent else 1):
                busy = f"no place was free for {self.deadline:g} s; ask again later"
                _settle(asked, errors.BusyError(busy))
        elif now > asked.seen + self.deadline:
            _settle(asked, failure(-signal.SIGALRM))  # it is dying, which takes a while with all its memory
        elif now > asked.seen + SLOW and asked.leave is None:
            self._slow(asked, asked.worker)

    def _slow(self, asked: _Asked, worker: Worker) -> None:
        asked.leave = self._loop.create_task(self._leave(asked, worker))
        if sum(other.slow for other in self._running) < self._places:
            worker.make_way()
            self._spawn(self._start())

    async def _leave(self, asked: _Asked, worker: Worker) -> None:
        """End a worker when the sender of its query leaves."""
        await asked.gone()
        _settle(asked, errors.BusyError("the sender left"))
        worker.hang_up()

    def _forget(self, asked: _Asked) -> None:
        if self._asked.pop(asked.number, None) is None:
            return
        if asked.sent:
            self._sent -= 1
        else:
            self._queue.remove(asked)
        if not asked.text:
            self._file(asked, "request").unlink(missing_ok=True)

    def _unlink(self, request: int) -> None:
        (self._holder.aside / f"{request}.answer").unlink(missing_ok=True)

    def _file(self, asked: _Asked, kind: str) -> Path:
        return self._holder.aside / f"{asked.number}.{kind}"

    def _opened(self, asked: _Asked) -> BinaryIO:
        path = self._file(asked, "answer")
        file = path.open("rb")
        path.unlink()
        return file

    async def _start(self, pause: float = 0) -> None:
        await asyncio.sleep(pause)  # one that took no request would end again
        while self._places:
            with suppress(OSError):  # the machine may have no room for a process just now
                self._running.add(await Worker.start(self, self._holder))
                self._send()
                return
            await asyncio.sleep(1)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _settle(asked: _Asked, answer: Found | Exception) -> None:
    if asked.answer.done():
        return
    if isinstance(answer, Exception):
        asked.answer.set_exception(answer)
    else:
        asked.answer.set_result(answer)
