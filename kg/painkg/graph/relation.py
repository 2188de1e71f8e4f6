"""How the condition of a statement stands to the condition asked about.

*same*; *broader*: it contains the asked one; *narrower*: it is a kind of the asked one; *overlaps*: neither
contains the other, but some patients may have both; *cause*: a sourced structural cause of the asked pain.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from painkg import terms
from painkg.graph.evidence import Evidence, Fact
from painkg.graph.index import Index
from painkg.stores import Store

DURATION, FELT, LIES, MECHANISM, CAUSE = (
    "RO:0000053",
    "pk:perceivedAt",
    "RO:0004026",
    "pk:hasMechanism",
    "pk:hasCause",
)
PART_OF = "BFO:0000050"
_SYSTEM = "UBERON:0000467"  # anatomical system: all over the body, so that it names no place
_DEFINITIONS = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX graph: <https://w3id.org/painkg/graph/>
SELECT ?class ?property ?filler WHERE { GRAPH graph:asserted {
  { ?class owl:equivalentClass ?filler }
  UNION { ?class owl:equivalentClass/owl:intersectionOf/rdf:rest*/rdf:first ?filler }
  UNION { ?class owl:equivalentClass ?part . ?part owl:onProperty ?property ; owl:someValuesFrom ?filler }
  UNION {
    ?class owl:equivalentClass/owl:intersectionOf/rdf:rest*/rdf:first ?part .
    ?part owl:onProperty ?property ; owl:someValuesFrom ?filler
  }
  FILTER(isIRI(?class) && isIRI(?filler))
} }
"""
Part = tuple[str, str]  # property ("" for a named class) and filler


@dataclass(frozen=True)
class Relation:
    """A relation by name; `via` is the causal statement of a cause, `by_mechanism` an overlap in no place."""

    name: str
    via: Fact | None = None
    by_mechanism: bool = False


@dataclass
class Relations:
    """Relations between conditions, worked out from the reasoned hierarchy and the causal statements."""

    index: Index
    evidence: Evidence
    definitions: dict[str, frozenset[Part]] = field(default_factory=dict)
    _known: dict[tuple[str, str], Relation | None] = field(default_factory=dict, repr=False)
    _parts: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, store: Store, index: Index, evidence: Evidence) -> Relations:
        """Return the relations of a graph; the definitions of its classes are read here.

        :raises StoreError: when the store cannot answer.
        """
        parts: dict[str, set[Part]] = {}
        for row in store.select(_DEFINITIONS):
            prop = terms.contract(row["property"]) if "property" in row else ""
            parts.setdefault(terms.contract(row["class"]), set()).add((prop, terms.contract(row["filler"])))
        return cls(index, evidence, {name: frozenset(found) for name, found in parts.items()})

    @cached_property
    def structural_causes(self) -> list[tuple[str, str, Fact]]:
        """Cause, condition and the statement that the one may structurally cause the other."""
        return [
            (cause, condition, fact)
            for fact in self.evidence.causes
            if fact.text("pk:hasKind") == "structural cause"
            for cause in fact.cells["pk:statesCause"]
            for condition in fact.cells["pk:hasCondition"]
        ]

    def between(self, asked: str, stated: str) -> Relation | None:
        """Return how `stated` stands to `asked`, or None where it has no bearing."""
        key = (asked, stated)
        if key not in self._known:
            self._known[key] = self._direct(asked, stated) or self._cause(asked, stated)
        return self._known[key]

    def _direct(self, asked: str, stated: str) -> Relation | None:
        if asked == stated or (self.index.is_a(asked, stated) and self.index.is_a(stated, asked)):
            return Relation("same")
        if self.index.is_a(asked, stated):
            return Relation("broader")
        if self.index.is_a(stated, asked):
            return Relation("narrower")
        return self._overlap(asked, stated)

    def _cause(self, asked: str, stated: str) -> Relation | None:
        for cause, condition, fact in self.structural_causes:
            if self.index.is_a(stated, cause) and self._direct(asked, condition):
                return Relation("cause", fact)
        return None

    def _overlap(self, asked: str, stated: str) -> Relation | None:
        if not self._compatible(asked, stated):
            return None
        felt, lies = ((self.nearest(asked, axis), self.nearest(stated, axis)) for axis in (FELT, LIES))
        if self._comparable(*felt) or self._one_kind(*lies):
            return Relation("overlaps")
        if felt[1] or lies[1]:
            return Relation("overlaps") if not felt[1] and self._comparable(*lies) else None
        return Relation("overlaps", by_mechanism=True) if self.nearest(stated, MECHANISM) else None

    def _compatible(self, asked: str, stated: str) -> bool:
        """Say whether two pains can be one: neither duration nor mechanism nor a cause sets them apart."""
        if not (self._is_pain(asked) and self._is_pain(stated)):
            return False
        for axis in (DURATION, MECHANISM):
            mine, theirs = self.nearest(asked, axis), self.nearest(stated, axis)
            if mine and theirs and not mine & theirs:
                return False
        causes = self.nearest(stated, CAUSE) - self.nearest(asked, CAUSE)
        return not causes or self._named_under_both(asked, stated)

    def _is_pain(self, condition: str) -> bool:
        return self.index.is_a(condition, "PAINKG:0000001")

    def _named_under_both(self, one: str, other: str) -> bool:
        return bool(self.index.subs.get(one, set()) & self.index.subs.get(other, set()))

    def nearest(self, term: str, axis: str) -> frozenset[str]:
        """Return the nearest fillers of a relation of a term: those that follow from no other filler."""
        fillers = self.index.relations.get(term, {}).get(axis, set())
        return frozenset(f for f in fillers if not any(f in self._wholes(o) for o in fillers if o != f))

    def _wholes(self, site: str) -> frozenset[str]:
        """Return what a site is a kind of or a part of, itself not among them."""
        if site not in self._parts:
            found = self.index.supers.get(site, set()) | self.index.relations.get(site, {}).get(
                PART_OF, set()
            )
            self._parts[site] = frozenset(found - {site})
        return self._parts[site]

    def _one_kind(self, mine: frozenset[str], theirs: frozenset[str]) -> bool:
        """Say whether a site of the one is a kind of a site of the other, as a lumbar root is a spinal root.

        That both lie somewhere in the musculoskeletal system makes no two pains comparable.
        """
        return any(
            (self.index.is_a(m, t) or self.index.is_a(t, m))
            and not (self.index.is_a(m, _SYSTEM) or self.index.is_a(t, _SYSTEM))
            for m in mine
            for t in theirs
        )

    def _comparable(self, mine: frozenset[str], theirs: frozenset[str]) -> bool:
        """Say whether a site of the one is, is a kind of, or is a part of a site of the other."""
        return any(m == t or m in self._wholes(t) or t in self._wholes(m) for m in mine for t in theirs)

    def contains(self, whole: str, *parts: str) -> bool:
        """Say whether everyone who has all of `parts` has `whole`, as far as the definitions show it.

        Sound and incomplete: a class without a definition is entered only through its subclasses.
        """
        return self._holds(whole, parts, set())

    def _holds(self, whole: str, parts: tuple[str, ...], tried: set[str]) -> bool:
        if any(self.index.is_a(part, whole) for part in parts):
            return True
        definition = self.definitions.get(whole)
        if not definition or whole in tried:
            return False
        tried = tried | {whole}
        return all(
            self._holds(filler, parts, tried)
            if not prop
            else any(filler in self.index.relations.get(part, {}).get(prop, ()) for part in parts)
            for prop, filler in definition
        )
