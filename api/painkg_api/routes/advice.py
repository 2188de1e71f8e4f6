"""What is advised on an intervention, condition by condition."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response

from painkg.answers.by_condition import by_condition
from painkg_api.answered import answer
from painkg_api.routes.explain import Intervention
from painkg_api.routes.parameters import TheGraph, only_known

router = APIRouter(tags=["answers"], dependencies=[Depends(only_known)])


@router.get("/advice", summary="What is advised on an intervention, condition by condition")
def get_advice(request: Request, graph: TheGraph, intervention: Intervention) -> Response:
    """Return the answer of `painkg.answers.by_condition`."""
    return answer(request, lambda: by_condition(graph, intervention))
