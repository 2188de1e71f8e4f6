"""The doors that are measured: what is asked of each, anew each time, and what answers it in process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from painkg.analytics import paths
from painkg.answers import terms
from painkg.answers.ask import ask, readings
from painkg.answers.compare import compare
from painkg.answers.disagreements import disagreements
from painkg.answers.doses import written
from painkg.answers.ladder import ladder
from painkg.answers.mme import mme
from painkg.answers.options import options
from painkg.answers.patient import Patient
from painkg.answers.search import search
from painkg.graph import Graph
from painkg_api.answered import dump

POINT = "SELECT ?l WHERE {{ <https://w3id.org/painkg/{}> ?p ?l }} LIMIT 5"
SPINE = "chronic back pain"
PATIENT = {"age": 72, "medications": ["warfarin"]}
QUESTION = "which invasive options address {}"


@dataclass(frozen=True)
class Door:
    """A door: `target` or `body` has `{}` where what varies goes; `often` is what is asked repeatedly."""

    name: str
    target: str
    values: Callable[[Graph], list[str]]
    often: str
    floor: Callable[[Graph, str], object] | None = None
    body: str = ""

    def request(self, value: str, coding: str = "identity", target: str = "") -> bytes:
        """Return the request for a value as HTTP; `target` asks the same of another address."""
        body = self.body.replace("{}", value).encode()
        target = target or self.target.replace("{}", quote(value, safe=""))
        line = f"{'POST' if body else 'GET'} {target} HTTP/1.1"
        head = [line, "Host: localhost", f"Accept-Encoding: {coding}"]
        if body:
            head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join([*head, "", ""]).encode() + body


def conditions(graph: Graph) -> list[str]:
    """Return the labels of the conditions that statements name."""
    found = sorted({s.condition for s in graph.evidence.statements.values()})
    return [graph.index.terms[c].label for c in found]


def questions(graph: Graph) -> list[str]:
    """Return a question for each condition with which it is understood."""
    asked = [QUESTION.format(label) for label in conditions(graph)]
    return [question for question in asked if next(readings(graph, question), None)]


def ids(graph: Graph) -> list[str]:
    """Return some terms."""
    return [info.id for info in graph.index.named() if info.kind in ("condition", "technique", "drug")][:150]


def points(graph: Graph) -> list[str]:
    """Return a query for each of some terms."""
    return [POINT.format(term.replace(":", "_")) for term in ids(graph)]


def drugs(graph: Graph) -> list[str]:
    """Return the labels of the drugs that statements name."""
    found = sorted({s.intervention for s in graph.evidence.statements.values()})
    return [graph.index.terms[i].label for i in found if graph.index.terms[i].kind == "drug"]


def doses(_: Graph) -> list[str]:
    """Return doses of an opioid."""
    return [f"oxycodone {mg} mg 2/day" for mg in range(1, 100)]


def nothing(_: Graph) -> list[str]:
    """Return nothing that varies."""
    return []


DOORS = (
    Door("/options", "/options?condition={}", conditions, SPINE, lambda g, v: dump(options(g, v))),
    Door("/ask", "/ask?q={}", questions, QUESTION.format(SPINE), lambda g, v: dump(ask(g, v))),
    Door(
        "POST /options, a patient",
        "/options",
        conditions,
        SPINE,
        lambda g, v: dump(options(g, v, patient=Patient.of(g, PATIENT))),
        json.dumps({"condition": "{}", "patient": PATIENT}),
    ),
    Door("/search", "/search?q={}", conditions, SPINE, lambda g, v: dump(search(g.index, v))),
    Door(
        "/terms/{id}",
        "/terms/{}",
        ids,
        "PAINKG:0010003",
        lambda g, v: dump(terms.describe(g, g.index.resolve(v).id)),
    ),
    Door(
        "/disagreements",
        "/disagreements?condition={}",
        conditions,
        SPINE,
        lambda g, v: dump(disagreements(g, v)),
    ),
    Door("/explain", "/explain?intervention=acupuncture&condition={}", conditions, SPINE),
    Door("/advice", "/advice?intervention={}", drugs, "duloxetine"),
    Door(
        "/compare",
        "/compare?option=acupuncture&option={}",
        drugs,
        "duloxetine",
        lambda g, v: dump(compare(g, ["acupuncture", v])),
    ),
    Door(
        "/paths",
        "/paths?to=serotonin%20syndrome&from={}",
        drugs,
        "tramadol",
        lambda g, v: dump(paths(g, v, "serotonin syndrome")),
    ),
    Door("/ladder", "/ladder?condition={}", conditions, SPINE, lambda g, v: dump(ladder(g, v))),
    Door(
        "/mme",
        "/mme?dose={}",
        doses,
        "oxycodone 20 mg 3/day",
        lambda g, v: dump(mme(g, [written(v)])),
    ),
    Door("/annotate", "/annotate?text={}", questions, QUESTION.format(SPINE)),
    Door("/queries/{name}", "/queries/statements_for_condition?condition={}", conditions, SPINE),
    Door(
        "/sparql",
        "/sparql?query={}",
        points,
        POINT.format("PAINKG_0010003"),
        lambda g, v: g.store.select(v),
    ),
    Door("/healthz", "/healthz", nothing, ""),
)
