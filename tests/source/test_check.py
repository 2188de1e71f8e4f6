"""Fifteen seeded errors of different kinds get fifteen findings in one run, each at the right place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from painkg.build.pipeline import check_sources
from painkg.settings import read
from painkg.source.fix import fix
from painkg.source.sources import load

Seed = Callable[[Path], tuple[str, int, str, str]]
Edit = tuple[str, str, str, str]  # file, label or text that starts the search for the row, column, new value


@pytest.fixture
def folder(tiny_folder: Path, tmp_path: Path) -> Path:
    """A copy of the tiny sources to break."""
    return Path(shutil.copytree(tiny_folder, tmp_path / "ontology"))


def edit(folder: Path, file: str, holding: str, column: str, value: str) -> int:
    """Set a cell of the first row that holds a text; return the number of its line."""
    lines = (folder / file).read_text().splitlines()
    names = lines[0].split("\t")
    number = next(i for i, line in enumerate(lines[1:], start=1) if holding in line.split("\t"))
    cells = lines[number].split("\t")
    cells[names.index(column)] = value
    lines[number] = "\t".join(cells)
    (folder / file).write_text("\n".join(lines) + "\n")
    return number + 1


def find(folder: Path) -> set[tuple[str, int, str, str]]:
    return {(f.file, f.row, f.column, f.rule) for f in check_sources(folder, read({}))}


def test_the_tiny_sources_have_no_error(folder: Path) -> None:
    assert not [f for f in check_sources(folder, read({})) if f.severity == "error"]


def test_fifteen_seeded_errors_get_fifteen_findings(folder: Path) -> None:
    condition, statements = "terms/condition.tsv", "evidence/statements.tsv"
    edits: list[tuple[Edit, str, str]] = [
        ((condition, "acute back pain", "definition", ""), "definition", "missing"),
        ((condition, "chronic limb pain", "definition_source", "nowhere"), "definition_source", "xref"),
        ((condition, "chronic nerve pain", "definition_source", "doi:11.5/x"), "definition_source", "xref"),
        ((condition, "chronic pain", "duration_label", "acute"), "duration_label", "label-beside"),
        ((condition, "low back pain", "class_type", "equal"), "class_type", "vocabulary"),
        (("terms/cause.tsv", "smoking", "parent", "PAINKG:0099999"), "parent", "reference"),
        (("terms/cause.tsv", "slipped disc", "label", "burn"), "label", "label"),
        (("terms/technique.tsv", "lesser heating", "label", "lesser  heating "), "label", "blanks"),
        (("evidence/sources.tsv", "BETA", "year", "22"), "year", "year"),
        (("evidence/sources.tsv", "GAMMA", "organisation", ""), "organisation", "missing"),
        ((statements, "must", "as_graded", "ought"), "as_graded", "grade"),
        ((statements, "heating of a nerve", "direction", "sideways"), "direction", "vocabulary"),
        ((statements, "implant", "locator", ""), "locator", "missing"),
        (("terms/synonym.tsv", "strolling", "synonym", "smoking"), "synonym", "label"),
    ]
    expected = set()
    for (file, holding, column, value), where, rule in edits:
        expected.add((file, edit(folder, file, holding, column, value), where, rule))
    (folder / "modules" / "hospital.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<https://example.org/ward> a owl:Class , owl:NamedIndividual .\n"
    )
    found = find(folder)
    assert expected <= found
    assert ("modules/hospital.ttl", 2, "", "punning") in found


def _twice(folder: Path) -> tuple[str, int, str, str]:
    path = folder / "terms/synonym.tsv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[-1]]) + "\n")
    return "terms/synonym.tsv", len(lines) + 1, "", "duplicate"


def _unsorted(folder: Path) -> tuple[str, int, str, str]:
    path = folder / "terms/cause.tsv"
    head, first, second, *rest = path.read_text().splitlines()
    path.write_text("\n".join([head, second, first, *rest]) + "\n")
    return "terms/cause.tsv", 3, "id", "order"


def _circle(folder: Path) -> tuple[str, int, str, str]:
    edit(folder, "terms/cause.tsv", "slipped disc", "parent_label", "large slipped disc")
    row = edit(
        folder,
        "terms/cause.tsv",
        "slipped disc",
        "parent",
        _id(folder, "terms/cause.tsv", "large slipped disc"),
    )
    other = edit(folder, "terms/cause.tsv", "large slipped disc", "label", "large slipped disc")
    return "terms/cause.tsv", min(row, other), "parent", "cycle"


def _id(folder: Path, file: str, label: str) -> str:
    return next(
        li.split("\t")[0] for li in (folder / file).read_text().splitlines() if label in li.split("\t")[1:2]
    )


def _obsolete(folder: Path) -> tuple[str, int, str, str]:
    smoking = _id(folder, "terms/cause.tsv", "smoking")
    header = "id\tlabel\treason\treplaced_by\treplaced_by_label\tconsider\tconsider_label"
    (folder / "terms/obsolete.tsv").write_text(
        f"{header}\n{smoking}\tobsolete smoking\tFor a test.\t\t\t\t\n"
    )
    path = folder / "terms/cause.tsv"
    path.write_text("\n".join(li for li in path.read_text().splitlines() if "smoking" not in li) + "\n")
    lines = (folder / "evidence/statements.tsv").read_text().splitlines()
    row = next(i for i, line in enumerate(lines, start=1) if smoking in line.split("\t"))
    return "evidence/statements.tsv", row, "condition", "deprecated"


def _second_match(folder: Path) -> tuple[str, int, str, str]:
    path = folder / "mappings/painkg.sssom.tsv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[1].replace("278860009", "999999999")]) + "\n")
    return "mappings/painkg.sssom.tsv", 3, "object_id", "mapping"


def _orphan(folder: Path) -> tuple[str, int, str, str]:
    row = edit(folder, "terms/technique.tsv", "implant", "parent", "")
    edit(folder, "terms/technique.tsv", "implant", "parent_label", "")
    return "terms/technique.tsv", row, "parent", "missing"


def _unreadable(folder: Path) -> tuple[str, int, str, str]:
    (folder / "modules" / "broken.ttl").write_text("@prefix a: <http://a/> .\na:b a:c \n")
    return "modules/broken.ttl", 3, "", "syntax"


def _beyond_the_profile(folder: Path) -> tuple[str, int, str, str]:
    (folder / "modules" / "union.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<https://example.org/a> a owl:Class ;\n"
        "  owl:equivalentClass [ a owl:Class ; owl:unionOf ( <https://example.org/b> ) ] .\n"
    )
    return "modules/union.ttl", 3, "", "profile"


def _edition_without_a_link(folder: Path) -> tuple[str, int, str, str]:
    row = edit(folder, "evidence/sources.tsv", "GAMMA", "title", "Beta guideline")
    edit(folder, "evidence/sources.tsv", "GAMMA", "organisation", "Beta")
    return "evidence/sources.tsv", row, "superseded_by", "editions_side_by_side"


def _replaced_by_an_older_work(folder: Path) -> tuple[str, int, str, str]:
    row = edit(folder, "evidence/sources.tsv", "ALPHA-OLD", "year", "2024")
    return "evidence/sources.tsv", row, "superseded_by", "superseded_by_older"


def _strength_from_nothing(folder: Path) -> tuple[str, int, str, str]:
    edit(folder, "evidence/grades.tsv", "must", "as_graded", "not stated")
    row = edit(folder, "evidence/statements.tsv", "must", "as_graded", "not stated")
    edit(folder, "evidence/statements.tsv", "must", "as_graded", "not stated")
    return "evidence/statements.tsv", row, "as_graded", "strength_without_word"


def _a_place_and_a_reason_for_none(folder: Path) -> tuple[str, int, str, str]:
    row = edit(folder, "terms/condition.tsv", "low back pain", "without_site", "it moves about")
    return "terms/condition.tsv", row, "without_site", "condition_without_site"


def _unmapped(folder: Path) -> tuple[str, int, str, str]:
    row = edit(folder, "terms/cause.tsv", "smoking", "label", "smoking")
    return "terms/cause.tsv", row, "label", "term_without_mapping"


def _not_looked_up(folder: Path) -> tuple[str, int, str, str]:
    (folder / "mappings/verified.tsv").write_text(
        "object_id\tobject_label\tobject_source_version\tverdict\nsnomedct:278860009\t\tearlier\tok\n"
    )
    return "mappings/painkg.sssom.tsv", 2, "object_source_version", "unverified"


def _other_table(folder: Path) -> tuple[str, int, str, str]:
    (folder / "terms" / "colour.tsv").write_text("id\tlabel\n")
    return "terms/colour.tsv", 0, "", "table"


@pytest.mark.parametrize(
    "seed",
    [
        _twice,
        _unsorted,
        _circle,
        _obsolete,
        _second_match,
        _orphan,
        _unreadable,
        _beyond_the_profile,
        _other_table,
        _edition_without_a_link,
        _replaced_by_an_older_work,
        _strength_from_nothing,
        _a_place_and_a_reason_for_none,
        _unmapped,
        _not_looked_up,
    ],
)
def test_a_seeded_error_is_found_at_its_place(folder: Path, seed: Seed) -> None:
    expected = seed(folder)
    assert expected in find(folder)


@pytest.mark.parametrize(
    "criterion",
    [
        "shoe size > 40",
        "age",
        "age = 5",
        "age > old",
        "not age > 5",
        "pregnant = yes",
        "liver impairment = bad",
    ],
)
def test_a_criterion_that_makes_no_sense_is_found(folder: Path, criterion: str) -> None:
    row = edit(folder, "evidence/statements.tsv", "implant", "selects", f"pregnant|{criterion}")
    assert ("evidence/statements.tsv", row, "selects", "criterion") in find(folder)


def test_an_unsatisfiable_class_is_named_with_the_axioms_at_its_row(folder: Path) -> None:
    steroid = _id(folder, "terms/drug_category.tsv", "steroid")
    edit(folder, "terms/technique.tsv", "walking", "administers_label", "steroid")
    row = edit(folder, "terms/technique.tsv", "walking", "administers", steroid)
    (finding,) = [f for f in check_sources(folder, read({})) if f.rule == "unsatisfiable"]
    assert (finding.file, finding.row) == ("terms/technique.tsv", row)
    assert "walking SubClassOf administers some steroid" in finding.message
    assert "'non-invasive non-drug technique'" in finding.message


def test_an_unsatisfiable_class_of_a_module_is_named_at_its_line(folder: Path) -> None:
    (folder / "modules" / "odd.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<https://example.org/odd> a owl:Class ; rdfs:label "odd" ;\n'
        "  rdfs:subClassOf <https://w3id.org/painkg/PAINKG_0020001> ;\n"
        "  rdfs:subClassOf <https://w3id.org/painkg/PAINKG_0020003> .\n"
    )
    (finding,) = [f for f in check_sources(folder, read({})) if f.rule == "unsatisfiable"]
    assert (finding.file, finding.row) == ("modules/odd.ttl", 3)


def test_a_class_of_a_module_needs_a_label_of_its_own_and_a_place(folder: Path) -> None:
    (folder / "modules" / "ward.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix PAINKG: <https://w3id.org/painkg/PAINKG_> .\n"
        "<https://example.org/nameless> a owl:Class ; rdfs:subClassOf PAINKG:0000002 .\n"
        '<https://example.org/twin> a owl:Class ; rdfs:label "smoking" ; rdfs:subClassOf PAINKG:0000002 .\n'
        '<https://example.org/alone> a owl:Class ; rdfs:label "alone" .\n'
    )
    expected = {(4, "label"), (5, "label"), (6, "orphan")}
    assert {(row, rule) for file, row, _, rule in find(folder) if file == "modules/ward.ttl"} == expected


def test_the_version_is_a_date(folder: Path) -> None:
    path = folder / "painkg.ttl"
    path.write_text(re.sub(r'versionInfo "[^"]*"', 'versionInfo "next week"', path.read_text()))
    assert ("painkg.ttl", "", "date") in {(f, c, rule) for f, _, c, rule in find(folder)}


def test_fix_writes_the_canonical_form_and_changes_nothing_twice(folder: Path) -> None:
    _unsorted(folder)
    edit(folder, "terms/technique.tsv", "lesser heating", "label", "lesser  heating ")
    assert fix(load(folder)) == ["terms/cause.tsv", "terms/technique.tsv"]
    assert fix(load(folder)) == []
    assert not [f for f in check_sources(folder, read({})) if f.severity == "error"]


def test_fix_numbers_a_new_row_and_looks_up_its_references(folder: Path) -> None:
    path = folder / "terms/cause.tsv"
    names = path.read_text().splitlines()[0].split("\t")
    given = {
        "label": "falling",
        "definition": "A fall.",
        "definition_source": "pk:editorial",
        "class_type": "subclass",
    }
    row = "\t".join({**given, "parent_label": "disorder"}.get(name, "") for name in names)
    path.write_text(path.read_text() + row + "\n")
    fix(load(folder))
    written = next(line for line in path.read_text().splitlines() if "falling" in line).split("\t")
    assert written[0] == "PAINKG:0018005"
    assert written[names.index("parent")] == "PAINKG:0000002"
