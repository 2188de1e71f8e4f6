"""`GET /sparql` without a query: what the service is, as RDF to programs, as the editor to people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from painkg_api.answered import rdf
from painkg_api.formats import RDF
from painkg_api.negotiation import NotAcceptableError, accepted
from painkg_api.routes.about import endpoint

if TYPE_CHECKING:
    import pyoxigraph as ox

_FORMS = {**RDF, "html": "text/html"}


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

    def make() -> Iterable[ox.Triple]:
        from painkg.answers.service import service_triples  # noqa: PLC0415 - only this needs it

        return service_triples(state.graph.store, endpoint(request), union=not state.strict)

    return rdf(request, _FORMS[form], make, {"sd": "http://www.w3.org/ns/sparql-service-description#"})
