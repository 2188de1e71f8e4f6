"""The difference between the tiny ontology and its edit, worked out by hand from what the edit does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from painkg.diff.between import between
from painkg.diff.evidence import evidence
from painkg.diff.names import names
from painkg.diff.questions import answers
from painkg.diff.snapshots import opened
from painkg.graph import Graph
from painkg.graph import Release as Opened
from painkg.queries.library import library
from painkg_api.text.diff import markdown

Found = dict[str, Any]
HEATING = {"id": "PAINKG:0020008", "label": "gentle heating", "kind": "technique"}
WALKING = {"id": "PAINKG:0020013", "label": "walking", "kind": "technique"}


def test_the_terms(found: Found) -> None:
    smoking = {"id": "PAINKG:0018004", "label": "smoking", "kind": "cause"}
    clbp = {"id": "PAINKG:0010006", "label": "chronic low back pain", "kind": "condition"}
    implant = {"id": "PAINKG:0020006", "label": "implant", "kind": "technique"}
    operation = {"id": "PAINKG:0020009", "label": "operation"}
    assert found["terms"] == {
        "added": [{"id": "PAINKG:0018005", "label": "fall", "kind": "cause"}],
        "removed": [],
        "obsoleted": [{**implant, "replaced_by": operation}],
        "renamed": [{**HEATING, "old": "lesser heating", "new": "gentle heating"}],
        "moved": [{**smoking, "lost": ["disorder"], "gained": ["burn"]}],
        "redefined": [{**WALKING, "old": "Made for a test.", "new": "Going on foot."}],
        "synonyms": [{**WALKING, "lost": [], "gained": ["hiking (exact)"]}],
        "codes": [
            {
                **clbp,
                "lost": ["snomedct:278860009 (exactMatch)"],
                "gained": ["snomedct:134407002 (exactMatch)"],
            }
        ],
    }
    assert found["mappings"] == {"all": {"old": 1, "new": 1}}


def change(field: str, old: str, new: str) -> dict[str, str]:
    return {"field": field, "old": old, "new": new}


def changes(found: Found, kind: str, name: str = "changed") -> dict[str, list[dict[str, str]]]:
    return {row["id"]: row["changes"] for row in found["evidence"][kind][name]}


def ids(found: Found, kind: str, name: str) -> list[str]:
    return [row["id"] for row in found["evidence"][kind][name]]


def test_the_statements(found: Found) -> None:
    superseded = [change("status", "current", "superseded")]
    assert changes(found, "statements") == {
        "PAINKG:0041001": [change("direction", "for", "against")],
        "PAINKG:0041011": superseded,
        "PAINKG:0041012": superseded,  # its intervention has another label, and is the same one
        "PAINKG:0041013": superseded,
    }
    assert ids(found, "statements", "changed")[0] == "PAINKG:0041001", "direction comes before status"
    assert changes(found, "statements", "annotated") == {"PAINKG:0041003": [change("locator", "1.1", "1.2")]}
    assert found["evidence"]["statements"]["added"] == [
        {
            "id": "PAINKG:0041019",
            "text": "BETA advises walking for chronic limb pain (graded: not stated; 1.1)",
        }
    ]
    assert ids(found, "statements", "removed") == ["PAINKG:0041008"]


def test_the_other_rows(found: Found) -> None:
    assert ids(found, "sources", "added") == ["PAINKG:0040005"]
    assert changes(found, "sources") == {"PAINKG:0040004": [change("superseded by", "", "DELTA")]}
    assert changes(found, "safety") == {"PAINKG:0045001": [change("severity", "absolute", "relative")]}
    assert ids(found, "red_flags", "removed") == ["PAINKG:0046001"]
    assert not any(found["counts"]["causes"].values())


def test_the_counts_are_those_of_the_lists(found: Found) -> None:
    assert not found["same"]
    listed = {"terms": found["terms"], **found["evidence"]}
    listed["answers"] = {name: found["answers"][name] for name in ("queries", "options")}
    assert found["counts"] == {
        kind: {name: len(rows) for name, rows in lists.items()} for kind, lists in listed.items()
    }


def test_the_options_for_a_condition(found: Found) -> None:
    (chronic,) = (o for o in found["answers"]["options"] if o["condition"]["label"] == "chronic back pain")
    told = {row["option"]["intervention"]: row["changes"] for row in chronic["changed"]}
    assert told == {
        "walking": [change("verdict", "recommended", "contested")],
        "heating of a nerve": [
            change("verdict", "research only", "described"),
            change("organisations", "1", "0"),
        ],
        "gentle heating": [
            change("verdict", "recommended against", "described"),
            change("organisations", "1", "0"),
        ],
    }
    assert [(row["intervention"], row["verdict"]) for row in chronic["removed"]] == [
        ("implant", "no recommendation")
    ]
    assert chronic["added"] == []


def asked(found: Found, name: str) -> Found:
    (row,) = (row for row in found["answers"]["queries"] if row["query"] == name)
    return dict(row)


def test_the_answers_of_queries_row_by_row(found: Found) -> None:
    row = asked(found, "sources_of_organisation")
    assert row["rows"] == {"old": 4, "new": 5}
    assert [each["source"] for each in row["added"]] == ["DELTA"]
    assert row["removed"] == []
    (changed,) = row["changed"]
    assert (changed["row"]["source"], changed["changes"]) == (
        "GAMMA",
        [change("status", "current", "superseded")],
    )
    flags = asked(found, "red_flags")
    assert (flags["rows"], flags["added"], flags["changed"]) == ({"old": 1, "new": 0}, [], [])
    assert [each["finding"] for each in flags["removed"]] == ["Fever"]


def test_a_question_on_a_term_that_one_graph_lacks(tiny: Graph, graph: Graph) -> None:
    found = {
        (row["query"], *row["arguments"].values()): row["not_asked"]
        for row in answers(tiny, graph)["queries"]
    }
    assert "no drug is called 'methadone'" in found["morphine_equivalents", "methadone", "superseded"]["old"]
    assert not any(why["new"] for why in found.values())


def test_a_snapshot_does_not_differ_from_itself(home: Path, found: Found) -> None:
    one = opened("new", home)
    same = between(one, opened("new", home))
    assert same["same"]
    other = Graph(one.store, Opened("", "another digest", ""))  # so that every question is asked
    assert not any(rows for rows in names(one, other).values())
    assert not any(rows for kind in evidence(one, other).values() for rows in kind.values())
    asked_of_both = answers(one, other)
    assert asked_of_both["total"] == found["answers"]["total"] > len(library())
    assert asked_of_both["queries"] == asked_of_both["options"] == []


def test_the_other_way_round_is_the_mirror(home: Path, found: Found) -> None:
    back = between(opened("new", home), opened("old", home))
    for kind, mirrored in found["evidence"].items():
        assert ids(back, kind, "removed") == [row["id"] for row in mirrored["added"]]
        assert ids(back, kind, "added") == [row["id"] for row in mirrored["removed"]]
    assert changes(back, "safety") == {"PAINKG:0045001": [change("severity", "relative", "absolute")]}
    assert back["counts"]["answers"] == found["counts"]["answers"]


def test_the_release_file_says_the_same_as_the_snapshot(home: Path, found: Found) -> None:
    files = between(*(opened(str(home / name / "painkg.nq.gz"), home) for name in ("old", "new")))
    assert files == found


@pytest.mark.parametrize(
    "line",
    [
        "- sources: 1 added, 1 changed",
        "- statements: 1 added, 1 removed, 4 changed, 1 annotated",
        "- no change in: causes, claims, stop times, morphine factors",
        "- implant (technique, PAINKG:0020006) → operation",
        "- smoking (cause, PAINKG:0018004): lost disorder, gained burn",
        "By field: status 3, direction 1.",
        "  - direction: for → against",
        "  - superseded by: (nothing) → DELTA",
        "### Options for chronic back pain",
        "  - verdict: recommended → contested",
        "- removed: implant, no recommendation",
    ],
)
def test_the_markdown(found: Found, line: str) -> None:
    assert line in markdown(found).splitlines()


def test_long_lists_are_cut_in_the_markdown(found: Found) -> None:
    many = [{**WALKING, "label": f"walk {i}"} for i in range(50)]
    text = markdown({**found, "terms": {**found["terms"], "added": many}})
    assert "walk 19 (" in text
    assert "walk 20 (" not in text
    assert "- and 30 more added; the JSON answer has all" in text
