"""What terms, sources and issuers are called, in the form in which a sentence is looked up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from painkg.graph.evidence import Evidence
from painkg.graph.index import VALUE_KINDS, Index
from painkg.graph.issuers import SHORT
from painkg.graph.words import fold, joined, words

ISSUER = "organisation"
_TIERS = ("code", "label", "exact synonym", "abbreviation", "synonym")
_ORDER = (
    "condition",
    "technique",
    "drug",
    "drug_category",
    "cause",
    "source",
    ISSUER,
    "device",
    "site",
    "role",
)
_LISTING = re.compile(r"\b(?:or|versus|vs)\b")  # such a name would swallow a comparison
_USUAL = {
    "osteoarthritis": "OA",
    "low back pain": "LBP",
    "rheumatoid arthritis": "RA",
    "radiofrequency ablation": "RFA",
}
_CODE_RANKS = ("exactMatch", "closeMatch", "narrowMatch", "broadMatch")


@dataclass(frozen=True)
class Candidate:
    """A term that a piece of a sentence may mean, by which of its names, and what kind of name that is."""

    id: str
    label: str
    kind: str
    name: str
    how: str


@dataclass
class Names:
    """The names of a graph by their joined form."""

    index: Index
    evidence: Evidence
    known: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, index: Index, evidence: Evidence) -> Names:
        """Return the names of a graph."""
        names = cls(index, evidence)
        for name, _, term, how in index.spelled:
            info = index.terms[term]
            if info.kind not in VALUE_KINDS and not _LISTING.search(name):
                names._add(joined(name), Candidate(term, info.label, info.kind, name, how))
        names._add_shorter()
        for issuer in {source.organisation for source in evidence.sources.values()}:
            for name in (issuer, *SHORT.get(issuer, ())):
                how = "label" if name == issuer else "exact synonym"
                names._add(joined(name), Candidate(issuer, issuer, ISSUER, name, how))
        return names

    def _add_shorter(self) -> None:
        """Add what follows from the names: a pain by its disorder alone, and usual abbreviations in it."""
        disorders = tuple(
            {c.name.casefold() for listed in self.known.values() for c in listed if c.kind == "cause"}
        )
        for candidate in [c for listed in self.known.values() for c in listed if c.kind == "condition"]:
            variants = {candidate.name}
            alone = candidate.name.removesuffix(" pain")
            if alone != candidate.name and alone.casefold().endswith(disorders):
                variants.add(alone)
            for long, short in _USUAL.items():
                variants |= {name.replace(long, short) for name in variants if long in name}
            for name in variants - {candidate.name}:
                self._add(joined(name), replace(candidate, name=name, how="synonym"))

    def _add(self, key: str, candidate: Candidate) -> None:
        if key and all(other.id != candidate.id for other in self.known[key]):
            self.known[key].append(candidate)

    def find(self, key: str) -> list[Candidate]:
        """Return who is called so, the likeliest first."""
        return sorted(self.known.get(key, ()), key=_likely)

    def find_label(self, label: str) -> list[Candidate]:
        """Return who has this label."""
        return [c for c in self.find(joined(label)) if c.how == "label" and c.label == label]

    def coded(self, code: str) -> list[Candidate]:
        """Return the terms that a code or a CURIE stands for."""
        if code.upper() in self.index.terms:
            info = self.index.terms[code.upper()]
            return [Candidate(info.id, info.label, info.kind, code, "code")]
        hits = self.index.by_code.get(code.casefold(), []) or self._bare.get(code.casefold(), [])
        for rank in _CODE_RANKS:
            found = dict.fromkeys(term for match, term in hits if match == rank)
            if found:
                infos = [self.index.terms[term] for term in found]
                return [Candidate(i.id, i.label, i.kind, code, "code") for i in infos]
        return []

    @cached_property
    def _bare(self) -> dict[str, list[tuple[str, str]]]:
        bare: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for code, hits in self.index.by_code.items():
            bare[code.partition(":")[2]] += hits
        return bare

    @cached_property
    def vocabulary(self) -> set[str]:
        """Every word of a name that is long enough for a typing error to be told."""
        found = {word.fold for listed in self.known.values() for c in listed for word in words(c.name)}
        return {word for word in found if len(word) > 4 and word.isalpha()}

    @cached_property
    def drug_words(self) -> set[str]:
        """The words of the names of drugs."""
        drugs = [c for listed in self.known.values() for c in listed if c.kind in ("drug", "drug_category")]
        return {word.fold for candidate in drugs for word in words(candidate.name)}

    @cached_property
    def written(self) -> set[str]:
        """Every word of a definition or of a row of evidence, folded: it is a word, whatever it names."""
        texts = {info.definition for info in self.index.terms.values()}
        rows = [*self.evidence.statements.values(), *self.evidence.safety, *self.evidence.red_flags]
        texts |= {text for row in rows for cell in row.cells.values() for text in cell}
        return {fold(word) for text in texts for word in re.findall(r"[a-z]{5,}", text.lower())}


def _likely(candidate: Candidate) -> tuple[int, int, str]:
    kind = _ORDER.index(candidate.kind) if candidate.kind in _ORDER else len(_ORDER)
    weak = candidate.kind in ("role", "site", "device")
    return _TIERS.index(candidate.how) + 9 * weak, kind, candidate.label


def folded(phrases: Iterable[str]) -> set[str]:
    """Return the joined forms of phrases.

    >>> sorted(folded(["side effects", "harms"]))
    ['harm', 'sideeffect']
    """
    return {"".join(fold(word.text) for word in words(phrase)) for phrase in phrases}
