"""A SPARQL endpoint on the loopback address, from the standard library around an Oxigraph store."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox

seen: list[str | None] = []  # the Authorization of each request
QUADS = ox.RdfFormat.N_QUADS
ASKED = {"/basic": {"WWW-Authenticate": 'Basic realm="here"'}, "/silent": {}}  # how a name is asked for


class Handler(BaseHTTPRequestHandler):
    """Answers a POST as the SPARQL 1.1 Protocol says; a path of its own fails in a way of its own."""

    store: ox.Store

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        query = parse_qs(self.rfile.read(length).decode(), keep_blank_values=True)["query"][0]
        self.server.seen.append(self.headers.get("Authorization"))  # type: ignore[attr-defined]
        if self.path == "/slow":
            time.sleep(1.0)
        if self.path in ASKED and not (self.headers.get("Authorization") or "").startswith("Basic "):
            self._send(401, "text/plain", b"who?", ASKED[self.path])
            return
        if self.path.startswith("/moved/"):
            self._send(int(self.path[7:]), "text/plain", b"", {"Location": "/sparql"})
            return
        if self.path == "/away":  # the same machine by another name
            self._send(
                307, "text/plain", b"", {"Location": f"http://localhost:{self.server.server_port}/sparql"}
            )  # type: ignore[attr-defined]
            return
        if self.path == "/round":
            self._send(307, "text/plain", b"", {"Location": "/round"})
            return
        if self.path == "/cut":
            self._send(200, "application/sparql-results+json", b"{}", {"X-SPARQL-MaxRows": "10000"})
            return
        if self.path in ("/404", "/500", "/504"):
            self._send(int(self.path[1:]), "text/plain", b"no luck today")
        elif self.path == "/html":
            self._send(200, "text/html", b"<p>Welcome</p>")
        elif self.path == "/odd":
            self._send(200, "application/json", json.dumps({"results": {"bindings": [{"a": 1}]}}).encode())
        else:
            self._answer(query)

    def _answer(self, query: str) -> None:
        try:
            found = self.store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            self._send(400, "text/plain", str(error).encode())
            return
        if isinstance(found, ox.QueryTriples):
            self._send(200, "application/n-triples", found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")
        else:
            body = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
            self._send(200, "application/sparql-results+json", body)

    def _send(self, status: int, kind: str, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:  # the client did not wait
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def endpoint(quads: bytes) -> Iterator[str]:
    """Serve these N-Quads; yield the address."""
    store = ox.Store()
    store.load(quads, QUADS)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Loaded", (Handler,), {"store": store}))
    server.daemon_threads = True
    server.seen = seen  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
