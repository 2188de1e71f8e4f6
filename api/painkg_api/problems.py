"""Errors as RFC 9457 problems: the one table from exception to HTTP status."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from painkg import DISCLAIMER, errors
from painkg_api.negotiation import NotAcceptableError
from painkg_api.representation import VARY

STATUS: dict[type[errors.PainkgError], int] = {
    errors.NotFoundError: 404,
    errors.AmbiguousError: 409,
    errors.ParameterError: 422,
    errors.NotUnderstoodError: 422,
    errors.RequestError: 422,
    errors.QuerySyntaxError: 400,
    errors.QueryRefusedError: 400,
    errors.DeadlineError: 504,
    errors.StoreError: 503,
    errors.PainkgError: 500,
}
_EXTRA = ("suggestions", "candidates", "parameter", "line", "column")


class Problem(JSONResponse):
    """An error as `application/problem+json`."""

    media_type = "application/problem+json"

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, **extra: Any) -> None:
        body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
        headers = {"Vary": VARY, **(headers or {})}
        super().__init__({**body, **extra, "disclaimer": DISCLAIMER}, status, headers)


def status_of(error: errors.PainkgError) -> int:
    """Return the HTTP status of an error: that of its nearest class in the table.

    >>> status_of(errors.NotFoundError("no such term")), status_of(errors.SnapshotError("gone"))
    (404, 500)
    """
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem_of(error: errors.PainkgError | NotAcceptableError) -> Problem:
    """Return the problem that an error is, with what it suggests."""
    if isinstance(error, NotAcceptableError):
        return Problem(406, str(error), offered=error.offered)
    extra = {name: getattr(error, name) for name in _EXTRA if getattr(error, name, None)}
    if "candidates" in extra:
        extra["candidates"] = [{"id": i, "label": label} for i, label in extra["candidates"]]
    status = status_of(error)
    return Problem(status, str(error), {"Retry-After": "1"} if status == 503 else None, **extra)


def install(app: FastAPI) -> None:
    """Make every error of an app a problem."""

    @app.exception_handler(errors.PainkgError)
    async def _ours(_: Request, error: errors.PainkgError) -> Problem:
        return problem_of(error)

    @app.exception_handler(NotAcceptableError)
    async def _unacceptable(_: Request, error: NotAcceptableError) -> Problem:
        return problem_of(error)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> Problem:
        places = [
            (".".join(str(p) for p in e["loc"][1:]) or str(e["loc"][0]), e["msg"]) for e in error.errors()
        ]
        detail = "; ".join(f"{place}: {message}" for place, message in places)
        return Problem(422, detail, parameter=places[0][0])

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Problem:
        detail = str(error.detail)
        if error.status_code == HTTPStatus.NOT_FOUND and detail == HTTPStatus.NOT_FOUND.phrase:
            detail = f"there is nothing at {request.url.path}; the routes are listed at /docs"
        headers = dict(error.headers) if error.headers else None
        return Problem(error.status_code, detail, headers)
