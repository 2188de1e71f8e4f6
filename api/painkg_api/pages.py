"""The page of a term, for people: plain HTML without scripts or outside addresses."""

from __future__ import annotations

from html import escape
from typing import Any

from painkg import DISCLAIMER
from painkg.graph import Graph

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
body { color: #1c2326 }
h1 { margin-bottom: .2rem } h2 { font-size: 1.1rem; margin-top: 1.6rem } a { color: #0b5c8a }
.id, .why, footer { color: #5a676d; font-size: .9rem } ul { padding-left: 1.2rem } code { font-size: .9em }
footer { border-top: 1px solid #d5dcdf; margin-top: 2rem; padding-top: .6rem }
"""


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
    relations = [
        f"{escape(name)}: {', '.join(_link(f) for f in fillers)}"
        for name, fillers in found["relations"].items()
    ]
    claims = [f"{escape(c['claim'])} ({escape(c['source']['label'])})" for c in found["claims"]]
    safety = [
        f"<b>{escape(s['severity'])}</b>: {escape(s['fact'])} ({escape(s['source']['label'])})"
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
    release = f"data {escape(graph.release.data_version)}, snapshot {escape(graph.release.snapshot[:12])}"
    title = f"<title>{escape(found['label'])} · painkg</title>"
    view = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    head = f"{view}{title}<style>{_STYLE}</style>"
    body = f"{''.join(parts)}<footer>{DISCLAIMER} {release}.</footer>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'
