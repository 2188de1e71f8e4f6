"""The description of the API for people, made from its OpenAPI description."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from painkg.graph import Graph
from painkg_api.pages import page


def reference(graph: Graph, schema: dict[str, Any]) -> str:
    """Return the page that lists every operation with its parameters, and a link that tries it."""
    sections: dict[str, list[str]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            tag = (operation.get("tags") or ["other"])[0]
            sections.setdefault(tag, []).append(_operation(path, method.upper(), operation))
    body = "".join(f"<h2>{escape(tag)}</h2>{''.join(parts)}" for tag, parts in sections.items())
    intro = (
        "<h1>API</h1><p>Every error is <code>application/problem+json</code>. For programs: "
        '<a href="/openapi.json">/openapi.json</a>. To write SPARQL: <a href="/editor">/editor</a>.</p>'
    )
    return page(graph, "API", intro + body)


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    parameters = operation.get("parameters", [])
    rows = "".join(_parameter(parameter) for parameter in parameters)
    table = f"<table>{rows}</table>" if rows else ""
    tried = _tried(path, parameters) if method == "GET" else None
    link = f' · <a href="{escape(tried, quote=True)}">try it</a>' if tried else ""
    name = f"<p><code>{method} {escape(path)}</code> {escape(operation.get('summary', ''))}{link}</p>"
    return name + table


def _parameter(parameter: dict[str, Any]) -> str:
    needed = "required" if parameter.get("required") else "optional"
    kind = parameter.get("schema", {}).get("type", "string").replace("string", "text")
    described = escape(parameter.get("description", ""))
    name = escape(parameter["name"])
    return f"<tr><td><code>{name}</code></td><td>{kind}, {needed}</td><td>{described}</td></tr>"


def _example(parameter: dict[str, Any]) -> str | list[str] | None:
    if "example" in parameter:
        return str(parameter["example"])
    examples = parameter.get("examples") or {}
    value = next((example["value"] for example in examples.values()), None)
    return value if value is None or isinstance(value, list) else str(value)


def _tried(path: str, parameters: list[dict[str, Any]]) -> str | None:
    """Return the address with example values, or None where a needed one has none."""
    query = {}
    for parameter in parameters:
        if not parameter.get("required"):
            continue
        value = _example(parameter)
        if value is None:
            return None
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(str(value)))
        else:
            query[parameter["name"]] = value
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
