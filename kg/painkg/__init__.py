"""painkg: a clinical knowledge graph for pain management.

It informs and does not prescribe; that the graph holds no contraindication is not safety.

::

    import painkg

    graph = painkg.open_graph()
    answer = painkg.options(graph, "chronic back pain", painkg.Filters(technique_class="invasive"))
    painkg.query(graph, "options_for_condition", condition="chronic back pain").to_pandas()
    painkg.select(graph, "SELECT ?source { ?source a pk:Source }").records()
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from painkg.answers.ask import ask as ask
    from painkg.answers.by_condition import by_condition as by_condition
    from painkg.answers.compare import compare as compare
    from painkg.answers.disagreements import disagreements as disagreements
    from painkg.answers.explain import explain as explain
    from painkg.answers.filters import Filters as Filters
    from painkg.answers.ladder import ladder as ladder
    from painkg.answers.mme import mme as mme
    from painkg.answers.options import option_for as option_for
    from painkg.answers.options import options as options
    from painkg.answers.rows import query as query
    from painkg.answers.rows import select as select
    from painkg.answers.search import search as search
    from painkg.opening import open_graph as open_graph
    from painkg.queries.library import library as library

try:
    __version__ = version("painkg")
except PackageNotFoundError:  # a bare checkout on the path, not installed
    __version__ = "0+unknown"

DISCLAIMER = (
    "painkg informs and does not prescribe: it reports what published sources say. "
    "That the graph holds no contraindication does not mean that an option is safe."
)
_HOMES = {
    "Filters": "painkg.answers.filters",
    "ask": "painkg.answers.ask",
    "by_condition": "painkg.answers.by_condition",
    "compare": "painkg.answers.compare",
    "disagreements": "painkg.answers.disagreements",
    "explain": "painkg.answers.explain",
    "ladder": "painkg.answers.ladder",
    "library": "painkg.queries.library",
    "mme": "painkg.answers.mme",
    "open_graph": "painkg.opening",
    "option_for": "painkg.answers.options",
    "options": "painkg.answers.options",
    "query": "painkg.answers.rows",
    "search": "painkg.answers.search",
    "select": "painkg.answers.rows",
}


def __getattr__(name: str) -> Any:
    """Return what the library offers at its top, loaded when it is first asked for."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'painkg' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return what there is to complete: what the library offers at its top."""
    return ["DISCLAIMER", "__version__", *_HOMES]
