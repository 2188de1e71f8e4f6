"""Why an option is in an answer, or why not."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from painkg.answers.explain import explain
from painkg.answers.filters import Filters
from painkg.answers.patient import Patient
from painkg_api.answered import answer, dump
from painkg_api.routes.answers import Condition
from painkg_api.routes.bodies import PatientBody
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


class ExplainFilters(BaseModel):
    """The filters that an answer is explained for."""

    model_config = ConfigDict(extra="forbid")
    technique_class: str | None = None
    direction: str | None = None


class ExplainBody(BaseModel):
    """A posted question why."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "condition": "chronic low back pain",
                "intervention": "duloxetine",
                "patient": {"hepatic_impairment": "severe"},
            }
        },
    )
    condition: str
    intervention: str
    filters: ExplainFilters = ExplainFilters()
    patient: PatientBody | None = None


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


@router.post("/explain", summary="The same for a patient, with the question in the body")
def post_explain(graph: TheGraph, body: ExplainBody) -> Response:
    """Return the answer of `painkg.answers.explain`."""
    patient = Patient.of(graph, body.patient.model_dump(exclude_none=True)) if body.patient else None
    filters = Filters(**body.filters.model_dump())
    found = explain(graph, body.condition, body.intervention, filters, patient)
    return Response(dump(found), media_type="application/json")
