"""The W3C tests of the SPARQL 1.1 Protocol, sent as the bytes that their manifest describes.

The service answers queries only: a request that updates is refused, whatever the test expects of it, and what
a test asks after its update is left out, as it asks for the update's effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from tests.sparql import results
from tests.sparql.served import Server, serving
from tests.sparql.suite import FOLDER, manifest, needs_suite

PROTOCOL = FOLDER / "sparql11" / "protocol"
DATA = "http://kasei.us/2009/09/sparql/data/data"
_REQUESTS = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX ht: <http://www.w3.org/2011/http#>
PREFIX cnt: <http://www.w3.org/2011/content#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?test ?path ?method ?chars ?encoding ?kind ?boolean ?format (GROUP_CONCAT(STR(?status)) AS ?statuses) {
  ?test a mf:ProtocolTest ; mf:action/ht:requests/rdf:first ?request .
  ?request ht:absolutePath ?path ; ht:methodName ?method ; ht:resp ?response .
  ?response mf:expectedStatus ?status .
  OPTIONAL { ?response mf:expectedBoolean ?boolean }
  OPTIONAL { ?response mf:expectedFormat ?format }
  OPTIONAL { ?request ht:body [ cnt:chars ?chars ; cnt:characterEncoding ?encoding ] }
  OPTIONAL { ?request ht:headers/rdf:rest*/rdf:first [ ht:fieldName ?name ; ht:fieldValue ?kind ]
             FILTER(LCASE(?name) = "content-type") }
} GROUP BY ?test ?path ?method ?chars ?encoding ?kind ?boolean ?format ORDER BY ?test
"""
pytestmark = needs_suite


class Exchange(NamedTuple):
    """The first request of a test, and what is expected of the answer."""

    name: str
    path: str
    method: str
    body: bytes | None
    kind: str
    truth: bool | None
    form: str
    statuses: str

    @property
    def updates(self) -> bool:
        """Whether it is an update that the suite expects to work."""
        return self.name.startswith("update_")


def exchanges() -> list[Exchange]:
    """Return the first request of every test."""
    store = ox.Store()
    store.extend(manifest(PROTOCOL / "manifest.ttl"))
    found = []
    for row in store.query(_REQUESTS):
        value = {
            name: row[name].value if row[name] else ""
            for name in (
                "test",
                "path",
                "method",
                "chars",
                "encoding",
                "kind",
                "boolean",
                "format",
                "statuses",
            )
        }
        found.append(
            Exchange(
                value["test"].rpartition("#")[2],
                value["path"].replace("/sparql/", "/sparql"),
                value["method"],
                value["chars"].encode(value["encoding"]) if value["encoding"] else None,
                value["kind"],
                {"true": True, "false": False}.get(value["boolean"]),
                value["format"],
                value["statuses"],
            )
        )
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving([f"{DATA}{i}.rdf={PROTOCOL / f'data{i}.nt'}" for i in (1, 2, 3)]) as opened:
        yield opened


def test_every_exchange_is_as_the_suite_expects(server: Server) -> None:
    every = exchanges()
    assert len({exchange.name for exchange in every}) == 34
    wrong = [problem for exchange in every if (problem := differs(exchange, server))]
    refused = sum(exchange.updates for exchange in every)
    print(f"W3C protocol tests: {len(every)}, {refused} of them updates, refused; wrong: {wrong}")
    assert not wrong


def differs(exchange: Exchange, server: Server) -> str:
    """Say what is not as the suite expects of a service that takes no updates; else nothing."""
    headers = {"content-type": exchange.kind} if exchange.kind else {}
    reply = server.ask(exchange.method, exchange.path, exchange.body, headers)
    told = f"{exchange.name}: {reply.status} {reply.kind} {reply.body[:200]!r}"
    if exchange.updates or "StatusCode4xx" in exchange.statuses:
        right = 400 <= reply.status < 500 and reply.kind == "application/problem+json"
    elif exchange.form == "RDF":
        right = reply.status == 200 and isinstance(results.of_bytes(reply.body, reply.kind), list)
    else:
        truth = results.of_bytes(reply.body, reply.kind) if reply.status == 200 else None
        right = isinstance(truth, bool if exchange.form == "boolean" else list)
        right = right and (exchange.truth is None or truth is exchange.truth)
    return "" if right else told
