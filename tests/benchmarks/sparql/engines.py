"""The engines: how each is loaded with a file of N-Triples and started on the loopback address."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from tests.benchmarks.sparql.asking import count
from tests.benchmarks.sparql.data import Data
from tests.stores.servers import FILES, ports

ROOT = Path(__file__).resolve().parents[3]
Commands = Callable[[Data, Path, int, int], list[list[str]]]  # given two free ports
LONGEST = 300  # seconds that loading and starting may take
_INI = (
    FILES
    + """
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
DirsAllowed = {folder}, {data}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 40
MaxClientConnections = 40
[SPARQL]
ResultSetMaxRows = 1000000
"""
)


class AbsentError(Exception):
    """An engine is not installed here; the text says how to get it."""


@dataclass(frozen=True)
class Running:
    """An engine that answers at a port and path (`query=…` follows), the id of its group of processes, and
    the seconds from nothing to its first answer.
    """

    port: int
    path: str
    pid: int
    load: float

    def pause(self) -> None:
        """Have it stand still, whatever it still does."""
        os.killpg(self.pid, signal.SIGSTOP)

    @contextmanager
    def awake(self) -> Iterator[None]:
        """Let it go on, until left."""
        os.killpg(self.pid, signal.SIGCONT)
        yield
        self.pause()

    def memory(self) -> float:
        """Return the MiB of memory of its processes, shared pages counted once."""
        kib = 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if os.getpgid(int(folder.name)) == self.pid:
                    lines = (folder / "smaps_rollup").read_text().splitlines()
                    kib += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
            except OSError:  # it has ended meanwhile
                continue
        return kib / 1024


@contextmanager
def running(name: str, data: Data, folder: Path) -> Iterator[Running]:
    """Load and start an engine; end it when left.

    :raises AbsentError: when it is not installed here.
    """
    path, commands = ENGINES[name]
    port, sql = ports(2)
    begun = time.perf_counter()
    *before, serve = commands(data, folder, port, sql)
    for command in before:
        subprocess.run(command, check=True, capture_output=True)
    after: list[str] = []
    if "--after" in serve:
        at = serve.index("--after")
        serve, after = serve[:at], serve[at + 1 :]
    environment = {**os.environ, "PAINKG_DEADLINE": "300", "PAINKG_RESULT_LIMIT": "500000000"}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            serve, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        if after:
            wait(process, lambda: bool(socket.create_connection(("127.0.0.1", sql)).close()) or True)
            subprocess.run(after, check=True, capture_output=True)
        wait(process, lambda: count(port, path) >= data.triples)
        yield Running(port, path, process.pid, time.perf_counter() - begun)
    finally:
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait(process: subprocess.Popen[bytes], ready: Callable[[], bool]) -> None:
    """Wait until an engine is ready; fail when it ends or takes too long."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        assert process.poll() is None, f"{process.args!r} ended before it was ready"
        try:
            if ready():
                return
        except (OSError, HTTPException, ValueError):
            pass
        time.sleep(0.1)
    raise AssertionError(f"{process.args!r} does not hold the data after {LONGEST} s")


def _installed(program: str, cure: str) -> str:
    found = shutil.which(str(ROOT / program)) or shutil.which(program)
    if not found:
        raise AbsentError(f"no {program} here; {cure}")
    return found


def _painkg(data: Data, folder: Path, port: int, sql: int) -> list[list[str]]:
    command = [sys.executable, "-m", "painkg_api.cli", "serve", "--port", str(port)]
    return [[*command, "--workers", str(os.cpu_count() or 2), *data.served]]


def _oxigraph(data: Data, folder: Path, port: int, sql: int) -> list[list[str]]:
    program = _installed(".venv-oxigraph/bin/oxigraph", "make .venv-oxigraph from requirements/oxigraph.txt")
    place = ["--location", str(folder / "store")]
    load = [program, "load", *place, "--file", str(data.path)]
    serve = [program, "serve", *place, "--bind", f"127.0.0.1:{port}"]
    return [load, [program, "optimize", *place], serve]


def _endpoint(store: str) -> Commands:
    def commands(data: Data, folder: Path, port: int, sql: int) -> list[list[str]]:
        needed = "make .venv-endpoint from requirements/endpoint.txt"
        program = _installed(".venv-endpoint/bin/rdflib-endpoint", needed)
        return [
            [program, "serve", "--host", "127.0.0.1", "--port", str(port), "--store", store, str(data.path)]
        ]

    return commands


def _virtuoso(data: Data, folder: Path, port: int, sql: int) -> list[list[str]]:
    program = _installed("virtuoso-t", "apt-get install virtuoso-opensource")
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, data=data.path.parent, port=port, sql=sql))
    load = f"ld_dir('{data.path.parent}', '{data.path.name}', 'urn:data'); rdf_loader_run(); checkpoint;"
    after = [_installed("isql-vt", "apt-get install virtuoso-opensource"), f"127.0.0.1:{sql}", "dba", "dba"]
    return [[program, "+configfile", str(ini), "+foreground", "--after", *after, f"exec={load}"]]


# name → path of the endpoint (as in `Running`), and the commands that load it and, the last, serve it
ENGINES: dict[str, tuple[str, Commands]] = {
    "painkg": ("/sparql?", _painkg),
    "oxigraph serve": ("/query?", _oxigraph),
    "virtuoso": ("/sparql?default-graph-uri=urn%3Adata&", _virtuoso),
    "rdflib-endpoint, oxrdflib": ("/?", _endpoint("Oxigraph")),
    "rdflib-endpoint, memory": ("/?", _endpoint("default")),
}
