"""What the routes take from a request: the graph, and no parameter that they do not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.dependencies.models import Dependant

from painkg.errors import ParameterError
from painkg.graph import Graph


async def graph_of(request: Request) -> Graph:
    """Return the graph that the app serves."""
    graph: Graph = request.app.state.graph
    return graph


async def only_known(request: Request) -> None:
    """Refuse a query parameter that the route does not have, so that a misspelt filter is not silently lost.

    :raises ParameterError: when there is one.
    """
    route = request.scope["route"]
    known = set(_query_names(route.dependant))
    known |= {p["name"] for p in (route.openapi_extra or {}).get("parameters", [])} | {"format"}
    for name in request.query_params:
        if name not in known:
            raise ParameterError(f"{name!r} is no parameter here; known are {', '.join(sorted(known))}", name)


def _query_names(dependant: Dependant) -> Iterator[str]:
    yield from (parameter.alias for parameter in dependant.query_params)
    for inner in dependant.dependencies:
        yield from _query_names(inner)


TheGraph = Annotated[Graph, Depends(graph_of)]
Limit = Annotated[int, Query(ge=1, le=1000, description="how many at most")]
Offset = Annotated[int, Query(ge=0, description="how many to leave out from the start")]
