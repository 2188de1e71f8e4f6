"""Rows as a table of pandas, which is installed by `pip install "painkg[pandas]"`."""

from __future__ import annotations

from collections.abc import Sequence

from painkg.errors import StoreError
from painkg.stores.values import Value

try:
    import pandas as pd
except ModuleNotFoundError:
    raise StoreError('to_pandas needs pandas; install it with: pip install "painkg[pandas]"') from None

_TYPES = {int: "Int64", float: "Float64", bool: "boolean", str: "string"}


def frame(variables: Sequence[str], records: Sequence[dict[str, Value | None]]) -> pd.DataFrame:
    """Return records as a table; a column of one kind of value has the type of pandas that can be empty.

    >>> frame(["a", "b"], [{"a": 1, "b": "x"}, {"a": None, "b": 2}]).dtypes.astype(str).to_list()
    ['Int64', 'object']
    """
    columns = {name: [record[name] for record in records] for name in variables}
    return pd.DataFrame({name: pd.Series(cells, dtype=_type(cells)) for name, cells in columns.items()})


def _type(cells: Sequence[Value | None]) -> str:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {int} and any(abs(cell) >= 2**63 for cell in cells if isinstance(cell, int)):
        return "object"
    return _TYPES.get(kinds.pop(), "object") if len(kinds) == 1 else "object"
