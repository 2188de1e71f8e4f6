"""The question set is read right, and what is out of scope gets no answer."""

from __future__ import annotations

import pytest

from painkg.answers.ask import readings
from painkg.graph import Graph
from tests.questions import asked
from tests.questions.asked import Asked

LEAST = 95  # per cent


@pytest.fixture(scope="module")
def found(graph: Graph) -> list[Asked]:
    """Every question, read."""
    return asked.read(graph, asked.files())


def test_nearly_all_questions_are_read_right(found: list[Asked]) -> None:
    right = sum(each.right for each in found)
    assert 100 * right >= LEAST * len(found), asked.report(found)


def test_no_question_out_of_scope_gets_an_answer(found: list[Asked]) -> None:
    assert [each.question for each in found if each.expected == [asked.NONE] and each.confident] == []


def test_every_expectation_names_terms_of_the_graph(graph: Graph) -> None:
    known = {info.label for info in graph.index.terms.values()}
    known |= {source.organisation for source in graph.evidence.sources.values()}
    for _, question in asked.questions(asked.files()):
        reads = question["reads"]
        named = [
            reads.get(slot) for slot in ("condition", "intervention", "term", "after", "kind_of_intervention")
        ]
        named += [
            name for slot in ("interventions", "organisations", "sources") for name in reads.get(slot, ())
        ]
        assert {name for name in named if name} <= known, question["ask"]


@pytest.mark.parametrize("family", [path.stem for path in asked.files() if path.stem != "out_of_scope"])
def test_a_word_without_meaning_is_never_passed_over(graph: Graph, family: str) -> None:
    for _, question in list(asked.questions([asked.HERE / f"{family}.yaml"]))[::4]:
        words = question["ask"].split()
        words.insert(len(words) // 2, "zqblorfy")
        assert list(readings(graph, " ".join(words))) == [], " ".join(words)
