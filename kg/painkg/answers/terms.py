"""One term: its names, codes, place in the hierarchy, relations, and the axioms behind its place."""

from __future__ import annotations

from typing import Any

from painkg import terms
from painkg.answers import safety
from painkg.graph import Graph

FAMILIES = ("parents", "children", "ancestors", "descendants")


def family(graph: Graph, term: str, which: str) -> list[dict[str, str]]:
    """Return the terms above or below one, sorted by label, itself not among them.

    :raises KeyError: when `which` is none of `FAMILIES`.
    """
    index = graph.index
    found = {
        "parents": index.parents,
        "children": index.children,
        "ancestors": index.supers,
        "descendants": index.subs,
    }[which].get(term, set())
    known = [index.terms[i] for i in found if i in index.terms and i != term]
    return [info.as_dict() for info in sorted(known, key=lambda info: info.label)]


def describe(graph: Graph, term: str) -> dict[str, Any]:
    """Return everything that the graph holds about a term, by CURIE.

    :raises KeyError: when there is no such term.
    """
    index = graph.index
    info = index.terms[term]
    relations = {
        name: sorted(
            (index.terms[f].as_dict() for f in fillers if f in index.terms), key=lambda d: d["label"]
        )
        for name, fillers in sorted(index.relations.get(term, {}).items())
    }
    claims = [
        {"claim": c.text("pk:claim"), "source": c.source.as_dict(), "locator": c.text("pk:locator")}
        for c in graph.evidence.claims
        if term in c.cells["pk:about"]
    ]
    return {
        "id": info.id,
        "iri": terms.expand(info.id),
        "label": info.label,
        "kind": info.kind,
        "definition": info.definition,
        "synonyms": [{"scope": s, "text": t} for s, t in sorted(index.synonyms.get(term, []))],
        "codes": [{"match": m, "code": c} for m, c in sorted(index.codes.get(term, []))],
        "parents": [{**p, **_why(graph, term, p["id"])} for p in family(graph, term, "parents")],
        "children": family(graph, term, "children"),
        "relations": {name: fillers for name, fillers in relations.items() if fillers},
        "causes": _causes(graph, term),
        "claims": claims,
        "safety": safety.rules(graph, term),
    }


def statements(graph: Graph, term: str) -> list[dict[str, Any]]:
    """Return the statements that name a term, or a kind of it, as intervention or condition."""
    below = graph.index.subs.get(term, set()) | {term}
    return [
        shown(graph, s.id)
        for s in graph.evidence.statements.values()
        if s.intervention in below or s.condition in below
    ]


def shown(graph: Graph, statement: str) -> dict[str, Any]:
    """Return a statement with the names of its intervention and condition.

    :raises KeyError: when there is no such statement.
    """
    row = graph.evidence.statements[statement]
    return {
        **row.as_dict(),
        "intervention": graph.index.terms[row.intervention].as_dict(),
        "condition": graph.index.terms[row.condition].as_dict(),
    }


def _why(graph: Graph, sub: str, sup: str) -> dict[str, Any]:
    axioms = graph.explanations.axioms(sub, sup)
    return {"because": "; ".join(axiom["text"] for axiom in axioms) or None, "axioms": axioms}


def _causes(graph: Graph, term: str) -> list[dict[str, Any]]:
    index = graph.index
    return [
        {
            "cause": index.terms[fact.cells["pk:statesCause"][0]].as_dict(),
            "condition": index.terms[fact.cells["pk:hasCondition"][0]].as_dict(),
            "kind": fact.text("pk:hasKind"),
            "source": fact.source.as_dict(),
            "locator": fact.text("pk:locator"),
        }
        for fact in graph.evidence.causes
        if term in fact.cells["pk:statesCause"] or term in fact.cells["pk:hasCondition"]
    ]
