"""Queries for tests, written as files are."""

from __future__ import annotations

from pathlib import Path

from painkg.graph.index import Index, TermInfo
from painkg.queries.header import Header, read_header
from painkg.queries.library import NamedQuery

BACK, CHRONIC, WALK = "PAINKG:0010002", "PAINKG:0010003", "PAINKG:0020001"
INDEX = Index(
    terms={
        BACK: TermInfo(BACK, "back pain", "condition"),
        CHRONIC: TermInfo(CHRONIC, "chronic back pain", "condition"),
        WALK: TermInfo(WALK, "walking", "technique"),
        "PAINKG:0018001": TermInfo("PAINKG:0018001", "stroll", "cause"),
        "pk:Surgery": TermInfo("pk:Surgery", "surgery", "invasiveness"),
    },
    names={
        "back pain": [BACK],
        "chronic back pain": [CHRONIC],
        "cbp": [CHRONIC],
        "walking": [WALK],
        "stroll": [WALK, "PAINKG:0018001"],
        "surgery": ["pk:Surgery"],
    },
    by_code={"icd10cm:m54.9": [("exactMatch", BACK)]},
)


def query(sparql: str, params: str = "{}", example: str = "{}") -> NamedQuery:
    """Return a query with these parameters and an example, both as YAML."""
    text = f"#+ summary: For a test.\n#+ params: {params}\n#+ examples: [{{args: {example}}}]\n{sparql}"
    header, body = read_header(text, Header, "test.rq")
    return NamedQuery("test", "tests", Path("queries/tests/test.rq"), header, body)
