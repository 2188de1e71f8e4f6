"""The named queries as pages: the list, and one with its form, its examples and its answer."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from painkg.graph import Graph
from painkg.queries.library import NamedQuery
from painkg_api.pages import page, table
from painkg_api.pages.fields import fields
from painkg_api.pages.names import Names

_OTHER_FORMS = ("json", "csv", "tsv", "sparql-json")


def listed(graph: Graph, found: list[dict[str, Any]]) -> str:
    """Return the page of all queries, by topic."""
    sections = "".join(
        f"<h2>{escape(topic)}</h2><ul>{''.join(_line(query) for query in queries)}</ul>"
        for topic, queries in groupby(found, key=lambda query: query["topic"])
    )
    intro = (
        "<h1>Named queries</h1><p>Each is a question with blanks, answered by one SPARQL text. "
        'Questions in words go to <a href="/">the first page</a>.</p>'
    )
    return page(graph, "queries", intro + sections)


def _line(query: dict[str, Any]) -> str:
    name = escape(query["name"])
    return f'<li><a href="/queries/{name}">{name.replace("_", " ")}</a>: {escape(query["summary"])}</li>'


def asked(graph: Graph, query: NamedQuery, given: dict[str, str], found: dict[str, Any] | None) -> str:
    """Return the page of a query with the values given for its parameters, and its answer if there is one."""
    header = query.header
    text = found["sparql"] if found else query.text
    parts = [
        f'<p><a href="/queries">Queries</a>: {escape(query.topic)}</p>',
        f"<h1>{escape(header.summary)}</h1><p>{escape(header.description)}</p>",
        _form(query, given),
        _examples(query),
        _answer(graph, query.name, given, found) if found else "",
        f"<details><summary>The SPARQL</summary><pre>{escape(text)}</pre></details>",
        f'<p><a href="/editor?example={escape(query.name)}">Open it in the SPARQL editor</a></p>',
    ]
    return page(graph, query.name.replace("_", " "), "".join(parts))


def _form(query: NamedQuery, given: dict[str, str]) -> str:
    if not query.header.params:
        return ""
    rows = fields(query.header, given)
    return f'<form action="/queries/{escape(query.name)}">{rows}<p><button>Answer</button></p></form>'


def _examples(query: NamedQuery) -> str:
    told = [
        (
            urlencode(arguments),
            ", ".join(f"{name.replace('_', ' ')}: {arguments[name]}" for name in arguments),
        )
        for arguments in (example.args for example in query.header.examples)
        if arguments
    ]
    links = "".join(f'<li><a href="?{escape(sent)}">{escape(words)}</a></li>' for sent, words in told)
    return f"<h2>For example</h2><ul>{links}</ul>" if links else ""


def _answer(graph: Graph, name: str, given: dict[str, str], found: dict[str, Any]) -> str:
    if not found["rows"]:
        nothing = "The graph holds nothing that fits. That is no advice for or against anything."
        return f"<h2>Answer</h2><p>{nothing}</p>"
    variables, names = found["variables"], Names(graph)
    rows = [[names.cell(row.get(variable, "")) for variable in variables] for row in found["rows"]]
    count = f"{found['total']} row{'s' * (found['total'] != 1)}"
    forms = " · ".join(
        f'<a href="/queries/{escape(name)}?{escape(urlencode({**given, "format": form}))}">{form}</a>'
        for form in _OTHER_FORMS
    )
    return (
        "<h2>Answer</h2>"
        + table(count, [v.replace("_", " ") for v in variables], rows)
        + f"<p>For programs: {forms}</p>"
    )
