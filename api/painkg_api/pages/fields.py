"""The values of a named query as fields of a form: each with its label, its type and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from painkg.queries.header import Header, Parameter, Value

_TYPED = {"integer": ' type="number" step="1"', "number": ' type="number" step="any"'}


def fields(header: Header, values: Mapping[str, Value]) -> str:
    """Return a field for each parameter, filled with its value, else with its default.

    The kinds of term that a field takes are in `data-kinds`, for the script that finds terms.

    >>> from painkg.queries.header import Example
    >>> params = {"year": Parameter(type="integer", default=2024)}
    >>> header = Header(summary="what is new", params=params, examples=[Example()])
    >>> fields(header, {"year": 2020}).partition("</label>")[0]
    '<div class="field"><label for="p-year">year'
    """
    return "".join(
        _field(name, parameter, str(values.get(name, parameter.default or "")), _hint(header, name))
        for name, parameter in header.params.items()
    )


def _hint(header: Header, name: str) -> str:
    """Return what stands in a field that is blank."""
    if not header.params[name].required:
        return "any"
    return next((str(example.args[name]) for example in header.examples if name in example.args), "")


def _field(name: str, parameter: Parameter, value: str, hint: str) -> str:
    needed = parameter.required
    shared = f'id="p-{name}" name="{name}" aria-describedby="p-{name}-about"{" required" if needed else ""}'
    choices = ["true", "false"] if parameter.type == "boolean" else parameter.enum
    if choices:
        options = "".join(_choice(choice, value) for choice in (choices if needed else ["", *choices]))
        field = f"<select {shared}>{options}</select>"
    else:
        kinds = f' data-kinds="{" ".join(parameter.of)}"' if parameter.of or parameter.type == "iri" else ""
        typed = _TYPED.get(parameter.type, ' autocomplete="off" spellcheck="false"')
        written = f'value="{escape(value, quote=True)}" placeholder="{escape(hint, quote=True)}"'
        field = f"<input {shared}{typed}{kinds} {written}>"
    label = f'<label for="p-{name}">{name.replace("_", " ")}</label>'
    told = f'<span class="why" id="p-{name}-about">{escape(parameter.description)}</span>'
    return f'<div class="field">{label}<div class="box">{field}</div>{told}</div>'


def _choice(choice: str, value: str) -> str:
    selected = " selected" if choice == value else ""
    return f'<option value="{escape(choice, quote=True)}"{selected}>{escape(choice) or "any"}</option>'
