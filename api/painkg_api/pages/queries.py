"""The named queries as pages: the list, and one with its form, its examples and its answer."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from painkg.graph import Graph
from painkg_api.pages import page, table
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


def asked(graph: Graph, query: dict[str, Any], given: dict[str, str], found: dict[str, Any] | None) -> str:
    """Return the page of a query with the values given for its parameters, and its answer if there is one."""
    parts = [
        f'<p><a href="/queries">Queries</a>: {escape(query["topic"])}</p>',
        f"<h1>{escape(query['summary'])}</h1><p>{escape(query['description'])}</p>",
        _form(query, given),
        _examples(query),
        _answer(graph, query["name"], given, found) if found else "",
        f"<details><summary>The SPARQL</summary><pre>{escape((found or query)['sparql'])}</pre></details>",
    ]
    return page(graph, query["name"].replace("_", " "), "".join(parts))


def _form(query: dict[str, Any], given: dict[str, str]) -> str:
    if not query["parameters"]:
        return ""
    rows = "".join(_field(parameter, given.get(parameter["name"], "")) for parameter in query["parameters"])
    return f'<form action="/queries/{escape(query["name"])}">{rows}<p><button>Answer</button></p></form>'


def _field(parameter: dict[str, Any], value: str) -> str:
    name, schema = escape(parameter["name"], quote=True), parameter["schema"]
    needed = parameter["required"]
    value = value or str(schema.get("default", ""))
    about = escape(parameter["description"]) + ("" if needed else " (may be left blank)")
    shared = f'id="{name}" name="{name}" aria-describedby="{name}-about"' + (" required" if needed else "")
    if "enum" in schema:
        blank = [] if needed else [""]
        choices = "".join(_choice(choice, value) for choice in [*blank, *schema["enum"]])
        field = f"<select {shared}>{choices}</select>"
    else:
        hint = escape(str(parameter.get("example", "")), quote=True)
        field = f'<input {shared} value="{escape(value, quote=True)}" placeholder="{hint}">'
    label = f'<label for="{name}">{name.replace("_", " ")}</label>'
    return f'<p class="field">{label}{field}<span class="why" id="{name}-about">{about}</span></p>'


def _choice(choice: str, value: str) -> str:
    chosen = " selected" if choice == value else ""
    return f'<option value="{escape(choice, quote=True)}"{chosen}>{escape(choice) or "any"}</option>'


def _examples(query: dict[str, Any]) -> str:
    told = [
        (
            urlencode(arguments),
            ", ".join(f"{name.replace('_', ' ')}: {arguments[name]}" for name in arguments),
        )
        for arguments in query["examples"]
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
