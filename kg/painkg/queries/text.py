"""SPARQL text as tokens: enough to find keywords and `VALUES` blocks, and never to mistake a string for code.

Every token is taken once, so the time grows with the length of the text and not faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\r\n]*+ )
    | (?P<iri> <(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+> )
    | (?P<string> \"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
                | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+' )
    | (?P<variable> [?$]\w++ )
    | (?P<tag> @[A-Za-z]++(?:-[A-Za-z0-9]++)*+ )
    | (?P<run> [\w-]++(?:\.++[\w-]++)*+ )? (?P<local> :(?:(?:[\w:%]|\\.)(?:[\w:%-]|\\.|\.+(?=[\w:%\\-]))*+)? )
    | (?P<words> [\w-]++(?:\.++[\w-]++)*+ )
    | (?P<space> \s++ )
    | (?P<mark> \\. | \.++ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"\w+")
_BRACE_FOLLOWS = re.compile(r"(?:\s|#[^\r\n]*+)*+\{")


class Token(NamedTuple):
    """A piece of a text: `kind` is word, variable, iri, name, string, comment, space or mark."""

    kind: str
    text: str
    start: int
    end: int


class Block(NamedTuple):
    """A `VALUES ?variable { … }` block; `start` and `end` are what is between its braces."""

    variable: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a SPARQL text; together they are the text.

    >>> [t.text for t in tokens("?s a:b.c 'VALUES' # VALUES") if t.kind != "space"]
    ['?s', 'a:b.c', "'VALUES'", '# VALUES']
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "words":
            yield from _split(match[0], match.start())
        else:
            yield Token({"local": "name", "tag": "mark"}.get(kind, kind), match[0], *match.span())


def _split(text: str, at: int) -> Iterator[Token]:
    """Yield the words of a run such as `1.VALUES`: what is no name has no dots and hyphens within."""
    end = 0
    for word in _WORD.finditer(text):
        if word.start() > end:
            yield Token("mark", text[end : word.start()], at + end, at + word.start())
        yield Token("word", word[0], at + word.start(), at + word.end())
        end = word.end()
    if end < len(text):
        yield Token("mark", text[end:], at + end, at + len(text))


def keywords(text: str) -> Iterator[str]:
    """Yield every word, in capitals, that an engine could take for a keyword.

    Oxigraph needs no space between tokens: it reads `1.5SERVICE<…>{…}`, and even `SERVICE:x {…}` (with a
    prefix that is empty), as calls of other servers. So SERVICE is also found where it is glued to something.

    >>> list(keywords("SELECT * { ?service a:LOAD 'DROP' . SERVICE:x {} }"))
    ['SELECT', 'SERVICE']
    """
    for token in tokens(text):
        if token.kind == "word":
            yield token.text.upper()
        if _calls(token, text) and token.text.upper() != "SERVICE":
            yield "SERVICE"


def services(text: str) -> set[str]:
    """Return the addresses that SERVICE calls, as written; an empty one for what is no whole `<address>`.

    >>> sorted(services("SELECT * { SERVICE SILENT <http://a/> {} service ?b {} SERVICE:c {} }"))
    ['', 'http://a/']
    """
    found = set()
    code = [t for t in tokens(text) if t.kind not in {"space", "comment"}]
    for token, *after in zip(code, code[1:], code[2:], strict=False):
        if _calls(token, text):
            target = after[after[0].text.upper() == "SILENT"]
            plain = token.text.upper() == "SERVICE" and target.kind == "iri"
            found.add(target.text[1:-1] if plain else "")
    return found


def _calls(token: Token, text: str) -> bool:
    """Say whether an engine could take a token for SERVICE, alone or glued to something."""
    if token.kind == "name":
        return "SERVICE" in token.text.rpartition(":")[0].upper() and bool(
            _BRACE_FOLLOWS.match(text, token.end)
        )
    return token.kind == "word" and "SERVICE" in token.text.upper()


def blocks(text: str) -> list[Block]:
    """Return the `VALUES ?variable { … }` blocks of a text, in order, but not those of several variables.

    >>> text = "SELECT * { VALUES ?c { '}' } VALUES (?a ?b) { (1 2) } }"
    >>> [(b.variable, text[b.start : b.end]) for b in blocks(text)]
    [('c', " '}' ")]
    """
    found = []
    code = [t for t in tokens(text) if t.kind not in {"space", "comment"}]
    for i, (word, variable, opening) in enumerate(zip(code, code[1:], code[2:], strict=False)):
        if word.kind == "word" and word.text.upper() == "VALUES" and variable.kind == "variable":
            closing = next((t for t in code[i + 3 :] if t.kind == "mark" and t.text == "}"), None)
            if opening.text == "{" and closing is not None:
                found.append(Block(variable.text[1:], opening.end, closing.start))
    return found
