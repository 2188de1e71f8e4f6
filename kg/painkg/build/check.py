"""Checks of the whole graph: the SHACL shapes, and the queries whose every row is a problem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from painkg import terms
from painkg.queries.checks import read_checks
from painkg.rdf import serialize, value
from painkg.source.sources import Sources
from painkg.source.tables import Finding

Places = dict[str, tuple[str, int]]  # CURIE → file and row


def places(sources: Sources) -> Places:
    """Return where each term and each row of the evidence is written."""
    found = {term.id: (term.file, term.row) for term in sources.terms.values()}
    for table in sources.tables.values():
        found |= {row["id"]: (table.name, row.number) for row in table.rows if row["id"]}
    return found


def check_queries(store: ox.Store, folder: Path, where: Places) -> Iterator[Finding]:
    """Yield a finding for each row of each check query.

    :raises SourceError: when a check cannot be read.
    """
    for check in read_checks(folder):
        solutions = store.query(check.text, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions), f"{check.name} is a SELECT, as read_checks sees to"
        names = [variable.value for variable in solutions.variables]
        for row in solutions:
            cells = {name: value(row[name]) for name in names if row[name] is not None}
            file, number = where.get(terms.contract(cells.get("this", "")), ("", 0))
            message = check.message.format_map(cells)
            yield Finding(file, number, check.column, check.severity, check.name, message)


def check_shapes(evidence: list[ox.Triple], shapes: Path, where: Places) -> Iterator[Finding]:
    """Yield a finding for each violation of the SHACL shapes of a folder by the evidence rows."""
    files = sorted(shapes.glob("*.ttl"))
    if not files:
        return
    import pyshacl  # noqa: PLC0415 - slow to load
    import rdflib  # noqa: PLC0415
    from rdflib.namespace import SH  # noqa: PLC0415

    data = rdflib.Graph().parse(data=serialize(evidence, ox.RdfFormat.N_TRIPLES), format="nt")
    rules = rdflib.Graph()
    for path in files:
        rules.parse(path)
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, inference="none")
    findings = []
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        focus = terms.contract(str(report.value(result, SH.focusNode)))
        path_node: Any = report.value(result, SH.resultPath)
        column = terms.contract(str(path_node)).rpartition(":")[2] if path_node else ""
        file, number = where.get(focus, ("", 0))
        message = f"{focus}: {report.value(result, SH.resultMessage)}"
        findings.append(Finding(file, number, column, "error", "shape", message))
    yield from sorted(findings, key=lambda f: (f.file, f.row, f.column, f.message))
