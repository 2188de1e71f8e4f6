"""Where sources differ, and in what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from painkg.answers.disagreements import Page, disagreements
from painkg_api.answered import answer
from painkg_api.routes.parameters import Limit, Offset, TheGraph, only_known

router = APIRouter(tags=["answers"], dependencies=[Depends(only_known)])


Named = Annotated[str | None, Query(max_length=300, description="as in /options; without it, all")]


def page_of(
    kind: Annotated[
        str | None, Query(description="direction, strength, time horizon or population; without it, all")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page:
    """Return the page that a request wants.

    :raises ParameterError: when `kind` is none that there is.
    """
    return Page(kind, limit, offset)


@router.get("/disagreements", summary="Where current sources differ: direction, strength, time, population")
def get_disagreements(
    request: Request,
    graph: TheGraph,
    page: Annotated[Page, Depends(page_of)],
    condition: Named = None,
    intervention: Named = None,
) -> Response:
    """Return the answer of `painkg.answers.disagreements`."""
    return answer(request, lambda: disagreements(graph, condition, intervention, page))
