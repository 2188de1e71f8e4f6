"""`painkg compare | paths | ladder`: what ties terms together."""

from __future__ import annotations

import argparse

from painkg_api.commands.opened import Commands, as_json, graph_of, with_store

_WIDEST = 160  # columns of a comparison


def add(commands: Commands) -> None:
    """Declare the commands."""
    compare = commands.add_parser("compare", help="put two to six options side by side")
    compare.add_argument("option", nargs="+", metavar="OPTION")
    compare.add_argument("--for", dest="condition", metavar="CONDITION", help="the condition they are for")
    compare.set_defaults(run=_compare)

    paths = commands.add_parser("paths", help="find how two terms are connected")
    paths.add_argument("from_", metavar="FROM")
    paths.add_argument("to", metavar="TO")
    paths.add_argument("--limit", type=int, default=5, help="how many at most, from 1 to 20 (default: 5)")
    paths.set_defaults(run=_paths)

    ladder = commands.add_parser("ladder", help="list the lines of therapy for a condition by source")
    ladder.add_argument("condition", nargs="+", metavar="CONDITION")
    ladder.set_defaults(run=_ladder)
    for command, door in ((compare, "/compare"), (paths, "/paths"), (ladder, "/ladder")):
        command.add_argument("--json", action="store_true", help=f"print the object that GET {door} gives")
        with_store(command)


def _compare(given: argparse.Namespace) -> int:
    from painkg.answers.compare import compare  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.compare import compare as told  # noqa: PLC0415

    found = compare(graph_of(given), given.option, given.condition)
    print(as_json(found) if given.json else told(found, text.width(_WIDEST)))
    return 0


def _paths(given: argparse.Namespace) -> int:
    from painkg.analytics import paths  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.paths import paths as told  # noqa: PLC0415

    found = paths(graph_of(given), given.from_, given.to, given.limit)
    print(as_json(found) if given.json else told(found, text.width()))
    return 0 if found["paths"] else 1


def _ladder(given: argparse.Namespace) -> int:
    from painkg.answers.ladder import ladder  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.ladder import ladder as told  # noqa: PLC0415

    found = ladder(graph_of(given), " ".join(given.condition))
    print(as_json(found) if given.json else told(found, text.width()))
    return 0 if found["ladders"] else 1
