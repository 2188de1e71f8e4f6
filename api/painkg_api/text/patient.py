"""What an answer says of a patient, in words: what was taken in, ruled out, for others, and not assessed."""

from __future__ import annotations

from typing import Any

from painkg_api.text import item

_SHOWN = 6  # rows of one kind; the rest are counted
_NOT_READ = "not understood, and so not assessed"


def told(answer: dict[str, Any], columns: int) -> list[str]:
    """Return who the patient is, as the answer took it in, and what is taken together."""
    patient = answer["patient"]
    given = "; ".join(given["text"] for given in patient["given"]) or "nothing that the graph knows"
    lines = [item(f"PATIENT: {given}", columns, "")]
    if patient["implied"]:
        lines.append(item(f"so also: {'; '.join(i['text'] for i in patient['implied'])}", columns, "  "))
    for name in patient["not_read"]:
        near = f"; did you mean {', '.join(name['near'])}?" if name["near"] else ""
        lines.append(item(f"“{name['name']}” was {_NOT_READ}: {name['why']}{near}", columns, "  ! "))
    for pair in answer["medications"]:
        text = f"{pair['medication']['label']} and {pair['with']['label']}, both taken: {pair['fact']}"
        lines.append(item(f"{text} [{pair['source']['label']}]", columns, "  ⚠ "))
    return [*lines, ""]


def excluded(answer: dict[str, Any], columns: int) -> list[str]:
    """Return the options that a row rules out for the patient, each with the row."""
    if not answer["excluded"]:
        return []
    lines = [f"── EXCLUDED for this patient ({len(answer['excluded'])}) ".ljust(columns, "─"), ""]
    for option in answer["excluded"]:
        lines.append(item(f"■ {option['intervention']['label']}", columns, ""))
        lines += reasons(option["safety"], columns)
    return [*lines, ""]


def rows(found: list[dict[str, Any]], columns: int) -> list[str]:
    """Return the rows that exclude an option or ask for care, each with what of the patient it is about."""
    lines = []
    for reason in found[:_SHOWN]:
        word = "EXCLUDED" if reason["effect"] == "excluded" else "caution"
        source = f" [{reason['source']['label']}, {reason['locator']}]" if reason["source"] else ""
        kind = reason["kind"] if reason["severity"] in ("not stated", reason["kind"]) else reason["severity"]
        because = "; ".join(reason["because"])
        lines.append(
            item(f"{word}: {reason['fact']} ({kind}; as the patient: {because}){source}", columns, "   ⚠ ")
        )
        lines += [item(detail, columns, "       ") for detail in reason["details"]]
    lines += [f"     and {more} more rows"] if (more := len(found) - _SHOWN) > 0 else []
    return lines


def reasons(safety: dict[str, Any], columns: int) -> list[str]:
    """Return why an option is excluded or needs care, and what was not assessed of it."""
    lines = rows(safety["reasons"], columns)
    if safety["kinds_excluded"]:
        names = ", ".join(kind["label"] for kind in safety["kinds_excluded"])
        lines.append(item(f"of its kinds, excluded: {names}", columns, "   ⚠ "))
    left = safety["not_assessed"]
    parts = [f"needs to be known: {_some(left['needed'])}"] if left["needed"] else []
    parts += [f"no row speaks of: {'; '.join(left['no_rule_for'])}"] if left["no_rule_for"] else []
    parts += [f"{left['in_words_only']} rows in words only"] if left["in_words_only"] else []
    if not safety["rules"]:
        parts = ["the graph holds no rule for it, which is not safety", *parts]
    return lines + ([item(f"not assessed: {'. '.join(parts)}", columns, "   ? ")] if parts else [])


def for_others(answer: dict[str, Any], columns: int) -> list[str]:
    """Return the interventions of which all that is said is for other patients, with what is not met."""
    found = answer["for_other_patients"]
    if not found:
        return []
    lines = [
        f"── FOR OTHER PATIENTS: nothing said of these is for this one ({len(found)}) ".ljust(columns, "─"),
        "",
    ]
    for entry in found:
        said = {f"{s['source']['label']}: for {_unmet(s)}" for s in entry["statements"]}
        lines.append(item(f"{entry['intervention']['label']}: {_some(sorted(said))}", columns, "  "))
    return [*lines, ""]


def _unmet(statement: dict[str, Any]) -> str:
    return " and ".join(c["text"] for c in statement["selects"] if c["met"] == "unmet")


def not_assessed(answer: dict[str, Any], columns: int) -> list[str]:
    """Return what would have to be known of the patient, and what the graph has no rule for."""
    left = answer["not_assessed"]
    needed = [f"{need['fact']} ({need['options']} options)" for need in left["needed"]]
    lines = ["NOT ASSESSED"]
    lines += [item(f"rules need to know: {_some(needed, 12)}", columns, "  ")] if needed else []
    if left["no_rule_for"]:
        lines.append(
            item(f"no rule of any option speaks of: {'; '.join(left['no_rule_for'])}", columns, "  ")
        )
    return [*lines, "  That nothing was found against an option does not make it right for the patient.", ""]


def _some(texts: list[str], shown: int = _SHOWN) -> str:
    more = len(texts) - shown
    return "; ".join(texts[:shown]) + (f"; and {more} more" if more > 0 else "")
