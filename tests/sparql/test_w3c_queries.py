"""The W3C query tests through `painkg serve --data` and by the same engine in process: equal, test by test.

One server holds every file of the suite as a named graph of that file's address; each test chooses its data
by `default-graph-uri` and `named-graph-uri`, as the SPARQL 1.1 Protocol has it. In process, each test has a
store of its own with just its data. Tests of updates, of SERVICE and of entailment are not for this service.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from painkg.queries.text import keywords
from tests.sparql import results
from tests.sparql.served import Server, serving
from tests.sparql.suite import Case, cases, needs_suite

TABLES = ("application/sparql-results+json", "application/sparql-results+xml", "text/tab-separated-values")
GRAPHS = ("application/n-triples", "text/turtle", "application/rdf+xml", "application/ld+json")
WRONG, STOPPED = "wrong", "stopped"
BASE = "http://localhost/sparql"
NOTHING = "urn:no:graph"
pytestmark = needs_suite


@pytest.fixture(scope="module")
def every() -> list[Case]:
    return cases()


@pytest.fixture(scope="module")
def server(every: list[Case], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    quads = itertools.chain.from_iterable(read(path, path.as_uri()) for path in files(every))
    target = tmp_path_factory.mktemp("w3c") / "all.nq"
    ox.serialize(quads, str(target), format=ox.RdfFormat.N_QUADS)
    with serving([str(target)], public_url="http://localhost") as opened:
        yield opened


def files(every: list[Case]) -> list[Path]:
    """Every file that a test names, or that may be named in the FROM of its query."""
    found = {path for case in every for path in case.data + case.named}
    for case in every:
        if not case.data + case.named:
            found |= {
                p for p in case.query.parent.iterdir() if p.name.startswith("data") and p.suffix == ".ttl"
            }
    return sorted(found)


def read(path: Path, graph: str = "") -> Iterator[ox.Quad]:
    """Yield what a file says, in a graph of its own or in those that it names."""
    format = ox.RdfFormat.from_extension(path.suffix[1:])
    for quad in ox.parse(path=str(path), format=format, base_iri=path.as_uri(), rename_blank_nodes=True):
        own = isinstance(quad.graph_name, ox.DefaultGraph) and graph
        yield ox.Quad(*quad.triple, ox.NamedNode(graph)) if own else quad


def graphs(path: Path) -> set[str]:
    """Return the names of the graphs in a file."""
    return {q.graph_name.value for q in read(path) if isinstance(q.graph_name, ox.NamedNode)}


def in_process(case: Case) -> object:
    """Return what the engine answers by itself: WRONG or STOPPED when it finds an error, first or later."""
    store = ox.Store()
    for path in case.data:
        store.extend(read(path))
    for path in case.named or (() if case.data else files([case])):
        store.extend(read(path, path.as_uri()))
    try:
        found = store.query(case.text, base_iri=BASE)
        return found.serialize(format=ox.QueryResultsFormat.CSV) if is_csv(case) else results.of_found(found)
    except SyntaxError:
        return WRONG
    except RuntimeError:
        return STOPPED


def through_the_service(case: Case, server: Server, number: int) -> object:
    """Return what the server answers: WRONG or STOPPED when it refuses, with or without a place."""
    fields = [("query", case.text)]
    if (case.data or case.named) and "FROM" not in keywords(case.text):
        named = [path.as_uri() for path in case.named] + [name for path in case.data for name in graphs(path)]
        fields += [("default-graph-uri", path.as_uri()) for path in case.data] or [
            ("default-graph-uri", NOTHING)
        ]
        fields += [("named-graph-uri", name) for name in named or [NOTHING]]
    accept = f"{TABLES[number % 3]}, {GRAPHS[number % 4]}" if not is_csv(case) else "text/csv"
    headers = {"content-type": "application/x-www-form-urlencoded", "accept": accept}
    reply = server.ask("POST", "/sparql", urlencode(fields).encode(), headers)
    if reply.status == 406:  # neither RDF/XML nor JSON-LD can hold every graph
        headers["accept"] = GRAPHS[0]
        reply = server.ask("POST", "/sparql", urlencode(fields).encode(), headers)
    if reply.status == 400:
        return WRONG if "line" in json.loads(reply.body) else STOPPED
    assert reply.status == 200, (case.name, reply)
    assert reply.kind in headers["accept"]
    return reply.body if is_csv(case) else results.of_bytes(reply.body, reply.kind)


def is_csv(case: Case) -> bool:
    return case.result is not None and case.result.suffix == ".csv"


def passes(case: Case, answer: object) -> bool:
    """Say whether an answer is what the suite expects."""
    if "Syntax" in case.kind:
        return (answer == WRONG) == case.kind.startswith("Negative")
    if isinstance(answer, str) or case.result is None:
        return False
    expected, ordered = results.of_file(case.result)
    found = results.of_bytes(answer, "text/csv") if isinstance(answer, bytes) else answer
    return results.same(found, expected, ordered=ordered)  # type: ignore[arg-type]


def test_the_service_scores_what_the_engine_scores(every: list[Case], server: Server) -> None:
    scores = {"in process": 0, "through the service": 0}
    different, failed = [], []
    for number, case in enumerate(every):
        inner, outer = passes(case, in_process(case)), passes(case, through_the_service(case, server, number))
        scores["in process"] += inner
        scores["through the service"] += outer
        if inner != outer:
            different.append(case.name)
        if not inner:
            failed.append(case.name)
    print(f"W3C query tests: {len(every)}; passed {scores}; the engine fails {failed}")
    assert not different
    assert scores["in process"] == scores["through the service"] > 1000
