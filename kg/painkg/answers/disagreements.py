"""Where current sources point opposite ways on the same or a containing population."""

from __future__ import annotations

from typing import Any

from painkg.answers.options import Option, find
from painkg.answers.terms import shown
from painkg.graph import Graph


def disagreements(graph: Graph, condition: str | None = None) -> list[dict[str, Any]]:
    """Return each pair of opposed recommendations with who is for and who is against.

    Without a condition, every condition that a statement names is looked at.

    :raises NotFoundError: when nothing is called `condition`.
    :raises AmbiguousError: when several conditions are.
    """
    if condition is not None:
        asked = [graph.index.resolve(condition, ("condition", "cause")).id]
    else:
        asked = sorted({s.condition for s in graph.evidence.statements.values()})
    pairs: dict[tuple[str, str, str], dict[str, Any]] = {}
    for name in asked:
        main, causes = find(graph, name)
        for option in [*main, *causes]:
            _collect(graph, option, pairs)
    return sorted(
        pairs.values(), key=lambda row: (row["intervention"]["label"], row["for"]["id"], row["against"]["id"])
    )


def _collect(graph: Graph, option: Option, pairs: dict[tuple[str, str, str], dict[str, Any]]) -> None:
    for group in option.groups:
        for mine, theirs in group.opposed_by:
            advised, refused = (mine, theirs) if mine.direction == "for" else (theirs, mine)
            pairs.setdefault(
                (option.intervention, advised.id, refused.id),
                {
                    "intervention": graph.index.terms[option.intervention].as_dict(),
                    "for": shown(graph, advised.id),
                    "against": shown(graph, refused.id),
                },
            )
