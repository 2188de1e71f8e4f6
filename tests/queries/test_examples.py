"""Every example of every query has one answer on both engines over the real graph; questions find it."""

from __future__ import annotations

from pathlib import Path

import pytest

from painkg import paths
from painkg.answers.ask import EXAMPLES as MAIN_KINDS
from painkg.answers.ask import ask, readings
from painkg.answers.asked.taught import examples
from painkg.answers.asked.telling import told
from painkg.graph import Graph
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.header import Example
from painkg.queries.library import Library, NamedQuery
from painkg.stores import Solutions, Store, open_store

LIBRARY = Library.read(paths.queries_dir())
EXAMPLES = [(query, example) for query in LIBRARY for example in query.header.examples]


@pytest.fixture(scope="session")
def rdflib(built: Path) -> Store:
    """The real graph in rdflib; it takes seconds to load."""
    return open_store(f"rdflib:{built / 'painkg.nq.gz'}")


def name(value: object) -> str:
    if isinstance(value, NamedQuery):
        return value.name
    return ",".join(map(str, value.args.values())) if isinstance(value, Example) else ""


def rows(solutions: Solutions) -> list[str]:
    return sorted(map(str, solutions.rows))


@pytest.mark.parametrize(("query", "example"), EXAMPLES, ids=name)
def test_an_example_has_its_answer_on_both_engines(
    query: NamedQuery, example: Example, graph: Graph, rdflib: Store
) -> None:
    text = bind(query, resolve_arguments(query, example.args, graph.index))
    found = graph.store.select(text)
    assert len(found) >= example.at_least
    for wanted in example.includes:
        assert any(all(row.get(k) == str(v) for k, v in wanted.items()) for row in found), wanted
    assert len(set(found.rows)) == len(found), "a row is there twice; select DISTINCT"
    assert rows(rdflib.select(text)) == rows(found)
    assert graph.store.select(text).rows == found.rows, "the order is not settled"


@pytest.mark.parametrize("query", list(LIBRARY), ids=name)
def test_the_file_runs_as_it_stands(query: NamedQuery, graph: Graph, rdflib: Store) -> None:
    assert rows(rdflib.select(query.text)) == rows(graph.store.select(query.text))


@pytest.mark.parametrize("query", list(LIBRARY), ids=name)
def test_without_an_optional_value_there_is_no_less_than_with_it(query: NamedQuery, graph: Graph) -> None:
    example = query.header.examples[0].args
    optional = {n for n in example if not query.header.params[n].required}
    needed = {n: v for n, v in example.items() if n not in optional}
    some, every = (
        set(graph.store.select(bind(query, resolve_arguments(query, raw, graph.index))).rows)
        for raw in (example, needed)
    )
    if not any(query.header.params[n].default is not None for n in optional):
        assert some <= every


@pytest.mark.parametrize("query", [q for q in LIBRARY if q.header.questions], ids=name)
def test_the_question_in_a_header_is_answered_by_the_query(query: NamedQuery, graph: Graph) -> None:
    question = query.header.question
    assert query.name in {told(r)[0] for r in readings(graph, question)}
    found = ask(graph, question)
    assert found["understood"]["query"] == query.name
    assert found["answer"]["rows"]


def test_every_pattern_of_a_question_can_be_read(graph: Graph) -> None:
    for question in (*MAIN_KINDS, *examples()):
        assert list(readings(graph, question)), question
