"""What a worker does with one request.

The engine cannot cancel a query, and small texts can overflow its stack or take all memory. So a text from
outside is read, planned and run here, where the kernel ends the process at the deadline (SIGALRM) and bounds
its memory. The engine itself would call other servers for SERVICE: nothing but `_refuse` keeps it from that.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from painkg.errors import PainkgError, ParameterError, QueryRefusedError, StoreError
from painkg.queries.text import keywords, services
from painkg.stores.syntax import syntax_error
from painkg_api.asked import GRAPHS, RESULTS, Asked, read
from painkg_api.cut import Bounded, TooLargeError, cut
from painkg_api.negotiation import NotAcceptableError

_UPDATES = {"LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"}
_CHANGING = {"NOW", "RAND", "UUID", "STRUUID"}
_TELLING = (*_UPDATES, *_CHANGING, "SERVICE", "FROM")
# no XML: letters that it cannot hold, and how the engine writes a property whose IRI ends in no name
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|<oxprefix: ")


def reply(store: ox.Store, request: Any, given: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the head and the body of the answer to the arguments of `asked.read`; nothing is raised."""
    try:
        return answer(store, read(*request), given)
    except NotAcceptableError as error:
        return {"offered": error.offered}, b""
    except PainkgError as error:
        return {"error": type(error).__name__, "message": str(error), "more": vars(error)}, b""
    except MemoryError:
        return {
            "error": "QueryRefusedError",
            "message": "the query needed more memory than it may",
            "more": {},
        }, b""


def answer(store: ox.Store, asked: Asked, given: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return an answer's head (`media`, `stable`, `truncated`) and body; `given` has the limits.

    :raises QuerySyntaxError: when the text is wrong.
    :raises QueryRefusedError: when it asks for what is not allowed, or not known to the engine.
    :raises ParameterError: when a graph's name is no IRI.
    :raises StoreError: when the store cannot be read.
    :raises NotAcceptableError: when the sender takes no type of this kind of answer.
    """
    upper = asked.text.upper()  # most texts have none of the words, and need no closer look
    words = set(keywords(asked.text)) if any(map(upper.__contains__, _TELLING)) else set()
    _refuse(asked.text, words, given["services"])
    try:
        found = store.query(
            asked.text,
            base_iri=given["base"],
            **_dataset(asked, given["union"] and not _holds(words, {"FROM"})),
        )
        if isinstance(found, ox.QueryTriples):
            media, offered, write = asked.graph, [*GRAPHS], _graph
        else:
            media, offered, write = asked.results, [*RESULTS], _table
        if media is None:
            raise NotAcceptableError(offered)
        body, truncated = write(found, media, given["rows"], given["bytes"])
        if "xml" in media and _NO_XML.search(body):
            raise NotAcceptableError([other for other in offered if "xml" not in other])
    except SyntaxError:
        raise syntax_error(asked.text, given["base"]) from None
    except (ValueError, RuntimeError) as error:
        raise QueryRefusedError(str(error)) from None
    except OSError as error:
        if "does not support" in str(error):  # JSON-LD has no triples in triples
            raise NotAcceptableError([other for other in GRAPHS if "json" not in other]) from None
        raise StoreError(str(error)) from None
    stable = not _holds(words, {*_CHANGING, "SERVICE"})
    return {"media": media, "stable": stable, "truncated": truncated}, body


def _holds(words: Iterable[str], names: Iterable[str]) -> bool:
    """Say whether one of the names is among the words; the engine also takes `ASKFROM` for two."""
    return any(name in word for word in words for name in names)


def _refuse(text: str, words: set[str], allowed: Iterable[str]) -> None:
    if updates := sorted(words & _UPDATES):
        raise QueryRefusedError(f"{updates[0]} is not allowed here: this service takes no updates")
    if "SERVICE" in words and not services(text) <= set(allowed):
        raise QueryRefusedError(
            "SERVICE is not allowed here: this service only reads its own graph, "
            "and the servers that the setting `services` names, each written as a whole <address>"
        )


def _dataset(asked: Asked, union: bool) -> dict[str, Any]:
    if not asked.default_graphs and not asked.named_graphs:
        return {"use_default_graph_as_union": union}
    try:
        return {
            "default_graph": [ox.NamedNode(name) for name in asked.default_graphs],
            "named_graphs": [ox.NamedNode(name) for name in asked.named_graphs],
        }
    except ValueError as error:
        raise ParameterError(f"default-graph-uri or named-graph-uri: {error}", "default-graph-uri") from None


def _graph(found: Any, media: str, rows: int, size: int) -> tuple[bytes, bool]:
    out, left = io.BytesIO(), iter(found)

    def within() -> Iterable[ox.Triple]:
        for _, triple in zip(range(rows), left, strict=False):
            yield triple
            if out.tell() > size:
                return

    ox.serialize(within(), out, format=ox.RdfFormat.from_media_type(media))
    return out.getvalue(), next(left, None) is not None


def _table(found: Any, media: str, rows: int, size: int) -> tuple[bytes, bool]:
    out, whole = Bounded(size), True
    try:
        found.serialize(out, format=ox.QueryResultsFormat.from_media_type(media))
    except TooLargeError:
        whole = False
    return cut(out.getvalue(), media, rows, whole=whole)
