"""What the graph covers and what it lacks: counts, evidence by source, gaps, and what is due for review."""

from __future__ import annotations

from collections import Counter
from typing import Any

from painkg import DISCLAIMER, terms
from painkg.answers.coverage import dossier, inventory
from painkg.graph import Graph
from painkg.graph.evidence import Source

# A work is due for a look after three years: one recommendation in five is out of date by then
# (Martínez García et al., CMAJ 2014;186:1211, doi:10.1503/cmaj.140547).
REVIEW_YEARS = 3
_ADVISED = ("condition", "technique", "drug", "drug_category")
_MAPPED = ("condition", "cause", "technique", "drug", "drug_category", "site")
_CLASSES = ("condition", "cause", "site", "technique", "device", "role", "drug_category", "drug")
_SEARCHED = (
    "SELECT DISTINCT ?term WHERE { GRAPH <https://w3id.org/painkg/graph/mappings> "
    "{ ?term <https://w3id.org/painkg/vocab#noMappingFoundIn> ?searched } }"
)


def report(graph: Graph) -> dict[str, Any]:
    """Return the coverage of a graph.

    `without_statement` and `without_mapping` list the terms of each kind that no statement names, and that no
    code of another terminology is given for; `searched` counts those for which it is on record that one was
    looked for. `due_for_review` lists the voting sources that nobody has looked at for three years.

    :raises StoreError: when the store cannot answer.
    """
    statements = list(graph.evidence.statements.values())
    named = {s.condition for s in statements} | {s.intervention for s in statements}
    infos = graph.index.terms.values()
    return {
        "terms": dict(sorted(Counter(info.kind for info in infos).items())),
        "classes": _classes(graph),
        "inventory": inventory(graph.store),
        "dossier": dossier(graph.store),
        "statements": {
            "total": len(statements),
            "voting": sum(s.votes for s in statements),
            "superseded": sum(s.superseded for s in statements),
            "selecting": sum(bool(s.selects) for s in statements),
            "by_type": dict(Counter(s.type for s in statements).most_common()),
            "by_direction": dict(Counter(s.direction for s in statements).most_common()),
            "by_page": dict(Counter(s.text("pk:hasPageTier") for s in statements).most_common()),
            "by_audit": dict(Counter(s.text("pk:hasAudit") for s in statements).most_common()),
            "by_source": dict(Counter(s.source.label for s in statements).most_common()),
            "by_condition": dict(Counter(_label(graph, s.condition) for s in statements).most_common()),
        },
        "safety_rules": len(graph.evidence.safety),
        "red_flags": len(graph.evidence.red_flags),
        "causes": len(graph.evidence.causes),
        "due_for_review": _due(graph),
        "newer_editions": {
            source.label: source.newer_edition
            for source in graph.evidence.sources.values()
            if source.newer_edition
        },
        "without_statement": _missing(graph, _ADVISED, named),
        "without_mapping": _unmapped(graph),
        "release": graph.release.as_dict(),
        "disclaimer": DISCLAIMER,
    }


def _label(graph: Graph, term: str) -> str:
    info = graph.index.terms.get(term)
    return info.label if info else term


def _classes(graph: Graph) -> dict[str, dict[str, int]]:
    """Return for each kind of class how many there are, how many are defined, and how many have a place."""
    found = {}
    for kind in _CLASSES:
        of_kind = [info for info in graph.index.terms.values() if info.kind == kind]
        names = {info.id for info in of_kind}
        roots = {name for name in names if names <= graph.index.subs.get(name, set())}
        found[kind] = {
            "of": len(of_kind),
            "defined": sum(bool(info.definition) for info in of_kind),
            "placed": sum(info.id in roots or bool(graph.index.parents.get(info.id)) for info in of_kind),
        }
    return found


def _due(graph: Graph) -> list[dict[str, Any]]:
    now = int(graph.release.data_version[:4])
    voting = Counter(s.source.id for s in graph.evidence.statements.values() if s.votes)
    due = [
        (seen, source)
        for source in graph.evidence.sources.values()
        if voting[source.id] and now - (seen := _last_seen(source)) > REVIEW_YEARS
    ]
    return [
        {"source": source.label, "year": source.year, "last_seen": seen or None, "voting": voting[source.id]}
        for seen, source in sorted(due, key=lambda pair: (pair[0], pair[1].label))
    ]


def _last_seen(source: Source) -> int:
    return max(source.year or 0, int(source.checked_current[:4] or 0))


def _unmapped(graph: Graph) -> dict[str, dict[str, Any]]:
    """Return the terms without a code; a term that is kept under the id of another terminology has one."""
    borrowed = {name for name in graph.index.terms if not name.startswith("PAINKG:")}
    searched = {terms.contract(row["term"]) for row in graph.store.select(_SEARCHED)}
    found = _missing(graph, _MAPPED, set(graph.index.codes) | borrowed)
    for kind, gap in found.items():
        gap["searched"] = sum(graph.index.terms[name].kind == kind for name in searched)
    return found


def _missing(graph: Graph, kinds: tuple[str, ...], present: set[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for kind in kinds:
        of_kind = [info for info in graph.index.terms.values() if info.kind == kind]
        lacking = sorted(info.label for info in of_kind if info.id not in present)
        found[kind] = {"of": len(of_kind), "total": len(lacking), "terms": lacking}
    return found
