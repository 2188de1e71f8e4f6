"""What is wrong with a SPARQL text, and where: told from what the engine's parser says.

The parser tells where the longest of its attempts ended, and all that it would have taken there. An attempt
at a keyword reads as many letters as that has, whatever they are, so the place is that many letters too far.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from painkg import terms
from painkg.errors import QuerySyntaxError

_TOLD = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_ROOM = "\n" + " " * 40  # longer than any keyword: else attempts at one end with the text, and all look alike
_QUOTED = re.compile(r'"(?:\\.|[^"\\])+"')
_KEYWORDS = re.compile(r"\w+(?:, \w+)*")
_SENTENCE = re.compile(r"[A-Z][A-Za-z]+(?: [\w'-]+){2,}")
_NAME = re.compile(r"([\w.-]*):[^\s<>\"{}|^`\\]*\Z")
_PIECE = re.compile(r"[?$@]?\w{1,40}|.", re.DOTALL)
_MANY = 6  # alternatives; more help nobody
_LONGEST = 500  # letters of a name: to look further back would take the square of them


def syntax_error(text: str, base: str | None = None) -> QuerySyntaxError:
    """Return the error of a text that the engine has refused to read; `base` is for its relative IRIs.

    >>> syntax_error("SELECT ?s { ?s a pk:Source FITLER(?s) }")
    QuerySyntaxError('line 1, column 18: the prefix pk: is not declared; add PREFIX pk: <https://w3id.org/painkg/vocab#>')
    >>> syntax_error("ASK { ?s ?p ?o FITLER(?s) }")
    QuerySyntaxError('line 1, column 16: not understood from "FITLER" on')
    """
    if not text.strip():
        return _placed(text, 0, "the query is empty")
    try:
        ox.Store().query(text + _ROOM, base_iri=base)
    except (SyntaxError, ValueError) as error:
        told = _TOLD.match(str(error))
    else:
        told = None
    if told is None:
        return QuerySyntaxError("this is no SPARQL 1.1 query")
    expected = told[3]
    at = _offset(text + _ROOM, int(told[1]), int(told[2]))
    if "Prefix not found" in expected and (name := _NAME.search(text, max(0, at - _LONGEST), at)):
        known = terms.prefixes().get(name[1])
        cure = f"; add PREFIX {name[1]}: <{known}>" if known else ""
        return _placed(text, name.start(), f"the prefix {name[1]}: is not declared{cure}")
    if sentence := _SENTENCE.search(expected):
        return _placed(text, min(at, len(text.rstrip())), sentence[0])
    if _KEYWORDS.fullmatch(expected):
        at = max(at - max(map(len, expected.split(", "))), 0)
    wanted = _QUOTED.findall(expected)
    cure = f"; expected {' or '.join(wanted)}" if 0 < len(wanted) <= _MANY else ""
    if not text[at:].strip():
        return _placed(text, len(text.rstrip()), f"the query ends too early{cure}")
    piece = _PIECE.match(text, at)
    return _placed(text, at, f'not understood from "{piece[0] if piece else ""}" on{cure}')


def _offset(text: str, line: int, column: int) -> int:
    starts = [0, *(end.end() for end in re.finditer("\n", text))]
    return starts[line - 1] + column - 1


def _placed(text: str, at: int, message: str) -> QuerySyntaxError:
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    error = QuerySyntaxError(f"line {line}, column {column}: {message}")
    error.line, error.column = line, column
    return error
