"""Pages for people: plain HTML; only the SPARQL editor has scripts. Here is what all of them share."""

from __future__ import annotations

from collections.abc import Sequence
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
body:has(.scroll) { max-width: 76rem } .scroll { overflow-x: auto }
caption { text-align: left; color: #5a676d; font-size: .9rem }
thead th { border-bottom: 1px solid #d5dcdf } tbody th { font-weight: normal; color: #5a676d }
.field { display: grid; grid-template-columns: 11rem 16rem 1fr; gap: .2rem .8rem; align-items: baseline }
.field { margin: .4rem 0 }
.field input, .field select { font: inherit; padding: .2rem; width: 100%; box-sizing: border-box }
details > summary { margin: .8rem 0; cursor: pointer }
@media (max-width: 40rem) { .field { display: block } .field > * { display: block } }
footer { border-top: 1px solid #d5dcdf; margin-top: 2rem; padding-top: .6rem }
:root { color-scheme: light dark }
@media (prefers-color-scheme: dark) {
  body { background: #14191b; color: #dde3e6 } a { color: #8cc8ee } pre { background: #1e2528 }
  .id, .why, footer, caption, tbody th { color: #a3b0b6 } nav, footer, thead th { border-color: #3a464b }
}
"""
_NAVIGATION = (
    ("/", "painkg"),
    ("/docs", "API"),
    ("/editor", "SPARQL"),
    ("/queries", "queries"),
    ("/sources", "sources"),
    ("/about", "about"),
)


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table, its cells already HTML; one that is too wide scrolls by itself."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<div class="scroll" role="region" aria-label="table, {escape(caption, quote=True)}" tabindex="0">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
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
