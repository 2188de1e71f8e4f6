"""Which of the types on offer an `Accept` header likes best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache


class NotAcceptableError(Exception):
    """No representation on offer is acceptable; `offered` are the media types that are."""

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__(f"none of the accepted types is on offer; ask for one of {', '.join(offered)}")
        self.offered = list(offered)


def accepted(header: str, offered: Mapping[str, str]) -> str | None:
    """Return the name of the offer that an Accept header likes best, or None; the first wins a tie.

    >>> offered = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
    >>> accepted("text/csv;q=0.5, application/json;q=0.4", offered)
    'csv'
    >>> accepted("image/png", offered) is None
    True
    """
    best = liked(header, tuple(media.partition(";")[0] for media in offered.values()))
    return next((name for name, media in offered.items() if media.partition(";")[0] == best), None)


@lru_cache(maxsize=256)
def liked(header: str, offered: tuple[str, ...]) -> str | None:
    """Return the media type on offer that an Accept header likes best, or None; the first wins a tie.

    >>> liked("text/*;q=0.5, text/csv;q=0.1, */*;q=0.2", ("text/csv", "text/html", "image/png"))
    'text/html'
    >>> liked("", ("text/csv", "text/html"))
    'text/csv'
    """
    weights: dict[str, float] = {}
    for part in header.split(",") if header.strip() else ["*/*"]:
        kind, *parameters = (p.strip().lower() for p in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            weights[kind] = min(max(float(weight), 0.0), 1.0)
        except ValueError:
            weights[kind] = 0.0
    best, most = None, 0.0
    for media in offered:
        for pattern in (media, media.partition("/")[0] + "/*", "*/*"):
            if pattern in weights:
                if weights[pattern] > most:
                    best, most = media, weights[pattern]
                break
    return best
