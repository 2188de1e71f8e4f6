"""All of a curator's folder in memory: tables, the hand-written Turtle, drop-in modules, and who is who."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from painkg import terms
from painkg.rdf import value
from painkg.source.tables import Finding, Table, read_columns, read_table

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".owl": ox.RdfFormat.RDF_XML,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
}
_LABEL = ox.NamedNode(terms.RDFS + "label")
_IN_TABLE = ox.NamedNode(terms.VOCAB + "inTable")
_LINE = re.compile(r"line (\d+)")


@dataclass
class Term:
    """A class that rows may refer to, and where it is declared."""

    id: str
    label: str
    kind: str
    file: str
    row: int


@dataclass
class Sources:
    """What the curators wrote; `findings` holds what could not even be read."""

    folder: Path
    tables: dict[str, Table] = field(default_factory=dict)
    triples: dict[str, list[ox.Triple]] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[Term]:
        """Return the terms of one kind (`condition`, `technique`, `source`, …)."""
        return [term for term in self.terms.values() if term.kind == kind]


def load(folder: Path) -> Sources:
    """Read `painkg.ttl`, `modules/` and every declared table that is there.

    :raises SourceError: when `columns.tsv` is missing or broken; all else becomes a finding.
    """
    sources = Sources(folder)
    declared = read_columns(folder)
    for path in [folder / "painkg.ttl", *sorted((folder / "modules").glob("*"))]:
        if path.suffix in _FORMATS and path.is_file():
            _read_rdf(sources, path)
    for name, columns in declared.items():
        if (folder / name).is_file():
            table, findings = read_table(folder, name, columns)
            sources.tables[name] = table
            sources.findings += findings
            register(sources, table)
    for path in sorted(p for p in folder.rglob("*.tsv") if p.parent != folder):
        name = path.relative_to(folder).as_posix()
        if name not in declared:
            message = "table is not declared in columns.tsv; declare its columns or remove it"
            sources.findings.append(Finding(name, 0, "", "error", "table", message))
    return sources


def _read_rdf(sources: Sources, path: Path) -> None:
    name = path.relative_to(sources.folder).as_posix()
    triples: list[ox.Triple] = []
    try:
        for quad in ox.parse(path=str(path), format=_FORMATS[path.suffix], base_iri=terms.ONTOLOGY):
            triples.append(quad.triple)
    except (SyntaxError, ValueError) as error:
        match = _LINE.search(str(error))
        row = int(match[1]) if match else getattr(error, "lineno", None) or 0
        sources.findings.append(Finding(name, row, "", "error", "syntax", str(error)))
    sources.triples[name] = triples
    labels = {t.subject: value(t.object) for t in triples if t.predicate == _LABEL}
    for triple in triples:
        if triple.predicate == _IN_TABLE:
            curie = terms.contract(value(triple.subject))
            label = labels.get(triple.subject, "")
            sources.terms.setdefault(curie, Term(curie, label, value(triple.object), name, 0))


def register(sources: Sources, table: Table) -> None:
    """Make the rows of a table known as terms, so that references to them resolve."""
    kind = {"sources": "source"}.get(table.kind, table.kind)
    if table.column("id") is None or table.column("label") is None:
        return
    for row in table.rows:
        if row["id"] and row["id"] not in sources.terms:
            sources.terms[row["id"]] = Term(row["id"], row["label"], kind, table.name, row.number)
