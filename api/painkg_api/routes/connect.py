"""What ties terms together: options side by side, connections of two terms, lines of therapy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import StringConstraints

from painkg.answers.compare import compare
from painkg.answers.ladder import ladder
from painkg.graph import Graph
from painkg_api.answered import answer
from painkg_api.formats import ASK, chosen
from painkg_api.pages.connect import COLUMNS, told
from painkg_api.routes.parameters import TheGraph, only_known
from painkg_api.text.compare import compare as compare_text
from painkg_api.text.ladder import ladder as ladder_text
from painkg_api.text.paths import paths as paths_text

router = APIRouter(tags=["answers"], dependencies=[Depends(only_known)])
_NAMES = "CURIE, mapped code, label or exact synonym"


def _told(
    request: Request, graph: Graph, title: str, make: Callable[[], Any], text: Callable[[Any, int], str]
) -> Response:
    """Return an answer as JSON, a page or plain text."""
    form = chosen(request, ASK)
    makers: dict[str, Callable[[], Any]] = {
        "json": make,
        "html": lambda: told(graph, title, text(make(), COLUMNS)),
        "text": lambda: text(make(), COLUMNS) + "\n",
    }
    return answer(request, makers[form], ASK[form])


@router.get("/compare", summary="Two to six options side by side")
def get_compare(
    request: Request,
    graph: TheGraph,
    option: Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=300)]],
        Query(
            description=f"an intervention, once for each: {_NAMES}",
            openapi_examples={"drugs": {"value": ["duloxetine", "tramadol"]}},
        ),
    ],
    condition: Annotated[
        str | None, Query(max_length=300, description="as in /options; without it, there is no verdict")
    ] = None,
) -> Response:
    """Return the answer of `painkg.answers.compare`."""
    title = f"compared: {', '.join(option)}"
    return _told(request, graph, title, lambda: compare(graph, option, condition), compare_text)


@router.get("/paths", summary="The shortest meaningful connections between two terms")
def get_paths(
    request: Request,
    graph: TheGraph,
    from_: Annotated[
        str,
        Query(
            alias="from",
            min_length=1,
            max_length=300,
            description=f"{_NAMES}, or words that a safety rule has",
            openapi_examples={"drug": {"value": "tramadol"}},
        ),
    ],
    to: Annotated[
        str,
        Query(
            min_length=1,
            max_length=300,
            description="as `from`",
            openapi_examples={"words": {"value": "serotonin syndrome"}},
        ),
    ],
    limit: Annotated[int, Query(description="how many at most, from 1 to 20")] = 5,
) -> Response:
    """Return the answer of `painkg.analytics.paths`."""
    from painkg.analytics import paths  # noqa: PLC0415 - the network loads when first asked

    return _told(request, graph, f"{from_} and {to}", lambda: paths(graph, from_, to, limit), paths_text)


@router.get("/ladder", summary="Lines of therapy for a condition, for each source that states them")
def get_ladder(
    request: Request,
    graph: TheGraph,
    condition: Annotated[
        str,
        Query(
            min_length=1,
            max_length=300,
            description=_NAMES,
            openapi_examples={"label": {"value": "neuropathic pain"}},
        ),
    ],
) -> Response:
    """Return the answer of `painkg.answers.ladder`."""
    return _told(
        request, graph, f"lines of therapy: {condition}", lambda: ladder(graph, condition), ladder_text
    )
