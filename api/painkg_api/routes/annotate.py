"""Text to concepts: which terms a text names, and where."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from painkg.answers.annotate import LONGEST, annotate
from painkg_api.answered import answer, dump
from painkg_api.routes.parameters import TheGraph, only_known

router = APIRouter(tags=["terms"], dependencies=[Depends(only_known)])
_IN_ADDRESS = 2000  # characters of a text in an address


class TextBody(BaseModel):
    """A posted text."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"text": "CLBP, failed NSAIDs, now on duloxetine"}}
    )
    text: str = Field(min_length=1, max_length=LONGEST)


@router.get("/annotate", summary="The terms that a text names, with their places")
def get_annotate(
    request: Request,
    graph: TheGraph,
    text: Annotated[
        str,
        Query(
            min_length=1,
            max_length=_IN_ADDRESS,
            description="a text in English; a longer one is posted",
            openapi_examples={"note": {"value": "CLBP, failed NSAIDs, now on duloxetine"}},
        ),
    ],
) -> Response:
    """Return the answer of `painkg.answers.annotate`."""
    return answer(request, lambda: annotate(graph, text))


@router.post("/annotate", summary="The same, for a longer text")
def post_annotate(graph: TheGraph, body: TextBody) -> Response:
    """Return the answer of `painkg.answers.annotate`."""
    return Response(dump(annotate(graph, body.text)), media_type="application/json")
