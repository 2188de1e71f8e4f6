"""What the commands share: settings from flags, the opened graph, words to people, JSON to programs."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any, Protocol

from painkg import settings

if TYPE_CHECKING:
    from painkg.graph import Graph


class Commands(Protocol):
    """What `add_subparsers` returns, as far as a command needs it; argparse has no public name for it."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:
        """Add a command."""


def say(text: str) -> None:
    """Tell people something that is no part of the answer."""
    print(text, file=sys.stderr, flush=True)


def with_store(command: argparse.ArgumentParser) -> None:
    """Give a command the flag that chooses a store."""
    command.add_argument("--store", help="store selector, as oxigraph:<dir> (default: the built snapshot)")


def settings_of(given: argparse.Namespace) -> settings.Settings:
    """Return the settings, flags first.

    :raises ParameterError: when one has a value that it may not have.
    """
    names = ("host", "port", "workers", "store")
    return settings.read(os.environ, **{name: getattr(given, name, None) for name in names})


def graph_of(given: argparse.Namespace) -> Graph:
    """Return the graph that a command works on, built first where its sources changed.

    :raises PainkgError: when it cannot be built or opened.
    """
    import gc  # noqa: PLC0415

    from painkg.opening import open_graph  # noqa: PLC0415 - `painkg --help` needs no engine

    gc.disable()  # a command answers and ends: looking for garbage among 200,000 live objects takes a third
    return open_graph(settings_of(given), say)


def as_json(value: Any) -> str:
    """Return an answer as JSON for people and programs."""
    import json  # noqa: PLC0415

    return json.dumps(value, ensure_ascii=False, indent=2)
