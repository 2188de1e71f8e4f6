"""What is served: versions, counts, licence; health; the descriptions for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from painkg import DISCLAIMER, terms
from painkg.stores.pinned import PinnedStore
from painkg_api.answered import JSON, answer, dump, rdf
from painkg_api.formats import ASK, RDF, chosen
from painkg_api.pages.home import home, reported
from painkg_api.pages.reference import reference
from painkg_api.routes.parameters import TheGraph
from painkg_api.text.coverage import coverage

if TYPE_CHECKING:
    import pyoxigraph as ox

router = APIRouter(tags=["about"])
HTML = "text/html; charset=utf-8"
_COUNTS = """
PREFIX pk: <https://w3id.org/painkg/vocab#>
SELECT ?counts WHERE { <https://w3id.org/painkg/dataset> pk:counts ?counts }
"""


@router.get("/", include_in_schema=False)
def get_home(request: Request, graph: TheGraph) -> Response:
    """Return the first page."""
    return answer(request, lambda: home(graph), HTML)


@router.get("/docs", include_in_schema=False)
def get_docs(request: Request, graph: TheGraph) -> Response:
    """Return the description of the API for people."""
    return answer(request, lambda: reference(graph, request.app.openapi()), HTML)


@router.get("/openapi.json", include_in_schema=False)
def get_openapi(request: Request) -> Response:
    """Return the description of the API for programs."""
    return answer(request, request.app.openapi)


@router.get("/about", summary="Versions, counts, licence")
def get_about(request: Request, graph: TheGraph) -> Response:
    """Return what is being served."""

    def make() -> dict[str, object]:
        counts = next((row["counts"] for row in graph.store.select(_COUNTS)), "{}")
        release = graph.release.as_dict()
        return {
            "name": "painkg",
            "code_version": release["code_version"],
            "data_version": release["data_version"],
            "snapshot": release["snapshot"],
            "counts": json.loads(counts),
            "licence": {"code": "Apache-2.0", "data": "CC-BY-4.0"},
            "release": release,
            "disclaimer": DISCLAIMER,
        }

    return answer(request, make)


@router.get("/report", summary="What the graph covers and what it lacks")
def get_report(request: Request, graph: TheGraph) -> Response:
    """Return the coverage of the graph, as JSON, a page or plain text."""
    from painkg.answers.report import report  # noqa: PLC0415

    form = chosen(request, ASK)
    make: dict[str, Callable[[], object]] = {
        "json": lambda: report(graph),
        "html": lambda: reported(graph, report(graph)),
        "text": lambda: coverage(report(graph), 100) + "\n",
    }
    return answer(request, make[form], ASK[form])


@router.get("/healthz", summary="200 when questions can be answered")
async def get_health(graph: TheGraph) -> Response:
    """Say that questions can be answered: not where a store elsewhere has been found to hold other data."""
    if isinstance(graph.store, PinnedStore):
        graph.store.check()
    return Response(dump({"status": "ok", "snapshot": graph.release.snapshot}), media_type=JSON)


@router.get("/.well-known/void", summary="The dataset, described in VoID")
def get_void(request: Request, graph: TheGraph) -> Response:
    """Return the VoID description as RDF."""
    from painkg.answers.void import void_triples  # noqa: PLC0415 - only these routes write RDF here

    asked_at = "" if request.app.state.strict else endpoint(request)  # it serves other data
    shown = {"void": terms.prefixes()["void"], "dcterms": terms.DCTERMS}
    return rdf(request, RDF[chosen(request, RDF)], lambda: void_triples(graph, asked_at), shown)


@router.get("/context.jsonld", summary="The JSON-LD context: prefixes and properties")
def get_context(request: Request, graph: TheGraph) -> Response:
    """Return the context that JSON-LD documents about the graph can name."""
    from painkg.answers.context import context  # noqa: PLC0415

    return answer(request, lambda: dump(context(graph)), "application/ld+json")


@router.get("/.well-known/sparql-examples", summary="The named queries as sh:SPARQLExecutable")
def get_examples(request: Request, graph: TheGraph) -> Response:
    """Return the catalogue graph as RDF."""
    from painkg.queries.catalogue import catalogue_triples  # noqa: PLC0415

    def make() -> Iterable[ox.Triple]:
        return catalogue_triples(request.app.state.library, endpoint(request))

    return rdf(request, RDF[chosen(request, RDF)], make)


def endpoint(request: Request) -> str:
    """Return the address of the SPARQL endpoint as others reach it."""
    public: str = request.app.state.settings.public_url
    return f"{public.rstrip('/') or str(request.base_url).rstrip('/')}/sparql"
