"""Connections and bodies that dawdle are let go; here after half a second."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from painkg_api.connections import Connection, Joined
from painkg_api.limits import BodyLimit
from painkg_api.representation import Answer

LARGE = 30_000_000
HEAD = b"GET / HTTP/1.1\r\nHost: a\r\n"
POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"


class Hasty(Connection):
    """A connection that waits half a second."""

    seconds = 0.5


async def root(request: Request) -> Response:
    return Response(await request.body() or b"here")


async def late(_: Request) -> Response:
    async def parts() -> AsyncIterator[bytes]:
        await asyncio.sleep(0.5)
        yield b"late"

    return StreamingResponse(parts())


async def large(_: Request) -> Response:
    return Answer(b"x" * LARGE, "text/plain", "identity")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    app = Starlette(
        routes=[Route("/", root, methods=["GET", "POST"]), Route("/large", large), Route("/late", late)]
    )
    app.add_middleware(BodyLimit, limit=1000, seconds=0.5)
    server = uvicorn.Server(uvicorn.Config(app, port=0, http=Hasty, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


def talk(port: int, *parts: bytes) -> bytes:
    """Send parts one after another, and return what comes until the server closes the connection."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        try:
            for part in parts:
                connection.sendall(part)
            while data := connection.recv(65_536):
                received += data
        except (BrokenPipeError, ConnectionResetError):
            pass
    return received


def test_a_request_in_time_is_answered(port: int) -> None:
    assert talk(port, HEAD + b"Connection: close\r\n\r\n").endswith(b"here")
    assert talk(port, POST.replace(b"Host: a", b"Host: a\r\nConnection: close"), b"123456789").endswith(
        b"789"
    )


@pytest.mark.parametrize("parts", [(), (b"GET",), (HEAD,), (HEAD, b"X: 1\r\n")])
def test_a_head_that_does_not_come_ends_its_connection(port: int, parts: tuple[bytes, ...]) -> None:
    assert talk(port, *parts) == b""


def test_a_second_head_that_does_not_come_ends_its_connection_too(port: int) -> None:
    assert talk(port, HEAD + b"\r\n" + HEAD).endswith(b"here")


def test_empty_lines_do_not_keep_a_connection(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(HEAD + b"\r\n")
        assert connection.recv(1000).endswith(b"here")
        connection.sendall(b"\r\n")
        assert whole(connection) == b""


def test_a_head_that_is_too_large_is_read_no_further(port: int) -> None:
    line = b"X: " + b"x" * 1000 + b"\r\n"
    many = [HEAD + line * 60, line * 10]
    long = [HEAD + b"X: " + b"x" * 60_000, b"x" * 10_000]
    for parts in (many, long):
        assert talk(port, *parts).startswith(b"HTTP/1.1 431 ")


def test_a_body_that_does_not_come_is_told_so(port: int) -> None:
    told = talk(port, POST, b"1234")
    assert told.startswith(b"HTTP/1.1 408 ")
    assert b"application/problem+json" in told


def test_who_waits_before_the_body_is_told_to_go_on(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(POST.replace(b"Host: a", b"Host: a\r\nExpect: 100-continue\r\nConnection: close"))
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b"123456789")
        assert whole(connection).endswith(b"789")


def test_an_answer_without_a_body_is_not_held_back(port: int) -> None:
    told = talk(port, HEAD.replace(b"GET", b"HEAD") + b"\r\n", HEAD + b"Connection: close\r\n\r\n")
    assert told.count(b"HTTP/1.1 200 ") == 2
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(HEAD.replace(b"GET", b"HEAD") + b"\r\n")
        assert b"content-length: 4" in connection.recv(1000)


class Calls:
    """What a transport is told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def is_closing(self) -> bool:
        return ("close",) in self.told

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *given: self.told.append((name, *given))


OK, SAME, ON = (
    b"HTTP/1.1 %s\r\n\r\n" % status for status in (b"200 OK", b"304 Not Modified", b"100 Continue")
)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([OK, b"a", b"b"], [("writelines", (OK, b"a")), ("write", b"b")]),
        ([SAME], [("write", SAME)]),
        ([ON], [("write", ON)]),
    ],
)
def test_a_head_is_sent_with_what_follows(parts: list[bytes], told: list[object]) -> None:
    calls = Calls()
    joined = Joined(calls)  # type: ignore[arg-type]
    for part in parts:
        joined.write(part)
    joined.close()
    assert calls.told == [*told, ("close",)]


def test_a_head_for_nobody_is_dropped(port: int, caplog: pytest.LogCaptureFixture) -> None:
    calls = Calls()
    joined = Joined(calls)  # type: ignore[arg-type]
    joined.write(OK)
    calls.told.append(("close",))
    joined.flush()
    assert calls.told == [("close",)]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(HEAD.replace(b"/ ", b"/late ", 1) + b"\r\n")
        time.sleep(0.2)
    time.sleep(0.6)
    assert not caplog.records


@pytest.mark.parametrize("then", [b"", HEAD + b"\r\n"], ids=["", "and asks again"])
def test_who_never_reads_is_let_go(port: int, then: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(HEAD.replace(b"/ ", b"/large ", 1) + b"\r\n")
        time.sleep(0.2)
        connection.sendall(then)
        time.sleep(2)
        assert len(whole(connection)) < LARGE


def test_who_reads_slowly_is_not_let_go(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(HEAD.replace(b"/ ", b"/large ", 1) + b"Connection: close\r\n\r\n")
        assert len(whole(connection, pause=0.01)) > LARGE


def whole(connection: socket.socket, pause: float = 0.0) -> bytes:
    received = bytearray()
    try:
        while data := connection.recv(262_144):
            received += data
            time.sleep(pause)
    except ConnectionResetError:
        pass
    return bytes(received)


UPGRADE = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAA\r\n"
LAST = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\n" + UPGRADE + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "answers"),
    [
        (HEAD + UPGRADE + b"\r\n", [b"here", b"here"]),
        (POST.replace(b"\r\n\r\n", b"\r\n" + UPGRADE + b"\r\n") + b"123456789", [b"123456789", b"here"]),
        (CHUNKED + b"4\r\n1234\r\n5\r\n56789\r\n0\r\n\r\n", [b"123456789", b"here"]),
        (2 * (HEAD + UPGRADE + b"\r\n"), [b"here", b"here", b"here"]),
    ],
    ids=["GET", "POST", "chunked", "two"],
)
def test_who_asks_for_another_protocol_is_answered_in_this_one(
    port: int, sent: bytes, answers: list[bytes]
) -> None:
    every = sent + LAST
    for at in (len(every), *range(1, len(every), 7)):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(every[:at])
            time.sleep(0.002)
            connection.sendall(every[at:])
            parts = whole(connection).split(b"HTTP/1.1 200 OK\r\n")[1:]
        assert [part.partition(b"\r\n\r\n")[2] for part in parts] == answers, at


def test_a_head_that_begins_behind_others_is_not_taken_for_large(port: int) -> None:
    many = (HEAD + b"X: " + b"x" * 300 + b"\r\n\r\n") * 600
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(many + LAST[:9])
        time.sleep(0.1)
        connection.sendall(LAST[9:])
        assert whole(connection).count(b"HTTP/1.1 200 ") == 601


def test_what_is_no_request_does_not_spoil_the_answer_before_it(port: int) -> None:
    told = talk(port, HEAD.replace(b"/ ", b"/late ", 1) + b"\r\n", b"no request\r\n\r\n")
    assert b"400" not in told


def test_who_leaves_with_more_to_ask_leaves_no_trace(port: int, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(2 * (HEAD.replace(b"/ ", b"/large ", 1) + b"\r\n"))
            connection.recv(1000)
    time.sleep(0.3)
    assert not caplog.records
