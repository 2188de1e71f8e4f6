"""Values into a query: the only way in which text from outside meets SPARQL.

A value is read as what its parameter is (a term of the graph, a number, …) and written by the term writers of
`painkg.terms` into the `VALUES` block of its name. A parameter that is not given is UNDEF there: its variable
stays free, and the pattern holds for every value of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from painkg import terms
from painkg.errors import ParameterError
from painkg.graph.index import TermInfo
from painkg.queries.header import Parameter, Value
from painkg.queries.library import NamedQuery

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")  # what fits into 64 bits, as engines hold it
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_BOOLEAN = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_LONGEST = 1000  # characters of a value


class Terms(Protocol):
    """What finds the term that a name means: `painkg.graph.index.Index`."""

    def resolve(self, name: str, kinds: Iterable[str] = ()) -> TermInfo:
        """Return the term that a name means."""
        ...


def resolve_arguments(query: NamedQuery, raw: Mapping[str, Value], index: Terms) -> dict[str, Value]:
    """Return the arguments of a query as typed values; a term is named by its CURIE.

    A term may be given by CURIE, IRI, mapped code, label or exact synonym. A blank optional value counts as
    not given; what is not given and has a default gets it.

    :raises ParameterError: when a value does not fit, a required one is missing, or one is not known.
    :raises NotFoundError: when no term of the right kind is called so; it suggests near labels.
    :raises AmbiguousError: when several are.

    >>> from painkg import paths
    >>> from painkg.graph.index import Index
    >>> from painkg.queries.library import Library
    >>> query = Library.read(paths.queries_dir()).get("statements_since")
    >>> resolve_arguments(query, {"year": "2020"}, Index())
    {'year': 2020}
    """
    params = query.header.params
    for name in raw:
        if name not in params:
            known = ", ".join(params) or "none"
            raise ParameterError(f"{name!r} is no parameter of {query.name}; known are: {known}", name)
    found: dict[str, Value] = {}
    for name, parameter in params.items():
        value = raw.get(name)
        if value is None or value == "":
            value = parameter.default
        if value is not None:
            found[name] = _read(name, parameter, value, index)
        elif parameter.required:
            raise ParameterError(_missing(query, name, parameter), name)
    return found


def bind(query: NamedQuery, arguments: Mapping[str, Value]) -> str:
    """Return the SPARQL of a query with these arguments, which are as `resolve_arguments` gives them.

    :raises ParameterError: when one does not fit its parameter, a required one is missing, or is unknown.

    >>> from painkg import paths
    >>> from painkg.queries.library import Library
    >>> query = Library.read(paths.queries_dir()).get("subclasses")
    >>> print(bind(query, {"term": "PAINKG:0010003"}).splitlines()[5].strip())
    VALUES ?term { <https://w3id.org/painkg/PAINKG_0010003> }
    """
    params = query.header.params
    for name in arguments:
        if name not in params:
            raise ParameterError(f"{name!r} is no parameter of {query.name}", name)
    written = {name: _write(name, params[name], value) for name, value in arguments.items()}
    for name, parameter in params.items():
        if parameter.required and name not in written:
            raise ParameterError(_missing(query, name, parameter), name)
    parts, end = [], 0
    for slot in query.slots:
        parts += [query.text[end : slot.start], f" {written.get(slot.variable, 'UNDEF')} "]
        end = slot.end
    return "".join([*parts, query.text[end:]])


def _missing(query: NamedQuery, name: str, parameter: Parameter) -> str:
    what = f": {parameter.description}" if parameter.description else ""
    example = next((e.args[name] for e in query.header.examples if name in e.args), None)
    return f"{query.name} needs {name}{what}" + (f"; for example {name}={example}" if example else "")


def _read(name: str, parameter: Parameter, value: Value, index: Terms) -> Value:
    text = str(value).strip()
    if len(text) > _LONGEST:
        raise ParameterError(f"{name} is longer than {_LONGEST} characters", name)
    if parameter.type == "iri":
        return index.resolve(text, parameter.of).id
    if parameter.type == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if parameter.type == "number" and _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    if parameter.type == "boolean" and text.casefold() in _BOOLEAN:
        return _BOOLEAN[text.casefold()]
    if parameter.type != "string":
        raise ParameterError(f"{name}={text!r} is no {parameter.type}", name)
    if not parameter.enum:
        return _encodable(name, text)
    said = {option.casefold(): option for option in parameter.enum}
    if text.casefold() not in said:
        raise ParameterError(f"{name}={text!r} is none of: {', '.join(parameter.enum)}", name)
    return said[text.casefold()]


def _encodable(name: str, text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ParameterError(f"{name} has half of a surrogate pair, which no text may have", name) from None
    return text


def _write(name: str, parameter: Parameter, value: Value) -> str:
    kind = parameter.type
    if kind == "iri" and isinstance(value, str):
        return terms.write_iri(value if "://" in value else terms.expand(value))
    if kind == "string" and isinstance(value, str):
        return terms.write_literal(_encodable(name, value))
    if kind == "boolean" and isinstance(value, bool):
        return "true" if value else "false"
    if kind == "integer" and isinstance(value, int) and not isinstance(value, bool):
        return terms.write_literal(str(value), terms.XSD + "integer")
    if kind == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        return terms.write_literal(repr(float(value)), terms.XSD + "double")
    raise ParameterError(f"{name}={value!r} is no {kind}", name)
