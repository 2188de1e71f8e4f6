"""What is wrong with the tables, all of it at once, each problem at its file, row and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from painkg.source import cells, criteria
from painkg.source.evidence import grades
from painkg.source.mappings import not_verified, second_matches
from painkg.source.sources import Sources
from painkg.source.tables import Column, Finding, Row, Table, label_column, sort_key

NOT_STATED = "not stated"


def check_tables(sources: Sources) -> list[Finding]:
    """Return every problem of the tables and of the files that could not be read, in order of place."""
    findings = [
        *sources.findings,
        *_labels(sources),
        *_grades(sources),
        *second_matches(sources),
        *not_verified(sources),
        *_cycles(sources),
    ]
    findings += _ids(sources)
    for table in sources.tables.values():
        findings += _order(table)
        for row in table.rows:
            for column in table.columns:
                findings += _cell(sources, table, row, column)
    return sorted(set(findings), key=lambda f: (f.file, f.row, f.column, f.rule))


def _found(table: Table, row: Row, column: str, rule: str, message: str) -> Finding:
    return Finding(table.name, row.number, column, "error", rule, message)


def _cell(sources: Sources, table: Table, row: Row, column: Column) -> Iterator[Finding]:
    text = row[column.name]
    if text != " ".join(text.split()):
        message = f"{text!r} has blanks at an end or two in a row; run check --fix"
        yield _found(table, row, column.name, "blanks", message)
    if not text:
        if column.required == "yes" or (column.required == "minted" and row["id"].startswith("PAINKG:")):
            yield _found(
                table, row, column.name, "missing", f"{column.name} is missing: {column.description}"
            )
        return
    values = row.values(column.name) if column.many else [text]
    if column.kind == "xref":
        known = {term.label for term in sources.of_kind("source")}
        for key in (v.removeprefix("src:") for v in values if v.startswith("src:")):
            if key not in known:
                message = f"{key!r} is no key of evidence/sources.tsv; add the work there, or name another"
                yield _found(table, row, column.name, "xref", message)
    if column.kind == "criteria":
        table_of_facts = sources.tables.get(criteria.TABLE)
        facts = {r["fact"]: r for r in table_of_facts.rows} if table_of_facts else {}
        for message in filter(None, (criteria.problem(value, facts) for value in values)):
            yield _found(table, row, column.name, "criterion", message)
    if column.kind == "ref":
        yield from _reference(sources, table, row, column, values)
    elif validator := cells.VALIDATORS.get(column.kind):
        for value in values:
            if message := validator(" ".join(value.split()), column):
                yield _found(table, row, column.name, column.kind, message)


def _reference(
    sources: Sources, table: Table, row: Row, column: Column, values: list[str]
) -> Iterator[Finding]:
    obsolete = sources.tables.get("terms/obsolete.tsv")
    gone = {r["id"]: r["replaced_by"] or r["consider"] for r in obsolete.rows} if obsolete else {}
    labels = []
    for value in values:
        term = sources.terms.get(value)
        if value in gone:
            cure = f"use {gone[value]}" if gone[value] else "look at terms/obsolete.tsv for why"
            yield _found(table, row, column.name, "deprecated", f"{value} is obsolete; {cure}")
        elif term is None:
            message = (
                f"{value} is not known; correct the id, or clear it and run check --fix to look up the label"
            )
            yield _found(table, row, column.name, "reference", message)
        elif column.of != ("any",) and term.kind not in column.of:
            message = f"{value} ({term.label}) is a {term.kind}, and here belongs a {' or '.join(column.of)}"
            yield _found(table, row, column.name, "reference", message)
        else:
            labels.append(term.label)
    beside = label_column(column.name)
    if len(labels) == len(values) and row[beside].split("|") != labels:
        message = (
            f"says {row[beside]!r} where {row[column.name]} is {'|'.join(labels)!r}; correct one of the two"
        )
        yield _found(table, row, beside, "label-beside", message)


def _ids(sources: Sources) -> Iterator[Finding]:
    first: dict[str, tuple[str, int]] = {}
    for table in sources.tables.values():
        for row in table.rows:
            if not row["id"]:
                continue
            declared = sources.terms.get(row["id"])
            place = first.setdefault(row["id"], (table.name, row.number))
            if declared and declared.row == 0:
                place = (declared.file, 0)
            if place != (table.name, row.number):
                message = f"{row['id']} is already the id of {place[0]}:{place[1]}; ids are never used twice"
                yield _found(table, row, "id", "id", message)


def _labels(sources: Sources) -> Iterator[Finding]:
    """Labels are unique, and an exact synonym is nobody else's name; a fixed value may share its word."""
    first: dict[str, tuple[str, str]] = {}
    for table in sources.tables.values():
        if not table.name.startswith("terms/") or table.column("label") is None:
            continue
        for row in table.rows:
            owner, place = first.setdefault(
                row["label"].casefold(), (row["id"], f"{table.name}:{row.number}")
            )
            if row["label"] and place != f"{table.name}:{row.number}":
                message = (
                    f"{row['label']!r} is already the label of {owner} at {place}; every label is unique"
                )
                yield _found(table, row, "label", "label", message)
    synonyms = sources.tables.get("terms/synonym.tsv")
    for row in synonyms.rows if synonyms else []:
        owner, place = first.setdefault(
            row["synonym"].casefold(), (row["term"], f"terms/synonym.tsv:{row.number}")
        )
        if synonyms and row["scope"] == "exact" and owner != row["term"]:
            message = f"{row['synonym']!r} already names {owner} at {place}; make it broad, narrow or related"
            yield _found(synonyms, row, "synonym", "label", message)


def _order(table: Table) -> Iterator[Finding]:
    keys = sort_key(table)
    before: tuple[str, ...] | None = None
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        whole = tuple(row[c.name] for c in table.columns)
        if whole in seen:
            message = f"is the same as row {seen[whole]}; run check --fix"
            yield _found(table, row, "", "duplicate", message)
        seen.setdefault(whole, row.number)
        key = tuple(row[k] for k in keys)
        if before is not None and key < before:
            message = f"is out of order (sorted by {', '.join(keys)}); run check --fix"
            yield _found(table, row, keys[0], "order", message)
        before = key


def _grades(sources: Sources) -> Iterator[Finding]:
    table, works = (sources.tables.get(f"evidence/{name}.tsv") for name in ("statements", "sources"))
    if table is None:
        return
    known = grades(sources)
    schemes = {r["id"]: r["grading_scheme"] for r in works.rows} if works else {}
    for row in table.rows:
        scheme = schemes.get(row["source"], "")
        for axis, column in (("strength", "as_graded"), ("certainty", "as_certainty")):
            word = row[column]
            if word and word != NOT_STATED and scheme and (scheme, axis, word) not in known:
                where = f"scheme {scheme!r} in evidence/grades.tsv"
                message = f"{word!r} is no {axis} word of {where}; add it there with a reason"
                yield _found(table, row, column, "grade", message)


def _cycles(sources: Sources) -> Iterator[Finding]:
    """A term that is above itself by the `parent` or `part_of` column is named once."""
    for relation in ("parent", "part_of"):
        up: dict[str, list[str]] = defaultdict(list)
        place: dict[str, tuple[Table, Row]] = {}
        for table in sources.tables.values():
            if table.column(relation) is not None:
                for row in table.rows:
                    up[row["id"]] += row.values(relation)
                    place[row["id"]] = (table, row)
        for name, (table, row) in place.items():
            circle = _circle(name, up)
            if circle and name == min(circle):
                steps = " → ".join([*circle, name])
                yield _found(
                    table, row, relation, "cycle", f"a circle of {relation}: {steps}; remove one of the steps"
                )


def _circle(name: str, up: dict[str, list[str]]) -> list[str]:
    stack = [[name]]
    seen: set[str] = set()
    while stack:
        path = stack.pop()
        for above in up.get(path[-1], []):
            if above == name:
                return path
            if above not in seen:
                seen.add(above)
                stack.append([*path, above])
    return []
