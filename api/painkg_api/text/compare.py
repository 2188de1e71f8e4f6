"""Interventions side by side as text."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

from painkg_api.text import item, wrap
from painkg_api.text.answer import severity, works
from painkg_api.text.statement import MARKS_TOLD, statement

Row = dict[str, Any]
Cell = list[str]

_NAME, _GAP, _NARROWEST = 10, 2, 20  # columns of a row's name, between columns, and of a cell at least
_SHOWN = {"says": 4, "warnings": 5, "risks": 5}  # entries of a cell; the rest are counted
_SHOWN_SOURCES = 8  # sources that speak on several; the rest are counted
_NO_GRADES = "Nothing here ranks the options. Grades can be read against each other only within one source."


def compare(found: Row, columns: int) -> str:
    """Return a comparison as `painkg.answers.compare` gives it."""
    options = found["options"]
    asked = f" FOR {found['condition']['label'].upper()}" if found["condition"] else ""
    lines = [f"SIDE BY SIDE{asked}", item(_NO_GRADES, columns, "")]
    lines += [item(MARKS_TOLD, columns, ""), ""]
    for band in _bands(options, columns):
        heads = [[option["intervention"]["label"].upper()] for option in band]
        rows = [(name, [told(option) for option in band]) for name, told in _ASPECTS.items()]
        told = [(name, cells) for name, cells in rows if any(cells)]
        lines += [*_table([("", heads), *told], columns), ""]
    lines += _same_source(found["same_source"], options, columns)
    lines += _interactions(found["interactions"], columns)
    cited = [statement["source"] for option in options for statement in option["statements"]]
    footer = wrap(f"{found['disclaimer']} Data {found['release']['data_version']}.", columns)
    return "\n".join([*lines, *works(cited, columns), "", footer])


def _bands(options: list[Row], columns: int) -> list[list[Row]]:
    """Return the options in as few tables as the width has room for, evenly filled."""
    most = max(1, (columns - _NAME) // (_NARROWEST + _GAP))
    bands = -(-len(options) // most)
    size = -(-len(options) // bands)
    return [options[i : i + size] for i in range(0, len(options), size)]


def _table(rows: list[tuple[str, list[Cell]]], columns: int) -> list[str]:
    """Return rows of cells as lines, a rule above each row but the first."""
    number = len(rows[0][1])
    wide = (columns - _NAME) // number - _GAP
    lines: list[str] = []
    for i, (name, cells) in enumerate(rows):
        if i:
            lines.append("─" * (_NAME + number * (wide + _GAP)))
        blocks = [textwrap.wrap(name, _NAME - 1)]
        blocks += [
            [line for entry in cell or ["none in the graph"] for line in _wrapped(entry, wide)]
            for cell in cells
        ]
        for j in range(max(len(block) for block in blocks)):
            parts = [block[j] if j < len(block) else "" for block in blocks]
            text = parts[0].ljust(_NAME) + "".join(" " * _GAP + part.ljust(wide) for part in parts[1:])
            lines.append(text.rstrip())
    return lines


def _wrapped(entry: str, wide: int) -> list[str]:
    return textwrap.wrap(entry, wide, subsequent_indent="  ")


def _kind(option: Row) -> Cell:
    told = option["intervention"]
    skin = {True: "penetrates the skin", False: "spares the skin", None: "skin: not stated"}
    depth = told["invasiveness"] or "invasiveness not stated"
    return [told["technique_class"], f"invasiveness: {depth}", skin[told["penetrates_skin"]]]


def _verdict(option: Row) -> Cell:
    kinds = [f"but {kind['label']}: {kind['verdict']}" for kind in option["kinds"]]
    aside = option["statements"] and all(s["relation"] == "cause" for s in option["statements"])
    told = option["verdict"] or ("only as a treatment of a cause" if aside else "")
    return [*([told] if told else []), *kinds]


def _side(direction: str) -> Callable[[Row], Cell]:
    def told(option: Row) -> Cell:
        side = option["organisations"][direction]
        voting = [s for s in option["statements"] if s["votes"] and s["direction"] == direction]
        return [_organisations(side["total"]), *_cut(_lines(voting), "says")]

    return told


def _organisations(total: int) -> str:
    return "1 organisation" if total == 1 else f"{total or 'no'} organisations"


def _rest(option: Row) -> Cell:
    """Return what is said without pointing for or against, or without a vote, and what is superseded."""
    current = [s for s in option["statements"] if s["status"] == "current"]
    rest = [s for s in current if not (s["votes"] and s["direction"] in option["organisations"])]
    old = sorted({s["source"]["label"] for s in option["statements"] if s["status"] != "current"})
    return [*_cut(_lines(rest), "says"), *([f"superseded: {', '.join(old)}"] if old else [])]


def _lines(said: list[Row]) -> Cell:
    return [statement(s, s["source"]["label"], line=True) for s in said]


def _warnings(option: Row) -> Cell:
    rules = [rule for rules in option["warnings"].values() for rule in rules]
    return _cut(
        [f"{severity(rule)}: {rule['fact']} [{rule['source']['label']}]" for rule in rules], "warnings"
    )


def _risks(option: Row) -> Cell:
    return _cut([f"{rule['fact']} [{rule['source']['label']}]" for rule in option["risks"]], "risks")


def _bleeding(option: Row) -> Cell:
    return [f"{rule['fact']} [{rule['source']['label']}]" for rule in option["bleeding_risk"]]


def _others(option: Row) -> Cell:
    return [f"{kind}: {number}" for kind, number in option["other_rules"].items() if number]


def _cut(entries: Cell, name: str) -> Cell:
    more = len(entries) - _SHOWN[name]
    return [*entries[: _SHOWN[name]], *([f"and {more} more (the JSON answer has all)"] if more > 0 else [])]


_ASPECTS: dict[str, Callable[[Row], Cell]] = {
    "is": _kind,
    "verdict": _verdict,
    "for": _side("for"),
    "against": _side("against"),
    "else": _rest,
    "warnings": _warnings,
    "adverse effects": _risks,
    "bleeding risk": _bleeding,
    "more rules": _others,
}


def _same_source(found: list[Row], options: list[Row], columns: int) -> list[str]:
    if not found:
        return ["SAID BY THE SAME SOURCE: no source here speaks on more than one of them", ""]
    lines = ["SAID BY THE SAME SOURCE: only these grades share a scheme"]
    for entry in found[:_SHOWN_SOURCES]:
        source = entry["source"]
        lines.append(item(f"■ {source['label']} [{source['issuer_type']}]", columns, ""))
        for option in entry["options"]:
            for said in option["statements"]:
                lines.append(item(statement(said, option["label"], line=True), columns, "   "))
        silent = [o["intervention"]["label"] for o in options if o["intervention"]["id"] not in _ids(entry)]
        if silent:
            lines.append(item(f"nothing held from it on {', '.join(silent)}", columns, "   "))
    if len(found) > _SHOWN_SOURCES:
        lines.append(f"and {len(found) - _SHOWN_SOURCES} more sources (the JSON answer has all)")
    return [*lines, ""]


def _ids(entry: Row) -> set[str]:
    return {option["id"] for option in entry["options"]}


def _interactions(found: list[Row], columns: int) -> list[str]:
    if not found:
        return ["BETWEEN THEM: the graph holds no rule, which is not safety", ""]
    lines = ["BETWEEN THEM"]
    for rule in found:
        one, other = (term["label"] for term in rule["between"])
        about = "" if rule["about"]["label"] == one else f", said of {rule['about']['label']}"
        text = f"{one} with {other}: {rule['kind']}, {rule['fact']}{about} [{rule['source']['label']}]"
        lines.append(item(text, columns, "  ⚠ "))
    return [*lines, ""]
