"""Evidence rows to RDF: statements, causal statements, safety facts, red flags, claims, sources.

Each row is one resource; a column becomes the property of the same name in the readable vocabulary.
Values of a closed vocabulary become named values (`pk:for`), references become the classes they name.
Evidence refers to classes, so it stays out of `painkg.owl` and never meets the reasoner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from painkg import terms
from painkg.source import criteria
from painkg.source.sources import Sources
from painkg.source.tables import Column, Row, Table
from painkg.source.templates import LABEL, TYPE, node

# Table → the class of its rows; a statement's class follows from its type.
ROW_CLASS = {
    "evidence/sources.tsv": "pk:Source",
    "evidence/statements.tsv": "pk:Statement",
    "evidence/causes.tsv": "pk:CausalStatement",
    "evidence/contraindications.tsv": "pk:SafetyStatement",
    "evidence/red_flags.tsv": "pk:RedFlag",
    "evidence/claims.tsv": "pk:Claim",
    "evidence/anticoagulation.tsv": "pk:AnticoagulationRule",
    "evidence/mme.tsv": "pk:MorphineEquivalence",
    "evidence/implied_facts.tsv": "pk:ImpliedFact",
}
STATEMENT_CLASS = {
    "recommendation": "pk:Recommendation",
    "evidence statement": "pk:EvidenceStatement",
    "coverage rule": "pk:CoverageRule",
    "described": "pk:Description",
}
# Columns whose property is not simply "has" and the column's name.
_PROPERTY = {
    "label": "rdfs:label",
    "title": "dcterms:title",
    "superseded_by": "pk:supersededBy",
    "newer_edition": "pk:newerEdition",
    "checked_current": "pk:checkedCurrent",
    "doi": "pk:doi",
    "about": "pk:about",
    "cause": "pk:statesCause",
    "claim": "pk:claim",
    "dossier": "pk:dossierRow",
    "note": "rdfs:comment",
    "as_graded": "pk:asGraded",
    "as_certainty": "pk:asCertainty",
    "applies_to_subclasses": "pk:appliesToSubclasses",
    "state": "pk:inState",
    "given": "pk:given",
    "implies": "pk:implies",
    "reason": "pk:reason",
    "suspected": "pk:suspects",
    "suspected_term": "pk:suspectsCondition",
    "next_step": "pk:nextStep",
    "fact": "pk:fact",
    "finding": "pk:finding",
    "url": "pk:url",
    "number": "pk:number",
    "locator": "pk:locator",
    "population": "pk:population",
    "comparator": "pk:comparator",
    "preconditions": "pk:precondition",
    "selects": "pk:selects",
    "except_condition": "pk:exceptCondition",
    "time_horizon": "pk:timeHorizon",
    "line": "pk:line",
    "line_rank": "pk:lineRank",
    "year": "pk:year",
}


def camel(name: str) -> str:
    """Return a name in the vocabulary's spelling.

    >>> camel("recommended against"), camel("very low")
    ('recommendedAgainst', 'veryLow')
    """
    head, *tail = re.split(r"[^A-Za-z0-9]+", name)
    return head[:1].lower() + head[1:] + "".join(part.capitalize() for part in tail)


def property_of(column: str) -> str:
    """Return the CURIE of the property that a column becomes."""
    return _PROPERTY.get(column) or "pk:" + camel("has_" + column)


def grades(sources: Sources) -> dict[tuple[str, str, str], str]:
    """Return (scheme, axis, the source's own word) → normalised value, as `grades.tsv` decides."""
    table = sources.tables.get("evidence/grades.tsv")
    return {(r["scheme"], r["axis"], r["as_graded"]): r["value"] for r in table.rows} if table else {}


def evidence_triples(sources: Sources) -> Iterator[ox.Triple]:
    """Yield the triples of every evidence row."""
    normalised = grades(sources)
    table = sources.tables.get("evidence/sources.tsv")
    schemes = {r["id"]: r["grading_scheme"] for r in table.rows} if table else {}
    values: set[tuple[str, str]] = set()
    yield from _vocabulary(sources)
    if facts := sources.tables.get(criteria.TABLE):
        yield from criteria.fact_triples(facts)
        yield from _criteria(sources, {row["fact"]: row["unit"] for row in facts.rows})
    for name, row_class in ROW_CLASS.items():
        for row in sources.tables[name].rows if name in sources.tables else []:
            yield ox.Triple(node(row["id"]), TYPE, node(row_class))
            yield from _row(sources.tables[name], row, values)
            if name == "evidence/statements.tsv":
                yield ox.Triple(node(row["id"]), TYPE, node(STATEMENT_CLASS[row["type"]]))
                scheme = schemes.get(row["source"], "")
                for axis, column in (("strength", "as_graded"), ("certainty", "as_certainty")):
                    value = normalised.get((scheme, axis, row[column]), "not stated")
                    values.add((camel(value), value))
                    yield ox.Triple(node(row["id"]), node(property_of(axis)), node(f"pk:{camel(value)}"))
    for name, label in sorted(values):
        yield ox.Triple(node(f"pk:{name}"), TYPE, node("pk:Value"))
        yield ox.Triple(node(f"pk:{name}"), LABEL, ox.Literal(label))


def _vocabulary(sources: Sources) -> Iterator[ox.Triple]:
    """Yield what each property of the evidence means, as columns.tsv describes its column."""
    for table in (sources.tables[name] for name in ROW_CLASS if name in sources.tables):
        for column in table.columns:
            prop = property_of(column.name)
            if prop.startswith("pk:") and column.kind not in {"id", "ref_label"}:
                label = re.sub(r"(?<!^)(?=[A-Z])", " ", prop.removeprefix("pk:")).lower()
                yield ox.Triple(node(prop), TYPE, node("rdf:Property"))
                yield ox.Triple(node(prop), LABEL, ox.Literal(label))
                yield ox.Triple(
                    node(prop), node("rdfs:comment"), ox.Literal(f"{table.kind}: {column.description}")
                )


def _criteria(sources: Sources, units: dict[str, str]) -> Iterator[ox.Triple]:
    for table in sources.tables.values():
        for column in (c.name for c in table.columns if c.kind == "criteria"):
            for text in sorted({text for row in table.rows for text in row.values(column)}):
                criterion = criteria.parse(text)
                yield from criteria.criterion_triples(criterion, units[criterion.fact])


def _row(table: Table, row: Row, values: set[tuple[str, str]]) -> Iterator[ox.Triple]:
    for column in table.columns:
        if column.kind in {"id", "ref_label"} or not row[column.name]:
            continue
        for text in row.values(column.name) if column.many else [row[column.name]]:
            yield ox.Triple(node(row["id"]), node(property_of(column.name)), _object(column, text, values))


def _object(column: Column, text: str, values: set[tuple[str, str]]) -> ox.NamedNode | ox.Literal:
    if column.kind == "ref":
        return node(text)
    if column.kind == "criteria":
        return node(criteria.name(criteria.parse(text)))
    if column.kind == "vocabulary" and text not in {"true", "false"}:
        values.add((camel(text), text))
        return node(f"pk:{camel(text)}")
    datatype = {"date": "date", "integer": "integer", "year": "gYear", "vocabulary": "boolean"}.get(
        column.kind
    )
    return ox.Literal(text, datatype=ox.NamedNode(terms.XSD + datatype)) if datatype else ox.Literal(text)
