"""The kinds of question that `ask` knows: those of the grammar, and those that the named queries teach it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from painkg import paths
from painkg.answers.grammar import ANY, FAMILIES, Family
from painkg.graph.index import normalise
from painkg.queries.library import Library, NamedQuery


@cache
def library() -> Library:
    """Return the named queries of the project, read once."""
    return Library.read(paths.queries_dir())


@cache
def families() -> tuple[Family, ...]:
    """Return the kinds of question, those of the grammar first.

    >>> next(family.example for family in families() if family.name == "subclasses")
    'kinds of radiofrequency ablation'
    """
    return (*FAMILIES, *(family for query in library() for family in _taught(query)))


def examples() -> list[str]:
    """Return a question of each kind."""
    return list(dict.fromkeys(family.example for family in families()))


def _taught(query: NamedQuery) -> Iterator[Family]:
    """Yield a family for each question in the header of a query: its slots are the parameters in it."""
    params = query.header.params
    for question in query.header.questions:
        named = [name for name in params if f"{{{name}}}" in question]
        pattern = question
        for name in named:
            if params[name].enum:
                words = "|".join(re.escape(normalise(word)) for word in params[name].enum)
                pattern = pattern.replace(f"{{{name}}}", f"(?P<{name}>{words})")
        slots = {name: tuple(params[name].of) or ANY for name in named if params[name].type == "iri"}
        arguments = tuple((name, name) for name in named)
        yield Family(query.name, query.header.question, slots, (pattern,), query.name, arguments)
