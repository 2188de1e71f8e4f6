"""A query file: a header over SPARQL that runs unchanged in any tool; queries and checks are read alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from painkg.errors import SourceError, StoreError
from painkg.queries.header import AnyHeader, read_header
from painkg.stores.oxigraph import OxigraphStore


@dataclass(frozen=True)
class QueryFile(Generic[AnyHeader]):
    """A file of `queries/`: `topic` is its folder, `text` the SPARQL below the header."""

    name: str
    topic: str
    path: Path
    header: AnyHeader
    text: str = field(repr=False)

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The columns of the answer, asked of an engine that holds nothing.

        :raises QuerySyntaxError: when the text is wrong, or is no SELECT.
        """
        return OxigraphStore.of().select(self.text).variables

    @property
    def place(self) -> str:
        """The file as errors name it."""
        return place(self.path)

    def problems(self) -> list[str]:
        """Return what is wrong with the file beyond its header, each with its place."""
        try:
            _ = self.variables
        except StoreError as error:
            return [f"{self.place}: {error} (lines are counted from below the header)"]
        return []


Kind = TypeVar("Kind", bound=QueryFile[Any])


def read_all(paths: list[Path], kind: type[Kind], model: type[AnyHeader]) -> list[Kind]:
    """Return the query files at these paths.

    :raises SourceError: when some are wrong; its findings are the problems of all.
    """
    found: list[Kind] = []
    problems: list[object] = []
    for path in paths:
        try:
            header, text = read_header(path.read_text(encoding="utf-8"), model, place(path))
        except UnicodeDecodeError:
            problems.append(f"{place(path)}:1: not UTF-8; save the file as UTF-8")
        except SourceError as error:
            problems += error.findings
        else:
            found.append(kind(path.stem, path.parent.name, path, header, text))
            problems += found[-1].problems()
    refuse(problems)
    return found


def refuse(problems: list[object]) -> None:
    """Raise the problems of query files, if there are any.

    :raises SourceError: when there are.
    """
    if problems:
        raise SourceError("\n".join(map(str, problems)), problems)


def place(path: Path) -> str:
    """Return a file as errors name it.

    >>> place(Path("painkg/queries/terms/subclasses.rq"))
    'queries/terms/subclasses.rq'
    """
    return "/".join(path.parts[-3:])
