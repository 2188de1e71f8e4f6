"""The settings: one table, read once from the environment, handed down from there.

>>> read({"PAINKG_DEADLINE": "5"}).deadline
5.0
>>> read({}).port
8000
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from painkg.errors import ParameterError


def _setting(default: Any, meaning: str, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """Every setting of the project; the environment variable is `PAINKG_` and the name in capitals."""

    home: str = _setting("", "folder for snapshots; empty: build/ of a checkout, else the user's data folder")
    host: str = _setting("127.0.0.1", "address that the server listens on")
    port: int = _setting(8000, "port that the server listens on")
    store: str = _setting("", "store selector; empty: the built snapshot")
    store_user: str = _setting("", "name that a store elsewhere asks for")
    store_password: str = _setting("", "password that goes with it", secret=True)
    store_token: str = _setting("", "bearer token for a store elsewhere, instead of both", secret=True)
    store_timeout: float = _setting(60.0, "seconds that a store elsewhere may take for an answer")
    store_limit: int = _setting(1_000_000_000, "bytes that an answer of a store elsewhere may have")
    public_url: str = _setting("", "address under which others see the server; empty: as requested")
    deadline: float = _setting(10.0, "seconds that a query from outside may run")
    workers: int = _setting(2, "processes that run queries from outside, and as many again for slow ones")
    worker_memory: int = _setting(1024, "MiB of memory that one such process may take beside the data")
    data_in_memory: int = _setting(256, "MiB of files that --data holds in memory; more stay on disk")
    body_limit: int = _setting(1_000_000, "bytes that a request body may have")
    queue_limit: int = _setting(256, "queries from outside that may wait for a process")
    row_limit: int = _setting(1_000_000, "rows or triples in an answer to an outside query; the rest is cut")
    result_limit: int = _setting(50_000_000, "bytes in an answer to an outside query; the rest is cut")
    services: str = _setting("", "addresses that SERVICE may call, with spaces between; empty: none")
    reasoner_limit: float = _setting(120.0, "seconds that the reasoner may take in a build")
    canon_limit: float = _setting(
        60.0, "seconds that the canonical naming of blank nodes may take in a build"
    )


def read(environment: Mapping[str, str], **flags: Any) -> Settings:
    """Return the settings: a flag first, then `PAINKG_*`, then the default.

    Flags that are None count as not given.

    :raises ParameterError: when a value of the environment does not fit its setting.
    """
    values: dict[str, Any] = {}
    for setting in dataclasses.fields(Settings):
        if flags.get(setting.name) is not None:
            values[setting.name] = flags[setting.name]
            continue
        variable = f"PAINKG_{setting.name.upper()}"
        if text := environment.get(variable):
            kind: type = type(setting.default)
            try:
                values[setting.name] = kind(text)
            except ValueError:
                message = f"{variable}={text!r} is not a {kind.__name__}: {setting.metadata['meaning']}"
                raise ParameterError(message, variable) from None
    return Settings(**values)


def table() -> list[tuple[str, str, str]]:
    """Return (environment variable, default, meaning) of every setting, for the documentation."""
    return [
        (f"PAINKG_{f.name.upper()}", str(f.default), str(f.metadata["meaning"]))
        for f in dataclasses.fields(Settings)
    ]
