"""Which term a piece of a question means: exact names first, then plural forms, then small typing errors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from painkg.errors import AmbiguousError, NotFoundError
from painkg.graph.index import Index, TermInfo, normalise

_FRONT = re.compile(
    r"^(the|a|an|any|all|my|your|some|our|this|"
    r"(someone|somebody|people|persons?|patients?|adults?|those|a patient|an adult) (with|who has|who have|"
    r"having|suffering from)|"
    r"(patients?|adults?|people|someone) in)\s+"
)
_SURE = 88  # of 100: one slip in a word of eight letters, or two in a long name


@dataclass(frozen=True)
class Reading:
    """The term that a text is taken for; `corrected` where it is not called exactly so."""

    text: str
    term: TermInfo
    corrected: bool = False


def read(index: Index, text: str, kinds: Iterable[str], *, tolerant: bool = False) -> Reading | None:
    """Return the term of one of these kinds that a text means, or None; `tolerant` allows typing errors.

    :raises AmbiguousError: when it is the name of several.
    """
    allowed = set(kinds)
    bare = strip(text)
    for form in forms(bare):
        try:
            return Reading(text, index.resolve(form, allowed))
        except NotFoundError:
            continue
    return _nearest(index, bare, allowed) if tolerant else None


def strip(text: str) -> str:
    """Return a phrase without the words that only lead up to a name.

    >>> strip("patients with the chronic back pain")
    'chronic back pain'
    """
    before = ""
    while before != text:
        before, text = text, _FRONT.sub("", text.strip())
    return text


def forms(text: str) -> list[str]:
    """Return a phrase and its likely singular and plural forms.

    >>> forms("epidural steroid injections")
    ['epidural steroid injections', 'epidural steroid injection']
    >>> forms("NSAID therapies")
    ['NSAID therapies', 'NSAID therapy', 'NSAID therapie']
    """
    found = [text]
    if text.endswith("ies"):
        found.append(text[:-3] + "y")
    if text.endswith(("ches", "shes", "sses", "xes")):
        found.append(text[:-2])
    if text.endswith("s") and not text.endswith("ss"):
        found.append(text[:-1])
    return found


def _nearest(index: Index, text: str, allowed: set[str]) -> Reading | None:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where nothing is called so

    likely = allowed - {"source"}  # keys differ in a digit: a year off is another work, no slip
    pool = {name: [i for i in ids if index.terms[i].kind in likely] for name, ids in index.names.items()}
    names = [name for name, ids in pool.items() if ids]
    hits = process.extract(normalise(text), names, scorer=fuzz.ratio, limit=2, score_cutoff=_SURE)
    if not hits:
        return None
    found = pool[hits[0][0]]
    if len(hits) > 1 and hits[1][1] == hits[0][1]:
        found = sorted({*found, *pool[hits[1][0]]})
    if len(found) > 1:
        candidates = [(i, index.terms[i].label) for i in found]
        raise AmbiguousError(f"{text!r} may mean {', '.join(label for _, label in candidates)}", candidates)
    return Reading(text, index.terms[found[0]], corrected=True)
