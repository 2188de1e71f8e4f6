"""The terms of the graph in memory: names, hierarchy, relations, and who is meant by a name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from painkg import terms
from painkg.errors import AmbiguousError, NotFoundError
from painkg.stores import Store

_TERMS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX pk: <https://w3id.org/painkg/vocab#>
PREFIX IAO: <http://purl.obolibrary.org/obo/IAO_>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?term ?kind ?label ?definition WHERE {
  { ?term pk:inTable ?kind ; rdfs:label ?label . OPTIONAL { ?term IAO:0000115 ?definition } }
  UNION
  { ?term a pk:PatientFact ; rdfs:label ?label ; rdfs:comment ?definition . BIND("fact" AS ?kind) }
  UNION
  { ?term a pk:Source ; rdfs:label ?label ; dcterms:title ?definition . BIND("source" AS ?kind) }
}
"""
_SYNONYMS = """
PREFIX oboInOwl: <http://www.geneontology.org/formats/oboInOwl#>
PREFIX pk: <https://w3id.org/painkg/vocab#>
SELECT ?term ?scope ?synonym WHERE {
  VALUES ?scope {
    oboInOwl:hasExactSynonym oboInOwl:hasBroadSynonym oboInOwl:hasNarrowSynonym oboInOwl:hasRelatedSynonym
  }
  ?term ?scope ?synonym ; pk:inTable ?kind .
}
"""
_PAIRS = """
PREFIX pk: <https://w3id.org/painkg/vocab#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX graph: <https://w3id.org/painkg/graph/>
SELECT ?s ?o WHERE {{ GRAPH graph:inferred {{ ?s {predicate} ?o }} }}
"""
_RELATIONS = """
PREFIX graph: <https://w3id.org/painkg/graph/>
SELECT ?s ?p ?o WHERE { GRAPH graph:relations { ?s ?p ?o } }
"""
_PROPERTIES = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?property ?label WHERE { ?property a owl:ObjectProperty ; rdfs:label ?label }
"""
_CODES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?match ?code WHERE {
  VALUES ?match { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  ?term ?match ?target . ?target skos:notation ?code .
}
"""

# Fixed values of painkg.ttl: a term that shares the word of one ("surgery") goes before it.
VALUE_KINDS = frozenset({"duration", "fact", "invasiveness", "mechanism", "skin"})


@dataclass(frozen=True)
class TermInfo:
    """A class of the graph, as people name it, or a source by its key."""

    id: str
    label: str
    kind: str
    definition: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return id and label, as answers show a term."""
        return {"id": self.id, "label": self.label}


def normalise(text: str) -> str:
    """Return a name without regard to case, accents, hyphens and spacing.

    >>> normalise("  Low-Back   PAIN ")
    'low back pain'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[\w%+.]+", plain))


@dataclass
class Index:
    """Terms by CURIE; `supers` and `subs` are reflexive and transitive, `parents` and `children` direct."""

    terms: dict[str, TermInfo] = field(default_factory=dict)
    supers: dict[str, set[str]] = field(default_factory=dict)
    subs: dict[str, set[str]] = field(default_factory=dict)
    parents: dict[str, set[str]] = field(default_factory=dict)
    children: dict[str, set[str]] = field(default_factory=dict)
    relations: dict[str, dict[str, set[str]]] = field(
        default_factory=dict
    )  # term → property → fillers (all entailed)
    properties: dict[str, str] = field(default_factory=dict)  # relation → label
    synonyms: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # term → (scope, text)
    codes: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # term → (match, code)
    names: dict[str, list[str]] = field(default_factory=dict)  # normalised label or exact synonym → terms
    by_code: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # lower-case code → (match, term)

    @classmethod
    def read(cls, store: Store) -> Index:
        """Return the index of what a store holds.

        :raises StoreError: when the store cannot answer.
        """
        index = cls()
        for row in store.select(_TERMS).ordered():
            curie = terms.contract(row["term"])
            index.terms[curie] = TermInfo(curie, row["label"], row["kind"], row.get("definition", ""))
        index.supers, index.subs = _both_ways(store, "pk:isKindOf")
        index.parents, index.children = _both_ways(store, "rdfs:subClassOf")
        relations: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in store.select(_RELATIONS):
            s, p, o = (terms.contract(row[v]) for v in "spo")
            relations[s][p].add(o)
        index.relations = {s: dict(pairs) for s, pairs in relations.items()}
        index.properties = {
            terms.contract(row["property"]): row["label"] for row in store.select(_PROPERTIES).ordered()
        }
        index._read_names(store)
        return index

    @cached_property
    def spelled(self) -> list[tuple[str, str, str, str]]:
        """Each name as written and normalised, with its term and what kind of name it is."""
        found = []
        for info in self.terms.values():
            how = "value" if info.kind in VALUE_KINDS else "label"
            found.append((info.label, normalise(info.label), info.id, how))
        for term, names in self.synonyms.items():
            for scope, text in names:
                found.append(
                    (text, normalise(text), term, "exact synonym" if scope == "exact" else "synonym")
                )
        return found

    def named(self) -> Iterable[TermInfo]:
        """Return the terms that are no fixed values."""
        return (term for term in self.terms.values() if term.kind not in VALUE_KINDS)

    def _read_names(self, store: Store) -> None:
        for term in self.terms.values():
            self.names.setdefault(normalise(term.label), []).append(term.id)
        for row in store.select(_SYNONYMS).ordered():
            curie = terms.contract(row["term"])
            scope = row["scope"].rsplit("has", 1)[1].removesuffix("Synonym").lower()
            self.synonyms.setdefault(curie, []).append((scope, row["synonym"]))
            known = self.names.setdefault(normalise(row["synonym"]), [])
            if scope == "exact" and curie not in known:
                known.append(curie)
        self.names = {name: ids for name, ids in self.names.items() if ids}
        for row in store.select(_CODES).ordered():
            curie, match = terms.contract(row["term"]), row["match"].rsplit("#", 1)[1]
            self.codes.setdefault(curie, []).append((match, row["code"]))
            self.by_code.setdefault(row["code"].casefold(), []).append((match, curie))

    def resolve(self, name: str, kinds: Iterable[str] = ()) -> TermInfo:
        """Return the term that a CURIE, an IRI, a mapped code, a label or an exact synonym means.

        `kinds` limits what may be meant (`condition`, `cause`, `technique`, `drug`, `drug_category`, …).
        A code finds the term that is an exact match of it, else the one that is a close match.

        :raises NotFoundError: when nothing of these kinds is called so; it suggests near labels.
        :raises AmbiguousError: when several are.
        """
        allowed = set(kinds)
        text = name.strip()
        found = [i for i in self._candidates(text) if not allowed or self.terms[i].kind in allowed]
        found = [i for i in found if self.terms[i].kind not in VALUE_KINDS] or found
        if len(found) == 1:
            return self.terms[found[0]]
        if found:
            candidates = [(i, self.terms[i].label) for i in found]
            listed = ", ".join(f"{label} ({i})" for i, label in candidates)
            raise AmbiguousError(f"{name!r} may mean {listed}; name one of them", candidates)
        near = [] if "://" in text else self.near(text, allowed)  # an IRI means one thing or nothing
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        what = " or ".join(sorted(allowed)).replace("_", " ") or "term"
        raise NotFoundError(f"no {what} is called {name!r}{hint}", near)

    def _candidates(self, text: str) -> list[str]:
        if text in self.terms:
            return [text]
        curie = terms.contract(text) if text.startswith(("http://", "https://")) else text
        if curie in self.terms:
            return [curie]
        if curie.upper() in self.terms:
            return [curie.upper()]
        coded = self.by_code.get(curie.casefold(), [])
        for match in ("exactMatch", "closeMatch", "narrowMatch", "broadMatch"):
            if hits := list(dict.fromkeys(t for m, t in coded if m == match)):
                return hits
        return list(self.names.get(normalise(text), []))

    def near(self, text: str, kinds: Iterable[str] = (), limit: int = 5) -> list[str]:
        """Return the labels that look most like a text, nearest first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only when something was not found

        allowed = set(kinds)
        pool = {
            name: ids
            for name, ids in self.names.items()
            if not allowed or any(self.terms[i].kind in allowed for i in ids)
        }
        hits = process.extract(
            normalise(text), pool.keys(), scorer=fuzz.WRatio, limit=limit * 2, score_cutoff=75
        )
        labels = [self.terms[pool[hit[0]][0]].label for hit in hits]
        return list(dict.fromkeys(labels))[:limit]

    def is_a(self, sub: str, sup: str) -> bool:
        """Say whether every `sub` is a `sup`, as the reasoner found."""
        return sub == sup or sup in self.supers.get(sub, ())


def _both_ways(store: Store, predicate: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    up: dict[str, set[str]] = defaultdict(set)
    down: dict[str, set[str]] = defaultdict(set)
    for row in store.select(_PAIRS.format(predicate=predicate)):
        s, o = terms.contract(row["s"]), terms.contract(row["o"])
        up[s].add(o)
        down[o].add(s)
    return dict(up), dict(down)
