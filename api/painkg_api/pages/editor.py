"""The page of the SPARQL editor: a plain form, which its scripts make better where they are allowed to run.

Without scripts the examples are links, the parameters go to the named query and the text goes to `/sparql`.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from painkg.errors import PainkgError
from painkg.graph import Graph
from painkg.queries.binding import bind, resolve_arguments
from painkg.queries.library import Library, NamedQuery
from painkg_api.pages import page
from painkg_api.pages.fields import fields

_FIRST = """\
# What current sources say of chronic back pain and of its kinds
PREFIX PAINKG: <https://w3id.org/painkg/PAINKG_>
PREFIX pk: <https://w3id.org/painkg/vocab#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT DISTINCT ?option ?direction ?strength ?source ?statement WHERE {
  ?statement pk:hasCondition/pk:isKindOf PAINKG:0010003 ;
    pk:hasStatus pk:current ;
    pk:hasIntervention/rdfs:label ?option ;
    pk:hasDirection/rdfs:label ?direction ;
    pk:hasStrength/rdfs:label ?strength ;
    pk:hasSource/rdfs:label ?source .
}
ORDER BY ?option ?source
"""
_NO_OTHER_HOST = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'"
_FORMS = ("csv", "json", "tsv", "xml")


def editor(graph: Graph, library: Library, chosen: NamedQuery | None, static: str, snapshot: str) -> str:
    """Return the page, with a query of a library where one is chosen; `static` is the address of its scripts.

    `snapshot` is what its links name, so that who follows one sees whether the data is the same.
    """
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{_NO_OTHER_HOST}">'
        f'<link rel="stylesheet" href="{static}/editor.css">'
        f'<script type="module" src="{static}/editor.js"></script>'
    )
    work = _example(chosen) + _form(_filled(graph, chosen)) if chosen else _welcome() + _form(_FIRST)
    body = (
        f'<main id="editor" data-snapshot="{escape(snapshot)}">'
        '<h1>SPARQL</h1><div class="panes">'
        f"{_examples(library, chosen)}<div>{work}</div></div></main>"
    )
    return page(graph, chosen.name.replace("_", " ") if chosen else "SPARQL", body, head)


def _welcome() -> str:
    return (
        '<p class="why">The whole graph, to be read as you like. Choose an example, or write: names are '
        "completed by their labels too. The same service for programs: <code>/sparql</code>, "
        '<a href="/vocabulary">/vocabulary</a>, <a href="/.well-known/void">/.well-known/void</a>.</p>'
    )


def _examples(library: Library, chosen: NamedQuery | None) -> str:
    topics = "".join(
        f"<section><h2>{escape(topic)}</h2>"
        f"<ul>{''.join(_link(query, chosen) for query in queries)}</ul></section>"
        for topic, queries in groupby(library, key=lambda query: query.topic)
    )
    return (
        f'<details id="examples" open><summary>{len(library)} examples</summary>'
        '<input id="find" type="search" placeholder="find an example" aria-label="find an example" hidden>'
        f'<nav aria-label="examples">{topics}</nav></details>'
    )


def _link(query: NamedQuery, chosen: NamedQuery | None) -> str:
    here = ' aria-current="page"' if chosen and query.name == chosen.name else ""
    summary = escape(query.header.summary)
    return f'<li><a href="/editor?example={escape(query.name)}"{here}>{summary}</a></li>'


def _example(query: NamedQuery) -> str:
    header = query.header
    rows = fields(header, header.examples[0].args)
    button = '<button>Fill in and run</button> <span class="why">puts these values into the query</span>'
    action = f"/queries/{escape(query.name)}"
    form = f'<form id="parameters" action="{action}">{rows}<p class="bar">{button}</p></form>' if rows else ""
    about = f'<p class="why">{escape(header.description)}</p>' if header.description else ""
    return f"<h2>{escape(header.summary)}</h2>{about}{form}"


def _filled(graph: Graph, query: NamedQuery) -> str:
    """Return the text of a query with the values of its first example, where the graph has those terms."""
    try:
        return bind(query, resolve_arguments(query, query.header.examples[0].args, graph.index))
    except PainkgError:  # a store with other content
        return query.text


def _form(text: str) -> str:
    forms = "".join(f"<option>{form}</option>" for form in _FORMS)
    return (
        '<form id="ask" action="/sparql"><label for="query" class="heard">SPARQL query</label>'
        '<textarea id="query" name="query" rows="18" spellcheck="false" autocomplete="off">\n'
        f"{escape(text.strip())}\n</textarea>"
        '<p class="bar"><button id="run" class="first">Run</button>'
        f'<noscript> <label>as <select name="format">{forms}</select></label></noscript>'
        '<button id="stop" type="button" hidden>Stop</button>'
        '<button id="save" type="button" hidden disabled>Download CSV</button>'
        '<button id="share" type="button" hidden>Copy link</button>'
        '<span class="why" id="keys" hidden><kbd>Ctrl Enter</kbd> runs, <kbd>Ctrl Space</kbd> completes, '
        "<kbd>Tab</kbd> goes on</span></p></form>"
        '<p id="notice" class="notice" hidden></p><p id="status" role="status"></p><div id="results"></div>'
    )
