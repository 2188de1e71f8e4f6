"""What comes of a query in a worker: an answer, an error that it tells of, or its end."""

from __future__ import annotations

import signal
from typing import Any, BinaryIO, NamedTuple

from painkg import errors
from painkg_api.negotiation import NotAcceptableError

OUTSIDE = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGHUP}  # how others end a process, and not its query


class Found(NamedTuple):
    """An answer; `stable`: it is the same each time; `truncated`: rows are missing."""

    media: str
    body: bytes | BinaryIO  # a large one is a file, which has no name any more
    stable: bool
    truncated: bool


def found(head: dict[str, Any], body: bytes | BinaryIO) -> Found:
    """Return what a worker answered.

    :raises PainkgError: that it told of instead.
    :raises NotAcceptableError: when the sender takes no type of this kind of answer.
    """
    if "offered" in head:
        raise NotAcceptableError(head["offered"])
    if "error" in head:
        error: Exception = getattr(errors, head["error"])(head["message"])
        vars(error).update(head["more"])
        raise error
    return Found(head["media"], body, head["stable"], head["truncated"])


def failure(code: int) -> errors.PainkgError:
    """Return the error of a query whose process ended, by the exit code of that.

    >>> failure(-signal.SIGALRM)
    DeadlineError('the query ran longer than it may and was stopped; narrow it, or add a LIMIT')
    """
    if code == -signal.SIGALRM:
        return errors.DeadlineError(
            "the query ran longer than it may and was stopped; narrow it, or add a LIMIT"
        )
    if code < 0 and code not in OUTSIDE:
        return errors.QueryRefusedError(
            "the query needed more memory or a deeper stack than it may; make it smaller"
        )
    return errors.StoreError("the process that ran the query was ended; ask again")
