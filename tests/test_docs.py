"""What the documents say is what the project does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from painkg.graph import Graph
from painkg.queries.library import Library
from painkg.settings import read
from painkg.source.tables import read_columns
from painkg_api.app import create_app
from tests import readme

ROOT = Path(__file__).resolve().parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_generated_parts_of_the_readme_are_current(graph: Graph) -> None:
    page = readme.README.read_text(encoding="utf-8")
    assert readme.fill(page, graph) == page, "run python -m tests.readme"


def test_the_sparql_of_the_readme_runs(graph: Graph) -> None:
    (query,) = re.findall(r"```sparql\n(.*?)```", readme.README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(graph.store.select(query)) > 0


def test_the_python_of_the_readme_runs(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", readme.README.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    assert "spinal cord stimulation depends on the condition" in capsys.readouterr().out
    assert len(names["rows"]) == 3  # type: ignore[arg-type]


def test_the_notebook_runs(built: Path) -> None:
    cells = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] for cell in cells if cell["cell_type"] == "code"), "clear the outputs"
    names: dict[str, Any] = {}
    for text in code:
        exec(text, names)
    assert names["verdicts"]["spinal cord stimulation"] == "depends on the condition"
    assert names["by_year"].sum() > 0
    assert names["caused"].number_of_edges() == len(names["causes"]) > 0
    assert names["connected"]["total"] > 0


def test_every_route_is_in_the_readme(graph: Graph, built: Path) -> None:
    with TestClient(create_app(graph, read({}, workers=1), built / "painkg.nq.gz")) as client:
        paths = set(client.get("/openapi.json").json()["paths"])
    page = readme.README.read_text(encoding="utf-8")
    for path in paths:
        head = "/" + path.split("/")[1]
        assert head in page, f"{path} is not in README.md"


def test_every_graph_is_in_the_readme(graph: Graph) -> None:
    page = readme.README.read_text(encoding="utf-8")
    for row in graph.store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
        assert f"`{row['g'].rsplit('/', 1)[1]}`" in page


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"`((?:ontology|queries|kg|tests|api)/[\w./*<>-]+)`", CONTRIBUTING)))
)
def test_every_place_that_contributing_names_is_there(name: str) -> None:
    place = name.split("<", maxsplit=1)[0].split("*", maxsplit=1)[0]
    assert (ROOT / place).exists(), name


def test_every_table_is_declared_and_every_column_explained() -> None:
    declared = read_columns(ROOT / "ontology")
    for path in (ROOT / "ontology").glob("*/*.tsv"):
        name = path.relative_to(ROOT / "ontology").as_posix()
        assert name in declared
    assert all(column.description for columns in declared.values() for column in columns)


def test_the_named_queries_are_listed_by_topic() -> None:
    library = Library.read(ROOT / "queries")
    assert len(library) >= 20
    assert {query.topic for query in library} == {
        path.name
        for path in (ROOT / "queries").iterdir()
        if path.is_dir() and path.name not in ("checks", "inference")
    }
