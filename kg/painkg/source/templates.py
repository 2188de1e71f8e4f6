"""Term rows to OWL, by the template words that `columns.tsv` gives each column (ROBOT's words).

`LABEL`, `A property`, `AI property`, `>A property` (on the definition axiom), `CLASS_TYPE`, `SC expression`
(always a superclass) and `C expression` (a superclass, or a part of the definition where CLASS_TYPE says
"equivalent"). An expression is `%` or `property some %`; nothing else is needed, so OWL 2 EL is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyoxigraph as ox

from painkg import terms
from painkg.source.sources import Sources
from painkg.source.tables import Column, Row, Table

Node = ox.NamedNode | ox.BlankNode

TYPE = ox.NamedNode(terms.RDF + "type")
LABEL = ox.NamedNode(terms.RDFS + "label")
SUBCLASS = ox.NamedNode(terms.RDFS + "subClassOf")
EQUIVALENT = ox.NamedNode(terms.OWL + "equivalentClass")
CLASS = ox.NamedNode(terms.OWL + "Class")
DEFINITION = ox.NamedNode(terms.expand("IAO:0000115"))

_FIRST, _REST, _NIL = (ox.NamedNode(terms.RDF + n) for n in ("first", "rest", "nil"))
_SYNONYM_TYPES = {
    "abbreviation": "OMO:0003000",
    "layperson": "OMO:0003003",
    "previous name": "OMO:0003008",
    "INN": "OMO:0003010",
    "UK spelling": "OMO:0003005",
    "US spelling": "pk:USSpelling",
    "brand name": "pk:BrandName",
}


def node(curie: str) -> ox.NamedNode:
    """Return the node of a CURIE.

    :raises ParameterError: when its prefix is unknown.
    """
    return ox.NamedNode(terms.expand(curie))


def owl(name: str) -> ox.NamedNode:
    """Return a node of the OWL vocabulary."""
    return ox.NamedNode(terms.OWL + name)


def blank(*key: str) -> ox.BlankNode:
    """Return a blank node whose name follows from what it stands for, so that builds agree."""
    return ox.BlankNode("b" + hashlib.sha256("\x00".join(key).encode()).hexdigest()[:24])


def term_triples(sources: Sources) -> Iterator[ox.Triple]:
    """Yield the triples of every term row: `painkg.ttl` and `modules/` are not among them."""
    for table in sources.tables.values():
        if table.name == "terms/synonym.tsv":
            yield from _synonyms(table)
        elif table.name == "terms/obsolete.tsv":
            yield from _obsolete(table)
        elif table.name.startswith("terms/"):
            keys = {term.label: term.id for term in sources.of_kind("source")}
            for row in table.rows:
                yield from _class(table, row, keys)


def _class(table: Table, row: Row, keys: dict[str, str]) -> Iterator[ox.Triple]:
    subject = node(row["id"])
    yield ox.Triple(subject, TYPE, CLASS)
    yield ox.Triple(subject, node("pk:inTable"), ox.Literal(table.kind))
    parts: list[tuple[str, str]] = []  # property ("" for a named class), filler
    for column in table.columns:
        word, _, rest = column.template.partition(" ")
        if word == "LABEL":
            yield ox.Triple(subject, LABEL, ox.Literal(row["label"], language="en"))
        elif word == "A" and row[column.name]:
            yield ox.Triple(subject, node(rest), ox.Literal(row[column.name], language="en"))
        elif word in {"C", "SC"}:
            part = [
                (rest.partition(" some ")[0] if " some " in rest else "", v) for v in row.values(column.name)
            ]
            if word == "SC" or row["class_type"] != "equivalent":
                for prop, filler in part:
                    yield from _expression_axiom(subject, SUBCLASS, prop, filler)
            else:
                parts += part
    if parts:
        yield from _definition(subject, parts)
    yield from _definition_sources(subject, table.columns, row, keys)


def _expression_axiom(
    subject: ox.NamedNode, predicate: ox.NamedNode, prop: str, filler: str
) -> Iterator[ox.Triple]:
    expression, triples = _expression(subject.value + predicate.value, prop, filler)
    yield ox.Triple(subject, predicate, expression)
    yield from triples


def _expression(owner: str, prop: str, filler: str) -> tuple[Node, list[ox.Triple]]:
    if not prop:
        return node(filler), []
    restriction = blank(owner, prop, filler)
    return restriction, [
        ox.Triple(restriction, TYPE, owl("Restriction")),
        ox.Triple(restriction, owl("onProperty"), node(prop)),
        ox.Triple(restriction, owl("someValuesFrom"), node(filler)),
    ]


def _definition(subject: ox.NamedNode, parts: list[tuple[str, str]]) -> Iterator[ox.Triple]:
    if len(parts) == 1:
        yield from _expression_axiom(subject, EQUIVALENT, *parts[0])
        return
    whole = blank(subject.value, "definition")
    yield ox.Triple(subject, EQUIVALENT, whole)
    yield ox.Triple(whole, TYPE, CLASS)
    yield from members(whole, owl("intersectionOf"), subject.value, parts)


def members(
    subject: Node, predicate: ox.NamedNode, owner: str, parts: list[tuple[str, str]]
) -> Iterator[ox.Triple]:
    """Yield an RDF list of class expressions, hung on `subject` by `predicate`."""
    cells: list[Node] = [blank(owner, "list", str(i)) for i in range(len(parts))]
    cells.append(_NIL)
    yield ox.Triple(subject, predicate, cells[0])
    for i, (prop, filler) in enumerate(parts):
        expression, triples = _expression(owner + "definition", prop, filler)
        yield ox.Triple(cells[i], _FIRST, expression)
        yield ox.Triple(cells[i], _REST, cells[i + 1])
        yield from triples


def _definition_sources(
    subject: ox.NamedNode, columns: list[Column], row: Row, keys: dict[str, str]
) -> Iterator[ox.Triple]:
    for column in columns:
        if not column.template.startswith(">A ") or not row["definition"]:
            continue
        axiom = blank(subject.value, "definition source")
        for value in row.values(column.name):
            named = keys.get(value.removeprefix("src:"), value) if value.startswith("src:") else value
            yield ox.Triple(axiom, node(column.template[3:]), ox.Literal(named))
        yield ox.Triple(axiom, TYPE, owl("Axiom"))
        yield ox.Triple(axiom, owl("annotatedSource"), subject)
        yield ox.Triple(axiom, owl("annotatedProperty"), DEFINITION)
        yield ox.Triple(axiom, owl("annotatedTarget"), ox.Literal(row["definition"], language="en"))


def _synonyms(table: Table) -> Iterator[ox.Triple]:
    for row in table.rows:
        subject = node(row["term"])
        prop = node(f"oboInOwl:has{row['scope'].capitalize()}Synonym")
        text = ox.Literal(row["synonym"], language="en")
        yield ox.Triple(subject, prop, text)
        if row["type"]:
            axiom = blank(subject.value, prop.value, row["synonym"])
            yield ox.Triple(axiom, TYPE, owl("Axiom"))
            yield ox.Triple(axiom, owl("annotatedSource"), subject)
            yield ox.Triple(axiom, owl("annotatedProperty"), prop)
            yield ox.Triple(axiom, owl("annotatedTarget"), text)
            yield ox.Triple(axiom, node("oboInOwl:hasSynonymType"), node(_SYNONYM_TYPES[row["type"]]))


def _obsolete(table: Table) -> Iterator[ox.Triple]:
    for row in table.rows:
        subject = node(row["id"])
        yield ox.Triple(subject, TYPE, CLASS)
        yield ox.Triple(
            subject, owl("deprecated"), ox.Literal("true", datatype=ox.NamedNode(terms.XSD + "boolean"))
        )
        yield ox.Triple(subject, LABEL, ox.Literal(row["label"], language="en"))
        yield ox.Triple(subject, node("IAO:0000231"), ox.Literal(row["reason"], language="en"))
        for value in row.values("replaced_by"):
            yield ox.Triple(subject, node("IAO:0100001"), node(value))
        for value in row.values("consider"):
            yield ox.Triple(subject, node("oboInOwl:consider"), node(value))
