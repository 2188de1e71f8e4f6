"""What the answers name, as links to where it is told of."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from painkg import terms
from painkg.graph import Graph


class Names:
    """The names of a graph: labels and identifiers, each with its address here."""

    def __init__(self, graph: Graph) -> None:
        self._places = {statement: ("statements", statement) for statement in graph.evidence.statements}
        for info in graph.index.named():
            place = ("sources", info.label) if info.kind == "source" else ("terms", info.id)
            self._places |= {info.id: place, info.label: place}

    def cell(self, value: str) -> str:
        """Return a value of a row: what has a place here as a link to it, another IRI by its short name."""
        text = terms.contract(value) if value.startswith(("http://", "https://")) else value
        return link(*self._places[text], text) if text in self._places else escape(text)


def term(named: dict[str, Any]) -> str:
    """Return a term, as answers show it, as a link to its page."""
    return link("terms", named["id"], named["label"])


def link(where: str, name: str, text: str) -> str:
    """Return a link to the page of something."""
    return f'<a href="/{where}/{quote(name, safe=":")}">{escape(text)}</a>'
