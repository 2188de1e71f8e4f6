"""What a request may say of a patient. Every field is optional; what is not given is not assessed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Names = Annotated[
    list[str], Field(max_length=100, description="each a CURIE, a mapped code, a label or an exact synonym")
]
Degree = Literal["none", "any", "mild", "moderate", "severe"]


class PriorTreatment(BaseModel):
    """An earlier treatment and what came of it."""

    model_config = ConfigDict(extra="forbid")
    treatment: str
    outcome: Literal[
        "failed",
        "not tolerated",
        "helped",
        "positive block",
        "negative block",
        "successful trial",
        "failed trial",
    ]
    relief: float | None = Field(None, ge=0, le=100, description="percent of the pain")


class PatientBody(BaseModel):
    """What is known of a patient."""

    model_config = ConfigDict(extra="forbid")
    age: float | None = Field(None, ge=0, le=130, description="years")
    sex: Literal["female", "male"] | None = None
    weight: float | None = Field(None, gt=0, description="kg")
    pregnant: bool | None = None
    gestation: float | None = Field(None, ge=0, le=45, description="completed weeks of the pregnancy")
    breastfeeding: bool | None = None
    egfr: float | None = Field(None, ge=0, description="mL/min; taken as the clearance that rows speak of")
    creatinine_clearance: float | None = Field(None, ge=0, description="mL/min")
    renal_impairment: Degree | None = None
    hepatic_impairment: Degree | None = None
    conditions: Names | None = None
    absent: Names | None = Field(None, description="disorders that the patient is known not to have")
    medications: Names | None = Field(None, description="counts as the whole list, an empty one too")
    takes: Names | None = Field(None, description="some of what is taken; counts as no whole list")
    anticoagulation: Names | None = Field(None, description="antithrombotic drugs; counts as no whole list")
    allergies: Names | None = None
    devices: Names | None = None
    prior_treatments: list[PriorTreatment] | None = None
    facts: dict[str, Any] | None = Field(
        None, description="further facts by name, as the table evidence/facts.tsv has them"
    )
