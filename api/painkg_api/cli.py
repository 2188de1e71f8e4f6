"""The command line: `painkg serve | ask | query | search | report | tables | build | check`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from painkg import DISCLAIMER, __version__, errors, settings

if TYPE_CHECKING:
    from painkg.graph import Graph


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 for an answer, 1 for none or for findings, 2 for misuse or a failure."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        code: int = given.run(given)
    except errors.NotUnderstoodError as error:
        _say(str(error))
        for suggestion in error.suggestions:
            _say(f"  {suggestion}")
        return 1
    except errors.SourceError as error:
        _say(str(error))
        return 1 if given.command == "check" else 2
    except errors.PainkgError as error:
        _say(f"painkg {given.command}: {error}")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="painkg", description=DISCLAIMER)
    parser.add_argument("--version", action="version", version=f"painkg {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="serve the graph over HTTP")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (default 8000)")
    serve.add_argument("--workers", type=int, help="processes that run SPARQL from outside (default 2)")
    serve.add_argument("--data", nargs="+", metavar="[IRI=]FILE", help="serve these files at /sparql instead")
    serve.set_defaults(run=_serve)

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

    report = commands.add_parser("report", help="what the graph covers and what it lacks")
    report.add_argument("--json", action="store_true", help="print the object that GET /report gives")
    report.set_defaults(run=_report)

    tables = commands.add_parser("tables", help="how to read and extend the curators' tables")
    tables.add_argument("table", nargs="?", help="a table; without one, list them")
    tables.add_argument("--json", action="store_true", help="print the object that GET /tables gives")
    tables.set_defaults(run=_tables)

    build = commands.add_parser("build", help="build the snapshot and the release files")
    build.add_argument("--out", type=Path, help="folder for them (default: among the snapshots)")
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="report every problem of the sources")
    check.add_argument(
        "--fix", action="store_true", help="first write the tables in canonical form, filling ids"
    )
    check.add_argument("--ontology", type=Path, help="folder of the sources (default: the project's)")
    check.set_defaults(run=_check)
    for command in (serve, ask, query, search, report):
        command.add_argument(
            "--store", help="store selector, as oxigraph:<dir> (default: the built snapshot)"
        )
    return parser


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _settings(given: argparse.Namespace) -> settings.Settings:
    names = ("host", "port", "workers", "store")
    return settings.read(os.environ, **{name: getattr(given, name, None) for name in names})


def _graph(given: argparse.Namespace) -> Graph:
    import gc  # noqa: PLC0415

    from painkg.opening import open_graph  # noqa: PLC0415 - `painkg --help` needs no engine

    gc.disable()  # a command answers and ends: looking for garbage among 200,000 live objects takes a third
    return open_graph(_settings(given), _say)


def _ask(given: argparse.Namespace) -> int:
    from painkg.answers.ask import ask  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.answer import asked  # noqa: PLC0415

    found = ask(_graph(given), " ".join(given.question))
    print(_json(found) if given.json else asked(found, text.width()))
    return 0


def _query(given: argparse.Namespace) -> int:
    from painkg import paths  # noqa: PLC0415
    from painkg.queries.binding import bind, resolve_arguments  # noqa: PLC0415
    from painkg.queries.library import Library  # noqa: PLC0415
    from painkg_api import formats, text  # noqa: PLC0415

    library = Library.read(paths.queries_dir())
    if not given.name:
        print(text.table(("name", "answers"), [(q.name, q.header.summary) for q in library], text.width()))
        return 0
    query = library.get(given.name)
    raw = dict(pair.split("=", 1) if "=" in pair else (pair, "") for pair in given.parameters)
    graph = _graph(given)
    solutions = graph.store.select(bind(query, resolve_arguments(query, raw, graph.index)))
    if given.format == "json":
        print(_json(list(solutions)))
    elif given.format == "text":
        rows = [tuple(term.value if term else "" for term in row) for row in solutions.rows]
        print(text.table(solutions.variables, rows, text.width()))
    else:
        sys.stdout.write(formats.separated(solutions, "," if given.format == "csv" else "\t"))
    return 0


def _search(given: argparse.Namespace) -> int:
    from painkg.answers.search import search  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415

    found = search(_graph(given).index, " ".join(given.text))
    rows = [(row["id"], row["label"], row["kind"], f"{row['match']}: {row['name']}") for row in found]
    print(text.table(("id", "label", "kind", "found by"), rows, text.width()))
    return 0 if found else 1


def _report(given: argparse.Namespace) -> int:
    from painkg.answers.report import report  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.coverage import coverage  # noqa: PLC0415

    found = report(_graph(given))
    print(_json(found) if given.json else coverage(found, text.width()))
    return 0


def _tables(given: argparse.Namespace) -> int:
    from painkg import paths  # noqa: PLC0415
    from painkg.source.guide import guide, tables  # noqa: PLC0415
    from painkg_api import text  # noqa: PLC0415
    from painkg_api.text.guide import listed, told  # noqa: PLC0415

    folder = paths.ontology_dir()
    if given.table:
        found: Any = guide(folder, given.table)
        print(_json(found) if given.json else told(found, text.width()))
    else:
        found = tables(folder)
        print(_json(found) if given.json else listed(found, text.width()))
    return 0


def _build(given: argparse.Namespace) -> int:
    from painkg.build.pipeline import build, ensure_built  # noqa: PLC0415

    chosen = _settings(given)
    if given.out:
        build(chosen, given.out.resolve(), _say)
    else:
        print(ensure_built(chosen, _say))
    return 0


def _check(given: argparse.Namespace) -> int:
    from painkg import paths  # noqa: PLC0415
    from painkg.build.pipeline import check_sources  # noqa: PLC0415
    from painkg.source.fix import fix  # noqa: PLC0415
    from painkg.source.sources import load  # noqa: PLC0415

    folder = given.ontology or paths.ontology_dir()
    if given.fix:
        for name in fix(load(folder)):
            _say(f"wrote {name}")
    findings = check_sources(folder, _settings(given))
    for finding in findings:
        print(finding)
    failed = sum(finding.severity == "error" for finding in findings)
    _say(f"{failed} error(s), {len(findings) - failed} warning(s)")
    return 1 if failed else 0


def _serve(given: argparse.Namespace) -> int:
    from painkg_api.serving import serve  # noqa: PLC0415

    serve(_settings(given), _say, given.data or [])
    return 0


def _json(value: Any) -> str:
    import json  # noqa: PLC0415

    return json.dumps(value, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    sys.exit(main())
