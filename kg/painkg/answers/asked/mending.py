"""Typing errors: a word that nothing is called by, and the few words that it may have been meant for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice, product

from rapidfuzz.distance import OSA

from painkg.answers.asked import cues, facts, roles
from painkg.graph.names import Names
from painkg.graph.words import Word, words

_TRIES = 60  # sentences tried in all
_NEAR = 4  # words tried for one


def mended(names: Names, given: list[Word], unknown: set[int]) -> Iterator[list[Word]]:
    """Yield the sentence with each unknown word put right in each likely way; `unknown` has their places.

    One slip is allowed in a word of five to seven letters and two in a longer one, none in the first letter;
    one at most in the name of a drug, where another drug may be only two letters away.
    A word that the graph itself writes somewhere is no typing error.
    """
    choices = [
        [replace(word, text=other, fold=other, mended=True) for other in near(names, word.fold)] or [word]
        if word.start in unknown
        else [word]
        for word in given
    ]
    for changed in islice(product(*choices), _TRIES):
        yield list(changed)


def near(names: Names, word: str) -> list[str]:
    """Return the words nearest to one that nothing is called by, all equally near."""
    most = 0 if len(word) < 5 or not word.isalpha() else 1 if len(word) < 8 else 2
    if not most:
        return []
    if word in names.written:
        return []
    found = []
    for other in names.vocabulary | _phrase_words():
        slips = 1 if other in names.drug_words else most
        if other[0] == word[0] and abs(len(other) - len(word)) <= slips:
            distance = OSA.distance(word, other, score_cutoff=slips)
            if distance <= slips:
                found.append((distance, other))
    found.sort()
    return [other for distance, other in found if distance == found[0][0]][:_NEAR]


@cache
def _phrase_words() -> frozenset[str]:
    """Return the words of phrases that are long enough for a typing error to be told."""
    texts = [*cues.CUES.values(), *facts.PATIENT, *roles.BEFORE.values(), *roles.AFTER.values()]
    found = {word.fold for text in texts for word in words(text)}
    return frozenset(word for word in found if len(word) > 4 and word.isalpha())
