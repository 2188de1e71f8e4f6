"""The evidence rows in memory: sources, statements, causal statements, safety facts, red flags, claims, …"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from painkg import terms
from painkg.graph.criteria import (
    Cells,
    Criterion,
    Implied,
    PatientFact,
    read_criteria,
    read_facts,
    read_implied,
)
from painkg.stores import Store

_ROWS = """
PREFIX graph: <https://w3id.org/painkg/graph/>
SELECT ?row ?property ?value WHERE { GRAPH graph:evidence { ?row ?property ?value } }
"""
NOT_STATED = "not stated"


@dataclass(frozen=True)
class Source:
    """A work that states something; `label` is its short key."""

    id: str
    label: str
    title: str
    organisation: str
    issuer_type: str
    year: int | None
    doi: str
    number: str
    url: str
    superseded_by: tuple[str, ...]
    note: str
    newer_edition: str = ""
    checked_current: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return it as answers show a source."""
        link = self.url or (f"https://doi.org/{self.doi}" if self.doi else "")
        return {
            "id": self.id,
            "label": self.label,
            "title": self.title,
            "organisation": self.organisation,
            "issuer_type": self.issuer_type,
            "year": self.year,
            "number": self.number,
            "url": link,
            "doi": self.doi,
            "superseded_by": list(self.superseded_by),
            "newer_edition": self.newer_edition or None,
            "checked_current": self.checked_current or None,
            "note": self.note,
        }


@dataclass(frozen=True)
class Fact:
    """A sourced row: a causal statement, a safety fact, a red flag, a claim or a morphine factor."""

    id: str
    source: Source
    cells: Cells = field(repr=False, compare=False)  # property → CURIEs, texts, or words of a fixed value
    selects: tuple[Criterion, ...]

    def text(self, name: str) -> str:
        """Return a cell of the row, or "" where it is blank."""
        return self._texts.get(name, "")

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {name: "; ".join(values) for name, values in self.cells.items()}


@dataclass(frozen=True)
class Statement(Fact):
    """One source on one intervention for one condition."""

    intervention: str
    condition: str
    type: str
    purpose: str
    direction: str
    strength: str
    certainty: str

    @cached_property
    def superseded_by(self) -> list[str]:
        """The works that replace this statement, or its source as a whole."""
        return sorted({*self.source.superseded_by, *self.cells.get("pk:supersededBy", [])})

    @cached_property
    def superseded(self) -> bool:
        """Whether a newer work replaces it."""
        return bool(self.superseded_by)

    @cached_property
    def votes(self) -> bool:
        """Whether it counts for a verdict: a current recommendation with a therapeutic purpose."""
        return self.type == "recommendation" and self.purpose == "therapeutic" and not self.superseded

    @cached_property
    def time_horizon(self) -> str:
        """The period that it is about, or "not stated"."""
        return self.text("pk:timeHorizon") or NOT_STATED

    @property
    def excepted(self) -> list[str]:
        """The kinds of its condition that the source takes out."""
        return self.cells.get("pk:exceptCondition", [])

    @cached_property
    def inherited(self) -> bool:
        """Whether it also holds for kinds of its intervention."""
        return self.text("pk:appliesToSubclasses") != "false"

    def as_dict(self) -> dict[str, Any]:
        """Return it as answers show a statement (interface.md, STATEMENT)."""
        rank = self.text("pk:lineRank")
        line = self.text("pk:line")
        return {
            "id": self.id,
            "type": self.type,
            "purpose": self.purpose,
            "direction": self.direction,
            "strength": self.strength,
            "certainty": self.certainty,
            "as_graded": self.text("pk:asGraded"),
            "as_certainty": self.text("pk:asCertainty"),
            "line": {"rank": int(rank) if rank else None, "text": line} if rank or line else None,
            "route": self.text("pk:hasRoute") or None,
            "population": self.text("pk:population"),
            "time_horizon": self.time_horizon,
            "preconditions": self.cells.get("pk:precondition", []),
            "selects": [criterion.as_dict() for criterion in self.selects],
            "comparator": self.text("pk:comparator") or None,
            "status": "superseded" if self.superseded else "current",
            "superseded_by": list(self.superseded_by),
            "curation": {"page_tier": self.text("pk:hasPageTier"), "audit": self.text("pk:hasAudit")},
            "source": self.source.as_dict(),
            "locator": self.text("pk:locator"),
            "dossier": self.text("pk:dossierRow") or None,
            "note": self.text("rdfs:comment") or None,
        }


@dataclass
class Evidence:
    """All evidence rows of a graph, by what they are."""

    sources: dict[str, Source] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    causes: list[Fact] = field(default_factory=list)
    safety: list[Fact] = field(default_factory=list)
    red_flags: list[Fact] = field(default_factory=list)
    claims: list[Fact] = field(default_factory=list)
    stop_times: list[Fact] = field(default_factory=list)  # of antithrombotic drugs around procedures
    morphine: list[Fact] = field(default_factory=list)  # factors of morphine equivalents
    facts: dict[str, PatientFact] = field(default_factory=dict)
    implied: list[Implied] = field(default_factory=list)

    @cached_property
    def safety_of(self) -> dict[str, list[Fact]]:
        """The safety facts by the term that they are about."""
        return _by(self.safety, "pk:hasIntervention")

    @cached_property
    def safety_in(self) -> dict[str, list[Fact]]:
        """The safety facts by the state in which they hold."""
        return _by(self.safety, "pk:inState")

    @cached_property
    def conditions(self) -> set[str]:
        """The conditions and causes that a statement names."""
        return {statement.condition for statement in self.statements.values()}

    @classmethod
    def read(cls, store: Store) -> Evidence:
        """Return the evidence that a store holds, in order of id.

        :raises StoreError: when the store cannot answer.
        """
        rows = _rows(store)
        words = {
            row: cells["rdfs:label"][0]
            for row, cells in rows.items()
            if "pk:Value" in cells.get("rdf:type", [])
        }
        for cells in rows.values():
            for name, values in cells.items():
                if name != "rdf:type":
                    cells[name] = [words.get(value, value) for value in values]
        criteria = read_criteria(rows)
        evidence = cls(facts=read_facts(rows), implied=read_implied(rows, criteria))
        kinds = {
            "pk:CausalStatement": evidence.causes,
            "pk:SafetyStatement": evidence.safety,
            "pk:RedFlag": evidence.red_flags,
            "pk:Claim": evidence.claims,
            "pk:MorphineEquivalence": evidence.morphine,
            "pk:AnticoagulationRule": evidence.stop_times,
        }
        for row, cells in sorted(rows.items()):
            if "pk:Source" in cells.get("rdf:type", []):
                evidence.sources[row] = _source(row, cells)
        for row, cells in sorted(rows.items()):
            types = cells.get("rdf:type", [])
            if "pk:Statement" in types:
                evidence.statements[row] = _statement(row, cells, evidence.sources, criteria)
            for kind, found in kinds.items():
                if kind in types:
                    source = evidence.sources[cells["pk:hasSource"][0]]
                    found.append(Fact(row, source, cells, _selects(cells, criteria)))
        return evidence


def _by(facts: list[Fact], name: str) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for term in fact.cells.get(name, ()):
            found[term].append(fact)
    return dict(found)


def _rows(store: Store) -> dict[str, Cells]:
    rows: dict[str, Cells] = defaultdict(lambda: defaultdict(list))
    names: dict[str, str] = {}  # contracting an IRI costs more than looking it up
    for row, prop, value in store.select(_ROWS).rows:
        if row is None or prop is None or value is None:
            continue
        for term in (row, prop, value):
            if term.kind == "iri" and term.value not in names:
                names[term.value] = terms.contract(term.value)
        text = names[value.value] if value.kind == "iri" else value.value
        rows[names[row.value]][names[prop.value]].append(text)
    return {row: {name: sorted(values) for name, values in cells.items()} for row, cells in rows.items()}


def _first(cells: Cells, name: str) -> str:
    return cells.get(name, [""])[0]


def _source(row: str, cells: Cells) -> Source:
    year = _first(cells, "pk:year")
    return Source(
        id=row,
        label=_first(cells, "rdfs:label"),
        title=_first(cells, "dcterms:title"),
        organisation=_first(cells, "pk:hasOrganisation"),
        issuer_type=_first(cells, "pk:hasIssuerType"),
        year=int(year) if year else None,
        doi=_first(cells, "pk:doi"),
        number=_first(cells, "pk:number"),
        url=_first(cells, "pk:url"),
        superseded_by=tuple(cells.get("pk:supersededBy", [])),
        note=_first(cells, "rdfs:comment"),
        newer_edition=_first(cells, "pk:newerEdition"),
        checked_current=_first(cells, "pk:checkedCurrent"),
    )


def _selects(cells: Cells, criteria: dict[str, Criterion]) -> tuple[Criterion, ...]:
    return tuple(criteria[name] for name in cells.get("pk:selects", []))


def _statement(
    row: str, cells: Cells, sources: dict[str, Source], criteria: dict[str, Criterion]
) -> Statement:
    return Statement(
        id=row,
        intervention=_first(cells, "pk:hasIntervention"),
        condition=_first(cells, "pk:hasCondition"),
        source=sources[_first(cells, "pk:hasSource")],
        type=_first(cells, "pk:hasType"),
        purpose=_first(cells, "pk:hasPurpose"),
        direction=_first(cells, "pk:hasDirection"),
        strength=_first(cells, "pk:hasStrength") or NOT_STATED,
        certainty=_first(cells, "pk:hasCertainty") or NOT_STATED,
        cells=cells,
        selects=_selects(cells, criteria),
    )
