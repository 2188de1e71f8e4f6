"""Answers made from the evidence: options, and questions in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from painkg.answers.filters import Filters
from painkg.answers.options import options
from painkg.answers.patient import Patient
from painkg_api.answered import answer
from painkg_api.formats import ASK, chosen
from painkg_api.pages.home import asked
from painkg_api.routes.bodies import PatientBody
from painkg_api.routes.parameters import TheGraph, only_known
from painkg_api.text.asked import asked as asked_text

router = APIRouter(tags=["answers"], dependencies=[Depends(only_known)])
Condition = Annotated[
    str,
    Query(
        min_length=1,
        max_length=300,
        description="CURIE, mapped code, label or exact synonym",
        openapi_examples={"label": {"value": "chronic back pain"}, "code": {"value": "icd10cm:M54.16"}},
    ),
]


class FilterBody(BaseModel):
    """The filters of a posted question."""

    model_config = ConfigDict(extra="forbid")
    technique_class: str | None = None
    direction: str | None = None
    limit: int = 50
    offset: int = 0


class OptionsBody(BaseModel):
    """A posted question for options."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "condition": "chronic low back pain",
                "filters": {"technique_class": "invasive"},
                "patient": {"age": 72, "medications": ["warfarin"]},
            }
        },
    )
    condition: str
    filters: FilterBody = FilterBody()
    patient: PatientBody | None = None


async def filters_of(
    technique_class: Annotated[
        str | None, Query(description="invasive, non-invasive drug or non-invasive non-drug")
    ] = None,
    direction: Annotated[
        str | None, Query(description="for, against, neither, research only or described")
    ] = None,
    limit: Annotated[int, Query(description="how many at most, from 1 to 1000")] = 50,
    offset: Annotated[int, Query(description="how many to leave out from the start")] = 0,
) -> Filters:
    """Return the filters of a request.

    :raises ParameterError: when one has a value that it may not have.
    """
    return Filters(technique_class, direction, limit, offset)


@router.get("/options", summary="Treatment options for a condition, with who says so and who disagrees")
def get_options(
    request: Request, graph: TheGraph, condition: Condition, filters: Annotated[Filters, Depends(filters_of)]
) -> Response:
    """Return the answer of `painkg.answers.options`."""
    return answer(request, lambda: options(graph, condition, filters))


@router.post(
    "/options", summary="The same for a patient: what is ruled out, what needs care, what is not assessed"
)
def post_options(request: Request, graph: TheGraph, body: OptionsBody) -> Response:
    """Return the answer of `painkg.answers.options`."""
    filters = Filters(**body.filters.model_dump())
    patient = Patient.of(graph, body.patient.model_dump(exclude_none=True)) if body.patient else None
    return answer(request, lambda: options(graph, body.condition, filters, patient))


@router.get("/ask", summary="A question in words")
def get_ask(
    request: Request,
    graph: TheGraph,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=500,
            description="the question, in English",
            openapi_examples={"flagship": {"value": "which invasive options address chronic back pain"}},
        ),
    ],
) -> Response:
    """Return the answer of `painkg.answers.ask`, as JSON, a page or plain text."""
    from painkg.answers.ask import ask  # noqa: PLC0415 - the grammar loads when first asked

    form = chosen(request, ASK)
    make: dict[str, Callable[[], Any]] = {
        "json": lambda: ask(graph, q),
        "html": lambda: asked(graph, ask(graph, q)),
        "text": lambda: asked_text(ask(graph, q), 100) + "\n",
    }
    return answer(request, make[form], ASK[form])
