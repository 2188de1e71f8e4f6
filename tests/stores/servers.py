"""Real SPARQL servers on the loopback address, each in a folder of its own, ended with the test.

`oxigraph serve` lives in `.venv-oxigraph`, made as `.venv-sssom` is (see tests/source/test_sssom.py) from
requirements/oxigraph.txt; Virtuoso is Debian's package virtuoso-opensource.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from painkg.settings import Settings
from painkg.stores.graph_store import GraphStore

OXIGRAPH = Path(__file__).resolve().parents[2] / ".venv-oxigraph" / "bin" / "oxigraph"
VIRTUOSO, ISQL = shutil.which("virtuoso-t"), shutil.which("isql-vt")
# Unless told otherwise, it plans a query of twenty patterns for ten seconds: hence two lines on the optimiser
# below, and this, by which patterns are taken in the order in which they are written.
ORDER = 'define sql:select-option "order"'
FILES = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
"""
INI = (
    FILES
    + """
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
MaxQueryMem = 1G
ThreadsPerQuery = 2
StopCompilerWhenXOverRunTime = 1
MaxOptimizeLayouts = 4
CheckpointInterval = 0
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 8
MaxClientConnections = 8
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 300
"""
)


@dataclass(frozen=True)
class Server:
    """Where a server takes queries, and what it asks of those who write."""

    name: str
    address: str
    user: str = ""
    password: str = ""

    @property
    def settings(self) -> Settings:
        """Settings with the credentials of one who may write."""
        return Settings(store_user=self.user, store_password=self.password)

    def writer(self) -> GraphStore:
        """Return the door for those who write."""
        return GraphStore(self.address, self.settings)


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Start `oxigraph serve` with an empty store in memory; its default graph is not the union."""
    if not OXIGRAPH.exists():
        _missing(f"{OXIGRAPH} is not there; the head of this file says how to make it")
    (port,) = ports(1)
    command = [str(OXIGRAPH), "serve", "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, f"http://127.0.0.1:{port}/"):
        yield Server("oxigraph", f"http://127.0.0.1:{port}/query")


@contextmanager
def virtuoso(folder: Path, rows: int = 1_000_000) -> Iterator[Server]:
    """Start Virtuoso with an empty database; `rows` is the most that it gives in an answer."""
    if not VIRTUOSO or not ISQL:
        _missing("virtuoso-t is not there; apt-get install virtuoso-opensource")
        return
    sql, http = ports(2)
    ini = folder / "virtuoso.ini"
    ini.write_text(INI.format(folder=folder, sql=sql, http=http, rows=rows))
    command = [VIRTUOSO, "+configfile", str(ini), "+foreground"]
    with _running(command, folder, f"http://127.0.0.1:{http}/sparql"):
        insert = f"INSERT INTO DB.DBA.SYS_SPARQL_HOST (SH_HOST, SH_DEFINES) VALUES ('*', '{ORDER}');"
        said = [ISQL, f"127.0.0.1:{sql}", "dba", "dba", f"exec={insert}"]
        subprocess.run(said, check=True, capture_output=True, timeout=30)
        yield Server("virtuoso", f"http://127.0.0.1:{http}/sparql", "dba", "dba")


def _missing(why: str) -> None:
    if os.environ.get("PAINKG_CI"):
        pytest.fail(f"{why}; .ci/run does so")
    pytest.skip(why)


def ports(count: int) -> list[int]:
    """Return free ports, below those of which the system might give one to a client meanwhile."""
    found: list[int] = []
    while len(found) < count:
        port = random.randrange(20_000, 30_000)
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        found.append(port)
    return found


@contextmanager
def _running(command: Sequence[str], folder: Path, address: str) -> Iterator[None]:
    log = folder / "server.log"
    with log.open("wb") as out, subprocess.Popen(command, cwd=folder, stdout=out, stderr=out) as process:
        try:
            _wait(process, address, log)
            yield
        finally:
            process.kill()  # nothing in it is to be kept


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    pytest.fail(f"{process.args!r} does not answer: {log.read_text(errors='replace')[-2000:]}")
