"""`painkg mme`: doses of opioids as morphine milligram equivalents."""

from __future__ import annotations

import argparse

from painkg_api.commands.opened import Commands, as_json, graph_of, with_store


def add(commands: Commands) -> None:
    """Declare the command."""
    mme = commands.add_parser("mme", help="doses of opioids as morphine milligram equivalents a day")
    mme.add_argument(
        "doses", nargs="+", metavar="DOSE", help="DRUG AMOUNT UNIT [N/day], as 'oxycodone 20 mg 3/day'"
    )
    mme.add_argument("--edition", help="2022, 2016 or a source key (default: the current table)")
    mme.add_argument("--json", action="store_true", help="print the object that GET /mme gives")
    with_store(mme)
    mme.set_defaults(run=_mme)


def _mme(given: argparse.Namespace) -> int:
    from painkg.answers.doses import written  # noqa: PLC0415
    from painkg.answers.mme import mme  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.mme import converted  # noqa: PLC0415

    doses = [written(dose) for dose in given.doses]
    found = mme(graph_of(given), doses, given.edition)
    print(as_json(found) if given.json else converted(found, text.width()))
    return 0
