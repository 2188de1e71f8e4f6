"""`painkg ask | query | search | annotate`: questions to the graph."""

from __future__ import annotations

import argparse
import sys

from painkg_api.commands.opened import Commands, as_json, graph_of, with_store


def add(commands: Commands) -> None:
    """Declare the commands."""
    ask = commands.add_parser("ask", help="ask a question in words")
    ask.add_argument("question", nargs="+")
    ask.add_argument("--json", action="store_true", help="print the object that GET /ask gives")
    ask.set_defaults(run=_ask)

    query = commands.add_parser("query", help="run a named query; without a name, list them")
    query.add_argument("name", nargs="?")
    query.add_argument("parameters", nargs="*", metavar="NAME=VALUE")
    query.add_argument("--format", choices=["text", "json", "csv", "tsv"], default="text")
    query.set_defaults(run=_query)

    search = commands.add_parser("search", help="find terms by label, synonym or code")
    search.add_argument("text", nargs="+")
    search.set_defaults(run=_search)

    annotate = commands.add_parser("annotate", help="find the terms that a text names, with their places")
    annotate.add_argument("text", nargs="+", help="the text; - reads it from standard input")
    annotate.add_argument("--json", action="store_true", help="print the object that GET /annotate gives")
    annotate.set_defaults(run=_annotate)
    for command in (ask, query, search, annotate):
        with_store(command)


def _ask(given: argparse.Namespace) -> int:
    from painkg.answers.ask import ask  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.asked import asked  # noqa: PLC0415

    found = ask(graph_of(given), " ".join(given.question))
    print(as_json(found) if given.json else asked(found, text.width()))
    return 0


def _query(given: argparse.Namespace) -> int:
    from painkg.answers.rows import query  # noqa: PLC0415
    from painkg.queries.library import library  # noqa: PLC0415
    from painkg_api import formats, text  # noqa: PLC0415

    if not given.name:
        named = [(q.name, q.header.summary) for q in library()]
        print(text.table(("name", "answers"), named, text.width()))
        return 0
    raw = dict(pair.split("=", 1) if "=" in pair else (pair, "") for pair in given.parameters)
    solutions = query(graph_of(given), given.name, **raw)
    if given.format == "json":
        print(as_json(list(solutions)))
    elif given.format == "text":
        rows = [tuple(term.value if term else "" for term in row) for row in solutions.rows]
        print(text.table(solutions.variables, rows, text.width()))
    else:
        sys.stdout.write(formats.separated(solutions, "," if given.format == "csv" else "\t"))
    return 0


def _annotate(given: argparse.Namespace) -> int:
    from painkg.answers.annotate import annotate  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415

    words = " ".join(given.text)
    found = annotate(graph_of(given), sys.stdin.read() if words == "-" else words)
    if given.json:
        print(as_json(found))
        return 0
    rows = []
    for concept in found["concepts"]:
        place = f"{concept['start']}-{concept['end']}"
        for term in concept["candidates"]:
            rows.append((place, concept["text"], term["label"], term["kind"], term["id"], term["how"]))
    header = ("place", "text", "term", "kind", "id", "found by")
    print(text.table(header, rows, text.width()) if rows else "The text names nothing that the graph knows.")
    return 0 if rows else 1


def _search(given: argparse.Namespace) -> int:
    from painkg.answers.search import search  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415

    found = search(graph_of(given).index, " ".join(given.text))
    rows = [(row["id"], row["label"], row["kind"], f"{row['match']}: {row['name']}") for row in found]
    print(text.table(("id", "label", "kind", "found by"), rows, text.width()))
    return 0 if found else 1
