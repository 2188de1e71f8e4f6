"""The first page, and the answer to a question and the coverage report as pages."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from painkg.graph import Graph
from painkg_api.pages import page, table
from painkg_api.text.asked import asked as asked_text
from painkg_api.text.coverage import coverage

_COLUMNS = 100
_EXAMPLES = (
    "which invasive options address chronic back pain",
    "is acupuncture recommended for chronic low back pain",
    "where do guidelines disagree on chronic low back pain",
    "kinds of radiofrequency ablation",
)


def _form(question: str = "") -> str:
    return (
        '<form action="/ask"><input type="search" name="q" aria-label="question" '
        f'value="{escape(question, quote=True)}" placeholder="{_EXAMPLES[0]}"> <button>Ask</button></form>'
    )


def home(graph: Graph) -> str:
    """Return the first page."""
    examples = "".join(f'<li><a href="/ask?q={quote(q)}">{escape(q)}</a></li>' for q in _EXAMPLES)
    body = (
        "<h1>painkg</h1><p>A clinical knowledge graph for pain management: who advises what, how strongly, "
        f"on what evidence, who disagrees, and for whom it is unsafe.</p>{_form()}<ul>{examples}</ul>"
        '<p>Find a term: <a href="/search?q=back%20pain">/search</a>. SPARQL: <a href="/editor">/editor</a>. '
        'Describe the API: <a href="/docs">/docs</a>, <a href="/openapi.json">/openapi.json</a>.</p>'
    )
    return page(graph, "pain management", body)


def asked(graph: Graph, found: dict[str, Any]) -> str:
    """Return the page of an answer as `painkg.answers.ask` gives it."""
    question = found["question"]
    answer = escape(asked_text(found, _COLUMNS))
    sparql = f"<h2>The SPARQL that tells the same</h2><pre>{escape(found['sparql'])}</pre>"
    flags = _flags(found["answer"].get("red_flags", []))
    body = f"<h1>{escape(question)}</h1>{_form(question)}{flags}<pre>{answer}</pre>{sparql}"
    return page(graph, question, body)


def _flags(flags: list[dict[str, Any]]) -> str:
    if not flags:
        return ""
    rows = [
        [escape(flag["finding"]), escape(flag["suspected"]), escape(flag["next_step"]), escape(_where(flag))]
        for flag in flags
    ]
    whole = table(f"{len(rows)} red flags", ["finding", "may mean", "next step", "source"], rows)
    return f"<details><summary>Red flags first: all {len(rows)}</summary>{whole}</details>"


def _where(flag: dict[str, Any]) -> str:
    return f"{flag['source']['label']}, {flag['locator']}"


def reported(graph: Graph, found: dict[str, Any]) -> str:
    """Return the page of the coverage report."""
    return page(graph, "coverage", f"<h1>Coverage</h1><pre>{escape(coverage(found, _COLUMNS))}</pre>")
