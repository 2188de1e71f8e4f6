"""A store that others may write to, read for as long as it holds what it held when it was opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from painkg.errors import StoreError
from painkg.stores.base import Solutions, Store, Term

_Found = TypeVar("_Found")


class PinnedStore:
    """A store in front of another: it gives no answer out unless the other still holds the same afterwards.

    So nothing is ever answered partly from old data and partly from new, and nothing new under an old name.

    >>> from painkg.stores import open_store
    >>> held = iter(["2026-11-25", "2026-12-01"])
    >>> store = PinnedStore(open_store("oxigraph:memory"), "the store", "2026-11-25", lambda: next(held))
    >>> store.ask("ASK {}")
    True
    >>> store.ask("ASK {}")
    Traceback (most recent call last):
    ...
    painkg.errors.StoreError: the store held 2026-11-25 when opened and now holds 2026-12-01; open it again
    """

    def __init__(self, store: Store, name: str, opened: object, holds: Callable[[], object]) -> None:
        """Take a store that was not asked yet, how it was named, what it holds, and what tells that anew."""
        self._store, self._name, self._opened, self._holds = store, name, opened, holds
        self._changed = ""

    def select(self, query: str) -> Solutions:
        """Return the rows of a SELECT; raises as the other store does, and when that has changed."""
        return self._same(self._store.select(query))

    def ask(self, query: str) -> bool:
        """Return the truth of an ASK; raises as `select` does."""
        return self._same(self._store.ask(query))

    def construct(self, query: str) -> list[tuple[Term, Term, Term]]:
        """Return the triples of a CONSTRUCT or DESCRIBE; raises as `select` does."""
        return self._same(self._store.construct(query))

    def close(self) -> None:
        """Close the other store."""
        self._store.close()

    def check(self) -> None:
        """Do nothing unless a query has found that the other store has changed; it is not asked.

        :raises StoreError: when it has: for good, since what was read before goes on being old.
        """
        if self._changed:
            raise StoreError(self._changed)

    def _same(self, found: _Found) -> _Found:
        self.check()
        if (now := self._holds()) != self._opened:
            self._changed = f"{self._name} held {self._opened} when opened and now holds {now}; open it again"
        self.check()
        return found
