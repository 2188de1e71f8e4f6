"""Names of things: CURIEs, IRIs, the prefix map, and the one writer of SPARQL terms.

>>> expand("PAINKG:0010003")
'https://w3id.org/painkg/PAINKG_0010003'
>>> contract("http://purl.obolibrary.org/obo/UBERON_0001137")
'UBERON:0001137'
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from painkg import paths
from painkg.errors import ParameterError

PAINKG = "https://w3id.org/painkg/PAINKG_"
VOCAB = "https://w3id.org/painkg/vocab#"
ONTOLOGY = "https://w3id.org/painkg/painkg.owl"
GRAPHS = "https://w3id.org/painkg/graph/"
DATASET = "https://w3id.org/painkg/dataset"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OBOINOWL = "http://www.geneontology.org/formats/oboInOwl#"
DCTERMS = "http://purl.org/dc/terms/"

_CURIE = re.compile(r"([A-Za-z][A-Za-z0-9.]*):([^\s/][^\s]*)")
# Some engines (rdflib) read `\\u0022` as a backslash before an escaped quotation mark: the u is escaped too.
_AFTER_BACKSLASH = re.compile(r"(?<=\\)[uU]")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


@cache
def prefixes() -> dict[str, str]:
    """Return prefix → namespace, from `ontology/prefixes.tsv`, the only prefix map of the project."""
    lines = (paths.ontology_dir() / "prefixes.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines if line)


def expand(curie: str) -> str:
    """Return the IRI of a CURIE.

    :raises ParameterError: when it is no CURIE or its prefix is unknown.
    """
    match = _CURIE.fullmatch(curie)
    if not match:
        raise ParameterError(f"{curie!r} is not a CURIE; write prefix:id, for example PAINKG:0010003")
    namespace = prefixes().get(match[1])
    if namespace is None:
        raise ParameterError(f"{curie!r}: no prefix {match[1]!r} in ontology/prefixes.tsv")
    return namespace + match[2]


@lru_cache(maxsize=100_000)  # an opened graph asks for the same few thousand names again and again
def contract(iri: str) -> str:
    """Return the CURIE with the longest fitting namespace, or the IRI itself where none fits."""
    best = max((p for p in prefixes().items() if iri.startswith(p[1])), key=lambda p: len(p[1]), default=None)
    return f"{best[0]}:{iri[len(best[1]) :]}" if best and len(iri) > len(best[1]) else iri


def write_iri(iri: str) -> str:
    """Return an IRI as SPARQL and Turtle write it.

    :raises ParameterError: when it has a character that no IRI may have.

    >>> write_iri("https://w3id.org/painkg/PAINKG_0010003")
    '<https://w3id.org/painkg/PAINKG_0010003>'
    """
    if _NOT_IN_IRI.search(iri) or ":" not in iri:
        raise ParameterError(f"{iri!r} is not an absolute IRI")
    return f"<{iri}>"


def write_literal(text: str, datatype: str = "") -> str:
    r"""Return a literal as SPARQL and Turtle write it.

    >>> write_literal('say "no"')
    '"say \\"no\\""'
    """
    escaped = _AFTER_BACKSLASH.sub(
        lambda u: f"\\U{ord(u[0]):08X}", text.replace("\\", "\\\\").replace('"', '\\"')
    )
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t").replace("\x00", "")
    return f'"{escaped}"' + (f"^^{write_iri(datatype)}" if datatype else "")
