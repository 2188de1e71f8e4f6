"""Every route: its answer carries release and disclaimer, bad input gets a problem, ETags revalidate."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from painkg.graph import Graph
from painkg.terms import expand

ANSWERS = [
    "/options?condition=chronic back pain",
    "/options?condition=chronic back pain&technique_class=invasive&direction=against&limit=3&offset=1",
    "/options?condition=icd10cm:M54.16",
    "/ask?q=which invasive options address chronic back pain",
    "/queries",
    "/terms/PAINKG:0010003",
    "/terms/PAINKG:0010003/parents",
    "/terms/PAINKG:0010003/children",
    "/terms/PAINKG:0010003/ancestors",
    "/terms/PAINKG:0010003/descendants",
    "/terms/PAINKG:0010003/statements",
    "/terms?iri=https://w3id.org/painkg/PAINKG_0010003",
    "/search?q=back pain",
    "/annotate?text=CLBP, failed NSAIDs, now on duloxetine",
    "/disagreements?condition=chronic back pain",
    "/disagreements",
    "/disagreements?condition=low back pain&intervention=acupuncture&kind=direction&limit=1&offset=0",
    "/explain?condition=chronic back pain&intervention=spinal cord stimulation",
    "/explain?condition=low back pain&intervention=TENS&technique_class=invasive&direction=for",
    "/advice?intervention=transcutaneous electrical nerve stimulation",
    "/compare?option=duloxetine&option=tramadol&condition=chronic low back pain",
    "/compare?option=duloxetine&option=tramadol",
    "/paths?from=tramadol&to=serotonin syndrome",
    "/paths?from=PAINKG:0010292&to=NSAID&limit=1",
    "/ladder?condition=neuropathic pain",
    "/mme?dose=oxycodone 20 mg 3/day&dose=fentanyl patch 25 mcg/h",
    "/mme?dose=methadone 30 mg/day&edition=2016",
    "/sources",
    "/sources/NG59",
    "/statements",
    "/vocabulary",
    "/about",
    "/report",
    "/tables",
    "/tables/statements",
    "/tables/evidence/statements.tsv",
]
BAD = [
    ("/options", 422),
    ("/options?condition=", 422),
    ("/options?condition=nothing like this", 404),
    ("/options?condition=chronic back pain&technique_class=magic", 422),
    ("/options?condition=chronic back pain&direction=up", 422),
    ("/options?condition=chronic back pain&limit=0", 422),
    ("/options?condition=chronic back pain&limit=many", 422),
    ("/options?condition=chronic back pain&technique_clas=invasive", 422),
    ("/ask", 422),
    ("/ask?q=what is the weather like", 422),
    ("/ask?q=" + "a" * 600, 422),
    ("/ask?q=is morphine safe", 422),
    ("/annotate", 422),
    ("/annotate?text=", 422),
    ("/annotate?text=" + "a" * 3000, 422),
    ("/annotate?text=pain&words=1", 422),
    ("/queries/nothing", 404),
    ("/terms/PAINKG:9999999", 404),
    ("/terms?iri=no iri", 404),
    ("/terms/PAINKG:0010003?format=docx", 422),
    ("/search?q=", 422),
    ("/search?q=pain&kind=planet", 422),
    ("/sources/NOBODY", 404),
    ("/tables/nothing", 404),
    ("/statements/PAINKG:0000000", 404),
    ("/statements?offset=-1", 422),
    ("/disagreements?condition=nowhere at all", 404),
    ("/disagreements?intervention=magic", 404),
    ("/disagreements?kind=mood", 422),
    ("/disagreements?limit=0", 422),
    ("/disagreements?sort=year", 422),
    ("/explain?condition=low back pain", 422),
    ("/explain?condition=low back pain&intervention=magic", 404),
    ("/explain?condition=low back pain&intervention=TENS&technique_class=magic", 422),
    ("/advice", 422),
    ("/advice?intervention=magic", 404),
    ("/advice?intervention=TENS&condition=low back pain", 422),
    ("/compare", 422),
    ("/compare?option=duloxetine", 422),
    ("/compare?option=duloxetine&option=duloxetine", 422),
    ("/compare?option=duloxetine&option=", 422),
    ("/compare?option=duloxetine&option=nothing like this", 404),
    ("/compare?option=duloxetine&option=tramadol&condition=nowhere at all", 404),
    ("/compare?option=duloxetine&option=tramadol&for=sciatica", 422),
    ("/paths?from=tramadol", 422),
    ("/paths?from=tramadol&to=tramadol", 422),
    ("/paths?from=tramadol&to=sciatica&limit=0", 422),
    ("/paths?from=tramadol&to=sciatica&limit=21", 422),
    ("/paths?from=tramadol&to=nothing like this", 404),
    ("/ladder", 422),
    ("/ladder?condition=nothing like this", 404),
    ("/diff", 422),
    ("/diff?from=newest", 422),
    ("/diff?from=0000000000000000", 404),
    ("/mme", 422),
    ("/mme?dose=oxycodone", 422),
    ("/mme?dose=oxycodone 20 mq", 422),
    ("/mme?dose=oxycodone 25 mcg/h", 422),
    ("/mme?dose=oxycodon 20 mg", 404),
    ("/mme?dose=oxycodone 20 mg&edition=2019", 422),
    ("/mme?doses=oxycodone 20 mg", 422),
    ("/sparql?query=", 400),
    ("/sparql?format=json", 400),
    ("/sparql?query=SELECT", 400),
    ("/editor?example=nothing", 404),
    ("/editor?exampel=subclasses", 422),
    ("/static/000000000000/editor.js", 404),
    ("/vocabulary?limit=3", 422),
    ("/queries/subclasses?format=sparql", 422),
    ("/nowhere", 404),
]


@pytest.mark.parametrize("path", ANSWERS)
def test_an_answer_carries_release_and_disclaimer(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, response.text
    found = response.json()
    assert found["release"]["snapshot"]
    assert "does not prescribe" in found["disclaimer"]


@pytest.mark.parametrize("path", ANSWERS)
def test_an_etag_revalidates(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]
    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(("path", "status"), BAD)
def test_bad_input_gets_a_problem(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"condition": "chronic back pain", "filters": {"technique_class": "invasive"}}, 200),
        ({"condition": "chronic back pain", "filter": {}}, 422),
        ({"filters": {}}, 422),
        ({"condition": 3}, 422),
        ({"condition": "chronic back pain", "filters": {"limit": 0}}, 422),
        ({"condition": "chronic back pain", "patient": {"age": 72, "medications": ["warfarin"]}}, 200),
        ({"condition": "chronic back pain", "patient": {"medications": ["no such drug"]}}, 200),
        ({"condition": "chronic back pain", "patient": {"age": "old"}}, 422),
        ({"condition": "chronic back pain", "patient": {"shoe size": 40}}, 422),
        ({"condition": "chronic back pain", "patient": {"facts": {"shoe size": 40}}}, 422),
        ({"condition": "chronic back pain", "patient": {"facts": {"diagnostic blocks": "two"}}}, 422),
    ],
)
def test_posted_options(client: TestClient, body: dict[str, Any], status: int) -> None:
    response = client.post("/options", json=body)
    assert response.status_code == status, response.text


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"patient": {"hepatic_impairment": "severe"}}, 200),
        ({"filters": {"technique_class": "invasive"}}, 200),
        ({"filters": {"limit": 3}}, 422),
        ({"patient": {"mood": "good"}}, 422),
        ({"intervention": "magic"}, 404),
    ],
)
def test_a_posted_question_why(client: TestClient, more: dict[str, Any], status: int) -> None:
    asked = {"condition": "chronic low back pain", "intervention": "duloxetine"}
    response = client.post("/explain", json={**asked, **more})
    assert response.status_code == status, response.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"doses": [{"drug": "oxycodone", "dose": 20, "unit": "mg", "per_day": 3}]}, 200),
        (
            {
                "doses": [{"drug": "fentanyl", "dose": "25", "unit": "µg/h", "form": "patch"}],
                "edition": "2016",
            },
            200,
        ),
        ({"doses": []}, 422),
        ({"doses": [{"drug": "oxycodone", "dose": True, "unit": "mg"}]}, 422),
        ({"doses": [{"drug": "oxycodone", "dose": -20, "unit": "mg"}]}, 422),
        ({"doses": [{"drug": "oxycodone", "dose": 20, "units": "mg"}]}, 422),
        ({"doses": [{"drug": "oxycodone", "dose": 20}]}, 422),
    ],
)
def test_posted_doses(client: TestClient, body: dict[str, Any], status: int) -> None:
    response = client.post("/mme", json=body)
    assert response.status_code == status, response.text
    if status == 200:
        assert response.json()["mme_a_day"]["value"] in (60, 90)


def test_a_body_that_is_no_json_or_too_large_is_refused(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    assert client.post("/options", content=b"{", headers=headers).status_code == 422
    assert client.post("/options", content=b"x" * 2_000_000, headers=headers).status_code == 413


def test_several_of_one_name_are_listed(client: TestClient) -> None:
    for name in ("M54.5", "icd10cm:M54.5"):
        response = client.get(f"/options?condition={name}")
        assert response.status_code in (200, 404, 409)
        if response.status_code == 409:
            assert response.json()["candidates"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_a_term_has_four_representations(client: TestClient, accept: str, kind: str) -> None:
    response = client.get("/terms/PAINKG:0010003", headers={"accept": accept})
    assert response.headers["content-type"] == kind
    assert "chronic back pain" in response.text
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/docs",
        "/report",
        "/ask?q=red flags for low back pain",
        "/terms/PAINKG:0010003",
        "/queries",
        "/queries/subclasses?term=chronic back pain",
        "/sources",
        "/sources/NG59",
        "/compare?option=duloxetine&option=tramadol",
        "/paths?from=tramadol&to=serotonin syndrome",
        "/ladder?condition=neuropathic pain",
    ],
)
def test_a_page_is_whole_and_loads_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"accept": "text/html"})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "does not prescribe" in response.text
    assert "<script" not in response.text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', response.text)


def test_every_example_of_the_reference_can_be_tried(client: TestClient) -> None:
    links = re.findall(r'href="([^"]+)">try it', client.get("/docs").text)
    assert len(links) > 30
    for link in links:
        assert client.get(unescape(link)).status_code == 200, link


def test_what_is_not_on_offer_is_406(client: TestClient) -> None:
    response = client.get("/terms/PAINKG:0010003", headers={"accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.json()["offered"]


def test_another_method_is_405_with_allow(client: TestClient) -> None:
    response = client.delete("/options")
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]


def test_other_origins_may_read(client: TestClient) -> None:
    response = client.get("/about", headers={"origin": "https://example.org"})
    assert response.headers["access-control-allow-origin"] == "*"


def test_openapi_has_real_examples_and_every_query(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    example = schema["paths"]["/options"]["get"]["responses"]["200"]["content"]["application/json"]["example"]
    assert example["condition"]["label"] == "chronic back pain"
    posted = schema["paths"]["/options"]["post"]["responses"]["200"]["content"]["application/json"]["example"]
    assert [given["text"] for given in posted["patient"]["given"]] == ["age 72 years", "takes warfarin"]
    for query in client.get("/queries").json()["queries"]:
        assert f"/queries/{query['name']}" in schema["paths"]


def test_machine_descriptions(client: TestClient) -> None:
    assert "void#" in client.get("/.well-known/void").text
    assert "SPARQL" in client.get("/.well-known/sparql-examples").text
    assert client.get("/healthz").json()["status"] == "ok"
    context = client.get("/context.jsonld")
    assert context.headers["content-type"] == "application/ld+json"
    assert context.json()["@context"]["hasStrength"]["@id"] == "pk:hasStrength"


def test_an_iri_leads_to_what_it_names_and_is_not_guessed_at(client: TestClient, graph: Graph) -> None:
    named = {"statement": min(graph.evidence.statements), "source": min(graph.evidence.sources)}
    for kind, name in named.items():
        found = client.get("/terms", params={"iri": expand(name)})
        assert (found.status_code, found.json()[kind]["id"]) == (200, name)
    unknown = client.get("/terms", params={"iri": expand("PAINKG:9999999")})
    assert unknown.status_code == 404
    assert "suggestions" not in unknown.json()
