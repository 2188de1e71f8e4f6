"""`python -m tests.readme` writes into README.md what is made from the project: the answer, the settings."""

from __future__ import annotations

import os
import re
from pathlib import Path

from painkg.answers.ask import ask
from painkg.graph import Graph
from painkg.opening import open_graph
from painkg.settings import read, table
from painkg_api.text.asked import asked

README = Path(__file__).resolve().parents[1] / "README.md"
QUESTION = "which invasive options address chronic back pain"
SHOWN = ("epidural steroid injection", "spinal cord stimulation", "facet joint injection", "discectomy")
COLUMNS = 100


def answer(graph: Graph) -> str:
    """Return the summary of the flagship answer and a few of its options, cuts marked by an ellipsis."""
    head, *blocks = re.split(r"\n(?=■ )", asked(ask(graph, QUESTION), COLUMNS))
    summary = head.partition("\nMarks:")[0].strip().splitlines()
    options = summary.index(next(line for line in summary if line.startswith("OPTIONS FOR")))
    parts = ["\n".join([*summary[:3], "  …", "", *summary[options:]])]
    for label in SHOWN:
        block = next(b for b in blocks if b.startswith(f"■ {label} ("))
        parts.append(block.split("\n\n")[0].rstrip())
    marks = next(line for line in head.splitlines() if line.startswith("Marks:"))
    return "\n\n".join(["```\n" + parts[0], marks, *[f"…\n\n{part}" for part in parts[1:]], "…\n```"])


def settings() -> str:
    """Return the table of settings."""
    rows = [f"| `{name}` | {default or '(empty)'} | {meaning} |" for name, default, meaning in table()]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows])


def fill(page: str, graph: Graph) -> str:
    """Return a page with its generated parts made anew."""
    for name, part in (("answer", answer(graph)), ("settings", settings())):
        pattern = rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)"
        page = re.sub(pattern, lambda m, part=part: m[1] + part + m[2], page, flags=re.DOTALL)
    return page


if __name__ == "__main__":
    README.write_text(
        fill(README.read_text(encoding="utf-8"), open_graph(read(os.environ))), encoding="utf-8"
    )
