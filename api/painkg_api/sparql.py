"""`/sparql`: the SPARQL 1.1 Protocol for queries, as one raw endpoint."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from painkg.errors import ParameterError, QueryRefusedError
from painkg.queries.text import keywords
from painkg_api.answered import answer
from painkg_api.formats import accepted
from painkg_api.kept import Answer, coding_of
from painkg_api.problems import Problem
from painkg_api.workers import GRAPHS, RESULTS, NoFormatError, Query, Workers

_REFUSED = {"SERVICE", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE"}
_CHANGING = {"NOW", "RAND", "UUID", "STRUUID"}  # another answer each time
_FORM, _DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"


async def sparql(request: Request) -> Response:
    """Answer a query given by GET, by form or as the body; updates and SERVICE are refused.

    :raises ParameterError: when there is not exactly one query.
    :raises QueryRefusedError: when the text asks for what is not allowed.
    """
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            text = (await request.body()).decode()
        except UnicodeDecodeError:
            raise ParameterError("the body is not UTF-8", "query") from None
        if kind == _FORM:
            pairs += parse_qsl(text, keep_blank_values=True)
        elif kind == _DIRECT:
            pairs.append(("query", text))
        else:
            return Problem(415, f"a query is posted as {_FORM} or {_DIRECT}, not as {kind or 'nothing'}")
    # reading a hostile megabyte takes a second, and other clients must not wait for it
    query = await run_in_threadpool(read_query, pairs, request.headers.get("accept", ""))
    workers: Workers = request.app.state.workers
    try:
        media, body = await workers.answer(query)
    except NoFormatError as error:
        return Problem(406, f"none of the accepted types fits this answer; it comes as {error}")
    given_by_hand = request.app.state.strict  # such files have no snapshot that an ETag could name
    if query.repeatable and not given_by_hand:
        return await run_in_threadpool(answer, request, lambda: body, media)
    return await run_in_threadpool(Answer, body, media, coding_of(request.scope))


def read_query(pairs: list[tuple[str, str]], accept: str) -> Query:
    """Return the query of a request.

    :raises ParameterError: when there is not exactly one, or a parameter does not fit.
    :raises QueryRefusedError: when it is an update, or calls other servers.
    """
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise QueryRefusedError("this service answers queries and takes no updates")
    texts = values.get("query", [])
    if len(texts) != 1:
        raise ParameterError(f"give exactly one query= (there are {len(texts)})", "query")
    words = list(keywords(texts[0]))
    if refused := [word for word in words if word in _REFUSED]:
        raise QueryRefusedError(f"{refused[0]} is not allowed here: this service only reads its own graph")
    results, graph = accepted(accept, RESULTS), accepted(accept, GRAPHS)
    if wanted := values.get("format", [""])[0]:
        if wanted not in RESULTS.keys() | GRAPHS.keys():
            raise ParameterError(f"format={wanted!r} is none of {', '.join([*RESULTS, *GRAPHS])}", "format")
        results = wanted if wanted in RESULTS else results
        graph = wanted if wanted in GRAPHS else graph
    return Query(
        texts[0],
        results,
        graph,
        tuple(values.get("default-graph-uri", ())),
        tuple(values.get("named-graph-uri", ())),
        repeatable=not any(name in word for word in words for name in _CHANGING),
    )
