"""Why an option is in an answer, or why not."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from painkg.answers.explain import explain
from painkg.answers.filters import Filters
from painkg_api.answered import answer
from painkg_api.routes.answers import Condition
from painkg_api.routes.parameters import TheGraph, only_known

router = APIRouter(tags=["answers"], dependencies=[Depends(only_known)])
Intervention = Annotated[
    str,
    Query(
        min_length=1,
        max_length=300,
        description="technique, drug or drug category: CURIE, mapped code, label or exact synonym",
        openapi_examples={"label": {"value": "transcutaneous electrical nerve stimulation"}},
    ),
]


def filters_of(
    technique_class: Annotated[str | None, Query(description="as in /options")] = None,
    direction: Annotated[str | None, Query(description="as in /options")] = None,
) -> Filters:
    """Return the filters that the answer is explained for.

    :raises ParameterError: when one has a value that it may not have.
    """
    return Filters(technique_class, direction)


@router.get("/explain", summary="Why an option is in the answer for a condition, or why not")
def get_explain(
    request: Request,
    graph: TheGraph,
    condition: Condition,
    intervention: Intervention,
    filters: Annotated[Filters, Depends(filters_of)],
) -> Response:
    """Return the answer of `painkg.answers.explain`."""
    return answer(request, lambda: explain(graph, condition, intervention, filters))
