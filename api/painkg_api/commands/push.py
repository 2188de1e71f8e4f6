"""`painkg push`: the built snapshot onto a SPARQL server."""

from __future__ import annotations

import argparse
import os

from painkg_api.commands.opened import Commands, say


def add(commands: Commands) -> None:
    """Declare the command."""
    push = commands.add_parser("push", help="upload the built snapshot to a SPARQL server, then switch to it")
    push.add_argument("target", help="where it takes queries, as sparql+https://HOST/PATH")
    push.add_argument("--user", help="name that it asks for; the password is PAINKG_STORE_PASSWORD")
    push.add_argument("--update", default="", metavar="ADDRESS", help="where it takes updates, if not beside")
    push.add_argument("--graphs", default="", metavar="ADDRESS", help="where it takes graphs, if not beside")
    push.set_defaults(run=_push)


def _push(given: argparse.Namespace) -> int:
    from painkg.build.pipeline import ensure_built  # noqa: PLC0415 - `painkg --help` needs no engine
    from painkg.errors import ParameterError  # noqa: PLC0415
    from painkg.push import push  # noqa: PLC0415
    from painkg.settings import read  # noqa: PLC0415
    from painkg.stores.graph_store import GraphStore  # noqa: PLC0415

    if not given.target.startswith(("sparql+http://", "sparql+https://")):
        raise ParameterError(
            f"{given.target!r} is no SPARQL server; write sparql+https://HOST/PATH", "target"
        )
    settings = read(os.environ, store_user=given.user)
    target = GraphStore(given.target.removeprefix("sparql+"), settings, given.update, given.graphs)
    counts = push(ensure_built(settings, say), target, say)
    print(f"{sum(counts.values())} triples in {len(counts)} graphs")
    return 0
