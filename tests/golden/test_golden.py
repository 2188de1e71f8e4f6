"""The project's real graph against answers worked out by hand from the evidence dossier (see README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from painkg import paths, terms
from painkg.answers.ask import ask
from painkg.answers.disagreements import Page, disagreements
from painkg.answers.filters import Filters
from painkg.answers.options import option_for, options
from painkg.answers.patient import Patient
from painkg.answers.search import search
from painkg.graph import Graph
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.library import Library
from painkg_api.text.answer import whole
from tests.golden.form import (
    Asked,
    Assessed,
    Every,
    Exactly,
    Found,
    Named,
    Option,
    Pair,
    Place,
    Question,
    Replaced,
    questions,
    table,
)

QUESTIONS = questions()
DIRECTIONS = {row["row"]: row for row in table("directions.tsv")}
NOT_CURATED = {row["row"] for row in table("not_curated.tsv")}
WORDS = {"only-in-research": "research only"}  # the dossier's word → the graph's
RESTS_ON = {"recommended": "for", "recommended against": "against", "research only": "research only"}
OPTIONS = ("options", "treats_a_cause", "excluded")
Shown = dict[str, Any]


def cases(part: str) -> list[Any]:
    """Return one case for each entry under a key of the golden files, named file-entry."""
    found: list[Any] = []
    for name, question in QUESTIONS.items():
        entries = getattr(question, part)
        for entry in entries if isinstance(entries, list) else [entries] if entries else []:
            said = next(
                (getattr(entry, k) for k in ("intervention", "term", "query", "search") if hasattr(entry, k)),
                len(found),
            )
            found.append(pytest.param(question, entry, id=f"{name}-{said}".replace(" ", "_")))
    return found


def asked(name: str) -> list[Any]:
    """Return one case for each golden file that asks for options and has a value under `name`."""
    return [pytest.param(q, id=stem) for stem, q in QUESTIONS.items() if q.ask and getattr(q, name)]


@pytest.fixture(scope="module")
def answer(graph: Graph) -> Any:
    """Answer what a golden file asks, once for each."""

    @cache
    def given(text: str) -> Shown:
        ask = Asked.model_validate_json(text)
        patient = Patient.of(graph, ask.patient) if ask.patient else None
        if ask.intervention:
            return option_for(graph, ask.intervention, ask.condition, patient)
        filters = Filters(ask.technique_class, ask.direction, limit=1000, line=1 if ask.first_line else None)
        return options(graph, ask.condition, filters, patient)

    return lambda ask: given(ask.model_dump_json())


def statements(
    answer: Shown, intervention: str = "", lists: str = "options treats_a_cause"
) -> Iterator[Shown]:
    """Yield the statements of an answer, flat: a golden file's `Said` has these keys."""
    for name in lists.split():
        for option in answer[name]:
            if intervention in ("", option["intervention"]["label"]):
                for group in option["groups"]:
                    for said in group["statements"]:
                        yield {
                            **said,
                            "row": said["dossier"],
                            "source": said["source"]["label"],
                            "intervention": said["intervention"]["label"],
                            "condition": group["condition"]["label"],
                            "relation": group["relation"],
                            "line": (said["line"] or {}).get("rank"),
                        }


def brief(shown: list[Shown]) -> str:
    """Return statements in one line each, for a failure message."""
    keys = "row source intervention direction strength certainty type purpose status line relation condition"
    return "\n".join(" | ".join(str(said[key]) for key in keys.split()) for said in shown)


@pytest.mark.parametrize(("question", "expected"), cases("options"))
def test_option(answer: Any, question: Question, expected: Option) -> None:
    given = answer(question.ask)
    home, other = ("treats_a_cause", "options") if expected.only_as_cause else ("options", "treats_a_cause")
    listed = {o["intervention"]["label"]: o for o in given[home]}
    assert expected.intervention in listed, f"not in {home}"
    found = listed[expected.intervention]
    shown = list(statements(given, expected.intervention, home))
    if expected.only_as_cause:
        assert expected.intervention not in {o["intervention"]["label"] for o in given[other]}
        assert {said["relation"] for said in shown} == {"cause"}
    if expected.verdict:
        assert found["verdict"] == expected.verdict, brief(shown)
    for said in expected.statements:
        near = [s for s in shown if s["row"] in said.row or (not said.row and s["source"] in said.source)]
        assert any(said.fits(s) for s in shown), f"no statement with {said}; near it:\n{brief(near)}"
    strange = [s for s in shown if s["row"] in expected.without]
    assert not strange, f"about something else:\n{brief(strange)}"


@pytest.mark.parametrize("question", asked("not_listed"))
def test_not_listed(answer: Any, question: Question) -> None:
    given = answer(question.ask)
    listed = {o["intervention"]["label"] for o in [*given["options"], *given["treats_a_cause"]]}
    assert not listed & set(question.not_listed)


@pytest.mark.parametrize(("question", "expected"), cases("assessed"))
def test_what_is_said_of_an_option_for_a_patient(answer: Any, question: Question, expected: Assessed) -> None:
    given = answer(question.ask)
    lists = {name: {o["intervention"]["label"]: o for o in given[name]} for name in OPTIONS}
    home = [name for name in OPTIONS if expected.intervention in lists[name]]
    assert home, "not in the answer"
    found = lists[home[0]][expected.intervention]["safety"]
    assert found["status"] in expected.status, found["reasons"]
    assert ("excluded" in home) == (found["status"] == "excluded")
    reasons = found["reasons"]
    assert {r["dossier"] for r in reasons if r.get("dossier")} >= set(expected.rows), reasons
    assert {r["source"]["label"] for r in reasons if r["source"]} >= set(expected.sources), reasons
    told = " ".join([r["fact"] for r in reasons] + [d for r in reasons for d in r["details"]])
    assert not [words for words in expected.says if words not in told], told
    assert set(expected.needs) <= set(found["not_assessed"]["needed"])


@pytest.mark.parametrize("question", asked("not_assessed"))
def test_not_assessed(answer: Any, question: Question) -> None:
    needed = {need["fact"] for need in answer(question.ask)["not_assessed"]["needed"]}
    assert set(question.not_assessed) <= needed


@pytest.mark.parametrize("question", asked("for_other_patients"))
def test_for_other_patients(answer: Any, question: Question) -> None:
    aside = {entry["intervention"]["label"] for entry in answer(question.ask)["for_other_patients"]}
    assert set(question.for_other_patients) <= aside


def test_no_answer_for_a_patient_says_safe(graph: Graph) -> None:
    told = []
    for name, question in QUESTIONS.items():
        if question.ask and question.ask.patient:
            patient = Patient.of(graph, question.ask.patient)
            answer = options(graph, question.ask.condition, Filters(limit=1000), patient)
            shown = whole(answer, 10_000).partition("\nSOURCES")[0]
            told += [f"{name}: {m}" for m in re.findall(r"\bsafe\b.{0,40}|\bno risk\b", shown)]
    assert not told


@pytest.mark.parametrize("question", asked("technique_class"))
def test_technique_class(answer: Any, question: Question) -> None:
    given = answer(question.ask)
    classes = {o["intervention"]["technique_class"] for o in [*given["options"], *given["treats_a_cause"]]}
    assert classes == {question.technique_class}


@pytest.mark.parametrize(("question", "expected"), cases("exactly"))
def test_exactly(answer: Any, question: Question, expected: Exactly) -> None:
    found = [said for said in statements(answer(question.ask)) if expected.where.fits(said)]
    assert {said["row"] for said in found} == set(expected.rows), f"with {expected.where}:\n{brief(found)}"


@pytest.mark.parametrize(("question", "expected"), cases("every"))
def test_every(answer: Any, question: Question, expected: Every) -> None:
    found = [said for said in statements(answer(question.ask)) if expected.where.fits(said)]
    assert found, f"no statement with {expected.where}"
    wrong = [said for said in found if not expected.shows.fits(said)]
    assert not wrong, f"not {expected.shows}:\n{brief(wrong)}"


@pytest.mark.parametrize("question", asked("in_order"))
def test_order_of_care(answer: Any, question: Question) -> None:
    lines = {said["row"]: said["line"] for said in statements(answer(question.ask))}
    steps = [{lines[row] for row in step} for step in question.in_order]
    assert all(len(step) == 1 and None not in step for step in steps), f"a step is not one line: {steps}"
    ranks = [step.pop() for step in steps]
    assert ranks == sorted(set(ranks)), f"not in this order: {ranks}"


@pytest.mark.parametrize("question", asked("understood"))
def test_words_are_understood_as_the_same_question(graph: Graph, answer: Any, question: Question) -> None:
    said = ask(graph, question.question)
    assert said["understood"]["query"] == question.understood
    if question.understood != "disagreements":
        for part in ("options", "treats_a_cause"):
            labels = [o["intervention"]["label"] for o in said["answer"][part]]
            assert labels == [o["intervention"]["label"] for o in answer(question.ask)[part]]


def disagreeing(graph: Graph, condition: str) -> list[Shown]:
    """Return the entries of `disagreements` that are of direction."""
    found: list[Shown] = disagreements(graph, condition, page=Page("direction", 1000))["disagreements"]
    return found


def pairs_of(graph: Graph, entry: Shown) -> list[dict[str, str]]:
    """Return the pairs of an entry of `disagreements` by dossier row."""
    dossier = {s.id: s.text("pk:dossierRow") for s in graph.evidence.statements.values()}
    return [{side: dossier[name] for side, name in pair.items()} for pair in entry["pairs"]]


@pytest.mark.parametrize(("question", "expected"), cases("opposed"))
def test_opposed(graph: Graph, question: Question, expected: Pair) -> None:
    assert question.ask
    pairs = {
        (pair["for"], pair["against"])
        for row in disagreeing(graph, question.ask.condition)
        if row["intervention"]["label"] == expected.intervention
        for pair in pairs_of(graph, row)
    }
    assert (expected.advised, expected.refused) in pairs


@pytest.mark.parametrize("question", asked("not_opposed_by"))
def test_not_opposed_by(graph: Graph, question: Question) -> None:
    assert question.ask
    found = disagreeing(graph, question.ask.condition)
    stand = {s["source"]["label"] for row in found for side in row["sides"] for s in side["statements"]}
    assert found
    assert not stand & set(question.not_opposed_by)


@pytest.mark.parametrize("question", asked("ask"))
def test_a_verdict_rests_on_current_advice_to_treat(answer: Any, question: Question) -> None:
    given = answer(question.ask)
    for option in [*given["options"], *given["treats_a_cause"]]:
        for group in option["groups"]:
            votes = {said["direction"] for said in group["statements"] if votes_by_the_contract(said)}
            needed = RESTS_ON.get(group["verdict"])
            place = f"{option['intervention']['label']} for {group['condition']['label']}: {group['verdict']}"
            assert needed in votes if needed else bool(votes) == (group["verdict"] != "described"), place


def votes_by_the_contract(said: Shown) -> bool:
    """Say whether a statement as shown is current, a recommendation, and about treatment."""
    return (said["status"], said["type"], said["purpose"]) == ("current", "recommendation", "therapeutic")


@pytest.mark.parametrize("question", asked("ask"))
def test_what_treats_a_cause_is_listed_apart(answer: Any, question: Question) -> None:
    given = answer(question.ask)
    assert "cause" not in {said["relation"] for said in statements(given, lists="options")}
    assert {said["relation"] for said in statements(given, lists="treats_a_cause")} <= {"cause"}


@pytest.mark.parametrize(("question", "expected"), cases("queries"))
def test_named_query(graph: Graph, question: Question, expected: Named) -> None:
    query = Library.read(paths.queries_dir()).get(expected.query)
    text = bind(query, resolve_arguments(query, dict(expected.args), graph.index))
    found = list(graph.store.select(text))
    for row in expected.includes:
        assert any(row.items() <= one.items() for one in found), f"no {row}"
    for row in expected.excludes:
        assert not [one for one in found if row.items() <= one.items()], f"should not be there: {row}"
    for part in expected.values:
        fitting = [one for one in found if part.where.items() <= one.items()]
        assert {one.get(part.column, "") for one in fitting} == set(part.exactly), part
    if expected.rows:
        facts = {**graph.evidence.statements, **{fact.id: fact for fact in graph.evidence.safety}}
        said = [facts[terms.contract(one["statement"])] for one in found]
        behind = [s for s in said if not expected.sources or s.source.label in expected.sources]
        assert {s.text("pk:dossierRow") for s in behind} == set(expected.rows)


@pytest.mark.parametrize(("question", "expected"), cases("found"))
def test_search_finds(graph: Graph, question: Question, expected: Found) -> None:
    best = search(graph.index, expected.search)[0]
    assert best["label"] == expected.first, best
    assert expected.match in (None, best["match"]), best


@pytest.mark.parametrize(("question", "expected"), cases("places"))
def test_place(graph: Graph, question: Question, expected: Place) -> None:
    index = graph.index
    term = index.resolve(expected.term).id
    for name in expected.is_a:
        assert index.is_a(term, index.resolve(name).id), f"{expected.term} is no {name}"
    for name in expected.is_not_a:
        assert not index.is_a(term, index.resolve(name).id), f"{expected.term} is a {name}"
    for name in expected.called:
        assert index.resolve(name).id == term, name


@pytest.mark.parametrize(("question", "expected"), cases("replaced"))
def test_replaced(graph: Graph, question: Question, expected: Replaced) -> None:
    sources = {source.label: source for source in graph.evidence.sources.values()}
    newer = {graph.evidence.sources[i].label for i in sources[expected.source].superseded_by}
    assert newer == set(expected.superseded_by)
    said = [s for s in graph.evidence.statements.values() if s.source.label == expected.source]
    assert said
    assert all(s.superseded and not s.votes and s.as_dict()["status"] == "superseded" for s in said)
    for label in expected.superseded_by:
        rows = [s for s in graph.evidence.statements.values() if s.source.label == label]
        assert any(s.votes for s in rows)


def rows_of(graph: Graph) -> Iterator[tuple[str, Any]]:
    """Yield each statement of the graph with a dossier row that it comes from."""
    for statement in graph.evidence.statements.values():
        for row in statement.cells.get("pk:dossierRow", []):
            yield row, statement


def test_no_direction_or_source_differs_from_the_dossier(graph: Graph) -> None:
    wrong = [
        f"{row} {statement.id}: {statement.source.label} {statement.direction}, dossier {dossier}"
        for row, statement in rows_of(graph)
        if (dossier := DIRECTIONS.get(row))
        and (statement.source.label, statement.direction)
        != (dossier["source"], WORDS.get(dossier["direction"], dossier["direction"]))
    ]
    assert not wrong, "\n".join(wrong)


def test_every_row_of_the_slice_is_in_the_graph_or_said_not_to_be(graph: Graph) -> None:
    curated = {row for row, _ in rows_of(graph)}
    assert sorted(DIRECTIONS.keys() - curated - NOT_CURATED) == []
    assert sorted(NOT_CURATED & curated) == [], "curated now; take it out of not_curated.tsv"
    assert sorted(NOT_CURATED - DIRECTIONS.keys()) == [], "not in directions.tsv"


def test_every_dossier_row_of_the_graph_has_its_direction_here(graph: Graph) -> None:
    assert sorted({row for row, _ in rows_of(graph)} - DIRECTIONS.keys()) == [], "add it to directions.tsv"


def test_golden_files_agree_with_the_dossier() -> None:
    wrong = []
    for name, question in QUESTIONS.items():
        cited = set(re.findall(r"\bR\d{4}\b", question.model_dump_json()))
        wrong += [f"{name}: {row} is not in directions.tsv" for row in sorted(cited - DIRECTIONS.keys())]
        for said in [said for option in question.options for said in option.statements]:
            for dossier in [DIRECTIONS[row] for row in said.row if row in DIRECTIONS]:
                stated = WORDS.get(dossier["direction"], dossier["direction"])
                if said.source not in ([], [dossier["source"]]) or said.direction not in ([], [stated]):
                    wrong.append(f"{name}: {said}")
    assert not wrong, "\n".join(wrong)
