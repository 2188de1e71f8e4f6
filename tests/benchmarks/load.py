"""A client over a plain socket, which costs the machine little beside the server that it measures."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass, field


class Connection:
    """A kept connection to a local server."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = bytearray(1 << 21)

    def ask(self, request: bytes, *, keep: bool = True) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of the answer; without `keep` the body is read and dropped."""
        self._socket.sendall(request)
        head = b""
        while (end := head.find(b"\r\n\r\n")) < 0:
            head += self._received()
        lines = head[:end].decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        body = [head[end + 4 :]]
        missing = int(headers.get("content-length", "0")) - len(body[0])
        while missing > 0:
            size = self._socket.recv_into(self._buffer, min(missing, len(self._buffer)))
            if not size:
                raise ConnectionError("the server closed the connection within an answer")
            missing -= size
            if keep:
                body.append(bytes(self._buffer[:size]))
        return int(lines[0].split()[1]), headers, b"".join(body)

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _received(self) -> bytes:
        size = self._socket.recv_into(self._buffer)
        if not size:
            raise ConnectionError("the server closed the connection")
        return bytes(self._buffer[:size])


@dataclass
class Measured:
    """What a time of asking gave: milliseconds of each answer, and the seconds that it took in all."""

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers in a second."""
        return len(self.milliseconds) / self.seconds

    def part(self, share: float) -> float:
        """Return the milliseconds within which a share of the answers came."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def load(port: int, request: bytes, clients: int, seconds: float) -> Measured:
    """Return what asking the same with so many clients at once, for so long, takes."""
    measured = Measured()
    start = time.perf_counter()

    def client() -> None:
        connection = Connection(port)
        while (asked := time.perf_counter()) < start + seconds:
            status, _, _ = connection.ask(request, keep=False)
            if status != 200:
                raise ValueError(f"status {status}")
            measured.milliseconds.append((time.perf_counter() - asked) * 1000)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured.seconds = time.perf_counter() - start
    return measured


def each(port: int, requests: list[bytes]) -> Measured:
    """Return what asking each once, one after the other, takes, where there is an answer."""
    measured = Measured()
    connection = Connection(port)
    start = time.perf_counter()
    for request in requests:
        asked = time.perf_counter()
        status, _, _ = connection.ask(request, keep=False)
        if status == 200:
            measured.milliseconds.append((time.perf_counter() - asked) * 1000)
    measured.seconds = time.perf_counter() - start
    connection.close()
    return measured
