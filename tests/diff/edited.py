"""The tiny ontology after an edit of every kind that a difference is to tell."""

from __future__ import annotations

import shutil
from pathlib import Path

from painkg.source.fix import fix
from painkg.source.sources import Sources, load
from painkg.source.tables import Row, Table, read_columns

_LABELS = {"lesser heating": "gentle heating"}


def edit(original: Path, folder: Path) -> Path:
    """Copy the sources of the tiny ontology into a new folder and change them.

    Terms: another label (lesser heating → gentle heating), another place (smoking, under burn), another
    definition, synonym and code, a new cause (fall), an obsolete technique (implant, and its statement goes).
    Evidence: ALPHA turns against walking for chronic back pain, BETA advises it for chronic limb pain, GAMMA
    is superseded by the new DELTA, the rule on steroids is relative, fever is no red flag, a locator changes.
    """
    shutil.copytree(original, folder)
    sources = load(folder)
    _terms(sources)
    _evidence(sources)
    for table in sources.tables.values():
        for row in table.rows:
            row.cells = {name: _LABELS.get(cell, cell) for name, cell in row.cells.items()}
    fix(sources)
    fix(load(folder))  # what refers to a new row finds it now
    return folder


def _terms(sources: Sources) -> None:
    causes, techniques = sources.tables["terms/cause.tsv"], sources.tables["terms/technique.tsv"]
    _find(causes, label="smoking").cells |= {"parent": "", "parent_label": "burn"}
    _copy(causes, _find(causes, label="burn"), label="fall")
    _find(techniques, label="walking").cells["definition"] = "Going on foot."
    synonyms = sources.tables["terms/synonym.tsv"]
    _copy(synonyms, _find(synonyms, synonym="strolling"), synonym="hiking")
    sources.tables["mappings/painkg.sssom.tsv"].rows[0].cells["object_id"] = "snomedct:134407002"
    gone = _find(techniques, label="implant")
    techniques.rows.remove(gone)
    obsolete = Table("terms/obsolete.tsv", read_columns(sources.folder)["terms/obsolete.tsv"], [])
    said = {"label": "obsolete implant", "reason": "for a test", "replaced_by_label": "operation"}
    obsolete.rows.append(Row(2, {"id": gone["id"], **said}))
    sources.tables["terms/obsolete.tsv"] = obsolete


def _evidence(sources: Sources) -> None:
    works, statements = sources.tables["evidence/sources.tsv"], sources.tables["evidence/statements.tsv"]
    _copy(works, _find(works, label="BETA"), label="DELTA", title="Delta guideline", organisation="Delta")
    _find(works, label="GAMMA").cells["superseded_by_label"] = "DELTA"
    _find(statements, source_label="ALPHA", intervention_label="walking").cells["direction"] = "against"
    _find(statements, source_label="ALPHA", intervention_label="spinal injection").cells["locator"] = "1.2"
    statements.rows.remove(_find(statements, intervention_label="implant"))
    walking = _find(statements, source_label="BETA", intervention_label="walking")
    _copy(statements, walking, selects="", condition="", condition_label="chronic limb pain")
    sources.tables["evidence/contraindications.tsv"].rows[0].cells["severity"] = "relative"
    sources.tables["evidence/red_flags.tsv"].rows.clear()


def _find(table: Table, **cells: str) -> Row:
    return next(row for row in table.rows if all(row[name] == cell for name, cell in cells.items()))


def _copy(table: Table, row: Row, **cells: str) -> None:
    table.rows.append(Row(row.number, {**row.cells, "id": "", **cells}))
