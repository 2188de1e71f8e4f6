"""The questions that the named queries teach in their headers: patterns with a slot for each parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from painkg.answers.asked.grammar import compiled, needed
from painkg.answers.asked.reading import Reading
from painkg.graph import Graph
from painkg.graph.index import normalise
from painkg.graph.names import Candidate
from painkg.graph.words import joined
from painkg.queries.header import Parameter
from painkg.queries.library import NamedQuery, library

_POLITE = re.compile(r"^(?:please|can you tell me|could you tell me|i want to know|tell me|hello|hi) ")
_FRONT = re.compile(
    r"^(?:the|a|an|any|all|my|your|some|our|this|"
    r"(?:someone|people|persons?|patients?|adults?|those|a patient)"
    r" (?:with|who has|who have|having|suffering from)|(?:patients?|adults?|people) in)\s+"
)


@dataclass(frozen=True)
class Lesson:
    """One pattern that a query teaches."""

    query: NamedQuery
    pattern: str
    plain: bool  # the question itself, and no wider pattern
    slots: tuple[str, ...]


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return every pattern that the queries teach.

    >>> next(lesson.pattern for lesson in lessons() if lesson.query.name == "subclasses")
    'kinds of {term}'
    """
    return tuple(lesson for query in library() for lesson in _lessons(query))


def examples() -> list[str]:
    """Return a question of each query that teaches one."""
    return list(dict.fromkeys(query.header.question for query in library() if query.header.questions))


def taught(graph: Graph, question: str, *, plain: bool) -> Iterator[Reading]:
    """Yield the readings that the queries teach, by exact names: of plain questions, or of patterns."""
    text = _POLITE.sub("", normalise(question.rstrip(" ?!.")))
    said = set(text.split())
    for lesson in lessons():
        if lesson.plain != plain or not needed(lesson.pattern) <= said:
            continue
        match = compiled(lesson.pattern).fullmatch(text)
        if match is None:
            continue
        params = lesson.query.header.params
        values = {slot: _value(graph, params[slot], match[slot]) for slot in lesson.slots if match[slot]}
        if all(value is not None for value in values.values()):
            yield Reading(lesson.query.name, values, lesson.query.name)


def _lessons(query: NamedQuery) -> Iterator[Lesson]:
    params = query.header.params
    for question in query.header.questions:
        named = tuple(name for name in params if f"{{{name}}}" in question)
        pattern = question
        for name in named:
            if params[name].enum:
                words = "|".join(re.escape(normalise(word)) for word in params[name].enum)
                pattern = pattern.replace(f"{{{name}}}", f"(?P<{name}>{words})")
        yield Lesson(query, pattern, question == query.header.questions[0], named)


def _value(graph: Graph, parameter: Parameter, text: str) -> Any:
    """Return the term or the value that the text in a slot means, or None."""
    before = ""
    while before != text:
        before, text = text, _FRONT.sub("", text.strip())
    if parameter.type != "iri":
        known = parameter.enum or [source.label for source in graph.evidence.sources.values()]
        return next((value for value in known if normalise(value) == text), None)
    exact = [c for c in graph.names.find(joined(text)) if c.how in ("label", "exact synonym")]
    found = [c for c in exact if not parameter.of or c.kind in parameter.of]
    if not found:
        infos = [graph.index.terms[i] for i in graph.index.names.get(text, ())]
        found = [Candidate(i.id, i.label, i.kind, text, "label") for i in infos if i.kind in parameter.of]
    return found[0] if len({c.id for c in found}) == 1 else None
