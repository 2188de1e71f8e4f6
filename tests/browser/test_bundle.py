"""The bundle of CodeMirror is what its lock makes, says whose it is, and is small."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "api" / "codemirror"
BUNDLE = ROOT / "api" / "painkg_api" / "pages" / "static" / "codemirror.js"


def test_the_lock_makes_the_bundle_byte_for_byte(tmp_path: Path) -> None:
    if not (SOURCE / "node_modules").is_dir() or shutil.which("node") is None:
        if os.environ.get("PAINKG_CI"):
            pytest.fail("node or api/codemirror/node_modules is not there; .ci/run makes it")
        pytest.skip("node or api/codemirror/node_modules is not there; CONTRIBUTING.md says how to make it")
    made = tmp_path / "codemirror.js"
    subprocess.run(["node", "build.js", str(made)], cwd=SOURCE, check=True, timeout=120)
    assert made.read_bytes() == BUNDLE.read_bytes(), "npm run build in api/codemirror makes it anew"


def test_the_bundle_is_headed_by_the_licence_of_each_of_its_packages() -> None:
    lock = json.loads((SOURCE / "package-lock.json").read_text())["packages"]
    head = BUNDLE.read_text(encoding="utf-8").partition("*/")[0]
    held = {
        f"{place.removeprefix('node_modules/')} {package['version']}"
        for place, package in lock.items()
        if place and "esbuild" not in place
    }
    named = set(re.findall(r"[@a-z][\w@/-]* \d+\.\d+\.\d+(?=,|$)", head, re.MULTILINE))
    assert named == held
    assert {package["license"] for place, package in lock.items() if place} <= {"MIT"}
    assert "Permission is hereby granted" in head


def test_the_bundle_is_small_and_its_lock_names_no_registry() -> None:
    assert BUNDLE.stat().st_size < 400_000
    assert "://" not in (SOURCE / "package-lock.json").read_text()
    assert re.findall(r"https?://[\w.-]+", BUNDLE.read_text(encoding="utf-8")) == ["http://www.w3.org"]
