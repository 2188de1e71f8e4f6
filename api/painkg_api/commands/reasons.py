"""`painkg disagreements | explain | advice`: where sources differ, and why an option is listed or not."""

from __future__ import annotations

import argparse

from painkg_api.commands.opened import Commands, as_json, graph_of, with_store
from painkg_api.commands.options import patient_of, with_patient


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

    why = commands.add_parser("explain", help="why an option is in the answer for a condition, or why not")
    why.add_argument("intervention", nargs="+", help="a technique, drug or drug category")
    why.add_argument("--for", dest="condition", required=True, help="a pain or cause")
    why.add_argument(
        "--class", dest="technique_class", help="invasive, non-invasive drug or non-invasive non-drug"
    )
    why.add_argument("--direction", help="for, against, neither, research only or described")
    with_patient(why)
    why.add_argument("--json", action="store_true", help="print the object that POST /explain gives")
    why.set_defaults(run=_explain)

    advice = commands.add_parser("advice", help="what is advised on an intervention, condition by condition")
    advice.add_argument("intervention", nargs="+", help="a technique, drug or drug category")
    advice.add_argument("--json", action="store_true", help="print the object that GET /advice gives")
    advice.set_defaults(run=_advice)
    for command in (differ, why, advice):
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


def _explain(given: argparse.Namespace) -> int:
    from painkg.answers.explain import explain  # noqa: PLC0415
    from painkg.answers.filters import Filters  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.explained import explained  # noqa: PLC0415

    graph = graph_of(given)
    filters = Filters(given.technique_class, given.direction)
    patient = patient_of(given, graph)
    found = explain(graph, given.condition, " ".join(given.intervention), filters, patient)
    columns = text.width()
    print(as_json(found) if given.json else text.with_footer(explained(found, columns), found, columns))
    return 0


def _advice(given: argparse.Namespace) -> int:
    from painkg.answers.by_condition import by_condition  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.advice import advice  # noqa: PLC0415

    found = by_condition(graph_of(given), " ".join(given.intervention))
    columns = text.width()
    print(as_json(found) if given.json else text.with_footer(advice(found, columns), found, columns))
    return 0
