"""RDF in the few forms that a build needs: the text of a node, triples in a graph, triples as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox


def value(node: object) -> str:
    """Return an IRI, the words of a literal or the name of a blank node; "" for a quoted triple.

    >>> value(ox.Literal("pain", language="en"))
    'pain'
    """
    return node.value if isinstance(node, ox.NamedNode | ox.BlankNode | ox.Literal) else ""


def quads(triples: Iterable[ox.Triple], graph: str = "") -> Iterator[ox.Quad]:
    """Yield the triples in a named graph, or in the default graph where no name is given."""
    name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, name)


def serialize(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad],
    form: ox.RdfFormat,
    prefixes: dict[str, str] | None = None,
) -> bytes:
    """Return triples or quads as bytes in a format of pyoxigraph.

    :raises ValueError: when the format cannot hold them (quads as Turtle).
    """
    return ox.serialize(statements, format=form, prefixes=prefixes) or b""
