"""The difference between two snapshots as Markdown: counts first, then what changed, long lists cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from painkg import terms

_SHOWN = 20  # rows of a list; the rest are counted
_ROWS = 5  # rows of one answer
_LONGEST = 160  # characters of a value
_NAMES = {"morphine": "morphine factors", "safety": "safety rules"}
_COUNTED = {"synonyms": "with other synonyms", "codes": "with other codes"}
Line = Callable[[dict[str, Any]], str]


def markdown(found: dict[str, Any]) -> str:
    """Return the difference as `painkg.diff.between` gives it."""
    old, new = (
        f"`{side['snapshot']}` (data {side['data_version']})" for side in (found["from"], found["to"])
    )
    lines = [f"# Changes from {old} to {new}", ""]
    if found["same"]:
        lines += ["No difference in terms, evidence and answers.", ""]
    else:
        lines += [*_counts(found), *_terms(found), *_evidence(found), *_answers(found["answers"])]
    return "\n".join([*lines, f"_{found['disclaimer']}_"])


def _counts(found: dict[str, Any]) -> list[str]:
    rows = {kind: counts for kind, counts in found["counts"].items() if kind != "answers"}
    lines, still = [], []
    for kind, counts in rows.items():
        told = [f"{n} {_COUNTED.get(name, name)}" for name, n in counts.items() if n]
        lines += [f"- {_NAMES.get(kind, _plain(kind))}: {', '.join(told)}"] if told else []
        still += [] if told else [_NAMES.get(kind, _plain(kind))]
    lines += [f"- no change in: {', '.join(still)}"] if still else []
    changed = sum(found["counts"]["answers"].values())
    asked = found["answers"]["total"]
    lines.append(f"- answers: {changed} of {asked} competency questions have another answer")
    codes = found["mappings"].get("all")
    if codes and codes["old"] != codes["new"]:
        each = ", ".join(f"{n} {c['old']} → {c['new']}" for n, c in found["mappings"].items() if n != "all")
        lines.append(f"- codes: {codes['old']} → {codes['new']} ({each})")
    return [*lines, ""]


def _terms(found: dict[str, Any]) -> list[str]:
    gained: Line = lambda row: _named(row) + _gained(row)  # noqa: E731 - one of several in a table
    differs: Line = lambda row: f"{_named(row)}: {_arrow(row)}"  # noqa: E731
    shown: dict[str, Line] = {
        "added": _named,
        "removed": _named,
        "obsoleted": lambda row: (
            _named(row) + (f" → {row['replaced_by']['label']}" if row["replaced_by"] else "")
        ),
        "renamed": differs,
        "moved": gained,
        "redefined": differs,
        "synonyms": gained,
        "codes": gained,
    }
    blocks = [_list(name, rows, shown[name]) for name, rows in found["terms"].items()]
    return _section("Terms", blocks)


def _evidence(found: dict[str, Any]) -> list[str]:
    lines = []
    for kind, changes in found["evidence"].items():
        blocks = [_list(name, rows, _changed, _fields(rows)) for name, rows in changes.items()]
        lines += _section(_NAMES.get(kind, _plain(kind)).capitalize(), blocks)
    return lines


def _answers(found: dict[str, Any]) -> list[str]:
    options, queries = found["options"], found["queries"]
    blocks = [_options(row) for row in options] + [_query(row) for row in queries[:_SHOWN]]
    more = _more(queries, "questions")
    return _section("Answers", [*blocks, [*more, ""] if more else []])


def _query(row: dict[str, Any]) -> list[str]:
    arguments = ", ".join(f"{name} = {value}" for name, value in row["arguments"].items())
    lines = [f"### {row['query']}{f' ({arguments})' if arguments else ''}"]
    lines += ["", f"{row['summary']}: {row['rows']['old']} → {row['rows']['new']} rows", ""]
    for side, why in row["not_asked"].items():
        lines += [f"- not to be asked of the {side} snapshot: {why}"] if why else []
    lines += [f"- changed: {_cells(each['row'])}{_changes(each)}" for each in row["changed"][:_ROWS]]
    lines += _more(row["changed"], "changed", _ROWS)
    for name in ("added", "removed"):
        lines += [f"- {name}: {_cells(each)}" for each in row[name][:_ROWS]]
        lines += _more(row[name], name, _ROWS)
    return [*lines, ""]


def _options(row: dict[str, Any]) -> list[str]:
    lines = [f"### Options for {row['condition']['label']}", ""]
    lines += [f"- {_option(each['option'])}{_changes(each)}" for each in row["changed"][:_SHOWN]]
    lines += _more(row["changed"], "changed")
    for name in ("added", "removed"):
        lines += [f"- {name}: {_option(each)}, {each['verdict']}" for each in row[name][:_SHOWN]]
        lines += _more(row[name], name)
    return [*lines, ""]


def _option(option: dict[str, Any]) -> str:
    aside = "" if option["list"] == "options" else f" ({_plain(option['list'])})"
    return f"{option['intervention']}{aside}"


def _section(title: str, blocks: Iterable[list[str]]) -> list[str]:
    lines = [line for block in blocks for line in block]
    return [f"## {title}", "", *lines] if lines else []


def _list(name: str, rows: list[dict[str, Any]], line: Line, head: str = "") -> list[str]:
    if not rows:
        return []
    told = [f"- {line(row)}" for row in rows[:_SHOWN]]
    heads = [head, ""] if head and len(rows) > 1 else []
    return [f"### {name.capitalize()} ({len(rows)})", "", *heads, *told, *_more(rows, name), ""]


def _fields(rows: list[dict[str, Any]]) -> str:
    """Return how many rows changed in each field, or "" for rows without changes."""
    counts = Counter(change["field"] for row in rows for change in row.get("changes", ()))
    told = ", ".join(f"{name} {n}" for name, n in counts.most_common())
    return f"By field: {told}." if told else ""


def _more(rows: list[Any], name: str, shown: int = _SHOWN) -> list[str]:
    more = len(rows) - shown
    return [f"- and {more} more {name}; the JSON answer has all"] if more > 0 else []


def _named(row: dict[str, Any]) -> str:
    return f"{row['label']} ({row['kind'].replace('_', ' ')}, {row['id']})"


def _gained(row: dict[str, Any]) -> str:
    lost, gained = ("; ".join(_cut(value) for value in row[name]) for name in ("lost", "gained"))
    return ": " + ", ".join(part for part in (lost and f"lost {lost}", gained and f"gained {gained}") if part)


def _changed(row: dict[str, Any]) -> str:
    return f"{_cut(row['text'], 2 * _LONGEST)} ({row['id']}){_changes(row)}"


def _changes(row: dict[str, Any]) -> str:
    return "".join(f"\n  - {_plain(change['field'])}: {_arrow(change)}" for change in row.get("changes", ()))


def _arrow(change: dict[str, Any]) -> str:
    old, new = (_cut(change[side]) or "(nothing)" for side in ("old", "new"))
    return f"{old} → {new}"


def _cells(row: dict[str, str]) -> str:
    words = [value for value in row.values() if value and not value.startswith("http")]
    return " · ".join(_cut(value) for value in words or map(terms.contract, row.values()))


def _cut(value: str, longest: int = _LONGEST) -> str:
    return value if len(value) <= longest else value[:longest].rstrip() + "…"


def _plain(name: str) -> str:
    return name.replace("_", " ")
