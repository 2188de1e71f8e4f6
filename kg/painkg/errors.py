"""Every error that painkg raises on purpose.

```
PainkgError
├── SourceError            a curator's file is wrong             (findings: file:row:column)
├── BuildError             a build step failed
│   ├── ReasonerError      HermiT failed, ran out of time, or found the ontology inconsistent
│   └── UnsatisfiableError a class can have no instance          (names the axioms involved)
├── SnapshotError          there is no snapshot, or it is damaged
├── StoreError             the engine could not answer
│   ├── QuerySyntaxError   the SPARQL text is wrong
│   ├── QueryRefusedError  the text asks for what is not allowed (SERVICE, updates)
│   ├── DeadlineError      the query ran longer than it may
│   └── BusyError          all workers are taken; later there may be room
└── RequestError           a caller asked for something that cannot be
    ├── NotFoundError      nothing has that name                 (suggestions)
    ├── AmbiguousError     several things have that name         (candidates)
    ├── ParameterError     a value does not fit its parameter
    └── NotUnderstoodError a question in words has no reading    (suggestions)
```
A message names the thing, the place and the cure. `painkg_api.problems` maps the classes to HTTP statuses.
"""

from __future__ import annotations

from collections.abc import Sequence


class PainkgError(Exception):
    """The root: catch this to catch whatever painkg raises on purpose."""


class SourceError(PainkgError):
    """A curator's file is wrong; `findings` lists every problem with its place."""

    def __init__(self, message: str, findings: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.findings = list(findings)


class BuildError(PainkgError):
    """A build step failed; the previous snapshot is untouched."""


class ReasonerError(BuildError):
    """HermiT failed, ran out of time, or found the ontology inconsistent."""


class UnsatisfiableError(BuildError):
    """Classes that can have no instance; `axioms` has those that make it so, by IRI."""

    def __init__(self, message: str, axioms: dict[str, list[str]]) -> None:
        super().__init__(message)
        self.axioms = axioms


class SnapshotError(PainkgError):
    """There is no snapshot where one was expected, or it is damaged."""


class StoreError(PainkgError):
    """The engine could not answer."""


class QuerySyntaxError(StoreError):
    """The SPARQL text is wrong; `line` and `column` say where, counted from 1, as far as that is known."""

    line: int | None = None
    column: int | None = None


class QueryRefusedError(StoreError):
    """The text asks for what this service does not do (SERVICE, updates), or for more than it may take."""


class DeadlineError(StoreError):
    """The query ran longer than it may, and was stopped."""


class BusyError(StoreError):
    """All workers are taken, and as many queries wait as may; later there may be room."""


class RequestError(PainkgError):
    """A caller asked for something that cannot be."""


class NotFoundError(RequestError):
    """Nothing has that name; `suggestions` are the nearest labels."""

    def __init__(self, message: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.suggestions = list(suggestions)


class AmbiguousError(RequestError):
    """Several things have that name; `candidates` are (id, label) pairs."""

    def __init__(self, message: str, candidates: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.candidates = list(candidates)


class ParameterError(RequestError):
    """A value does not fit its parameter."""

    def __init__(self, message: str, parameter: str = "") -> None:
        super().__init__(message)
        self.parameter = parameter


class NotUnderstoodError(RequestError):
    """A question in words has no reading here; `suggestions` are questions that have one."""

    def __init__(self, message: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.suggestions = list(suggestions)
