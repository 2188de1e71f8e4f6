"""A header that is not as declared is refused, with the file and the place."""

from __future__ import annotations

import pytest

from painkg.errors import SourceError
from painkg.queries.header import CheckHeader, Header, Parameter, read_header

GOOD = """#+ summary: Kinds of a pain
#+ description: >
#+   Over
#+   two lines.
#+
#+ tags: [terms]
#+ params:
#+   term: {type: iri, of: [condition, cause], description: the pain}
#+   limit: {type: integer, default: 5}
#+ examples:
#+   - args: {term: chronic back pain}
#+     at_least: 2
#+     includes: [{label: chronic low back pain}]
#+ questions:
#+   - kinds of {term}
# a plain comment is part of the query
SELECT ?label WHERE { VALUES ?term { <http://a/b> } ?label ?p ?term }
"""


def test_a_header_is_read_and_the_query_stays_as_it_is() -> None:
    header, text = read_header(GOOD, Header, "a.rq")
    assert header.summary == "Kinds of a pain"
    assert header.description == "Over two lines.\n"
    assert header.params["term"].of == ["condition", "cause"]
    assert header.params["term"].required
    assert not header.params["limit"].required
    assert header.examples[0].includes == [{"label": "chronic low back pain"}]
    assert header.question == "kinds of chronic back pain"
    assert text.startswith("# a plain comment")
    assert GOOD.endswith(text)


@pytest.mark.parametrize(
    ("old", "new", "place", "word"),
    [
        ("#+ tags:", "#+ tag:", "1", "tag"),
        ("type: iri", "typ: iri", "1", "params.term.typ"),
        ("type: iri", "type: url", "1", "params.term.type"),
        ("#+     at_least: 2", "#+     at_most: 2", "1", "at_most"),
        ("at_least: 2", "at_least: -1", "1", "at_least"),
        ("at_least: 2", "at_least: two", "1", "at_least"),
        ("#+ summary: Kinds of a pain\n", "", "1", "summary"),
        ("summary: Kinds of a pain", "summary: 5", "1", "summary"),
        ("args: {term: chronic", "args: {trem: chronic", "1", "trem"),
        ("args: {term: chronic back pain}", "args: {}", "1", "required"),
        ("default: 5", "default: 5, required: true", "1", "not required"),
        ("type: integer, default: 5", "type: integer, enum: [a]", "1", "enum"),
        ("type: integer", "type: integer, of: condition", "1", "of"),
        ("type: integer, default: 5", "type: string, enum: [a, b], default: c, required: false", "1", "enum"),
        ("kinds of {term}", "kinds? of {term}", "1", "plain sentence"),
        ("kinds of {term}", "kinds of {limit}", "1", "{limit}"),
        ("#+ tags: [terms]", "#+ tags: [terms", "7", "YAML"),
        ("#+ tags: [terms]", "#+ tags: @", "6", "YAML"),
        ("#+ tags: [terms]", "#+ tags: [terms]\n#+ summary: Again.", "7", "twice"),
        ("at_least: 2", "at_least: 2\n#+     at_least: 3", "13", "twice"),
    ],
)
def test_a_mistake_is_named_with_its_place(old: str, new: str, place: str, word: str) -> None:
    assert old in GOOD
    with pytest.raises(SourceError) as caught:
        read_header(GOOD.replace(old, new), Header, "queries/terms/a.rq")
    assert str(caught.value).startswith(f"queries/terms/a.rq:{place}: ")
    assert word in str(caught.value)
    assert caught.value.findings


def test_every_mistake_is_named_at_once() -> None:
    text = GOOD.replace("#+ tags:", "#+ tag:").replace("type: iri", "typ: iri")
    with pytest.raises(SourceError) as caught:
        read_header(text, Header, "a.rq")
    assert len(caught.value.findings) == 2


@pytest.mark.parametrize("text", ["", "SELECT * { ?s ?p ?o }", "#+ 5\nSELECT", "#+ [a]\nSELECT"])
def test_a_file_without_a_header_is_refused(text: str) -> None:
    for model in (Header, CheckHeader):
        with pytest.raises(SourceError):
            read_header(text, model, "a.rq")


def test_one_kind_needs_no_list() -> None:
    assert Parameter(type="iri", of="drug").of == ["drug"]  # type: ignore[arg-type]
