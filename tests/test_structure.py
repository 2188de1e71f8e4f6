"""The house rules that can be checked: which way imports run, how long files are, what texts hold."""

from __future__ import annotations

import ast
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).resolve().parents[1]
GROUND = {"terms", "errors", "settings", "paths", "rdf"}
# package or module of kg/painkg → what it may import besides the ground floor and itself
ALLOWED: dict[str, set[str]] = {
    "source": set(),
    "stores": set(),
    "queries": {"stores", "graph.index"},
    "graph": {"stores"},
    "answers": {"stores", "queries", "graph"},
    "build": {"source", "stores", "queries", "graph"},
    "opening": {"graph", "stores", "build"},
    "push": {"stores", "build"},
    "diff": {"graph", "answers", "queries", "stores", "opening", "build.snapshot"},
    "__init__": {"answers", "opening", "queries"},  # what the library offers at its top
    "analytics": {"graph", "answers", "stores"},
}
HOMES = {
    "owlready2": "build",
    "pyshacl": "build",
    "networkx": "analytics",
}  # library → the only package with it


def modules() -> list[Path]:
    return sorted((ROOT / "kg" / "painkg").rglob("*.py"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    room = path.relative_to(ROOT / "kg" / "painkg").parts[0].removesuffix(".py")
    for name in imports(path):
        assert not name.startswith("painkg_api"), f"{path.name} of the library imports a door"
        if name.startswith(("fastapi", "starlette", "uvicorn")):
            pytest.fail(f"{path.name} of the library knows a web framework")
        if name.split(".")[0] in HOMES:
            assert room == HOMES[name.split(".")[0]], f"{name} stays inside {HOMES[name.split('.')[0]]}"
        inner = name.removeprefix("painkg.")
        if (
            inner == name
            or inner.split(".")[0] in GROUND | {room}
            or inner.split(".")[0].startswith(("_", "D"))
        ):
            continue
        allowed = ALLOWED.get(room, set())
        assert any(inner == a or inner.startswith(a + ".") for a in allowed), f"{room} may not import {name}"


@pytest.mark.parametrize("package", ["kg/painkg", "api/painkg_api"])
def test_no_import_runs_in_a_circle(package: str) -> None:
    home = ROOT / package
    modules = {
        ".".join(p.relative_to(home.parent).with_suffix("").parts).removesuffix(".__init__"): p
        for p in home.rglob("*.py")
    }
    graph = nx.DiGraph()
    for name, path in modules.items():
        for imported in imports(path):
            module = imported if imported in modules else imported.rpartition(".")[0]
            if module in modules and module not in (name, home.name):  # the face of all hands names on
                graph.add_edge(name, module)
    assert not list(nx.simple_cycles(graph))


def test_no_file_is_too_long_to_read() -> None:
    long = {p.name: n for p in modules() if (n := len(p.read_text().splitlines())) > 300}
    assert not long, f"look for their second subject: {long}"


def test_no_address_of_an_index_or_a_machine_is_in_the_repository() -> None:
    for path in [*(ROOT / "requirements").iterdir(), ROOT / "pyproject.toml", ROOT / "run.py"]:
        text = path.read_text()
        assert "--index" not in text
        assert "find-links" not in text
        assert "/home/" not in text
