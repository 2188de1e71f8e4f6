"""Which editions of a work a question about changes is on: named by key, or by issuer and years."""

from __future__ import annotations

from painkg.answers.asked.slots import Slots
from painkg.graph.evidence import Source
from painkg.graph.names import Candidate


def works_of(slots: Slots) -> bool:
    """Take the editions that a sentence compares; say whether they are known."""
    named = slots.sources()
    years = [p.value.data["year"] for p in slots.bag.values if p.value and p.value.kind == "year"]
    slots.values_used |= {id(p) for p in slots.bag.values}
    works = {c.id for c in slots.taken.pop("sources", [])}
    issuers = {c.id for c in slots.taken.pop("organisations", [])}
    issuers |= {slots.graph.evidence.sources[w].organisation for w in works if years}
    editions = [s for s in slots.graph.evidence.sources.values() if s.organisation in issuers]
    if years:
        for year in years:
            works |= _best(slots, [s for s in editions if s.year == year])
    elif issuers:
        works |= {s.id for s in editions if _fits(slots, s)}
    if "update" in {p.text for p in slots.bag.pieces} and len(works) == 1:
        works |= {s.id for s in slots.graph.evidence.sources.values() if works & set(s.superseded_by)}
    if named and not works:
        return False
    found = sorted((slots.graph.evidence.sources[w] for w in works), key=lambda s: (s.year or 0, s.label))
    if found:
        slots.taken["sources"] = [Candidate(s.id, s.label, "source", s.label, "label") for s in found]
    if not found and not slots.taken:
        slots.taken["every"] = True
    return True


def _best(slots: Slots, editions: list[Source]) -> set[str]:
    """Return the editions of a year that fit: those on the condition asked about, or the main one."""
    if len(editions) > 1:
        fitting = [s for s in editions if _fits(slots, s)]
        editions = fitting or editions
    if len(editions) > 1:
        short = min(editions, key=lambda s: len(s.label))
        editions = [short]
    return {s.id for s in editions}


def _fits(slots: Slots, source: Source) -> bool:
    index, asked = slots.graph.index, slots.taken.get("condition")
    rows = [s for s in slots.graph.evidence.statements.values() if s.source.id == source.id]
    if asked is not None:
        return any(index.is_a(s.condition, asked.id) or index.is_a(asked.id, s.condition) for s in rows)
    return True
