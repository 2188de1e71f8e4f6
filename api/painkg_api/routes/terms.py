"""Terms: one term in four representations, its family, its statements, and search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from starlette.responses import RedirectResponse

from painkg.answers import described, search, terms
from painkg.graph import Graph
from painkg.terms import contract
from painkg_api.answered import answer
from painkg_api.formats import TERM, chosen
from painkg_api.pages.term import term as term_page
from painkg_api.routes.evidence import one, page
from painkg_api.routes.parameters import Limit, Offset, TheGraph, only_known

router = APIRouter(tags=["terms"], dependencies=[Depends(only_known)])
TermId = Annotated[
    str,
    Path(
        description="CURIE, mapped code, label or exact synonym",
        openapi_examples={"curie": {"value": "PAINKG:0010003"}, "label": {"value": "chronic back pain"}},
    ),
]


@router.get("/terms", summary="One term, statement or source, by IRI")
def get_term_by_iri(
    request: Request, graph: TheGraph, iri: Annotated[str, Query(max_length=500)]
) -> Response:
    """Return a term by its IRI; a statement or a source is shown the way."""
    named = contract(iri)
    for place, held in (("statements", graph.evidence.statements), ("sources", graph.evidence.sources)):
        if named in held:
            return RedirectResponse(f"/{place}/{named}", 303)
    return _term(request, graph, iri)


@router.get("/terms/{term}", summary="One term")
def get_term(request: Request, graph: TheGraph, term: TermId) -> Response:
    """Return a term as JSON, HTML, JSON-LD or Turtle."""
    return _term(request, graph, term)


def _term(request: Request, graph: Graph, name: str) -> Response:
    found = graph.index.resolve(name).id
    form = chosen(request, TERM)
    if form in described.FORMS:
        return answer(request, lambda: described.term_rdf(graph, found, form), TERM[form])
    if form == "html":
        return answer(request, lambda: term_page(graph, terms.describe(graph, found)), TERM[form])
    return answer(request, lambda: one(graph, "term", terms.describe(graph, found)))


@router.get("/terms/{term}/statements", summary="What is stated about a term and its kinds")
def get_term_statements(
    request: Request, graph: TheGraph, term: TermId, limit: Limit = 50, offset: Offset = 0
) -> Response:
    """Return the statements that name a term, or a kind of it."""
    found = graph.index.resolve(term).id
    return answer(request, lambda: page(graph, "statements", terms.statements(graph, found), limit, offset))


def _family(which: str) -> None:
    @router.get(f"/terms/{{term}}/{which}", summary=f"The {which} of a term", name=which)
    def get_family(
        request: Request, graph: TheGraph, term: TermId, limit: Limit = 50, offset: Offset = 0
    ) -> Response:
        found = graph.index.resolve(term).id
        return answer(request, lambda: page(graph, which, terms.family(graph, found, which), limit, offset))


for _which in terms.FAMILIES:
    _family(_which)


@router.get("/search", summary="Find terms by label, synonym or code; tolerant of typing errors")
def get_search(
    request: Request,
    graph: TheGraph,
    q: Annotated[str, Query(max_length=300, openapi_examples={"slip": {"value": "chronik back pain"}})],
    kind: Annotated[
        str | None, Query(description="condition, cause, technique, drug, drug_category, …")
    ] = None,
    limit: Limit = 20,
) -> Response:
    """Return what a text may mean, best first."""

    def make() -> dict[str, Any]:
        return page(graph, "results", search.search(graph.index, q, kind, limit), limit, 0)

    return answer(request, make)
