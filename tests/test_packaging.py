"""The wheel holds the whole product: installed elsewhere, it builds the graph and answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "which invasive options address chronic back pain"


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_wheel_installed_elsewhere_answers_the_flagship(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("painkg-*.whl")
    elsewhere = tmp_path / "elsewhere"
    run(*pip, "install", "--no-deps", "--target", elsewhere, wheel, cwd=tmp_path)
    settings = {"PYTHONPATH": str(elsewhere), "PAINKG_HOME": str(tmp_path / "home")}
    where = run(sys.executable, "-c", "import painkg; print(painkg.__file__)", cwd=tmp_path, **settings)
    assert Path(where.strip()).is_relative_to(elsewhere)
    command = (sys.executable, "-m", "painkg_api.cli", "ask", "--json", QUESTION)
    static = Path("painkg_api", "pages", "static")
    assert {p.name for p in (elsewhere / static).iterdir()} == {
        p.name for p in (ROOT / "api" / static).iterdir()
    }
    found = json.loads(run(*command, cwd=tmp_path, **settings))
    assert found["answer"]["total"] > 10
    assert {o["intervention"]["technique_class"] for o in found["answer"]["options"]} == {"invasive"}
