"""The commands print what the routes give, and text that reads at a terminal's width."""

from __future__ import annotations

import json

import pytest

from painkg_api import cli

OPTIONS = ["options", "radicular low back pain", "--takes", "warfarin", "--tried", "exercise therapy=failed"]


def test_options_for_a_patient_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*OPTIONS, "--pregnant", "no", "--age", "58", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    texts = {given["text"] for given in found["patient"]["given"]}
    assert texts == {"takes warfarin", "exercise therapy: failed", "not pregnant", "age 58 years"}


def test_options_for_a_patient_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*OPTIONS, "--limit", "3"]) == 0
    told = capsys.readouterr().out
    assert told.index("RED FLAGS") < told.index("PATIENT: takes warfarin") < told.index("OPTIONS FOR")
    assert "NOT ASSESSED" in told
    assert "does not prescribe" in told


@pytest.mark.parametrize(
    "arguments",
    [["options", "nowhere"], [*OPTIONS, "--tried", "exercise"], ["options", "back pain", "--age", "-3"]],
)
def test_misuse_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    assert capsys.readouterr().err


REASONS = [
    (["disagreements", "--condition", "low back pain", "--intervention", "acupuncture"], "- NG59 (2016, gov"),
    (["disagreements", "--intervention", "TENS", "--kind", "population"], "NOT A DISAGREEMENT"),
    (["explain", "acupuncture", "--for", "low back pain", "--class", "invasive"], "other technique class"),
    (
        ["explain", "spinal cord stimulation", "--for", "chronic back pain"],
        "EquivalentTo 'chronic back pain'",
    ),
    (["explain", "duloxetine", "--for", "chronic low back pain", "--liver", "severe"], "EXCLUDED: hepatic"),
    (["advice", "transcutaneous electrical nerve stimulation"], "recommended against (1): low back pain"),
]


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize(("arguments", "words"), REASONS)
def test_reasons_as_text(
    arguments: list[str],
    words: str,
    columns: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert cli.main(arguments) == 0
    told = capsys.readouterr().out
    assert words in " ".join(told.split())
    assert "does not prescribe" in " ".join(told.split())
    assert max(len(line) for line in told.splitlines()) <= columns


@pytest.mark.parametrize(("arguments", "words"), REASONS)
def test_reasons_as_json(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["release"]["snapshot"]
