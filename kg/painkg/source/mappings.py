"""The mappings to other terminologies (SSSOM): as RDF, and what can be wrong with a row of them."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from painkg.source.sources import Sources
from painkg.source.tables import Finding, Row
from painkg.source.templates import LABEL, node


def mapping_triples(sources: Sources) -> Iterator[ox.Triple]:
    """Yield the mappings in SKOS, what is known of each code, and which terms have none."""
    unmapped = sources.tables.get("mappings/no_mapping.tsv")
    for row in unmapped.rows if unmapped else []:
        for searched in row.values("searched"):
            yield ox.Triple(node(row["subject_id"]), node("pk:noMappingFoundIn"), ox.Literal(searched))
    known = sources.tables.get("mappings/verified.tsv")
    looked_up = {row["object_id"]: row for row in known.rows} if known else {}
    for table in sources.tables.values():
        if not table.name.endswith(".sssom.tsv"):
            continue
        for row in table.rows:
            target = node(row["object_id"])
            yield ox.Triple(target, node("pk:codeVersion"), ox.Literal(row["object_source_version"]))
            if (verdict := looked_up.get(row["object_id"])) and verdict["seen_in"]:
                yield ox.Triple(target, node("pk:seenIn"), ox.Literal(verdict["seen_in"]))
            yield ox.Triple(node(row["subject_id"]), node(row["predicate_id"]), target)
            yield ox.Triple(target, node("skos:notation"), ox.Literal(row["object_id"]))
            if row["object_label"]:
                yield ox.Triple(target, LABEL, ox.Literal(row["object_label"]))


def second_matches(sources: Sources) -> Iterator[Finding]:
    """At most one code of a terminology means the same as a term."""
    for table in sources.tables.values():
        if not table.name.endswith(".sssom.tsv"):
            continue
        exact: dict[tuple[str, str], Row] = {}
        for row in table.rows:
            if row["predicate_id"] != "skos:exactMatch":
                continue
            terminology = row["object_id"].partition(":")[0]
            first = exact.setdefault((row["subject_id"], terminology), row)
            if first is not row:
                message = (
                    f"{row['subject_id']} has a second exact match in {terminology} (row {first.number} has "
                    f"{first['object_id']}); at most one can mean the same"
                )
                yield Finding(table.name, row.number, "object_id", "error", "mapping", message)


def not_verified(sources: Sources) -> Iterator[Finding]:
    """A mapped code is as it was when it was looked up: the same label, the same version of the table."""
    known = sources.tables.get("mappings/verified.tsv")
    if known is None:
        return
    looked_up = {row["object_id"]: row for row in known.rows}
    for table in (t for t in sources.tables.values() if t.name.endswith(".sssom.tsv")):
        for row in table.rows:
            verdict = looked_up.get(row["object_id"])
            if verdict is None:
                message = f"{row['object_id']} was not looked up; do so, and add the verdict to {known.name}"
                yield Finding(table.name, row.number, "object_id", "error", "unverified", message)
                continue
            for column in ("object_label", "object_source_version"):
                if row[column] != verdict[column]:
                    was = f"says {row[column]!r} where {known.name} has {verdict[column]!r}"
                    message = f"{was}; look the code up again"
                    yield Finding(table.name, row.number, column, "error", "unverified", message)
