"""Sentence patterns: the headers of the named queries teach questions in them, each a whole sentence.

`{condition}` and the like are slots; `{show}`, `{are}` and the like are the fragments below.
"""

from __future__ import annotations

import re
from functools import cache

_FRAGMENTS = {
    "show": r"(?:which|what|list|show|show me|give me|tell me|find|name|are there(?: any)?)",
    "are": (
        r"(?: (?:are|is|were))?(?: there)?(?: any)?(?: the| all)?(?: (?:best|possible|available|"
        r"current))?"
    ),
    "options": (
        r"(?:(?:treatment |therapeutic )?(?:options?|treatments?|therap(?:y|ies)|techniques?|interventions?|"
        r"procedures?|methods?|approaches|modalities|ways? to treat|management|things))"
    ),
}
_WORD = re.compile(r"[a-z]{4,}")
_GROUPED = re.compile(r"\([^()]*\)[?*]?|\[[^\]]*\]|\{\w+\}|\w\?")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern with its fragments and slots filled in.

    >>> compiled("kinds of {any}").fullmatch("kinds of back pain")["any"]
    'back pain'
    """
    for name, fragment in _FRAGMENTS.items():
        pattern = pattern.replace(f"{{{name}}}", fragment)
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>.+?)", pattern))


@cache
def needed(pattern: str) -> frozenset[str]:
    """Return words without which a sentence cannot fit, so that most patterns are never compiled.

    >>> sorted(needed("(?:what are )?(?:the )?names of {term}"))
    ['names']
    """
    before = ""
    while before != pattern:
        before, pattern = pattern, _GROUPED.sub(" ", pattern)
    return frozenset(_WORD.findall(pattern))
