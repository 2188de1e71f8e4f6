"""The process that holds what `/sparql` serves, and forks itself for each worker that the server wants.

Data in memory answer in a half to a fifth of the time that data on disk take, and a fork has them at once.
All workers take requests from one socket, whoever is free, and each answers on a socket of its own. `holder`
is this process as seen from the server, `worker` a fork.
"""

from __future__ import annotations

import gc
import gzip
import json
import mmap
import os
import pickle
import resource
import select
import shutil
import signal
import socket
import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph as ox
from pydantic_core import to_json

from painkg_api.engine import reply

COMMAND = struct.Struct(">cI")  # what to do, and the number of a worker
REPORT = struct.Struct(">Ii")  # the number of a worker that has ended, and its exit code: -n for signal n
FORK, YIELD, HANG_UP, KILL = b"f", b"y", b"h", b"k"  # FORK comes with a socket
NUMBER = struct.Struct(">Q")  # of a request: before it, and where a worker says what it is at
ANSWER = struct.Struct(">QQQ")  # the number of the request, the bytes of the head (JSON) and of the body
PLACES = 4096  # where workers say what they are at, by their number
REQUEST_LIMIT = 100_000  # bytes of a request that a socket takes for certain; more go through a file
NO_ROOM = "there is no room for large queries and answers just now; ask again later"
_ANSWER_LIMIT = 2_000_000  # bytes of an answer from which on it goes through a file
_IDLE = struct.pack("@ll", 1, 0)  # a `timeval`: how often one that nobody asks looks for the holder
_SIGNALS = {HANG_UP: signal.SIGHUP, KILL: signal.SIGKILL}
_MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }"


def main() -> None:
    """Hold the data and fork, until the server closes the socket."""
    given: dict[str, Any] = json.loads(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from the terminal it reaches the server, which ends us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # in a thread, which has an arena of its own: what workers allocate lies apart from the data, and touches
    # none of the pages that they share
    with ThreadPoolExecutor(1) as loading:
        store = loading.submit(_load, Path(given["data"]), merge=given["merge"]).result()
    gc.freeze()  # what is never collected is never written to, and stays shared
    _Forks(store, given).run()


def _load(path: Path, *, merge: bool) -> ox.Store | None:
    """Return a store in memory with the quads of a file; None for a folder, which each worker opens."""
    if path.is_dir():
        return None
    store = ox.Store()
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        # parsed apart, which keeps the names of blank nodes: all servers of one snapshot give the same bytes
        store.bulk_extend(ox.parse(file, ox.RdfFormat.N_QUADS))  # type: ignore[arg-type]  # a GzipFile reads too
    if merge:  # a set: the engine's own union has a triple as often as there are graphs that hold it
        store.update(_MERGE)
    return store


class _Forks:
    """The workers that run, by number and by process."""

    def __init__(self, store: ox.Store | None, given: dict[str, Any]) -> None:
        self._store, self._given = store, given
        self._control = socket.socket(fileno=given["control"])
        self._own = os.getpid()
        self._processes: dict[int, int] = {}  # number → process
        # a child that ends wakes `select`; no handler runs at an odd moment
        self._ended, self._wake = socket.socketpair()
        self._ended.setblocking(False)
        self._wake.setblocking(False)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def run(self) -> None:
        """Do what the server says, and tell it which workers have ended."""
        while True:
            ready, _, _ = select.select([self._control, self._ended], [], [])
            if self._ended in ready:
                self._ended.recv(4096)
                self._report()
            if self._control in ready:
                message, sockets, _, _ = socket.recv_fds(self._control, COMMAND.size, 1)
                if not message:
                    break
                command, number = COMMAND.unpack(message)
                self._obey(command, number, sockets)
        for process in self._processes.values():
            os.kill(process, signal.SIGKILL)
        shutil.rmtree(self._given["aside"], ignore_errors=True)  # the server may have been killed

    def _report(self) -> None:
        for number, process in list(self._processes.items()):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                del self._processes[number]
                with suppress(OSError):  # the server may have just ended
                    self._control.sendall(REPORT.pack(number, os.waitstatus_to_exitcode(status)))

    def _obey(self, command: bytes, number: int, sockets: list[int]) -> None:
        if command == FORK:
            self._fork(number, sockets[0])
        elif number in self._processes:  # else it has ended meanwhile
            if command == YIELD:
                os.setpriority(os.PRIO_PROCESS, self._processes[number], 19)
            else:
                os.kill(self._processes[number], _SIGNALS[command])

    def _fork(self, number: int, answers: int) -> None:
        try:
            process = os.fork()
        except OSError:  # no room for a process just now
            self._control.sendall(REPORT.pack(number, -signal.SIGKILL))
        else:
            if not process:
                self._become_worker(number, answers)
            self._processes[number] = process
        os.close(answers)

    def _become_worker(self, number: int, answers: int) -> NoReturn:
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for inherited in (self._control, self._ended, self._wake):
                inherited.close()
            os.nice(5)  # the server comes first: what it has to do is short, and feeds all workers
            store = self._store or ox.Store.read_only(self._given["data"])
            memory = _size() + self._given["memory"] * 2**20
            with suppress(ValueError):  # macOS has no such limit
                resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            _work(store, number, answers, self._own, self._given)
        finally:
            os._exit(1)  # nothing that belongs to the process before the fork is to be done


def _size() -> int:
    """Return the bytes of address space that this process has, where the system tells."""
    statistics = Path("/proc/self/statm")
    return int(statistics.read_text().split()[0]) * resource.getpagesize() if statistics.exists() else 0


def _work(store: ox.Store, worker: int, answers: int, holder: int, given: dict[str, Any]) -> None:
    """Answer one request after another, until the holder has ended."""
    requests = socket.socket(fileno=given["requests"])
    requests.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _IDLE)
    at = mmap.mmap(given["places"], PLACES * NUMBER.size)
    buffer = memoryview(bytearray(2 * REQUEST_LIMIT))
    place = worker % PLACES * NUMBER.size
    ending = {signal.SIGHUP}  # held back but while a query runs: else a request could be lost, or a file left
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    with open(answers, "wb") as out:
        while os.getppid() == holder and not signal.sigpending() & ending:
            try:
                size = requests.recv_into(buffer)
            except BlockingIOError:  # nobody asked for a second
                continue
            (number,) = NUMBER.unpack_from(buffer)
            NUMBER.pack_into(at, place, number)
            request = _taken(number, buffer[NUMBER.size : size], given["aside"])
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ending)
            signal.setitimer(signal.ITIMER_REAL, given["deadline"])
            head, body = reply(store, request, given)
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.pthread_sigmask(signal.SIG_BLOCK, ending)
            if len(body) > _ANSWER_LIMIT:
                head, body = _laid_aside(head, body, Path(given["aside"], f"{number}.answer")), b""
            text = to_json(head)
            out.write(b"".join((ANSWER.pack(number, len(text), len(body)), text, body)))
            out.flush()


def _laid_aside(head: dict[str, Any], body: bytes, path: Path) -> dict[str, Any]:
    """Write a body to a file, and return the head that says so, or that there is no room."""
    try:
        path.write_bytes(body)
    except OSError:
        path.unlink(missing_ok=True)
        return {"error": "StoreError", "message": NO_ROOM, "more": {}}
    return {**head, "aside": True}


def _taken(number: int, pickled: memoryview, aside: str) -> Any:
    return pickle.loads(pickled or Path(aside, f"{number}.request").read_bytes())


if __name__ == "__main__":
    main()
