"""Doses of opioids as morphine milligram equivalents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, StrictFloat, StrictInt
from pydantic.config import JsonDict

from painkg.answers.doses import FORM, written
from painkg.answers.mme import mme
from painkg_api.answered import answer
from painkg_api.routes.parameters import TheGraph, only_known

router = APIRouter(tags=["answers"], dependencies=[Depends(only_known)])
_EXAMPLE: JsonDict = {"drug": "oxycodone", "dose": 20, "unit": "mg", "per_day": 3}


class DoseBody(BaseModel):
    """A dose: `unit` is mg, mcg, mg/day or mcg/h; `per_day` is how often a day, once if not given."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})
    drug: str
    dose: StrictInt | StrictFloat | str
    unit: str
    per_day: StrictInt | StrictFloat | str | None = None
    route: str | None = None
    form: str | None = None


class MmeBody(BaseModel):
    """A posted list of doses; `edition` is that of the table, the current one where it is not given."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"doses": [_EXAMPLE]}})
    doses: list[DoseBody]
    edition: str | None = None


@router.get("/mme", summary="Doses of opioids as morphine milligram equivalents a day")
def get_mme(
    request: Request,
    graph: TheGraph,
    dose: Annotated[
        list[str],
        Query(
            description=f"{FORM}; may be repeated",
            openapi_examples={"tablets": {"value": "oxycodone 20 mg 3/day"}},
        ),
    ],
    edition: Annotated[
        str | None, Query(max_length=100, description="2022, 2016 (superseded) or a source key")
    ] = None,
) -> Response:
    """Return the answer of `painkg.answers.mme`."""
    return answer(request, lambda: mme(graph, [written(text) for text in dose], edition))


@router.post("/mme", summary="The same, with the doses in the body")
def post_mme(request: Request, graph: TheGraph, body: MmeBody) -> Response:
    """Return the answer of `painkg.answers.mme`."""
    doses = [dose.model_dump(exclude_none=True) for dose in body.doses]
    return answer(request, lambda: mme(graph, doses, body.edition))
