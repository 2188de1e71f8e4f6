"""Checks of the graph: queries whose every row is a problem."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

from painkg.queries.files import QueryFile, read_all
from painkg.queries.header import CheckHeader


class CheckQuery(QueryFile[CheckHeader]):
    """A check: `?this` of each row is the term or statement that has the problem."""

    @property
    def severity(self) -> str:
        """How bad a row is: "error" or "warning"."""
        return self.header.severity

    @property
    def column(self) -> str:
        """The column of the table in which the cure lies."""
        return self.header.column

    @property
    def message(self) -> str:
        """What is wrong and its cure: a format string, with a `{variable}` for each value of the row."""
        return self.header.message

    def problems(self) -> list[str]:
        """Return what is wrong with the file beyond its header, each with its place."""
        if found := super().problems():
            return found
        try:
            named = {name for _, name, _, _ in Formatter().parse(self.message) if name is not None} | {"this"}
        except ValueError as error:
            return [f"{self.place}: message: {error}; write a brace twice"]
        return [f"{self.place}: ?{name} is not in the SELECT" for name in sorted(named - {*self.variables})]


def read_checks(folder: Path) -> list[CheckQuery]:
    """Return the checks of a folder, in order of name.

    :raises SourceError: when some are wrong; its findings are the problems of all.

    >>> from painkg import paths
    >>> {check.severity for check in read_checks(paths.queries_dir() / "checks")} <= {"error", "warning"}
    True
    """
    return read_all(sorted(folder.glob("*.rq")), CheckQuery, CheckHeader)
