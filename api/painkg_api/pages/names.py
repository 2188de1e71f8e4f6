"""What the answers name, as links to where it is told of."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from painkg import terms
from painkg.graph import Graph


def cell(graph: Graph, value: str) -> str:
    """Return a value of a row: what has a place here as a link to it, another IRI by its short name."""
    if not value.startswith(("http://", "https://")):
        return escape(value)
    short = terms.contract(value)
    if short in graph.evidence.statements:
        return link("statements", short, short)
    if short in graph.evidence.sources:
        return link("sources", graph.evidence.sources[short].label, short)
    return link("terms", short, short) if short in graph.index.terms else escape(short)


def term(named: dict[str, Any]) -> str:
    """Return a term, as answers show it, as a link to its page."""
    return link("terms", named["id"], named["label"])


def link(where: str, name: str, text: str) -> str:
    """Return a link to the page of something."""
    return f'<a href="/{where}/{quote(name, safe=":")}">{escape(text)}</a>'
