"""Tables as curators keep them: UTF-8, LF, tab-separated, one row per term or statement.

`ontology/columns.tsv` declares every column once; this module reads tables against it and writes
them back in canonical form (declared column order, sorted by id, no stray blanks).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from painkg.errors import SourceError


@dataclass(frozen=True)
class Finding:
    """One problem in the sources, with its place and its cure."""

    file: str
    row: int
    column: str
    severity: str  # "error" or "warning"
    rule: str
    message: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.row or "", self.column) if part)
        return f"{place}: {self.severity}: {self.message} [{self.rule}]"


@dataclass(frozen=True)
class Column:
    """One declared column; `of` holds the id ranges, the vocabulary, or the kinds that may be named."""

    table: str
    name: str
    kind: str
    required: str
    many: bool
    of: tuple[str, ...]
    template: str
    description: str


@dataclass
class Row:
    """One row; `number` is its line in the file."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def values(self, column: str) -> list[str]:
        """Return the parts of a cell that holds several values."""
        return [part for part in self[column].split("|") if part]


@dataclass
class Table:
    """One file of rows; `preamble` keeps the comment lines that SSSOM files start with."""

    name: str
    columns: list[Column]
    rows: list[Row]
    preamble: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of term that the table holds: `condition` for terms/condition.tsv."""
        return Path(self.name).name.split(".")[0]

    def column(self, name: str) -> Column | None:
        """Return a declared column, or None."""
        return next((c for c in self.columns if c.name == name), None)


def label_column(name: str) -> str:
    """Return the column that holds the labels beside a reference column."""
    return "subject_label" if name == "subject_id" else f"{name}_label"


def read_columns(folder: Path) -> dict[str, list[Column]]:
    """Return table name → declared columns, from `columns.tsv`.

    :raises SourceError: when the file is missing or a line has the wrong number of fields.
    """
    path = folder / "columns.tsv"
    if not path.is_file():
        raise SourceError(f"{path}: not there; it declares what every column means")
    declared: dict[str, list[Column]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], start=2):
        parts = line.split("\t")
        if len(parts) != 8:
            raise SourceError(
                f"columns.tsv:{number}: {len(parts)} fields instead of 8; separate them by one tab"
            )
        table, name, kind, required, many, of, template, description = parts
        options = tuple(of.split("|" if kind == "vocabulary" else None)) if of else ()
        column = Column(table, name, kind, required, many == "yes", options, template, description)
        declared.setdefault(table, []).append(column)
    return declared


def read_table(folder: Path, name: str, columns: list[Column]) -> tuple[Table, list[Finding]]:
    """Read one table; what cannot be read as declared is a finding, and the rest is kept."""
    findings: list[Finding] = []
    table = Table(name, columns, [])
    raw = (folder / name).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        message = "not UTF-8; save the file as UTF-8 without a byte order mark"
        return table, [Finding(name, row, "", "error", "encoding", message)]
    if "\r" in text:
        findings.append(Finding(name, 1, "", "error", "line-ends", "has CR line ends; run check --fix"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and lines[0].startswith("#"):
        table.preamble.append(lines.pop(0))
    shift = len(table.preamble) + 1
    header = lines[0].split("\t") if lines else []
    expected = [c.name for c in columns]
    for column in (c for c in header if c not in expected):
        message = f"column {column!r} is not declared in columns.tsv; remove or declare it"
        findings.append(Finding(name, shift, column, "error", "column", message))
    for column in (c for c in expected if c not in header):
        message = f"column {column!r} is missing; run check --fix"
        findings.append(Finding(name, shift, column, "error", "column", message))
    if header != expected and set(header) == set(expected):
        findings.append(
            Finding(name, shift, "", "warning", "column-order", "columns are out of order; run check --fix")
        )
    for number, line in enumerate(lines[1:], start=shift + 1):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            message = (
                f"{len(cells)} cells where the header has {len(header)}; look for a missing or extra tab"
            )
            findings.append(Finding(name, number, "", "error", "cells", message))
            continue
        table.rows.append(Row(number, dict(zip(header, cells, strict=True))))
    return table, findings


def sort_key(table: Table) -> tuple[str, ...]:
    """Return the columns by which a table is sorted: its id, or all of them where it has none."""
    names = [c.name for c in table.columns]
    return ("id",) if "id" in names else tuple(n for n in names if not n.endswith("_label"))


def write_table(folder: Path, table: Table) -> bool:
    """Write a table in canonical form; return whether the file changed."""
    names = [c.name for c in table.columns]
    keys = sort_key(table)
    rows = sorted(table.rows, key=lambda row: tuple(row[k] for k in keys))
    lines = [*table.preamble, "\t".join(names)]
    lines += ["\t".join(" ".join(row[n].split()) for n in names) for row in rows]
    text = "\n".join(_unique(lines)) + "\n"
    path = folder / table.name
    if path.is_file() and path.read_bytes() == text.encode():
        return False
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


def _unique(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))
