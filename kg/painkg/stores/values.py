"""Literals as Python values: what the rows of an answer hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from painkg.terms import XSD

Value = str | int | float | bool | date | datetime

_WHOLE = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "gYear")
_READ: dict[str, Callable[[str], Value]] = {
    **{XSD + name: int for name in _WHOLE},
    **{XSD + name: float for name in ("decimal", "double", "float")},
    XSD + "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": datetime.fromisoformat,
}


def literal_value(text: str, datatype: str) -> Value:
    """Return a literal as int (a year too), float (a decimal too), bool, date or datetime, else as its text.

    What does not fit its datatype is its text.

    >>> literal_value("2017", XSD + "gYear"), literal_value("1.5", XSD + "decimal")
    (2017, 1.5)
    >>> literal_value("soon", XSD + "date"), literal_value("true", XSD + "boolean")
    ('soon', True)
    """
    read = _READ.get(datatype)
    if read is None or "_" in text:  # Python reads 1_000 as a number, XML Schema does not
        return text
    try:
        return read(text)
    except (KeyError, ValueError):
        return text
