"""The question set: what each question should be read as, how it is read, and the count by family.

`python3 run.py test --questions` prints it; `python -m tests.questions.asked FILE …` does so for some files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from painkg.answers.ask import readings
from painkg.graph import Graph

HERE = Path(__file__).resolve().parent
NONE = {"kind": "none"}


@dataclass(frozen=True)
class Asked:
    """A question, the readings that are right, and the reading that it gets."""

    family: str
    question: str
    expected: list[dict[str, Any]]
    got: dict[str, Any]

    @property
    def right(self) -> bool:
        """Whether the reading is one of the right ones, whatever the order within a list."""
        return _settled(self.got) in [_settled(wanted) for wanted in self.expected]

    @property
    def confident(self) -> bool:
        """Whether it is wrong and an answer is given all the same; a refusal is wrong and not confident."""
        return not self.right and self.got != NONE


def questions(files: Iterable[Path]) -> Iterable[tuple[str, dict[str, Any]]]:
    """Yield the questions of files with the family that each is in."""
    for path in files:
        for question in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield path.stem, question


def read(graph: Graph, files: Iterable[Path]) -> list[Asked]:
    """Return how each question of some files is read."""
    found = []
    for family, question in questions(files):
        first = next(iter(readings(graph, question["ask"])), None)
        expected = [question["reads"], *question.get("or", [])]
        found.append(Asked(family, question["ask"], expected, first.labels() if first else NONE))
    return found


def files() -> list[Path]:
    """Return every file of questions."""
    return sorted(HERE.glob("*.yaml"))


def report(found: list[Asked]) -> str:
    """Return the accuracy by family, what is read wrong, and how much of that gets an answer."""
    lines = [f"{'family':20} right    of      %"]
    for family in sorted({asked.family for asked in found}):
        lines.append(_line(family, [asked for asked in found if asked.family == family]))
    lines.append(_line("all", found))
    outside = [asked for asked in found if asked.expected == [NONE]]
    wrong = [asked for asked in found if asked.confident]
    lines += [
        "",
        f"out of scope: {len(outside)} questions, {sum(asked.confident for asked in outside)} get an answer",
        f"in scope: {len(wrong) - sum(a.confident for a in outside)} are read otherwise and answered, "
        f"{sum(not a.right and not a.confident for a in found)} are refused",
        "",
    ]
    for asked in [*wrong, *(a for a in found if not a.right and not a.confident)]:
        lines += [
            f"[{asked.family}] {asked.question}",
            f"    wanted {_flat(asked.expected[0])}",
            f"    got    {_flat(asked.got)}",
        ]
    return "\n".join(lines)


def _line(name: str, found: list[Asked]) -> str:
    right = sum(asked.right for asked in found)
    return f"{name:20} {right:5} {len(found):5}  {100 * right / len(found):5.1f}"


def _flat(reading: dict[str, Any]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in reading.items())


def _settled(value: Any) -> Any:
    """Return a reading in which the order within a list does not count, and a number may be a text."""
    if isinstance(value, dict):
        return {name: _settled(each) for name, each in value.items()}
    if isinstance(value, list):
        return sorted((_settled(each) for each in value), key=str)
    return value if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    import painkg

    print(report(read(painkg.open_graph(), [Path(name) for name in sys.argv[1:]] or files())))
