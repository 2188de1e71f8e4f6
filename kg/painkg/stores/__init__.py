"""The engines: one class per backend behind one interface, named by a selector."""

from painkg.stores.base import Solutions, Store, Term
from painkg.stores.selector import open_store

__all__ = ["Solutions", "Store", "Term", "open_store"]
