"""`GET /sparql` without a query: what the service is, as RDF to programs, as the editor to people."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from painkg_api.answered import answer
from painkg_api.negotiation import NotAcceptableError, accepted
from painkg_api.routes.about import endpoint

_FORMS = {
    "TURTLE": "text/turtle; charset=utf-8",
    "N_TRIPLES": "application/n-triples",
    "RDF_XML": "application/rdf+xml",
    "JSON_LD": "application/ld+json",
    "html": "text/html",
}


def described(request: Request) -> Response:
    """Return the service description in the form that is liked best, or the way to the editor.

    :raises NotAcceptableError: when none of the forms is acceptable.
    """
    form = accepted(",".join(request.headers.getlist("accept")), _FORMS)
    if form is None:
        raise NotAcceptableError(list(_FORMS.values()))
    if form == "html":
        return RedirectResponse("/editor", 303)
    state = request.app.state

    def make() -> bytes:
        import pyoxigraph as ox  # noqa: PLC0415 - only this writes RDF here

        from painkg.answers.service import SD, service_triples  # noqa: PLC0415
        from painkg.rdf import serialize  # noqa: PLC0415

        found = service_triples(state.graph.store, endpoint(request), union=not state.strict)
        return serialize(found, getattr(ox.RdfFormat, form), {"sd": SD})

    return answer(request, make, _FORMS[form])
