"""What a route answers: its object as JSON, or a text, as bytes that are made once and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request

from painkg.graph import Graph
from painkg_api.kept import Answer, Kept, coding_of, key_of

JSON = "application/json"


def dump(value: Any) -> bytes:
    """Return an answer as JSON.

    >>> dump({"label": "café"}).decode()
    '{"label":"café"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def answer(
    request: Request, make: Callable[[], Any], kind: str = JSON, *, posted: BaseModel | None = None
) -> Answer:
    """Return the answer to a request, kept; `make` gives an object for JSON, else a text or bytes.

    `posted` is the body that the answer depends on, as it was read: the order of its keys does not matter.
    """
    kept: Kept = request.app.state.kept
    coding = coding_of(request.scope)
    tag = "" if posted is not None else etag(request.app.state.graph, kind, coding)

    def made() -> Answer:
        value = make()
        text = value if isinstance(value, bytes) else dump(value) if kind == JSON else str(value).encode()
        return Answer(text, kind, coding, tag)

    body = "" if posted is None else posted.model_dump_json()
    return kept.get(key_of(request.scope, body), made)


def etag(graph: Graph, kind: str, coding: str) -> str:
    """Return the entity tag of a representation of an answer from this snapshot."""
    release = graph.release
    text = f"{release.snapshot} {release.code_version} {kind} {coding}"
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'
