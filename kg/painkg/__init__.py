"""painkg: a clinical knowledge graph for pain management.

It informs and does not prescribe; that the graph holds no contraindication is not safety.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("painkg")
except PackageNotFoundError:  # a bare checkout on the path, not installed
    __version__ = "0+unknown"

DISCLAIMER = (
    "painkg informs and does not prescribe: it reports what published sources say. "
    "That the graph holds no contraindication does not mean that an option is safe."
)
