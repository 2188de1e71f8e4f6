"""The texts and commands of comparisons, paths and ladders."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from painkg.analytics import paths
from painkg.answers.compare import compare
from painkg.answers.ladder import ladder
from painkg.graph import Graph
from painkg_api.cli import main
from painkg_api.text.compare import compare as compare_text
from painkg_api.text.ladder import ladder as ladder_text
from painkg_api.text.paths import paths as paths_text

OPTIONS = ["duloxetine", "exercise therapy", "spinal cord stimulation", "NSAID", "acupuncture", "discectomy"]


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """Look for garbage again after a command, which ends too soon to do so."""
    yield
    gc.enable()


def widest(text: str) -> int:
    return max(len(line) for line in text.splitlines())


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("number", range(2, 7))
def test_a_comparison_fits_and_hides_no_side(graph: Graph, columns: int, number: int) -> None:
    found = compare(graph, OPTIONS[:number], "chronic low back pain")
    text = compare_text(found, columns)
    table = text.partition("SAID BY THE SAME SOURCE")[0]
    assert widest(table) <= columns
    for option in found["options"]:
        assert option["intervention"]["label"].upper().split()[0] in table
        for side in option["organisations"].values():
            if side["total"] > 1:
                assert f"{side['total']} organisations" in table
    assert "does not mean that an option is safe" in " ".join(text.split())


def test_without_any_rule_it_says_that_this_is_not_safety(graph: Graph) -> None:
    text = compare_text(compare(graph, ["exercise therapy", "discectomy"], "sciatica"), 100)
    assert "the graph holds no rule, which is not safety" in text


@pytest.mark.parametrize("columns", [80, 120])
def test_a_ladder_fits_and_marks_what_is_superseded(graph: Graph, columns: int) -> None:
    text = ladder_text(ladder(graph, "neuropathic pain"), columns)
    head, _, old = text.partition("NEUPSIG2015")
    assert "SUPERSEDED by NEUPSIG2025" in old.split("\n\n")[0]
    assert "SUPERSEDED" not in head
    assert widest(text) <= columns


def test_where_there_is_no_ladder_it_says_that_this_is_no_advice(tiny: Graph) -> None:
    text = ladder_text(ladder(tiny, "chronic back pain"), 80)
    assert "no advice for or against" in " ".join(text.split())


def test_a_long_connection_is_called_so(graph: Graph) -> None:
    said = "says little"
    assert said not in paths_text(paths(graph, "lumbar disc herniation", "sciatica"), 80)
    assert said in " ".join(paths_text(paths(graph, "walking aid", "gout"), 80).split())


@pytest.mark.parametrize(
    ("command", "path", "parameters"),
    [
        (
            ["compare", "duloxetine", "tramadol", "--for", "sciatica"],
            "/compare",
            [("option", "duloxetine"), ("option", "tramadol"), ("condition", "sciatica")],
        ),
        (
            ["paths", "tramadol", "sciatica", "--limit", "2"],
            "/paths",
            {"from": "tramadol", "to": "sciatica", "limit": 2},
        ),
        (["ladder", "neuropathic", "pain"], "/ladder", {"condition": "neuropathic pain"}),
    ],
)
def test_a_command_prints_what_its_route_gives(
    client: TestClient, capsys: pytest.CaptureFixture[str], command: list[str], path: str, parameters: Any
) -> None:
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == client.get(path, params=parameters).json()
    assert main(command) == 0
    text = client.get(path, params=parameters, headers={"accept": "text/plain"}).text
    assert capsys.readouterr().out.splitlines()[0] == text.splitlines()[0]


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["compare", "duloxetine"], 2, "from 2 to 6"),
        (["compare", "duloxetine", "Duloxetine"], 2, "given twice"),
        (["paths", "tramadol", "tramadol"], 2, "name two terms"),
        (["paths", "tramadol", "no such thing"], 2, "no such thing"),
        (["ladder", "no such pain"], 2, "no such pain"),
    ],
)
def test_a_command_names_what_is_wrong(
    capsys: pytest.CaptureFixture[str], command: list[str], code: int, said: str
) -> None:
    assert main(command) == code
    assert said in capsys.readouterr().err
