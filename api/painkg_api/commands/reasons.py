"""`painkg disagreements | explain | advice`: where sources differ, and why an option is listed or not."""

from __future__ import annotations

import argparse

from painkg_api.commands.opened import Commands, as_json, graph_of, with_store


def add(commands: Commands) -> None:
    """Declare the commands."""
    differ = commands.add_parser("disagreements", help="where current sources differ, and in what")
    differ.add_argument("--condition", help="a pain or cause; without it, all are looked at")
    differ.add_argument("--intervention", help="a technique, drug or category; without it, all")
    differ.add_argument("--kind", help="direction, strength, time horizon or population")
    differ.add_argument("--limit", type=int, default=50, help="how many at most (default 50)")
    differ.add_argument("--offset", type=int, default=0, help="how many to leave out from the start")
    differ.add_argument("--json", action="store_true", help="print the object that GET /disagreements gives")
    differ.set_defaults(run=_disagreements)
    for command in (differ,):
        with_store(command)


def _disagreements(given: argparse.Namespace) -> int:
    from painkg.answers.disagreements import Page, disagreements  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.disagreements import disagreements as told  # noqa: PLC0415

    page = Page(given.kind, given.limit, given.offset)
    found = disagreements(graph_of(given), given.condition, given.intervention, page)
    columns = text.width()
    print(as_json(found) if given.json else text.with_footer(told(found, columns), found, columns))
    return 0
