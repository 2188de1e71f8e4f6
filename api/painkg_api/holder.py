"""The process that holds the data of `/sparql`, as seen from the server: `forking` is what it does."""

from __future__ import annotations

import asyncio
import json
import mmap
import os
import socket
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from contextlib import suppress
from pathlib import Path
from typing import Any

from painkg_api.forking import COMMAND, FORK, NUMBER, PLACES, REPORT, REQUEST_LIMIT

LOST = -9  # what counts as the exit code of a worker of which nothing more is heard


class Holder:
    """A process that forks workers, started when it is wanted first, and again when it has ended."""

    def __init__(self, data: Path, given: dict[str, Any]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="painkg-")
        self.aside = Path(self._folder.name)  # for what is too large for a socket
        self._places = os.open(self.aside / "places", os.O_RDWR | os.O_CREAT)
        os.truncate(self._places, PLACES * NUMBER.size)
        self._at = mmap.mmap(self._places, PLACES * NUMBER.size)
        self.requests, self._taken = socket.socketpair(type=socket.SOCK_DGRAM)
        self.requests.setblocking(False)
        self.requests.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * REQUEST_LIMIT)  # else 2 kB on macOS
        self._shared = {"requests": self._taken.fileno(), "places": self._places}
        self._given = {**given, **self._shared, "data": str(data), "aside": str(self.aside)}
        self._process: Process | None = None
        self._control: socket.socket | None = None
        self._starting = asyncio.Lock()
        self._ended: dict[int, asyncio.Future[int]] = {}
        self._last = 0

    async def fork(self) -> tuple[int, socket.socket, asyncio.Future[int]]:
        """Return a new worker: its number, the socket of its answers, and what will be its exit code.

        :raises OSError: when the machine has no room for it just now.
        """
        async with self._starting:
            if self._control is None:
                await self._start()
        assert self._control is not None
        self._last += 1
        while any((self._last - other) % PLACES == 0 for other in self._ended):  # the place is taken
            self._last += 1
        NUMBER.pack_into(self._at, self._last % PLACES * NUMBER.size, 0)
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [COMMAND.pack(FORK, self._last)], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        ended = self._ended[self._last] = asyncio.get_running_loop().create_future()
        return self._last, ours, ended

    def tell(self, command: bytes, worker: int) -> None:
        """Have the holder do something to a worker, if that still runs."""
        if self._control is not None:
            with suppress(OSError):  # it has just ended, and with it the worker
                self._control.send(COMMAND.pack(command, worker))

    def at(self, worker: int) -> int:
        """Return the number of the request that a worker took last."""
        number: int = NUMBER.unpack_from(self._at, worker % PLACES * NUMBER.size)[0]
        return number

    async def end(self) -> None:
        """End it, and all workers with it."""
        self._lose()
        if self._process is not None:
            try:
                await asyncio.wait_for(self._process.wait(), 2)
            except TimeoutError:  # it loads, and does not listen
                self._process.kill()
                await self._process.wait()
        self.requests.close()
        self._taken.close()
        self._at.close()
        os.close(self._places)
        self._folder.cleanup()

    async def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            given = json.dumps({**self._given, "control": theirs.fileno()})
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "painkg_api.forking", given),
                pass_fds=[theirs.fileno(), *self._shared.values()],
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=DEVNULL,
                env={**os.environ, "RUST_BACKTRACE": "0"},  # a worker that fails ends at once
            )
        ours.setblocking(False)
        self._control = ours
        asyncio.get_running_loop().add_reader(ours, self._hear)

    def _hear(self) -> None:
        """Take what it says about workers that have ended."""
        assert self._control is not None
        try:
            reports = self._control.recv(REPORT.size * 500)
        except BlockingIOError:
            return
        except OSError:
            reports = b""
        for worker, code in REPORT.iter_unpack(reports):
            self._settle(worker, code)
        if not reports:
            self._lose()

    def _lose(self) -> None:
        """Forget a process that has ended, or have it end by closing its socket."""
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
        for worker in list(self._ended):
            self._settle(worker, LOST)

    def _settle(self, worker: int, code: int) -> None:
        ended = self._ended.pop(worker)
        if not ended.done():
            ended.set_result(code)
