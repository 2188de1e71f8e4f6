"""Whatever is sent, `/healthz` answers within a second and an ASK is right; no process runs on for nothing.

The only times asserted are what the service promises: a query ends within a second of its deadline.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.sparql.served import Server, serving
from tests.sparql.test_protocol import DIRECT, FORM, get

RIGHT, WRONG = 'ASK { <urn:s7> <urn:p> ?o FILTER(STRSTARTS(?o, "value 7,")) }', "ASK { <urn:s7> <urn:q> ?o }"
CROSS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f ?i ?l"
QUERIES = {
    "nested groups": "SELECT * { " + "{" * 3000 + "}" * 3000 + " }",
    "nested calls": "ASK { FILTER(" + "IF(" * 1000 + "1" + ",1,1)" * 1000 + ") }",
    "nested brackets": "ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
    "nested list of 100": "ASK { ?s ?p " + "(" * 100 + "1" + ")" * 100 + " }",
    "nested list of 200": "ASK { ?s ?p " + "(" * 200 + "1" + ")" * 200 + " }",
    "long path": "ASK { ?s " + "/".join(["<urn:p>"] * 300) + " ?o }",
    "open path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:y>)* ?b . ?c (!<urn:x>|^!<urn:y>)* ?d }",
    "runaway count": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "runaway text": 'SELECT (GROUP_CONCAT(?c; separator="x") AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }',
    "runaway distinct": "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "runaway rows": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product in order": CROSS,
    "slow pattern": 'ASK { ?s ?p ?o FILTER(REGEX(CONCAT(?o, ?o), "(((a+)+)+)+$")) }',
    "text that grows": "ASK { BIND('x' AS ?a0) "
    + " ".join(f"BIND(REPLACE(?a{i}, 'x', '{'x' * 4000}') AS ?a{i + 1})" for i in range(3))
    + " FILTER(STRLEN(?a3) > 1) }",
    "no text": "\x00" * 100_000,
    "a million quotes": '"' * 190_000,
}
HEAD = b"GET /sparql?query=ASK%20{} HTTP/1.1\r\nHost: a\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
BYTES = {
    "nonsense": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
    "half a request": b"GET /spar",
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a tunnel": b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n",
    "an upgrade": HEAD + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "a huge header": HEAD + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n",
    "many headers": HEAD + b"".join(b"X%d: x\r\n" % i for i in range(50_000)) + b"\r\n",
    "a huge address": b"GET /sparql?query=" + b"x" * 1_000_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "an address that is no UTF-8": b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    "escapes that are no UTF-8": b"GET /%ff%fe?query=%ff HTTP/1.1\r\nHost: a\r\n\r\n",
    "a header that is no UTF-8": HEAD + b"Accept: \xff\xfe\r\nIf-None-Match: \xff\r\n\r\n",
    "no length that is one": POST + b"Content-Length: -5\r\n\r\nhello",
    "two lengths": POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "a length and pieces": POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "pieces that are none": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "endless pieces": POST
    + b"Transfer-Encoding: chunked\r\n\r\n"
    + (b"ffff\r\n" + b"#" * 65535 + b"\r\n") * 20,
    "a body that breaks off": POST + b"Content-Length: 5000\r\n\r\nASK {}",
    "bad compression": POST + b"Content-Encoding: gzip\r\nContent-Length: 6\r\n\r\n\x1f\x8b\x08bad",
    "a thousand at once": (HEAD + b"\r\n") * 1000,
}


def alive(server: Server) -> None:
    """Fail unless the server answers at once, and rightly."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
    finally:
        connection.close()
    for query, end in ((RIGHT, b"true}"), (WRONG, b"false}")):
        reply = get(server, query)
        assert reply.body.endswith(end), reply


def workers(server: Server) -> list[int]:
    """The processes that run queries: forks of the one that the server has started."""
    return [fork for holder in children(server.process.pid) for fork in children(holder)]


def children(process: int) -> list[int]:
    """The processes that a process has started and that run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == process and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return sorted(found)


def ticks(processes: list[int]) -> dict[int, int]:
    """The processor time of processes, in the system's ticks."""
    found = {}
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        found[process] = int(fields[11]) + int(fields[12])
    return found


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for something to hold, and fail when it does not come to."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_stalls_or_crashes_the_server(server: Server, name: str) -> None:
    reply = server.ask("POST", "/sparql", QUERIES[name].encode(), {"content-type": DIRECT})
    assert reply.status in (200, 400, 504), reply
    if reply.status != 200:
        assert json.loads(reply.body)["status"] == reply.status
    alive(server)


@pytest.mark.parametrize("name", BYTES)
def test_no_bytes_stall_or_crash_the_server(server: Server, name: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):  # it may say no before the end
            connection.sendall(BYTES[name])
        alive(server)
    alive(server)


def test_connections_that_dawdle_or_never_read_hold_up_nobody(server: Server) -> None:
    opened = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(100)]
    try:
        for i, connection in enumerate(opened):
            connection.sendall(
                [HEAD, HEAD + b"\r\n", b"", b"POST /sparql HTTP/1.1\r\nContent-Length: 9\r\n\r\n"][i % 4]
            )
        alive(server)
    finally:
        for connection in opened:
            connection.close()
    alive(server)


def test_a_cross_product_is_stopped_and_gives_its_processor_back(server: Server) -> None:
    """And meanwhile a second client is served."""

    with ThreadPoolExecutor(1) as pool:
        crossing = pool.submit(lambda: get(server, CROSS).status)
        answers = {get(server, RIGHT).body for _ in range(200)}
        status = crossing.result()
    assert status == 504
    assert answers == {get(server, RIGHT).body}
    until(lambda: len(workers(server)) == 2)
    before = ticks(workers(server))
    time.sleep(0.5)
    after = ticks(workers(server))
    assert sum(after.values()) - sum(before.values()) < 0.25 * os.sysconf("SC_CLK_TCK")


def test_slow_queries_make_way_and_end_with_their_sender_or_server(data: list[str]) -> None:
    with serving(data, deadline="4") as opened:
        until(lambda: len(workers(opened)) == 2)
        first = workers(opened)
        slow = [HTTPConnection("127.0.0.1", opened.port) for _ in range(3)]
        for connection in slow[:2]:  # as many as there are places
            connection.request("GET", "/sparql?" + urlencode({"query": QUERIES["runaway count"]}))
        until(lambda: len(workers(opened)) == 4)
        alive(opened)
        assert set(first) < set(workers(opened))  # they still run
        slow[0].close()  # its sender leaves
        until(lambda: len(set(first) & set(workers(opened))) == 1)
        with slow[1].getresponse() as response:
            assert response.status == 504
        slow[1].close()
        until(lambda: len(workers(opened)) == 2)
        slow[2].request("GET", "/sparql?" + urlencode({"query": QUERIES["runaway count"]}))
        time.sleep(0.2)
        left = workers(opened)
        opened.process.kill()
        opened.process.wait()
        slow[2].close()
        until(lambda: not any(Path(f"/proc/{process}").exists() for process in left))


def test_a_server_that_is_to_end_does_not_wait_for_slow_queries(data: list[str]) -> None:
    with serving(data, deadline="300") as opened, ThreadPoolExecutor(4) as pool:
        replies = [pool.submit(get, opened, QUERIES["runaway count"]) for _ in range(4)]
        until(lambda: len(workers(opened)) == 4)  # two are slow
        opened.process.terminate()
        opened.process.wait(timeout=60)
        assert {reply.result().status for reply in replies} == {503}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_ends_clears_away_what_it_laid_aside(
    data: list[str], tmp_path: Path, number: signal.Signals
) -> None:
    with serving(data, environment={"TMPDIR": str(tmp_path)}) as opened:
        alive(opened)
        assert list(tmp_path.iterdir())
        opened.process.send_signal(number)
        opened.process.wait()
    assert not list(tmp_path.iterdir())


def test_a_process_that_is_killed_is_replaced(server: Server) -> None:
    for process in workers(server):
        os.kill(process, signal.SIGKILL)
    alive(server)
    until(lambda: len(workers(server)) == 2)


def test_the_process_that_holds_the_data_is_replaced_when_it_is_killed(data: list[str]) -> None:
    with serving(data) as opened, ThreadPoolExecutor(4) as pool:
        alive(opened)
        asked = pool.map(lambda _: get(opened, RIGHT), range(400))
        for _ in range(3):
            until(lambda: len(workers(opened)) == 2)
            (holder,) = children(opened.process.pid)
            os.kill(holder, signal.SIGKILL)
            until(lambda holder=holder: holder not in children(opened.process.pid))  # type: ignore[misc]
        assert {reply.status for reply in asked} <= {200, 503}
        alive(opened)
        until(lambda: len(workers(opened)) == 2)


def test_two_hundred_connections_at_once_lose_nothing(server: Server) -> None:
    barrier = threading.Barrier(200)

    def ask(i: int) -> tuple[int, bool]:
        barrier.wait()
        body = urlencode({"query": f"ASK {{ <urn:s{i}> <urn:p> ?o }}"}).encode()
        reply = server.ask("POST", "/sparql", body, {"content-type": FORM})
        return reply.status, reply.body.endswith(b"true}") or "retry-after" in reply.headers

    with ThreadPoolExecutor(200) as pool:
        answers = Counter(pool.map(ask, range(200)))
    assert set(answers) <= {(200, True), (503, True)}
    assert answers[200, True] > 0
    alive(server)


def test_more_than_may_wait_are_told_to_come_back(narrow: Server) -> None:
    with ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(lambda _: get(narrow, QUERIES["runaway count"]), range(12)))
    assert {reply.status for reply in replies} == {503, 504}
    assert all(reply.headers["retry-after"] == "1" for reply in replies if reply.status == 503)
    alive(narrow)


def test_a_process_may_take_so_much_memory_beside_the_data_and_no_more(narrow: Server) -> None:
    alive(narrow)
    until(lambda: len(workers(narrow)) == 1)
    (process,) = workers(narrow)
    (limit,) = re.findall(r"Max address space +(\d+) +\1 ", Path(f"/proc/{process}/limits").read_text())
    (holder,) = children(narrow.process.pid)
    data = int(Path(f"/proc/{holder}/statm").read_text().split()[0]) * resource.getpagesize()
    assert 0 <= int(limit) - data - 2048 * 2**20 < 2**20
