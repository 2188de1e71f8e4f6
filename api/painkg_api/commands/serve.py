"""`painkg serve`: the graph over HTTP."""

from __future__ import annotations

import argparse

from painkg_api.commands.opened import Commands, say, settings_of, with_store


def add(commands: Commands) -> None:
    """Declare the command."""
    serve = commands.add_parser("serve", help="serve the graph over HTTP")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (default 8000)")
    serve.add_argument("--workers", type=int, help="processes that run SPARQL from outside (default 2)")
    serve.add_argument("--data", nargs="+", metavar="[IRI=]FILE", help="serve these files at /sparql instead")
    with_store(serve)
    serve.set_defaults(run=_serve)


def _serve(given: argparse.Namespace) -> int:
    from painkg_api.serving import serve  # noqa: PLC0415

    serve(settings_of(given), say, given.data or [])
    return 0
