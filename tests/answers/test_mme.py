"""Morphine equivalents on the real graph; factors and cautions are those of the dossier, D0001 to D0017."""

from __future__ import annotations

from typing import Any

import pytest

from painkg.answers.doses import written
from painkg.answers.mme import mme
from painkg.errors import NotFoundError, ParameterError
from painkg.graph import Graph


def told(graph: Graph, *doses: str, edition: str | None = None) -> dict[str, Any]:
    return mme(graph, [written(dose) for dose in doses], edition)


@pytest.mark.parametrize(
    ("dose", "factor", "total"),
    [
        ("codeine 30 mg 4/day", 0.15, 18),  # D0001
        ("transdermal fentanyl 25 mcg/h", 2.4, 60),  # D0002
        ("hydrocodone 10 mg 3/day", 1, 30),  # D0003
        ("hydromorphone 4 mg 4/day", 5, 80),  # D0004
        ("methadone 10 mg 3/day", 4.7, 141),  # D0005, question 19
        ("morphine 15 mg 2/day", 1, 30),  # D0006
        ("oxycodone 20 mg 3/day", 1.5, 90),  # D0007, question 18
        ("oxymorphone 5 mg 2/day", 3, 30),  # D0008
        ("tapentadol 50 mg 3/day", 0.4, 60),  # D0009
        ("tramadol 50 mg 4/day", 0.2, 40),  # D0010
        ("hydromorphone 2000 mcg 4/day", 5, 40),
        ("morphine 0.1 mg 3/day", 1, 0.3),  # no noise of binary fractions
        ("OxyContin 20 mg 3/day", 1.5, 90),  # a brand
        ("PAINKG:0031137 60 mg/day", 1.5, 90),  # an id
    ],
)
def test_the_factors_of_2022(graph: Graph, dose: str, factor: float, total: float) -> None:
    found = told(graph, dose)
    (line,) = found["doses"]
    assert (line["factor"], line["mme_a_day"]) == (factor, total)
    assert found["mme_a_day"] == {"value": total, "at_least": False, "text": f"{total} MME a day"}
    assert found["edition"]["status"] == "current"
    assert (line["edition"], line["source"]["label"]) == ("2022", "CDC2022")
    assert line["locator"] == "Table: morphine milligram equivalent doses"
    assert line["curation"] == {"page_tier": "primary-or-abstract", "audit": "confirmed"}
    assert any("cross-tolerance is incomplete" in caution for caution in line["cautions"])  # D0014


@pytest.mark.parametrize(
    ("dose", "caution"),
    [
        ("methadone 10 mg", "long and variable half-life"),  # D0012
        ("fentanyl patch 12 mcg/h", "heat"),  # D0013
        ("tramadol 50 mg", "not known whether overdose depends on the dose in the same way"),  # D0010
        ("tapentadol 50 mg", "not known whether overdose depends on the dose in the same way"),  # D0009
    ],
)
def test_the_cautions_of_a_row(graph: Graph, dose: str, caution: str) -> None:
    assert any(caution in text for text in told(graph, dose)["doses"][0]["cautions"])


@pytest.mark.parametrize(
    ("dose", "factor", "total"),
    [
        ("methadone 20 mg/day", 4, 80),
        ("methadone 10 mg 3/day", 8, 240),  # question 19
        ("methadone 60 mg/day", 10, 600),
        ("methadone 80 mg/day", 12, 960),
        ("hydromorphone 4 mg 4/day", 4, 64),  # D0016
    ],
)
@pytest.mark.parametrize("edition", ["2016", "CDC2016", "cdc2016"])
def test_the_factors_of_2016(graph: Graph, edition: str, dose: str, factor: float, total: float) -> None:
    found = told(graph, dose, edition=edition)
    (line,) = found["doses"]
    assert (line["factor"], line["mme_a_day"]) == (factor, total)
    assert found["edition"]["status"] == line["status"] == "superseded"
    assert found["edition"]["superseded_by"] == ["CDC2022"]
    assert any(rule["source"]["label"] == "CDC2022" and "replaced" in rule["fact"] for rule in found["rules"])


def test_the_range_is_that_of_all_that_is_taken_of_a_drug(graph: Graph) -> None:
    found = told(graph, "methadone 10 mg 2/day", "methadone 10 mg", "morphine 10 mg", edition="2016")
    assert [line["factor"] for line in found["doses"]] == [8, 8, 1]
    assert found["mme_a_day"]["value"] == 250


@pytest.mark.parametrize(
    ("dose", "edition", "why"),
    [
        ("buprenorphine 8 mg", None, "partial agonist with a ceiling effect"),  # D0011, question 20
        ("Butrans 10 mcg/h", None, "partial agonist with a ceiling effect"),
        ("buprenorphine 8 mg", "2016", "has no row for buprenorphine"),
        ("tramadol 50 mg", "2016", "has no row for tramadol"),
        ("fentanyl 25 mcg/h", None, "it has one for transdermal fentanyl: name that"),
        ("transmucosal fentanyl 200 mcg", None, "has no row for transmucosal fentanyl"),
        ("ibuprofen 400 mg 3/day", None, "has no row for ibuprofen"),
        ("methadone 90 mg/day", "2016", "its ranges are 1 to 20 mg a day"),  # the printed table ends at 80
        ("methadone 20.5 mg/day", "2016", "its ranges are 1 to 20 mg a day"),  # and has gaps
    ],
)
def test_what_has_no_factor_is_not_converted(graph: Graph, dose: str, edition: str | None, why: str) -> None:
    found = told(graph, dose, edition=edition)
    (line,) = found["doses"]
    assert not line["converted"]
    assert line["factor"] is line["mme_a_day"] is line["source"] is None
    assert why in line["reason"]
    assert [row["drug"] for row in found["not_converted"]] == [line["drug"]]
    assert found["mme_a_day"] == {"value": None, "at_least": True, "text": "not converted"}


def test_a_mixed_list_is_at_least_its_sum(graph: Graph) -> None:
    found = told(graph, "oxycodone 20 mg 3/day", "fentanyl patch 25 mcg/h", "buprenorphine 8 mg")
    assert found["mme_a_day"] == {"value": 150, "at_least": True, "text": "at least 150 MME a day"}
    assert found["total"] == 3
    tolerant = [r for r in found["rules"] if any(c["fact"] == "opioid tolerant" for c in r["selects"])]
    assert {(r["about"]["label"], r["jurisdiction"]) for r in tolerant} == {  # D0292, D0152; question 21
        ("transdermal fentanyl", "United States"),
        ("transdermal fentanyl", "Canada"),
    }


def test_thresholds_are_statements_and_may_be_unknown(graph: Graph) -> None:
    def met(*doses: str) -> dict[tuple[str, float], str]:
        rows = told(graph, *doses)["thresholds"]
        return {(r["statement"]["source"]["label"], r["criterion"]["value"]): r["met"] for r in rows}

    # R0560 above 50, R0577 above 90, R1058 90 or more, R0325 above 180
    keys = [("COCHRON2017", 50), ("VADODOPI2017", 90), ("CANOPIOID2017", 90), ("SIGN136", 180)]
    exactly = met("oxycodone 20 mg 3/day")
    assert [exactly[key] for key in keys] == ["met", "unmet", "met", "unmet"]
    partly = met("oxycodone 20 mg 3/day", "buprenorphine 8 mg")
    assert [partly[key] for key in keys] == ["met", "unknown", "met", "unknown"]


def test_a_kind_is_counted_as_what_the_table_names(graph: Graph) -> None:
    (line,) = told(graph, "co-codamol 30 mg 8/day")["doses"]
    assert (line["counted_as"]["label"], line["mme_a_day"]) == ("codeine", 36)
    assert "amount of codeine alone" in line["reading"]
    assert told(graph, "codeine 30 mg")["doses"][0]["reading"] is None


@pytest.mark.parametrize(
    ("form", "label"),
    [("patch", "transdermal fentanyl"), ("transdermal", "transdermal fentanyl")],
)
def test_a_form_names_the_kind_of_a_drug(graph: Graph, form: str, label: str) -> None:
    dose = {"drug": "fentanyl", "dose": 25, "unit": "mcg/h", "form": form}
    assert mme(graph, [dose])["doses"][0]["drug"]["label"] == label


def test_another_route_is_not_converted(graph: Graph) -> None:
    dose = {"drug": "morphine", "dose": 10, "unit": "mg"}
    assert mme(graph, [{**dose, "route": "oral"}])["mme_a_day"]["value"] == 10
    found = mme(graph, [{**dose, "route": "intravenous"}])
    assert "no row says" in found["not_converted"][0]["reason"]


@pytest.mark.parametrize(
    ("dose", "message"),
    [
        ("oxycodone 20 mq 3/day", r"'mq' is none of mg, mcg, mg/day, mcg/h"),
        ("oxycodone 20 mcg/h", r"counts it in mg a day, so that 'mcg/h' does not fit"),
        ("fentanyl patch 25 mg", r"counts it in mcg/h, so that 'mg' does not fit"),
        ("fentanyl patch 25 mcg", r"counts it in mcg/h, so that 'mcg' does not fit"),
        ("fentanyl patch 25 mcg/h 2/day", r"leave out how often"),
        ("oxycodone 0 mg", r"no number above 0"),
        ("oxycodone 1.2.3 mg", r"no number above 0"),
        ("oxycodone", r"write DRUG AMOUNT UNIT"),
        ("oxycodone 20", r"write DRUG AMOUNT UNIT"),
        ("oxycodone 2,5 mg", r"write DRUG AMOUNT UNIT"),
        ("oxycodone 20 mg three times a day", r"write DRUG AMOUNT UNIT"),
        ("", r"write DRUG AMOUNT UNIT"),
        ("a" * 5000, r"write DRUG AMOUNT UNIT"),
    ],
)
def test_what_is_no_dose_is_refused_with_the_cure(graph: Graph, dose: str, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        told(graph, dose)


@pytest.mark.parametrize("amount", [-1, 0, True, None, "many", float("nan"), float("inf"), 1e300])
def test_an_amount_is_a_number_above_nothing(graph: Graph, amount: object) -> None:
    with pytest.raises(ParameterError, match="oxycodone: dose"):
        mme(graph, [{"drug": "oxycodone", "dose": amount, "unit": "mg"}])


def test_names_and_editions_that_are_not_held(graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="did you mean oxycodone"):
        told(graph, "oxycodon 20 mg")
    with pytest.raises(NotFoundError, match=r"beside oxycodone.*; name the opioid in it"):
        told(graph, "Percocet 5 mg")
    with pytest.raises(NotFoundError, match="no drug"):
        told(graph, "opioid 20 mg")
    with pytest.raises(ParameterError, match=r"held are: 2016 \(CDC2016\), 2022 \(CDC2022\)"):
        told(graph, "oxycodone 20 mg", edition="2019")
    with pytest.raises(ParameterError, match="is no part of a dose"):
        mme(graph, [{"drug": "oxycodone", "dose": 20, "units": "mg"}])
    with pytest.raises(ParameterError, match="from 1 to 50"):
        mme(graph, [])


def test_a_graph_without_a_table_says_so(tiny: Graph) -> None:
    with pytest.raises(ParameterError, match="held are: none"):
        told(tiny, "testasone 20 mg")
