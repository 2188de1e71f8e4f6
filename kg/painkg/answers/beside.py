"""What sources say of interventions that stand side by side, and which of them speak on several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from painkg.answers.options import option_for
from painkg.answers.terms import shown
from painkg.graph import Graph

Row = dict[str, Any]

_NEARNESS = ("same", "broader", "narrower", "overlaps", "cause", None)
_OF_GROUP = ("condition", "relation", "by_mechanism")
_BRIEF = (
    *("id", "type", "purpose", "direction", "strength", "as_graded", "certainty", "as_certainty", "line"),
    *("population", "preconditions", "time_horizon", "status", "inherited_from", "votes", *_OF_GROUP),
)


def said(graph: Graph, intervention: str, asked: str | None) -> Row:
    """Return the verdict on an intervention, the statements behind it and who votes each way.

    For a condition, as `option_for` finds them, with the kinds of the intervention that have another verdict;
    else every statement that names the intervention, and no verdict. Both arguments are ids.
    """
    told = _for_condition(graph, intervention, asked) if asked else _for_any(graph, intervention)
    sides = {way: _organisations(told["statements"], way) for way in ("for", "against")}
    return {**told, "organisations": sides}


def _for_condition(graph: Graph, intervention: str, asked: str) -> Row:
    found = option_for(graph, intervention, asked)
    own, causes = (
        [option for option in found[name] if option["intervention"]["id"] == intervention]
        for name in ("options", "treats_a_cause")
    )
    verdict = own[0]["verdict"] if own else None
    voting = {s.id for s in graph.evidence.statements.values() if s.votes}
    return {
        "verdict": verdict,
        "statements": [
            {
                **statement,
                **{name: group[name] for name in _OF_GROUP},
                "votes": statement["id"] in voting and group["relation"] != "cause",
            }
            for option in own + causes
            for group in option["groups"]
            for statement in group["statements"]
        ],
        "kinds": [
            {"id": o["intervention"]["id"], "label": o["intervention"]["label"], "verdict": o["verdict"]}
            for o in found["options"]
            if o["intervention"]["id"] != intervention and o["verdict"] != verdict
        ],
    }


def _for_any(graph: Graph, intervention: str) -> Row:
    rows = [s for s in graph.evidence.statements.values() if s.intervention == intervention]
    rows.sort(key=lambda s: (s.superseded, not s.votes, -(s.source.year or 0), s.id))
    apart = {"relation": None, "by_mechanism": False, "inherited_from": None}
    statements = [{**shown(graph, s.id), **apart, "votes": s.votes} for s in rows]
    return {"verdict": None, "statements": statements, "kinds": []}


def _organisations(statements: Iterable[Row], direction: str) -> Row:
    voting = (s for s in statements if s["votes"] and s["direction"] == direction)
    named = sorted({s["source"]["organisation"] for s in voting})
    return {"total": len(named), "names": named}


def same_source(options: list[Row]) -> list[Row]:
    """Return the sources that speak on more than one option, with what they say of each.

    Current works first, those that advise before those that only describe, then those on nearer conditions,
    then newer ones.
    """
    rows: dict[str, list[Row]] = {}
    for option in options:
        for statement in option["statements"]:
            rows.setdefault(statement["source"]["id"], []).append(statement)
    found = [_by(statements[0]["source"], options) for statements in sorted(rows.values(), key=_place)]
    return [entry for entry in found if len(entry["options"]) > 1]


def _place(statements: list[Row]) -> tuple[bool, bool, tuple[int, bool], int, str]:
    source = statements[0]["source"]
    nearest = min((_NEARNESS.index(s["relation"]), s["by_mechanism"]) for s in statements)
    old = all(s["status"] == "superseded" for s in statements)
    silent = not any(s["type"] == "recommendation" for s in statements)
    return old, silent, nearest, -(source["year"] or 0), source["label"]


def _by(source: Row, options: list[Row]) -> Row:
    listed = []
    for option in options:
        rows = [s for s in option["statements"] if s["source"]["id"] == source["id"]]
        if rows:
            named = {name: option["intervention"][name] for name in ("id", "label")}
            listed.append({**named, "statements": [{name: s[name] for name in _BRIEF} for s in rows]})
    return {"source": source, "options": listed}
