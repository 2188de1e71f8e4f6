"""The works that are cited as pages: the list, and one with what it states."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Any

from painkg.graph import Graph
from painkg_api.pages import page, table
from painkg_api.pages.names import link, term

_FACTS = ("organisation", "issuer_type", "year", "number", "doi", "url", "checked_current", "note")


def listed(graph: Graph, found: dict[str, Any]) -> str:
    """Return a page of the list of sources."""
    count = Counter(statement.source.id for statement in graph.evidence.statements.values())
    rows = [
        [
            link("sources", source["label"], source["label"]),
            escape(source["title"]),
            escape(f"{source['organisation']} ({source['issuer_type']})"),
            str(source["year"] or ""),
            str(count[source["id"]]),
            _successors(graph, source),
        ]
        for source in found["sources"]
    ]
    first, last = found["offset"] + 1, found["offset"] + len(rows)
    caption = f"{first} to {last} of {found['total']}" if rows else f"none of {found['total']} from here"
    columns = ["key", "title", "organisation", "year", "statements", "replaced by"]
    intro = (
        "<h1>Sources</h1><p>The works that statements, causes, safety rows and red flags are taken from.</p>"
    )
    return page(graph, "sources", intro + table(caption, columns, rows) + _pager(found))


def _pager(found: dict[str, Any]) -> str:
    size, here = found["limit"], found["offset"]
    places = [("first", 0, here > 0), ("previous", max(0, here - size), here > 0)]
    places += [("next", here + size, here + size < found["total"])]
    links = [f'<a href="?limit={size}&amp;offset={at}">{word}</a>' for word, at, there in places if there]
    return f'<nav aria-label="pages of the list">{"".join(links)}</nav>' if links else ""


def told(graph: Graph, source: dict[str, Any]) -> str:
    """Return the page of a source with its statements."""
    facts = [(name.replace("_", " "), escape(str(source[name]))) for name in _FACTS if source[name]]
    if source["superseded_by"]:
        facts.append(("replaced by", _successors(graph, source)))
    about = "".join(f'<tr><th scope="row">{name}</th><td>{value}</td></tr>' for name, value in facts)
    rows = [_statement(statement) for statement in source["statements"]]
    columns = ["intervention", "condition", "direction", "as graded", "population", "standing", "where"]
    parts = [
        f'<p><a href="/sources">Sources</a>: {escape(source["label"])}</p>',
        f"<h1>{escape(source['title'])}</h1><table>{about}</table><h2>What it states</h2>",
        table(f"{len(rows)} statement{'s' * (len(rows) != 1)}", columns, rows)
        if rows
        else "<p>No statement is taken from it; causes, safety rows or red flags may be.</p>",
    ]
    return page(graph, source["label"], "".join(parts))


def _statement(found: dict[str, Any]) -> list[str]:
    return [
        term(found["intervention"]),
        term(found["condition"]),
        escape(found["direction"]),
        escape(_graded(found)),
        escape(found["population"]),
        escape(found["status"]),
        link("statements", found["id"], found["locator"] or found["id"]),
    ]


def _graded(found: dict[str, Any]) -> str:
    if found["type"] == "described":
        return "described, not graded"
    certainty = found["as_certainty"] or found["certainty"]
    return f"{found['as_graded']}; certainty {certainty}"


def _successors(graph: Graph, source: dict[str, Any]) -> str:
    newer = [graph.evidence.sources[i].label for i in source["superseded_by"] if i in graph.evidence.sources]
    return ", ".join(link("sources", label, label) for label in newer)
