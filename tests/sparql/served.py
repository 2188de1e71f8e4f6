"""A real `painkg serve` process on loopback, and requests to it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Reply(NamedTuple):
    """What the server answered; the names of headers are lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


class Server(NamedTuple):
    """A process that serves, and its port."""

    process: subprocess.Popen[bytes]
    port: int

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Reply:
        """Return the answer to one request on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            given = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, given, response.read())
        finally:
            connection.close()


@contextmanager
def serving(
    data: list[str], *, environment: dict[str, str] | None = None, **settings: str
) -> Iterator[Server]:
    """Serve files through `serve --data`, or the graph, until left; `settings` are `PAINKG_*` variables."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "painkg_api.cli", "serve", "--port", str(port)]
    command += ["--data", *data] if data else []
    given = {f"PAINKG_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {}), **given}, cwd=ROOT, stderr=subprocess.DEVNULL
    )
    server = Server(process, port)
    try:
        while not _ready(server):
            assert process.poll() is None, "the server ended before it was ready"
            time.sleep(0.05)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def _ready(server: Server) -> bool:
    try:
        return server.ask("GET", "/healthz").status == 200
    except (OSError, HTTPException):
        return False
