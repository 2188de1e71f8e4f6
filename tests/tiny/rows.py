"""The rows of the tiny ontology: few enough that every answer can be worked out on paper.

Conditions: back pain, chronic pain, chronic back pain (both by definition), chronic low back pain, its kind;
low back pain; chronic nerve pain (a mechanism only); chronic limb pain (another site); acute back pain;
back pain after surgery (adds a cause; operated back pain, a named class, is under it and chronic back pain).
Cause: slipped disc may structurally cause low back pain; smoking is only a risk factor.
"""

from __future__ import annotations

Rows = list[dict[str, str]]

SITES: Rows = [
    {"id": "UBERON:0001137", "label": "dorsum", "parent": "anatomical structure"},
    {
        "id": "UBERON:0012475",
        "label": "lower back",
        "parent": "anatomical structure",
        "part_of": "UBERON:0001137",
    },
    {"id": "UBERON:0002101", "label": "limb", "parent": "anatomical structure"},
]


def _defined(label: str, parent: str = "pain condition", **axes: str) -> dict[str, str]:
    return {"label": label, "class_type": "equivalent", "parent": parent, **axes}


CONDITIONS: Rows = [
    _defined("back pain", felt_site="dorsum"),
    _defined("low back pain", felt_site="lower back"),
    _defined("chronic pain", duration="chronic"),
    _defined("chronic back pain", duration="chronic", felt_site="dorsum"),
    _defined("acute back pain", duration="acute", felt_site="dorsum"),
    _defined("chronic low back pain", duration="chronic", felt_site="lower back"),
    _defined("chronic nerve pain", duration="chronic", mechanism="neuropathic mechanism"),
    _defined("chronic limb pain", duration="chronic", felt_site="limb"),
    _defined("pain after burns", cause="burn"),
    _defined("back pain after surgery", felt_site="dorsum", cause="operation"),
    {"label": "operated chronic back pain", "parent": "back pain after surgery|chronic back pain"},
]
CAUSES: Rows = [
    {"label": "slipped disc", "parent": "disorder"},
    {"label": "large slipped disc", "parent": "slipped disc"},
    {"label": "smoking", "parent": "disorder"},
    {"label": "burn", "parent": "disorder"},
]
TECHNIQUES: Rows = [
    {
        "label": "injection technique",
        "parent": "pain management technique",
        "invasiveness": "injection",
        "penetrates_skin": "penetrates skin",
    },
    {"label": "spinal injection", "parent": "injection technique"},
    {"label": "deep spinal injection", "parent": "spinal injection"},
    {"label": "steroid injection", "parent": "spinal injection", "administers": "steroid"},
    {"label": "operation", "parent": "pain management technique", "invasiveness": "surgery"},
    {"label": "implant", "parent": "pain management technique", "invasiveness": "implanted"},
    {"label": "heating of a nerve", "parent": "pain management technique", "invasiveness": "ablation"},
    {"label": "lesser heating", "parent": "pain management technique", "invasiveness": "ablation"},
    {
        "label": "walking",
        "parent": "non-invasive non-drug technique",
        "invasiveness": "none",
        "penetrates_skin": "does not penetrate skin",
    },
    {
        "label": "tablet of a drug",
        "parent": "pain management technique",
        "invasiveness": "none",
        "administers": "steroid",
    },
]
CATEGORIES: Rows = [{"label": "steroid", "parent": "therapeutic agent"}]
DRUGS: Rows = [{"label": "testasone", "parent": "steroid"}]

SOURCES: Rows = [
    {"label": "ALPHA", "title": "Alpha guideline", "organisation": "Alpha", "year": "2020"},
    {
        "label": "ALPHA-OLD",
        "title": "Alpha",
        "organisation": "Alpha",
        "year": "2010",
        "superseded_by": "ALPHA",
    },
    {"label": "BETA", "title": "Beta guideline", "organisation": "Beta", "year": "2022"},
    {"label": "GAMMA", "title": "Gamma guideline", "organisation": "Gamma", "year": "2021"},
]
GRADES: Rows = [
    {
        "scheme": "test",
        "axis": "strength",
        "as_graded": "must",
        "value": "strong",
        "reason": "Made for a test.",
    },
    {
        "scheme": "test",
        "axis": "certainty",
        "as_graded": "poor",
        "value": "very low",
        "reason": "Made for a test.",
    },
]


def said(source: str, direction: str, intervention: str, condition: str, **more: str) -> dict[str, str]:
    """Return a statement row."""
    return {
        "source": source,
        "direction": direction,
        "intervention": intervention,
        "condition": condition,
        **more,
    }


FACTS: Rows = [
    {"fact": "age", "kind": "number", "unit": "years", "description": "Age."},
    {"fact": "pregnant", "kind": "yes or no", "description": "Expects a child."},
    {"fact": "liver impairment", "kind": "choice", "choices": "mild|severe", "description": "How grave."},
]
STATEMENTS: Rows = [
    said("ALPHA", "for", "walking", "chronic back pain", as_graded="must", as_certainty="poor"),
    said("BETA", "for", "walking", "chronic back pain", selects="age >= 18|not pregnant"),
    said("ALPHA", "for", "spinal injection", "chronic back pain"),
    said("BETA", "against", "spinal injection", "back pain"),
    said("ALPHA", "neither", "steroid injection", "chronic back pain"),
    said("ALPHA", "for", "operation", "chronic low back pain"),
    said("BETA", "against", "operation", "operated chronic back pain"),
    said("GAMMA", "neither", "implant", "chronic pain"),
    said("ALPHA-OLD", "against", "walking", "chronic back pain"),
    said("GAMMA", "against", "walking", "back pain", superseded_by="ALPHA"),
    said("GAMMA", "research only", "heating of a nerve", "chronic back pain"),
    said("GAMMA", "against", "lesser heating", "low back pain", as_graded="must", as_certainty="poor"),
    said("GAMMA", "described", "deep spinal injection", "chronic nerve pain", type="described"),
    said("ALPHA", "for", "testasone", "chronic limb pain", route="oral"),
    said("ALPHA", "for", "steroid", "back pain after surgery", route="oral"),
    said("ALPHA", "for", "tablet of a drug", "pain after burns"),
    said("ALPHA", "for", "operation", "large slipped disc"),
    said("BETA", "for", "walking", "smoking"),
]
CAUSAL: Rows = [
    {"cause": "slipped disc", "kind": "structural cause", "condition": "low back pain", "source": "ALPHA"},
    {"cause": "smoking", "kind": "risk factor", "condition": "low back pain", "source": "ALPHA"},
]
SAFETY: Rows = [
    {
        "intervention": "steroid",
        "kind": "contraindication",
        "severity": "absolute",
        "fact": "Known allergy to steroids.",
        "selects": "liver impairment = severe",
        "source": "ALPHA",
    },
]
RED_FLAGS: Rows = [
    {"finding": "Fever", "condition": "back pain", "suspected": "infection", "source": "ALPHA"},
]
SYNONYMS: Rows = [
    {"term": "chronic low back pain", "synonym": "CLBP", "scope": "exact", "type": "abbreviation"},
    {"term": "walking", "synonym": "strolling", "scope": "exact"},
]
MAPPINGS: Rows = [
    {
        "subject_id": "chronic low back pain",
        "predicate_id": "skos:exactMatch",
        "object_id": "snomedct:278860009",
        "mapping_justification": "semapv:ManualMappingCuration",
        "object_source_version": "test",
    },
]
INVENTORY: Rows = [
    {"group": "P0", "name": "backache", "term": "back pain"},
    {"group": "T1", "name": "walks", "term": "walking"},
]
DOSSIER: Rows = [{"dossier_table": "advice", "rows": "20", "held_as": "statements"}]
LEFT_OUT: Rows = [
    {"dossier_table": "advice", "row": "R0001", "extent": "whole", "reason": "for a test"},
    {"dossier_table": "advice", "row": "R0002", "extent": "elsewhere", "reason": "for a test"},
]
TABLES: dict[str, Rows] = {
    "terms/site.tsv": SITES,
    "terms/condition.tsv": CONDITIONS,
    "terms/cause.tsv": CAUSES,
    "terms/technique.tsv": TECHNIQUES,
    "terms/drug_category.tsv": CATEGORIES,
    "terms/drug.tsv": DRUGS,
    "terms/synonym.tsv": SYNONYMS,
    "evidence/sources.tsv": SOURCES,
    "evidence/grades.tsv": GRADES,
    "evidence/facts.tsv": FACTS,
    "evidence/statements.tsv": STATEMENTS,
    "evidence/causes.tsv": CAUSAL,
    "evidence/contraindications.tsv": SAFETY,
    "evidence/red_flags.tsv": RED_FLAGS,
    "mappings/painkg.sssom.tsv": MAPPINGS,
    "coverage/inventory.tsv": INVENTORY,
    "coverage/dossier.tsv": DOSSIER,
    "coverage/not_represented.tsv": LEFT_OUT,
}
