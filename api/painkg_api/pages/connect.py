"""A comparison, the connections of two terms and the lines of therapy as pages."""

from __future__ import annotations

from html import escape

from painkg.graph import Graph
from painkg_api.pages import page

COLUMNS = 120


def told(graph: Graph, title: str, text: str) -> str:
    """Return the page of an answer that is laid out as text."""
    return page(graph, title, f"<h1>{escape(title)}</h1><pre>{escape(text)}</pre>")
