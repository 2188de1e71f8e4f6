"""Real answers as the examples of the OpenAPI description."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from painkg.analytics import paths
from painkg.answers.annotate import annotate
from painkg.answers.ask import ask
from painkg.answers.by_condition import by_condition
from painkg.answers.compare import compare
from painkg.answers.disagreements import Page, disagreements
from painkg.answers.doses import written
from painkg.answers.explain import explain
from painkg.answers.filters import Filters
from painkg.answers.ladder import ladder
from painkg.answers.mme import mme
from painkg.answers.options import options
from painkg.answers.patient import Patient
from painkg.answers.search import search
from painkg.answers.terms import describe
from painkg.answers.vocabulary import vocabulary
from painkg.diff.between import between
from painkg.errors import PainkgError
from painkg.graph import Graph


def add(schema: dict[str, Any], graph: Graph) -> dict[str, Any]:
    """Return an OpenAPI description with an answer of this graph at the routes that have a typical one."""
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "/options": lambda: options(graph, "chronic back pain", Filters("invasive", limit=1)),
        "post /options": lambda: options(graph, "sciatica", Filters(limit=1), _patient(graph)),
        "/disagreements": lambda: disagreements(graph, "low back pain", "acupuncture", Page("direction")),
        "/explain": lambda: explain(graph, "low back pain", "acupuncture", Filters("invasive")),
        "/advice": lambda: by_condition(graph, "vertebroplasty"),
        "/compare": lambda: compare(graph, ["celecoxib", "paracetamol"], "acute low back pain"),
        "/paths": lambda: paths(graph, "lumbar disc herniation", "sciatica"),
        "/ladder": lambda: ladder(graph, "acute musculoskeletal injury pain"),
        "/mme": lambda: mme(graph, [written("oxycodone 20 mg 3/day"), written("fentanyl patch 25 mcg/h")]),
        "/diff": lambda: between(graph, graph),
        "/ask": lambda: ask(graph, "kinds of radiofrequency ablation"),
        "/annotate": lambda: annotate(graph, "CLBP, failed NSAIDs, now on duloxetine"),
        "/search": lambda: {"results": search(graph.index, "chronik back pain", limit=2)},
        "/vocabulary": lambda: _shortened(vocabulary(graph)),
        "/terms/{term}": lambda: {"term": describe(graph, "PAINKG:0010003")},
    }
    for door, make in makers.items():
        method, _, path = door.rpartition(" ")  # without a method, the answer is that of every one
        try:
            example = make()
        except (PainkgError, KeyError):
            continue  # a store with other content has no such term
        operations = schema["paths"][path]
        for operation in [operations[method]] if method else operations.values():
            content = (
                operation["responses"]["200"].setdefault("content", {}).setdefault("application/json", {})
            )
            content["example"] = example
    return schema


def _patient(graph: Graph) -> Patient:
    return Patient.of(graph, {"age": 72, "medications": ["warfarin"]})


def _shortened(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer with one entry of each of its lists and tables."""
    cut: dict[str, Any] = {}
    for name, value in answer.items():
        whole = name in ("release", "disclaimer") or not isinstance(value, list | dict)
        cut[name] = (
            value
            if whole
            else value[:1]
            if isinstance(value, list)
            else dict(itertools.islice(value.items(), 1))
        )
    return cut
