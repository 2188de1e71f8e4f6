"""A clinical note to the terms that it names: places, longest names, codes, typing errors, nothing else."""

from __future__ import annotations

import csv

import pytest

from painkg import paths
from painkg.answers.annotate import LONGEST, annotate
from painkg.errors import ParameterError
from painkg.graph import Graph

NOTE = (
    "58-year-old with CLBP and lumbar radiculopathy (M54.16). Failed NSAIDs and gabapentine; on warfarin. "
    "Discussed epidural steroid injections, spinal cord stimulation and acupuncture. History of gout.\n"
    "Plan: duloxetine; physiotherapy; no surgery. Pain in the neck. Pain ACT group on Monday."
)
# what is written → the label in the tables of ontology/terms and the table that it is in
NAMED = {
    "CLBP": ("chronic low back pain", "condition"),
    "lumbar radiculopathy": ("lumbar radiculopathy", "condition"),
    "M54.16": ("lumbar radiculopathy", "condition"),
    "NSAIDs": ("NSAID", "drug_category"),
    "gabapentine": ("gabapentin", "drug"),
    "warfarin": ("warfarin", "drug"),
    "epidural steroid injections": ("epidural steroid injection", "technique"),
    "spinal cord stimulation": ("spinal cord stimulation", "technique"),
    "acupuncture": ("acupuncture", "technique"),
    "gout": ("gout", "cause"),
    "duloxetine": ("duloxetine", "drug"),
    "physiotherapy": ("physical therapy", "technique"),
    "surgery": ("surgery", "technique"),
}


def ids(table: str) -> dict[str, str]:
    """Return the id of each label of a table of terms."""
    path = paths.ontology_dir() / "terms" / f"{table}.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["label"]: row["id"] for row in csv.DictReader(lines, delimiter="\t")}


def test_a_note_names_these_terms(graph: Graph) -> None:
    found = {concept["text"]: concept for concept in annotate(graph, NOTE)["concepts"]}
    for written, (label, table) in NAMED.items():
        assert found[written]["term"]["id"] == ids(table)[label], written
        assert found[written]["term"]["kind"] == table


def test_each_place_is_that_of_its_text_and_none_overlap(graph: Graph) -> None:
    end = 0
    for concept in annotate(graph, NOTE)["concepts"]:
        assert NOTE[concept["start"] : concept["end"]] == concept["text"]
        assert concept["start"] >= end, "two concepts overlap"
        end = concept["end"]


def test_how_a_name_was_found_is_told(graph: Graph) -> None:
    how = {c["text"]: c["term"]["how"] for c in annotate(graph, NOTE)["concepts"]}
    assert how["CLBP"] == "exact synonym"
    assert how["M54.16"] == "code"
    assert how["gabapentine"] == "similar"
    assert how["acupuncture"] == "label"


def test_an_ambiguous_name_lists_every_candidate(graph: Graph) -> None:
    (concept,) = annotate(graph, "PTN")["concepts"]
    labels = {candidate["label"] for candidate in concept["candidates"]}
    assert labels == {"painful trigeminal neuropathy", "percutaneous tibial nerve stimulation"}


def test_a_name_does_not_run_over_the_end_of_a_sentence(graph: Graph) -> None:
    found = annotate(graph, "The site is the neck. Pain was denied.")["concepts"]
    assert "neck pain" not in {concept["term"]["label"] for concept in found}


@pytest.mark.parametrize("text", ["", "  ", "a" * (LONGEST + 1)])
def test_a_text_that_is_none_is_refused(graph: Graph, text: str) -> None:
    with pytest.raises(ParameterError):
        annotate(graph, text)
