"""`painkg build | check | report | tables`: what curators need."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from painkg_api.commands.opened import Commands, as_json, graph_of, say, settings_of, with_store


def add(commands: Commands) -> None:
    """Declare the commands."""
    report = commands.add_parser("report", help="what the graph covers and what it lacks")
    report.add_argument("--json", action="store_true", help="print the object that GET /report gives")
    with_store(report)
    report.set_defaults(run=_report)

    tables = commands.add_parser("tables", help="how to read and extend the curators' tables")
    tables.add_argument("table", nargs="?", help="a table; without one, list them")
    tables.add_argument("--json", action="store_true", help="print the object that GET /tables gives")
    tables.set_defaults(run=_tables)

    build = commands.add_parser("build", help="build the snapshot and the release files")
    build.add_argument("--out", type=Path, help="folder for them (default: among the snapshots)")
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="report every problem of the sources")
    check.add_argument(
        "--fix", action="store_true", help="first write the tables in canonical form, filling ids"
    )
    check.add_argument("--ontology", type=Path, help="folder of the sources (default: the project's)")
    check.set_defaults(run=_check)


def _report(given: argparse.Namespace) -> int:
    from painkg.answers.report import report  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.coverage import coverage  # noqa: PLC0415

    found = report(graph_of(given))
    print(as_json(found) if given.json else coverage(found, text.width()))
    return 0


def _tables(given: argparse.Namespace) -> int:
    from painkg import paths  # noqa: PLC0415
    from painkg.source.guide import guide, tables  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.guide import listed, told  # noqa: PLC0415

    folder = paths.ontology_dir()
    if given.table:
        found: Any = guide(folder, given.table)
        print(as_json(found) if given.json else told(found, text.width()))
    else:
        found = tables(folder)
        print(as_json(found) if given.json else listed(found, text.width()))
    return 0


def _build(given: argparse.Namespace) -> int:
    from painkg.build.pipeline import build, ensure_built  # noqa: PLC0415

    chosen = settings_of(given)
    if given.out:
        build(chosen, given.out.resolve(), say)
    else:
        print(ensure_built(chosen, say))
    return 0


def _check(given: argparse.Namespace) -> int:
    from painkg import paths  # noqa: PLC0415
    from painkg.build.pipeline import check_sources  # noqa: PLC0415
    from painkg.source.fix import fix  # noqa: PLC0415
    from painkg.source.sources import load  # noqa: PLC0415

    folder = given.ontology or paths.ontology_dir()
    if given.fix:
        for name in fix(load(folder)):
            say(f"wrote {name}")
    findings = check_sources(folder, settings_of(given))
    for finding in findings:
        print(finding)
    failed = sum(finding.severity == "error" for finding in findings)
    say(f"{failed} error(s), {len(findings) - failed} warning(s)")
    return 1 if failed else 0
