"""`painkg diff | snapshots`: what changed from one snapshot to another."""

from __future__ import annotations

import argparse

from painkg_api.commands.opened import Commands, as_json, say, settings_of


def add(commands: Commands) -> None:
    """Declare the commands."""
    diff = commands.add_parser(
        "diff", help="what changed between two snapshots; exit 0: nothing, 1: something, 2: trouble"
    )
    which = "digest of a built snapshot or the start of it, a folder, or a file painkg.nq.gz"
    diff.add_argument("old", metavar="A", help=which)
    diff.add_argument("new", metavar="B", nargs="?", help="the same (default: the snapshot of the sources)")
    diff.add_argument("--format", choices=["markdown", "json"], default="markdown")
    diff.add_argument("--json", action="store_const", const="json", dest="format", help="--format json")
    diff.set_defaults(run=_diff)

    snapshots = commands.add_parser("snapshots", help="list the built snapshots, newest first")
    snapshots.add_argument("--json", action="store_true", help="print them as JSON")
    snapshots.set_defaults(run=_snapshots)


def _diff(given: argparse.Namespace) -> int:
    from painkg.build.pipeline import ensure_built  # noqa: PLC0415
    from painkg.build.snapshot import snapshots_dir  # noqa: PLC0415
    from painkg.diff.between import between  # noqa: PLC0415
    from painkg.diff.snapshots import opened  # noqa: PLC0415
    from painkg.opening import open_snapshot  # noqa: PLC0415
    from painkg_api.text.diff import markdown  # noqa: PLC0415

    settings = settings_of(given)
    home = snapshots_dir(settings.home)
    old = opened(given.old, home)
    new = opened(given.new, home) if given.new else open_snapshot(ensure_built(settings, say))
    found = between(old, new)
    print(as_json(found) if given.format == "json" else markdown(found))
    return 0 if found["same"] else 1


def _snapshots(given: argparse.Namespace) -> int:
    from painkg.build.snapshot import snapshots_dir  # noqa: PLC0415
    from painkg.diff.snapshots import listed  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415

    found = listed(snapshots_dir(settings_of(given).home))
    if given.json:
        print(as_json({"total": len(found), "snapshots": found}))
        return 0
    rows = [
        (row["snapshot"], row["data_version"], row["code_version"], f"{row['counts'].get('statements', 0)}")
        for row in found
    ]
    print(text.table(("snapshot", "data", "code", "statements"), rows, text.width()))
    return 0
