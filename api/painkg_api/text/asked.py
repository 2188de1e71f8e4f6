"""The answer to a question in words as text: how it was understood, and what its kind of answer holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from painkg_api.text import item, patient, rows, with_footer
from painkg_api.text.advice import advice
from painkg_api.text.answer import options, severity
from painkg_api.text.compare import compare
from painkg_api.text.disagreements import disagreements
from painkg_api.text.ladder import ladder
from painkg_api.text.mme import converted

Row = dict[str, Any]
_SHOWN_RULES = 8  # that do not apply or cannot be told; the rest are counted


def asked(found: Row, columns: int) -> str:
    """Return the answer to a question in words."""
    understood = found["understood"]
    lines = [item(f"Understood: {understood['text']}", columns, "")]
    lines += [item(f"Or did you mean: {other}", columns, "") for other in found["alternatives"]]
    body = "\n".join([*lines, "", _body(found["answer"], columns)])
    ended = found["release"]["data_version"] in body.rsplit("\n\n", 1)[-1]  # by the text of its kind
    return body if ended else with_footer(body, found, columns)


def _body(answer: Row, columns: int) -> str:
    for holds, text in _TEXTS.items():
        if holds in answer:
            return text(answer, columns)
    return rows(answer, columns)


def _for_patient(answer: Row, columns: int) -> str:
    """Return what the rules on an intervention say for a patient."""
    safety = answer["safety"]
    given = "; ".join(given["text"] for given in answer["patient"]["given"]) or "nothing that the graph knows"
    lines = [
        item(f"PATIENT: {given}", columns, ""),
        f"{answer['intervention']['label'].upper()}: {safety['status']}",
    ]
    lines += patient.reasons(safety, columns)
    others = [rule for rule in safety["rules"] if rule["applies"] not in ("yes",)]
    if others:
        lines += ["", f"OTHER RULES ON IT ({len(others)})"]
    for rule in others[:_SHOWN_RULES]:
        told = f"{severity(rule)}: {rule['fact']} [{rule['source']['label']}] (applies: {rule['applies']})"
        lines.append(item(told, columns, "   "))
    if len(others) > _SHOWN_RULES:
        lines.append(f"   and {len(others) - _SHOWN_RULES} more; the JSON answer has all")
    return "\n".join(lines)


# what an answer holds → how it is told; the first that fits
_TEXTS: dict[str, Callable[[Row, int], str]] = {
    "ladders": ladder,
    "mme_a_day": converted,
    "same_source": compare,
    "options": options,
    "disagreements": disagreements,
    "verdicts": advice,
    "safety": _for_patient,
}
