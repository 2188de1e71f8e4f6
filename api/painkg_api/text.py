"""Answers as text for people at a terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from typing import Any

_HEADINGS = {
    "recommended": "RECOMMENDED",
    "contested": "CONTESTED: current sources point both ways",
    "depends on the condition": "DEPENDS ON THE CONDITION",
    "no recommendation": "NO RECOMMENDATION: sources looked and did not decide",
    "research only": "ONLY IN RESEARCH",
    "recommended against": "RECOMMENDED AGAINST",
    "described": "DESCRIBED OR LISTED, without a current recommendation",
}
_SHOWN_STATEMENTS = 6  # of one group; the rest are counted
_SHOWN_RULES = 3  # safety rows of one option; the rest are counted


def width() -> int:
    """Return the columns to write in: those of the terminal, from 60 to 100."""
    return max(60, min(100, shutil.get_terminal_size((100, 24)).columns))


def asked(found: dict[str, Any], columns: int) -> str:
    """Return the answer to a question in words."""
    understood = found["understood"]
    lines = [f"Understood: {understood['text']}"]
    lines += [f"Or did you mean: {other}" for other in found["alternatives"]]
    answer = found["answer"]
    body = options(answer, columns) if "options" in answer else rows(answer, columns)
    footer = wrap(f"{found['disclaimer']} Data {found['release']['data_version']}.", columns)
    return "\n".join([*lines, "", body, "", footer])


def options(answer: dict[str, Any], columns: int) -> str:
    """Return the options for a condition, by verdict, each with who says what for whom."""
    lines: list[str] = []
    if answer["red_flags"]:
        lines += ["RED FLAGS first: rule these out"]
        lines += [_item(_flag(flag), columns, "  ! ") for flag in answer["red_flags"][:_SHOWN_STATEMENTS]]
        if (more := len(answer["red_flags"]) - _SHOWN_STATEMENTS) > 0:
            lines.append(f"    and {more} more (--json has all)")
        lines.append("")
    verdict = ""
    for option in answer["options"]:
        if option["verdict"] != verdict:
            verdict = option["verdict"]
            lines += [_HEADINGS[verdict], ""]
        lines += [*_option(option, columns), ""]
    if answer["treats_a_cause"]:
        label = answer["condition"]["label"]
        lines += [f"TREATS A CAUSE: the evidence is for a condition that may cause {label}", ""]
        for option in answer["treats_a_cause"]:
            lines += [*_option(option, columns), ""]
    shown = len(answer["options"])
    if answer["total"] > shown:
        lines.append(f"{shown} of {answer['total']} options are shown")
    if not shown and not answer["treats_a_cause"]:
        lines.append("The graph holds no statement that fits. That is no advice for or against anything.")
    return "\n".join(lines).rstrip()


def _flag(flag: dict[str, Any]) -> str:
    step = "" if flag["next_step"] == "not stated" else f"; {flag['next_step']}"
    return f"{flag['finding']} → {flag['suspected']}{step} [{flag['source']['label']}]"


def _option(option: dict[str, Any], columns: int) -> list[str]:
    intervention = option["intervention"]
    facts = [intervention["technique_class"], intervention["invasiveness"]]
    facts = [f for f in dict.fromkeys(facts) if f and f != "none"]
    lines = [f"■ {intervention['label']} ({', '.join(facts)}): {option['verdict']}"]
    for group in option["groups"]:
        lines.append(_item(_group(group), columns, "   "))
        for statement in group["statements"][:_SHOWN_STATEMENTS]:
            lines.append(_item(_statement(statement), columns, "     "))
        if (more := len(group["statements"]) - _SHOWN_STATEMENTS) > 0:
            lines.append(f"     and {more} more")
    lines += _safety(option["safety"], columns)
    return lines


def _group(group: dict[str, Any]) -> str:
    label = group["condition"]["label"]
    words = {
        "same": f"for {label}",
        "broader": f"for {label}, which contains it",
        "narrower": f"for those who have {label}",
        "overlaps": f"for those whose pain is also {label}",
        "cause": f"for {label}",
    }
    via = "".join(f" (may cause {v['condition']['label']}: {v['source']['label']})" for v in group["via"][:1])
    horizon = "" if group["time_horizon"] == "not stated" else f", {group['time_horizon']}"
    opposed = f"; opposed by {', '.join(group['opposed_by'])}" if group["opposed_by"] else ""
    return f"· {words[group['relation']]}{via}{horizon}: {group['verdict']}{opposed}"


def _statement(statement: dict[str, Any]) -> str:
    source = statement["source"]
    marks = {"for": "+", "against": "-", "neither": "±", "research only": "?", "described": " "}
    who = f"{source['organisation']} {source['year'] or ''}".strip()
    grade = f"{statement['direction']}, graded “{statement['as_graded']}”"
    certainty = f", certainty {statement['certainty']}"
    if statement["certainty"] == "not stated" and statement["as_certainty"] not in ("", "not stated"):
        certainty = f", evidence “{statement['as_certainty']}” on its own scale"
    extra = [f"for {statement['purpose']} use"] if statement["purpose"] != "therapeutic" else []
    extra += [statement["type"]] if statement["type"] != "recommendation" else []
    extra += ["superseded"] if statement["status"] == "superseded" else []
    extra += [f"said of {statement['inherited_from']['label']}"] if statement["inherited_from"] else []
    extra += [f"compared with {statement['comparator']}"] if statement["comparator"] else []
    extra += [f"if {'; '.join(statement['preconditions'])}"] if statement["preconditions"] else []
    tail = f" ({'; '.join(extra)})" if extra else ""
    return f"{marks[statement['direction']]} {who} [{source['issuer_type']}]: {grade}{certainty}{tail}"


def _safety(safety: dict[str, Any], columns: int) -> list[str]:
    rules = safety["rules"]
    if not rules:
        return ["   ⚠ safety not assessed; the graph holds no rule, which is not safety"]
    lines = ["   ⚠ safety not assessed for a patient; known rules:"]
    for rule in rules[:_SHOWN_RULES]:
        lines.append(
            _item(f"{_severity(rule)}: {rule['fact']} [{rule['source']['label']}]", columns, "     ")
        )
    if (more := len(rules) - _SHOWN_RULES) > 0:
        lines.append(f"     and {more} more")
    return lines


def _severity(rule: dict[str, Any]) -> str:
    return str(rule["kind"] if rule["severity"] == "not stated" else rule["severity"])


def rows(answer: dict[str, Any], columns: int) -> str:
    """Return the answer of a named query."""
    found = [tuple(str(row.get(name, "")) for name in answer["variables"]) for row in answer["rows"]]
    if not found:
        return "The graph holds nothing that fits. That is no advice for or against anything."
    return table(answer["variables"], found, columns)


def table(header: Sequence[str], body: Sequence[Sequence[str]], columns: int) -> str:
    """Return rows as a table that wraps its cells to fit.

    >>> print(table(("id", "label"), [("1", "back pain")], 60))
    id  label
    1   back pain
    """
    everything = [tuple(header), *(tuple(_short(cell) for cell in row) for row in body)]
    wide = [max(len(row[i]) for row in everything) for i in range(len(header))]
    room = columns - 2 * (len(wide) - 1)
    while sum(wide) > room and max(wide) > _NARROWEST:
        wide[wide.index(max(wide))] -= 1
    lines = []
    for row in everything:
        cells = [textwrap.wrap(cell, w) or [""] for cell, w in zip(row, wide, strict=True)]
        for i in range(max(len(cell) for cell in cells)):
            parts = [(cell[i] if i < len(cell) else "").ljust(w) for cell, w in zip(cells, wide, strict=True)]
            lines.append("  ".join(parts).rstrip())
    return "\n".join(lines)


_NARROWEST = 8


def _short(cell: str) -> str:
    from painkg import terms  # noqa: PLC0415

    return terms.contract(cell) if cell.startswith("http") else cell


def wrap(text: str, columns: int) -> str:
    """Return a paragraph wrapped."""
    return textwrap.fill(text, columns)


def _item(text: str, columns: int, indent: str) -> str:
    return textwrap.fill(text, columns, initial_indent=indent, subsequent_indent=" " * (len(indent) + 2))
