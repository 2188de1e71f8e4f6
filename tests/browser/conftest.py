"""The application on a port of the loopback address, and a browser that looks at it."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from painkg.graph import Graph
from painkg.settings import read
from painkg_api.app import create_app
from tests.browser.chromium import Chromium, Page


@pytest.fixture(scope="session")
def address(graph: Graph, built: Path) -> Iterator[str]:
    """The address of the application."""
    with served(create_app(graph, read({}, workers=1), built / "painkg.nq.gz")) as found:
        yield found


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application; yield its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A browser."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("PAINKG_CI"):
            pytest.fail("there is no chromium; .ci/run installs it")
        pytest.skip("there is no chromium; Debian has it as the package of that name")
    with Chromium(program, tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def page(chromium: Chromium) -> Iterator[Page]:
    """A page of its own, which has asked no other host and complained of nothing when the test ends."""
    with chromium.page() as opened:
        yield opened
        assert opened.complaints() == []
        ours = ("http://127.0.0.1:", "about:", "data:", "blob:")
        assert [address for address in opened.asked() if not address.startswith(ours)] == []
