"""A better plan for rdflib: what is found first narrows what is looked for next.

rdflib orders the triples of a pattern by how many of their terms are known, once, and lets only the innermost
join hand on what it found; the rest it matches pair by pair, which takes minutes. `plan` changes a translated
query in place, so that it does less and finds the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from rdflib.paths import Path
from rdflib.plugins.sparql.algebra import BGP, Join
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Identifier, Variable

Names = frozenset[Identifier]  # variables, and blank nodes of a pattern, which are as good as variables
Triple = tuple[Identifier, Identifier, Identifier]
_NONE: Names = frozenset()


def plan(part: object, known: Names = _NONE) -> Names:
    """Plan a part of a query where these variables have values; return those that have one after it."""
    if not isinstance(part, CompValue):
        for inner in part if isinstance(part, list | tuple) else ():
            plan(inner, known)
        return known
    if part.name == "BGP":
        return _in_order(part, known)
    if part.name in {"Join", "LeftJoin", "Union", "Minus"}:
        left = plan(part.p1, known)
        hands_on = part.name == "LeftJoin" or (part.name == "Join" and _takes(part.p2, _free(part.p1)))
        if part.name == "Join" and hands_on:
            part["lazy"] = True
        right = plan(part.p2, left if hands_on else known)
        return {"Join": left | right, "Union": left & right}.get(part.name, left)
    if part.name == "ToMultiSet" and part.p.name == "values":
        return known | _certain(part)
    after = plan(part.p, known) if isinstance(part.p, CompValue) else known
    for key, inner in part.items():
        if key != "p":
            plan(inner, after)  # the patterns of EXISTS, wherever they are
    if part.name == "Project":
        return known | after & frozenset(part.PV)
    return after if part.name in {"Filter", "Extend", "Graph", "Distinct", "ToMultiSet"} else known


def _in_order(part: CompValue, known: Names) -> Names:
    """Bring the triples into the order of what is known by then; return all that is known after them.

    Where it is evaluated, rdflib sorts a pattern by how many terms of each triple are free at its start. So
    the order stays as it is within runs in which that number does not fall, and the runs are joined.
    """
    rest: list[Triple] = list(part.triples)
    runs: list[list[Triple]] = []
    start = now = known
    while rest:
        triple = min(rest, key=lambda t: _rank(t, now))
        rest.remove(triple)
        if not runs or len(_free(triple) - start) < len(_free(runs[-1][-1]) - start):
            runs.append([])
            start = now
        runs[-1].append(triple)
        now |= _free(triple)
    whole = reduce(_lazy, map(BGP, runs or [[]]))
    part.name = whole.name
    part.update(whole)
    return now


def _lazy(left: CompValue, right: CompValue) -> CompValue:
    joined = Join(left, right)
    joined["lazy"] = True
    return joined


def _rank(triple: Triple, known: Names) -> tuple[int, bool, bool, bool]:
    """Say how late to look for a triple: early for one that is tied to what is known and has few matches."""
    free = _free(triple)
    return len(free - known), not free & known, isinstance(triple[1], Path), triple[0] in free - known


def _free(part: object) -> Names:
    """Return every variable in a part."""
    return frozenset(_variables(part))


def _variables(part: object) -> Iterator[Identifier]:
    if isinstance(part, Variable | BNode):
        yield part
    elif isinstance(part, dict | list | tuple):
        for inner in (*part, *part.values()) if isinstance(part, dict) else part:  # VALUES has them as keys
            yield from _variables(inner)


def _takes(part: CompValue, given: Names) -> bool:
    """Say whether a part finds the same where these variables have values before it."""
    if part.name in {"Join", "Union"}:
        return _takes(part.p1, given) and _takes(part.p2, given)
    if part.name == "LeftJoin":
        if not _takes(part.p1, given) or _free(part.expr) & given:
            return False
        return _takes(part.p2, given) and _free(part.p2) & given <= _certain(part.p1)
    if part.name in {"Extend", "Filter"}:
        own = _free(part.expr) | ({part.var} if part.name == "Extend" else _NONE)
        return _takes(part.p, given) and own & given <= _certain(part.p)
    if part.name == "Graph":
        return bool(part.p.name == "BGP")
    return part.name == "BGP" or (part.name == "ToMultiSet" and part.p.name == "values")


def _certain(part: CompValue) -> Names:
    """Return the variables that have a value in every row of a part."""
    if part.name == "BGP":
        return _free(part.triples)
    if part.name == "Join":
        return _certain(part.p1) | _certain(part.p2)
    if part.name == "Union":
        return _certain(part.p1) & _certain(part.p2)
    if part.name == "ToMultiSet" and part.p.name == "values":
        rows = [{name for name, value in row.items() if value != "UNDEF"} for row in part.p.res]
        return frozenset.intersection(*map(frozenset, rows)) if rows else _NONE
    if part.name in {"LeftJoin", "Extend", "Filter", "Graph"}:
        return _certain(part.p1 if part.name == "LeftJoin" else part.p)
    return _NONE
