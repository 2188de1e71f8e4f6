"""The W3C SPARQL tests, where they are beside the checkout: manifests as cases.

They are data under the licence of the W3C and are not part of this project.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from tests.sparql.served import ROOT

FOLDER = Path(os.environ.get("W3C_SPARQL_TESTS", ROOT.parent / "shared" / "w3c-sparql-tests")) / "sparql"
needs_suite = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason=f"the W3C SPARQL tests are not in {FOLDER.parent}; W3C_SPARQL_TESTS names them",
)
MANIFESTS = (
    "sparql10/manifest-evaluation.ttl",
    "sparql10/manifest-syntax.ttl",
    "sparql11/manifest-sparql11-query.ttl",
    "sparql11/manifest-sparql11-results.ttl",
    "sparql12/manifest.ttl",
)
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CASES = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?entry ?kind ?query ?result
    (GROUP_CONCAT(DISTINCT COALESCE(STR(?data), "")) AS ?default)
    (GROUP_CONCAT(DISTINCT COALESCE(STR(?graph), "")) AS ?named) {
  ?manifest mf:entries/rdf:rest*/rdf:first ?entry .
  ?entry a ?kind ; mf:action ?action .
  OPTIONAL { ?action qt:query ?text }
  BIND(COALESCE(?text, ?action) AS ?query)
  OPTIONAL { ?entry mf:result ?result }
  OPTIONAL { ?action qt:data ?data }
  OPTIONAL { ?action qt:graphData ?graph }
  FILTER(isIRI(?query))
  FILTER(REGEX(STR(?kind), "EvaluationTest|FormatTest|Syntax") && !CONTAINS(STR(?kind), "Update"))
} GROUP BY ?entry ?kind ?query ?result ORDER BY ?entry
"""


class Case(NamedTuple):
    """One test: `kind` ends in EvaluationTest, FormatTest or (Positive, Negative) SyntaxTest."""

    name: str
    kind: str
    query: Path
    result: Path | None
    data: tuple[Path, ...]
    named: tuple[Path, ...]

    @property
    def text(self) -> str:
        """The query as it is sent: relative addresses in it are relative to its file."""
        text = self.query.read_text(encoding="utf-8")
        return text if "Syntax" in self.kind else f"BASE <{self.query.as_uri()}>\n{text}"


def path_of(iri: str) -> Path:
    """Return the file that a `file:` IRI of a manifest names."""
    return Path(iri.removeprefix("file://"))


def manifest(path: Path) -> Iterator[ox.Quad]:
    """Yield what a manifest and those that it includes say."""
    found = ox.Dataset(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri()))
    yield from found
    for quad in found.quads_for_predicate(ox.NamedNode(_MF + "include")):
        node: object = quad.object
        while (rest := _one(found, node, "rest")) is not None:
            yield from manifest(path_of(_one(found, node, "first").value))  # type: ignore[union-attr]
            node = rest


def _one(found: ox.Dataset, subject: object, name: str) -> ox.NamedNode | ox.BlankNode | None:
    quads = found.quads_for_subject(subject)  # type: ignore[arg-type]
    return next((q.object for q in quads if q.predicate.value == _RDF + name), None)  # type: ignore[misc]


def cases() -> list[Case]:
    """Return every test of queries, none of updates, services or entailment."""
    found = []
    for name in MANIFESTS:
        store = ox.Store()
        store.extend(manifest(FOLDER / name))
        for row in store.query(_CASES):
            files = [tuple(map(path_of, row[k].value.split())) for k in ("default", "named")]
            result = path_of(row["result"].value) if row["result"] else None
            kind = row["kind"].value.rpartition("#")[2]
            query = path_of(row["query"].value)
            label = f"{query.parent.relative_to(FOLDER)}/{row['entry'].value.rpartition('#')[2]}"
            found.append(Case(label, kind, query, result, *files))
    return found
