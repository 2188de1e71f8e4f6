"""Which answers changed: the examples of the named queries, and the options for the conditions in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from painkg.answers.options import CONDITIONS, find
from painkg.answers.verdict import organisations
from painkg.errors import RequestError
from painkg.graph import Graph
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.header import Value
from painkg.queries.library import NamedQuery, library
from painkg.stores import Solutions, Term

Row = tuple[Term | None, ...]
Arguments = dict[str, Value]
Answer = tuple[Solutions, str]
Listed = dict[tuple[str, str], dict[str, Any]]  # list and intervention → the option as it is shown


def answers(old: Graph, new: Graph) -> dict[str, Any]:
    """Return the competency questions that have another answer, row by row.

    The questions are those of this code, asked of both graphs: a name is looked up in each of them. Of two
    graphs with one digest none is asked.

    :raises StoreError: when a store cannot answer.
    """
    if old.release.snapshot == new.release.snapshot:
        return {"total": 0, "queries": [], "options": []}
    asked = [(query, example.args) for query in library() for example in query.header.examples]
    pains = sorted({pain for pain in _pains(new) if pain in old.index.terms})

    def ask(graph: Graph) -> tuple[list[Answer], list[Listed]]:
        return [_answer(graph, *each) for each in asked], [_listed(graph, pain) for pain in pains]

    with ThreadPoolExecutor(2) as threads:  # an engine works without the lock of the interpreter
        (before, old_lists), (after, new_lists) = threads.map(ask, (old, new))
    queries = [_compared(*each) for each in zip(asked, before, after, strict=True)]
    labels = [new.index.terms[pain].as_dict() for pain in pains]
    lists = [_options(*each) for each in zip(labels, old_lists, new_lists, strict=True)]
    return {
        "total": len(asked) + len(pains),
        "queries": [found for found in queries if found],
        "options": [found for found in lists if found],
    }


def _compared(asked: tuple[NamedQuery, Arguments], old: Answer, new: Answer) -> dict[str, Any] | None:
    query, arguments = asked
    (before, no_before), (after, no_after) = old, new
    gone, come = Counter(before.rows) - Counter(after.rows), Counter(after.rows) - Counter(before.rows)
    if not gone and not come and bool(no_before) == bool(no_after):
        return None
    changed = list(_paired(query.variables, gone, come))
    return {
        "query": query.name,
        "summary": query.header.summary,
        "arguments": dict(arguments),
        "rows": {"old": len(before), "new": len(after)},
        "not_asked": {"old": no_before, "new": no_after},
        "added": list(Solutions(after.variables, list(come.elements()))),
        "removed": list(Solutions(before.variables, list(gone.elements()))),
        "changed": changed,
    }


def _answer(graph: Graph, query: NamedQuery, arguments: Arguments) -> Answer:
    """Return the rows of an answer, or none and why the question cannot be asked of a graph."""
    try:
        return graph.store.select(bind(query, resolve_arguments(query, arguments, graph.index))), ""
    except RequestError as error:
        return Solutions((), []), str(error)


def _paired(names: tuple[str, ...], gone: Counter[Row], come: Counter[Row]) -> Iterator[dict[str, Any]]:
    """Take from both what is one row with other words: rows that are the only ones about the same things.

    Where a row has no things but words alone, it is about those that are no numbers.
    """
    before, after = _by_things(gone), _by_things(come)
    for things, old in before.items():
        new = after.get(things, [])
        if len(old) == len(new) == 1:
            gone.subtract(old)
            come.subtract(new)
            yield {
                "row": {n: t.value for n, t in zip(names, new[0], strict=True) if t is not None},
                "changes": [
                    {"field": n, "old": a.value if a else "", "new": b.value if b else ""}
                    for n, a, b in zip(names, old[0], new[0], strict=True)
                    if a != b
                ],
            }


def _by_things(rows: Counter[Row]) -> dict[Row, list[Row]]:
    found: dict[Row, list[Row]] = {}
    for row in rows.elements():
        things = tuple(term for term in row if term is not None and term.kind == "iri")
        words = tuple(term for term in row if term is not None and not term.value.isdigit())
        found.setdefault(things or words, []).append(row)
    return found


def _pains(graph: Graph) -> Iterator[str]:
    """Yield the conditions that the examples ask about."""
    for query in library():
        for name, parameter in query.header.params.items():
            if parameter.type == "iri" and parameter.of and set(CONDITIONS) & set(parameter.of):
                for value in (e.args[name] for e in query.header.examples if name in e.args):
                    with suppress(RequestError):
                        yield graph.index.resolve(str(value), CONDITIONS).id


def _options(pain: dict[str, str], before: Listed, after: Listed) -> dict[str, Any] | None:
    changed: list[dict[str, Any]] = []
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        fields = [name for name in ("verdict", "organisations") if old[name] != new[name]]
        if fields:
            changes = [{"field": name, "old": str(old[name]), "new": str(new[name])} for name in fields]
            changed.append({"option": new, "changes": changes})
    come = [after[key] for key in after.keys() - before.keys()]
    gone = [before[key] for key in before.keys() - after.keys()]
    if not changed and not come and not gone:
        return None
    changed.sort(key=lambda row: (row["changes"][0]["field"] != "verdict", *_place(row["option"])))
    return {
        "condition": pain,
        "added": sorted(come, key=_place),
        "removed": sorted(gone, key=_place),
        "changed": changed,
    }


def _place(option: dict[str, Any]) -> tuple[str, str]:
    return option["list"], option["intervention"]


def _listed(graph: Graph, pain: str) -> Listed:
    return {
        (where, option.intervention): {
            "list": where,
            "intervention": graph.index.terms[option.intervention].label,
            "verdict": option.verdict,
            "organisations": organisations(option.groups),
        }
        for where, listed in zip(("options", "treats_a_cause"), find(graph, pain), strict=True)
        for option in listed
    }
