"""The page of a term."""

from __future__ import annotations

from html import escape
from typing import Any

from painkg.graph import Graph
from painkg_api.pages import page
from painkg_api.text.answer import severity


def _link(term: dict[str, Any]) -> str:
    return f'<a href="/terms/{escape(term["id"], quote=True)}">{escape(term["label"])}</a>'


def _list(title: str, items: list[str]) -> str:
    return f"<h2>{title}</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""


def term(graph: Graph, found: dict[str, Any]) -> str:
    """Return the page of a term as `painkg.answers.terms.describe` gives it."""
    parents = [
        _link(p) + (f'<br><span class="why">because {escape(p["because"])}</span>' if p["because"] else "")
        for p in found["parents"]
    ]
    relations = []
    for name, fillers in found["relations"].items():
        nearest = graph.relations.nearest(found["id"], name)
        shown = ", ".join(_link(f) for f in fillers if f["id"] in nearest)
        relations.append(f"{escape(graph.index.properties.get(name, name))}: {shown}")
    claims = [f"{escape(c['claim'])} ({escape(c['source']['label'])})" for c in found["claims"]]
    safety = [
        f"<b>{escape(severity(s))}</b>: {escape(s['fact'])} ({escape(s['source']['label'])})"
        for s in found["safety"]
    ]
    parts = [
        f'<h1>{escape(found["label"])}</h1><p class="id">{escape(found["id"])} · {escape(found["kind"])}</p>',
        f"<p>{escape(found['definition'])}</p>",
        _list("Also called", [f"{escape(s['text'])} ({s['scope']})" for s in found["synonyms"]]),
        _list("A kind of", parents),
        _list("Kinds of it", [_link(c) for c in found["children"]]),
        _list("Relations", relations),
        _list("Codes", [f"<code>{escape(c['code'])}</code> ({c['match']})" for c in found["codes"]]),
        _list("Said about it", claims),
        _list("For whom it is unsafe", safety),
        f'<p><a href="/terms/{escape(found["id"], quote=True)}/statements">What is stated about it</a></p>',
    ]
    return page(graph, found["label"], "".join(parts))
