"""`painkg options`: the treatment options for a condition, for a patient where one is described."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from painkg_api.commands.opened import Commands, as_json, graph_of, with_store

if TYPE_CHECKING:
    from painkg.answers.patient import Patient
    from painkg.graph import Graph

_YES = {"yes": True, "no": False}
# flag → the key of `painkg.answers.said`, and what it means
_NUMBERS = {
    "--age": ("age", "years"),
    "--weight": ("weight", "kg"),
    "--week": ("gestation", "completed weeks of a pregnancy"),
    "--egfr": ("egfr", "mL/min, also for creatinine clearance"),
}
_CHOICES = {
    "--sex": ("sex", ("female", "male")),
    "--kidney": ("renal_impairment", ("none", "any", "mild", "moderate", "severe")),
    "--liver": ("hepatic_impairment", ("none", "any", "mild", "moderate", "severe")),
}
_ANSWERS = {"--pregnant": "pregnant", "--breastfeeding": "breastfeeding"}
_NAMES = {
    "--has": ("conditions", "a disorder that the patient has"),
    "--has-not": ("absent", "a disorder that the patient is known not to have"),
    "--takes": ("takes", "a medication, of which there may be others"),
    "--only-takes": ("medications", "a medication; those given so count as all that are taken"),
    "--allergic-to": ("allergies", "a drug or device"),
    "--device": ("devices", "a device worn or implanted"),
}


def add(commands: Commands) -> None:
    """Declare the command."""
    options = commands.add_parser("options", help="treatment options for a condition, for a patient too")
    options.add_argument("condition", nargs="+", help="CURIE, mapped code, label or exact synonym")
    options.add_argument(
        "--class", dest="technique_class", help="invasive, non-invasive drug or non-invasive non-drug"
    )
    options.add_argument("--direction", help="for, against, neither, research only or described")
    options.add_argument("--limit", type=int, default=50, help="options shown at most (default 50)")
    with_patient(options)
    options.add_argument("--json", action="store_true", help="print the object that POST /options gives")
    with_store(options)
    options.set_defaults(run=_options)


def with_patient(command: argparse.ArgumentParser) -> None:
    """Give a command the flags that describe a patient."""
    who = command.add_argument_group("the patient; each of these may be left out")
    for flag, (key, meaning) in _NUMBERS.items():
        who.add_argument(flag, dest=key, type=float, metavar="NUMBER", help=meaning)
    for flag, (key, choices) in _CHOICES.items():
        who.add_argument(flag, dest=key, choices=choices)
    for flag, key in _ANSWERS.items():
        who.add_argument(flag, dest=key, choices=list(_YES))
    for flag, (key, meaning) in _NAMES.items():
        who.add_argument(flag, dest=key, action="append", metavar="NAME", help=f"{meaning}; may be repeated")
    who.add_argument(
        "--tried",
        dest="prior_treatments",
        action="append",
        metavar="TREATMENT=OUTCOME",
        help="an earlier treatment: failed, not tolerated, helped, positive block, successful trial, …",
    )
    who.add_argument(
        "--fact",
        dest="facts",
        action="append",
        metavar="FACT=VALUE",
        help="another fact that rules use: yes, no, a number or a word, as in 'treatment aim=prevention'",
    )


def _options(given: argparse.Namespace) -> int:
    from painkg.answers.filters import Filters  # noqa: PLC0415
    from painkg.answers.options import options  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.answer import whole  # noqa: PLC0415

    graph = graph_of(given)
    filters = Filters(given.technique_class, given.direction, given.limit)
    found = options(graph, " ".join(given.condition), filters, patient_of(given, graph))
    print(as_json(found) if given.json else whole(found, text.width()))
    return 0


def patient_of(given: argparse.Namespace, graph: Graph) -> Patient | None:
    """Return the patient whom the flags describe, or None where there is none."""
    from painkg.answers.patient import Patient  # noqa: PLC0415

    said = _said(given)
    return Patient.of(graph, said) if said else None


def _said(given: argparse.Namespace) -> dict[str, Any]:
    keys = [key for key, _ in (*_NUMBERS.values(), *_NAMES.values())] + [key for key, _ in _CHOICES.values()]
    said = {key: getattr(given, key) for key in keys if getattr(given, key) is not None}
    said |= {key: _YES[word] for key in _ANSWERS.values() if (word := getattr(given, key)) is not None}
    if given.prior_treatments:
        pairs = [text.rpartition("=") for text in given.prior_treatments]
        said["prior_treatments"] = [{"treatment": name, "outcome": outcome} for name, _, outcome in pairs]
    if given.facts:
        facts = [text.partition("=") for text in given.facts]
        said["facts"] = {name.strip(): _fact_value(value.strip()) for name, _, value in facts}
    return said


def _fact_value(text: str) -> bool | float | str:
    """Return the value of a fact as a flag gives it; a fact alone is a yes.

    >>> _fact_value("yes"), _fact_value("80"), _fact_value("untreated"), _fact_value("")
    (True, 80.0, 'untreated', True)
    """
    if text in ("", *_YES):
        return _YES.get(text, True)
    try:
        return float(text)
    except ValueError:
        return text
