"""How an intervention is reported: technique class, invasiveness, whether it goes through the skin."""

from __future__ import annotations

from typing import Any

from painkg.errors import ParameterError
from painkg.graph.index import Index

HEADS = {
    "non-invasive non-drug": "PAINKG:0020001",
    "non-invasive drug": "PAINKG:0020002",
    "invasive": "PAINKG:0020003",
}
INVASIVENESS = ("none", "percutaneous needle", "injection", "ablation", "implanted", "surgery")
_DRUG_KINDS = {"drug", "drug_category"}


def class_named(text: str) -> str:
    """Return the technique class that a filter value means.

    :raises ParameterError: when it means none of the three.

    >>> class_named("Invasive"), class_named("PAINKG:0020001")
    ('invasive', 'non-invasive non-drug')
    """
    plain = " ".join(text.casefold().replace("noninvasive", "non-invasive").split()).removesuffix(
        " technique"
    )
    for name, head in HEADS.items():
        if plain in (name, head.casefold()):
            return name
    raise ParameterError(f"technique_class={text!r} is none of {', '.join(HEADS)}", "technique_class")


def technique_class(index: Index, intervention: str) -> str:
    """Return the reporting class; a drug as such is given by a systemic or topical route."""
    if index.terms[intervention].kind in _DRUG_KINDS:
        return "non-invasive drug"
    return next((name for name, head in HEADS.items() if index.is_a(intervention, head)), "not classified")


def describe(index: Index, intervention: str) -> dict[str, Any]:
    """Return an intervention as answers show it."""
    values = index.relations.get(intervention, {})
    depth = [index.terms[v].label for v in values.get("pk:hasInvasiveness", ()) if v in index.terms]
    skin = values.get("pk:hasSkinPenetration", set())
    drug = index.terms[intervention].kind in _DRUG_KINDS
    return {
        **index.terms[intervention].as_dict(),
        "technique_class": technique_class(index, intervention),
        "invasiveness": next((d for d in reversed(INVASIVENESS) if d in depth), "none" if drug else None),
        "penetrates_skin": True
        if "pk:PenetratesSkin" in skin
        else False
        if "pk:SparesSkin" in skin or drug
        else None,
    }
