"""Morphine milligram equivalents as text: a table, the total, what to beware of, who says so."""

from __future__ import annotations

from typing import Any

from painkg_api.text import item, table, wrap
from painkg_api.text.answer import severity


def converted(found: dict[str, Any], columns: int) -> str:
    """Return doses with their factors, the total and the cautions."""
    doses, edition = found["doses"], found["edition"]
    lines = []
    if edition["status"] == "superseded":
        by = ", ".join(edition["superseded_by"]) or "a newer edition"
        told = f"SUPERSEDED TABLE: edition {edition['name']}, replaced by {by}; used because it was asked for"
        lines += [item(told, columns, ""), ""]
    lines += [table(("drug", "dose", "a day", "factor", "MME a day"), [_row(d) for d in doses], columns), ""]
    lines += [f"TOTAL: {found['mme_a_day']['text']}", wrap(found["purpose"], columns), ""]
    if found["not_converted"]:
        reasons = [f"{row['drug']['label']}: {row['reason']}" for row in found["not_converted"]]
        lines += _block("NOT CONVERTED, and not counted in the total", reasons, columns)
    readings = [f"{d['drug']['label']}: {d['reading']}" for d in doses if d["reading"]]
    lines += _block("READ AS", readings, columns)
    cautions = [_caution(text, names, doses) for text, names in _cautions(doses).items()]
    lines += _block(f"CAUTIONS of the table ({edition['source']['label']})", cautions, columns)
    rules = [
        f"{severity(rule)}, {rule['about']['label']}: {rule['fact']} [{rule['source']['label']}]"
        for rule in found["rules"]
    ]
    lines += _block("RULES that the graph holds on such doses; not assessed for a patient", rules, columns)
    reached = [_threshold(row) for row in found["thresholds"] if row["met"] != "unmet"]
    lines += _block("STATEMENTS on such a dose", reached, columns)
    lines += [*_sources(found, columns), ""]
    footer = wrap(f"{found['disclaimer']} Data {found['release']['data_version']}.", columns)
    return "\n".join([*lines, footer])


def _row(dose: dict[str, Any]) -> tuple[str, str, str, str, str]:
    given, daily = dose["given"], dose["daily_dose"]
    often = "" if given["unit"] == "mcg/h" else f", {given['per_day']} a day"
    return (
        dose["drug"]["label"],
        f"{given['dose']} {given['unit']}{often}",
        f"{daily['value']} {daily['unit'].removesuffix(' a day')}",
        str(dose["factor"]) if dose["converted"] else "none",
        str(dose["mme_a_day"]) if dose["converted"] else "not converted",
    )


def _cautions(doses: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return each caution of the rows with the drugs whose rows have it."""
    found: dict[str, list[str]] = {}
    for dose in doses:
        for caution in dose["cautions"]:
            found.setdefault(caution, []).append(dose["drug"]["label"])
    return found


def _caution(text: str, names: list[str], doses: list[dict[str, Any]]) -> str:
    if len(names) == sum(dose["converted"] for dose in doses) > 1:
        return text
    return f"{', '.join(dict.fromkeys(names))}: {text}"


def _threshold(row: dict[str, Any]) -> str:
    said = row["statement"]
    met = "" if row["met"] == "met" else "; the total may or may not be there"
    what = f"{said['direction']} {said['intervention']['label']} for {said['condition']['label']}"
    newer = said["source"]["newer_edition"]
    edition = f"{said['status']}; a newer edition is not held" if newer else said["status"]
    source = f"{said['source']['label']}, “{said['as_graded']}”, {edition}"
    return f"{row['criterion']['text']}{met}: {what} | {said['population']} [{source}]"


def _sources(found: dict[str, Any], columns: int) -> list[str]:
    edition = found["edition"]
    source = edition["source"]
    where = f"doi:{source['doi']}" if source["doi"] else source["number"] or source["url"]
    told = f"{source['label']}: {source['organisation']}, {source['title']}, {source['year']}. {where}"
    return [
        "SOURCE of the factors",
        item(f"{told}. Edition {edition['name']} ({edition['status']}); {edition['locator']}", columns, "  "),
    ]


def _block(title: str, told: list[str], columns: int) -> list[str]:
    return [title, *(item(line, columns, "  - ") for line in told), ""] if told else []
