"""The named queries: every file `queries/<topic>/<name>.rq` but the checks and the inference rules."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from painkg import paths
from painkg.errors import NotFoundError
from painkg.queries.files import QueryFile, read_all, refuse
from painkg.queries.header import Header
from painkg.queries.text import Block, blocks

_APART = {"checks", "inference"}  # folders whose files are no questions
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class NamedQuery(QueryFile[Header]):
    """A question with typed parameters: `painkg.queries.binding` puts values in place of its examples."""

    @cached_property
    def slots(self) -> tuple[Block, ...]:
        """The `VALUES` blocks of the parameters, in order of the text."""
        return tuple(block for block in blocks(self.text) if block.variable in self.header.params)

    def problems(self) -> list[str]:
        """Return what is wrong with the file beyond its header, each with its place."""
        found = super().problems()
        if not _NAME.fullmatch(self.name):
            found.append(f"{self.place}: the name has more in it than a-z, 0-9 and _; rename the file")
        for name in sorted(self.header.params.keys() - {slot.variable for slot in self.slots}):
            found.append(
                f"{self.place}: parameter {name!r} has no block `VALUES ?{name} {{ … }}` in the text"
            )
        for name in sorted({n for e in self.header.examples for row in e.includes for n in row}):
            if not found and name not in self.variables:
                found.append(f"{self.place}: an example includes {name!r}, which is not in the SELECT")
        return found


@dataclass(frozen=True)
class Library:
    """The named queries, in order of topic and name.

    >>> from painkg import paths
    >>> library = Library.read(paths.queries_dir())
    >>> library.get("subclasses").topic
    'terms'
    """

    queries: dict[str, NamedQuery] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Library:
        """Return the named queries of a folder.

        :raises SourceError: when files are wrong, or two have one name; its findings are the problems of all.
        """
        paths = [path for path in sorted(folder.glob("*/*.rq")) if path.parent.name not in _APART]
        found = read_all(paths, NamedQuery, Header)
        queries = {query.name: query for query in reversed(found)}
        refuse(
            [
                f"{query.place}: {queries[query.name].place} has this name too; choose another"
                for query in found
                if queries[query.name] is not query
            ]
        )
        return cls({query.name: query for query in found})

    def get(self, name: str) -> NamedQuery:
        """Return the query of a name.

        :raises NotFoundError: when there is none; it suggests near names.
        """
        if name in self.queries:
            return self.queries[name]
        near = difflib.get_close_matches(name, self.queries, n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else "; /queries and `painkg query` list them"
        raise NotFoundError(f"no query is called {name!r}{hint}", near)

    def __iter__(self) -> Iterator[NamedQuery]:
        return iter(self.queries.values())

    def __len__(self) -> int:
        return len(self.queries)


def library() -> Library:
    """Return the named queries of the project, read once.

    >>> [named.name for named in library() if named.topic == "causes"]
    ['causes_of_condition', 'conditions_of_cause']
    >>> list(library().get("statements_since").header.params)
    ['year']

    :raises SourceError: when a file in `queries/` is wrong.
    """
    return _read_once(paths.queries_dir())


_read_once = cache(Library.read)
