"""The words of a sentence, and the form in which spellings of one word are the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+)?|[^\W\d_]+|[%+]")
_APOSTROPHE = re.compile("[\u2019'`\u00b4]")
_IRREGULAR = {
    "children": "child",
    "women": "woman",
    "men": "man",
    "mets": "metastasis",
    "vertebrae": "vertebra",
}
_PLURALS = (
    (re.compile(r"aches$"), "ache"),
    (re.compile(r"(?<=..)(ta|no|the)ses$"), r"\1sis"),
    (re.compile(r"(?<=..)ies$"), "y"),
    (re.compile(r"(?<=.)(ss|x|ch|sh)es$"), r"\1"),
    (re.compile(r"(?<=..)(?<![sui])s$"), ""),
)
_SPELLINGS = (  # British and American, older and newer
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"our(?=$|al|ed|ing)"), "or"),
    (re.compile(r"is(?=(?:e|ed|ing|er|ation)$)"), "iz"),
    (re.compile(r"yse$"), "yze"),
    (re.compile(r"ical$"), "ic"),
    (re.compile(r"mme$"), "m"),
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"disk"), "disc"),
    (re.compile(r"ph"), "f"),
)


@dataclass(frozen=True)
class Word:
    """A word as written, where it stands, and its folded form."""

    text: str
    start: int
    end: int
    fold: str
    mended: bool = False


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return the form that the plurals and spellings of a word share.

    >>> fold("neuralgias"), fold("anaesthetic"), fold("anesthetics"), fold("therapies")
    ('neuralgia', 'anesthetic', 'anesthetic', 'therapy')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.isalpha():
        return word
    word = singular(word)
    for pattern, put in _SPELLINGS:
        word = pattern.sub(put, word)
    return word


def singular(word: str) -> str:
    """Return a word without the ending of a plural.

    >>> singular("injections"), singular("pelvis")
    ('injection', 'pelvis')
    """
    return next((short for pattern, put in _PLURALS if (short := pattern.sub(put, word)) != word), word)


def plain(text: str) -> str:
    """Return a text in lower case, without accents or apostrophes, each character in its place.

    >>> plain("Ménière's")
    'meniere s'
    """
    if text.isascii():
        return text.lower().replace("'", " ").replace("`", " ")
    found = []
    for char in _APOSTROPHE.sub(" ", text):
        base = unicodedata.normalize("NFKD", char.casefold())
        kept = [c for c in base if not unicodedata.combining(c)]
        found.append(kept[0] if len(kept) == 1 else char.lower()[:1] or " ")
    return "".join(found)


_SHORT = {"s", "t", "m", "re", "ve", "ll", "d"}  # what an apostrophe leaves: it's, don't, I'm


def words(text: str) -> list[Word]:
    """Return the words of a text; digits and letters are parted, and an apostrophe joins.

    >>> [word.fold for word in words("COX-2 inhibitors don't")]
    ['cox', '2', 'inhibitor', 'dont']
    """
    lowered = plain(text)
    found: list[Word] = []
    for match in _WORD.finditer(lowered):
        part, start, end = match[0], match.start(), match.end()
        if found and part in _SHORT and start == found[-1].end + 1 and _APOSTROPHE.match(text[start - 1]):
            last = found.pop()
            part, start = last.text + part, last.start
        found.append(Word(part, start, end, fold(part)))
    return found


def joined(text: str) -> str:
    """Return the key under which a name is found, whatever its spaces, hyphens and spelling.

    >>> joined("Back-ache") == joined("backaches")
    True
    """
    if _APOSTROPHE.search(text):
        return "".join(word.fold for word in words(text))
    return "".join(map(fold, _WORD.findall(plain(text))))
