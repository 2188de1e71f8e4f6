"""Pages for people: plain HTML without scripts or outside addresses. Here is what all of them share."""

from __future__ import annotations

from html import escape

from painkg import DISCLAIMER
from painkg.graph import Graph

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 54rem; margin: 0 auto; padding: 1rem; color: #1c2326 }
nav { border-bottom: 1px solid #d5dcdf; padding-bottom: .6rem } nav a { margin-right: 1rem }
h1 { margin-bottom: .2rem } h2 { font-size: 1.1rem; margin-top: 1.6rem } a { color: #0b5c8a }
.id, .why, footer { color: #5a676d; font-size: .9rem } ul { padding-left: 1.2rem } code { font-size: .9em }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0 }
pre { font-size: .82rem; line-height: 1.35; overflow-x: auto; background: #f5f7f8; padding: .8rem }
input[type=search] { font: inherit; width: 70%; padding: .3rem }
button { font: inherit; padding: .3rem .8rem }
footer { border-top: 1px solid #d5dcdf; margin-top: 2rem; padding-top: .6rem }
"""
_NAVIGATION = (
    ("/", "painkg"),
    ("/docs", "API"),
    ("/editor", "SPARQL"),
    ("/queries", "queries"),
    ("/sources", "sources"),
    ("/about", "about"),
)


def page(graph: Graph, title: str, body: str, head: str = "") -> str:
    """Return a whole page: navigation, the body (already HTML), version and disclaimer.

    `head` is added to its head.
    """
    links = " ".join(f'<a href="{address}">{name}</a>' for address, name in _NAVIGATION)
    release = f"Data {escape(graph.release.data_version)}, snapshot {escape(graph.release.snapshot[:16])}."
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<link rel="icon" href="data:,">'
        f"<title>{escape(title)} · painkg</title><style>{_STYLE}</style>{head}"
    )
    whole = f"<nav>{links}</nav>{body}<footer>{escape(DISCLAIMER)} {release}</footer>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{whole}</body></html>'
