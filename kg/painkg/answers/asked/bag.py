"""What a sentence holds, sorted: what it names and in which role, what it says of a patient, what it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from painkg.answers.asked.piece import Piece
from painkg.graph.names import ISSUER, Candidate
from painkg.graph.words import singular

CONDITIONS = ("condition", "cause")
DRUGS = ("drug", "drug_category")
TREATMENTS = ("technique", *DRUGS)
SOURCES = ("source", ISSUER)


@dataclass
class Mention:
    """A term that a sentence names: what it may be, its role, and the words just before it."""

    piece: Piece
    candidate: Candidate
    role: str = ""
    lead: str = ""  # the word before it that gives a weak role: "on", "after", "with", "in"
    joined: bool = False  # tied to the mention before it by "and", "or", a comma or a slash
    by_or: bool = False
    painful: bool = False  # whether the word "pain" follows
    beside: bool = False  # named as something that the patient has too

    @property
    def kind(self) -> str:
        """The kind of the term."""
        return self.candidate.kind

    @property
    def plural(self) -> bool:
        """Whether it is named in the plural, as a group of things."""
        last = self.piece.written.split()[-1] if self.piece.written else ""
        own, name = self.candidate.label.split()[-1].lower(), self.candidate.name
        if last.endswith("s") and last[:-1].isupper():
            return True
        short = last.isupper() or (name.isupper() and name.lower() == last)
        return not short and singular(last.lower()) != last.lower() and singular(own) == own


@dataclass
class Bag:
    """A sentence, sorted."""

    pieces: list[Piece]
    mentions: list[Mention] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    values: list[Piece] = field(default_factory=list)
    spoken: set[int] = field(default_factory=set)  # pieces that gave a role
    dangling: bool = False  # a negation that is about nothing, or a second question

    def named(self, *kinds: str, role: str = "") -> list[Mention]:
        """Return the mentions of some kinds in a role; plain mentions where none is given."""
        return [m for m in self.mentions if m.kind in kinds and m.role == role]

    def has(self, cue: str) -> bool:
        """Say whether a phrase gives a cue."""
        return any(cue in piece.cues for piece in self.pieces)

    def texts(self, cue: str) -> list[str]:
        """Return the phrases that give a cue."""
        return [piece.text for piece in self.pieces if cue in piece.cues]

    @property
    def first(self) -> str:
        """The first word."""
        return self.pieces[0].text.split()[0] if self.pieces else ""


_LISTING = {"the", "a", "an", "any", "also", "some", "of", "to", "for"}
_TYING = {"the", "a", "an", "any", "also", "some"}
_ANOTHER = re.compile(  # where a second question begins
    r"\?\s+|\band (?:also )?(?:what|which|who|how|where|when|why|is|are|does|do|should|could|can)\b",
    re.IGNORECASE,
)
_WITH = {"with", "in", "and", "has", "having", "have", "of", "a", "an", "+", "plus", "known", "also", "the"}
_PEOPLE = {
    "people",
    "patients",
    "patient",
    "those",
    "adults",
    "someone",
    "person",
    "women",
    "men",
    "children",
}
_WEAK = {"takes", "after"}


def sort(text: str, pieces: list[Piece]) -> Bag:
    """Return the pieces of a sentence, sorted."""
    bag = Bag(pieces)
    _mentions(text, bag)
    _roles_before(bag)
    _roles_after(bag)
    bag.dangling |= _several(text, bag)
    for piece in pieces:
        if piece.fact and not _is_mention(bag, piece):
            bag.facts |= piece.fact
        if piece.value:
            bag.values.append(piece)
            if piece.value.kind == "fact":
                bag.facts |= piece.value.data
    return bag


def _several(text: str, bag: Bag) -> bool:
    """Say whether a text asks two questions, each of which names something."""
    for match in _ANOTHER.finditer(text):
        before = any(mention.piece.end <= match.start() for mention in bag.mentions)
        if before and any(mention.piece.start >= match.start() for mention in bag.mentions):
            return True
    return False


def _is_mention(bag: Bag, piece: Piece) -> bool:
    return any(mention.piece is piece for mention in bag.mentions)


def _mentions(text: str, bag: Bag) -> None:
    last: Piece | None = None
    for number, piece in enumerate(bag.pieces):
        if piece.candidates and not piece.fact and not (piece.cues & _CUES_FIRST):
            mention = Mention(piece, piece.candidates[0])
            if number:
                mention.lead = bag.pieces[number - 1].text
                mention.beside = _beside(text, bag.pieces[number - 1], piece)
            if last is not None and _tied(text, bag.pieces, last, piece):
                mention.joined = True
                between = [p.text for p in bag.pieces if last.end <= p.start < piece.start]
                mention.by_or = "or" in between
            following = bag.pieces[number + 1].text if number + 1 < len(bag.pieces) else ""
            mention.painful = following in ("pain", "pains", "ache")
            bag.mentions.append(mention)
            last = piece


_CUES_FIRST = {"treat", "drugs", "no drugs", "surgical", "implanted", "codes"}


def _beside(text: str, before: Piece, piece: Piece) -> bool:
    """Say whether what a piece names is said of the patient, and is not what is to be treated."""
    said = before.text in _WITH or before.fact is not None or before.value is not None
    return said or bool(before.candidates) or "," in text[before.end : piece.start]


def _tied(text: str, pieces: list[Piece], one: Piece, other: Piece) -> bool:
    between = [p for p in pieces if one.end <= p.start < other.start]
    if any(not (p.joins or p.text in _TYING or "without" in p.before) for p in between):
        return False
    gap = text[one.end : other.start]
    return any(p.joins for p in between) or any(mark in gap for mark in ",/+&")


def _roles_before(bag: Bag) -> None:
    for number, piece in enumerate(bag.pieces):
        if not piece.before or _is_mention(bag, piece):
            continue
        target = _next_mention(bag, number)
        role = _role_of(piece, target)
        if role == "without" and number and bag.pieces[number - 1].text in _PEOPLE:
            role = ""  # who the patients are, and not what is wanted for them
        if not role:
            bag.dangling |= not (
                piece.empty or piece.cues or piece.joins or piece.after or piece.before & _WEAK
            )
            continue
        assert target is not None
        bag.spoken.add(id(piece))
        target.role = role
        following = bag.mentions[bag.mentions.index(target) + 1 :]
        for mention in following:
            if not mention.joined or (mention.kind in CONDITIONS) != (target.kind in CONDITIONS):
                break
            mention.role = mention.role or role


def _role_of(piece: Piece, target: Mention | None) -> str:
    """Return the role that a phrase gives to what follows it, or "" where that cannot have it."""
    if target is None or (target.kind not in TREATMENTS):
        return ""
    for role in ("without", "failed", "allergic_to"):
        if role in piece.before:
            return role
    if "takes" in piece.before and piece.text not in ("take", "use"):
        return "takes" if piece.text != "on" else "on"
    return "after" if "after" in piece.before else ""


def _next_mention(bag: Bag, number: int) -> Mention | None:
    for piece in bag.pieces[number + 1 :]:
        found = next((m for m in bag.mentions if m.piece is piece), None)
        if found is not None:
            return found
        if piece.text not in _LISTING and not piece.before:
            return None
    return None


def _roles_after(bag: Bag) -> None:
    for number, piece in enumerate(bag.pieces):
        if not piece.after or _is_mention(bag, piece):
            continue
        if piece.before and (target := _next_mention(bag, number)) and target.role:
            continue
        before = _mention_before(bag, number)
        role = next(iter(piece.after))
        if before is None or before.kind not in TREATMENTS:
            bag.dangling |= not (piece.empty or piece.cues)
            continue
        bag.spoken.add(id(piece))
        for mention in _list_before(bag, before):
            mention.role = role


def _mention_before(bag: Bag, number: int) -> Mention | None:
    for piece in reversed(bag.pieces[:number]):
        found = next((m for m in bag.mentions if m.piece is piece), None)
        if found is not None:
            return found
        if not (piece.empty or piece.joins):
            return None
    return None


def _list_before(bag: Bag, mention: Mention) -> Iterator[Mention]:
    place = bag.mentions.index(mention)
    yield mention
    while bag.mentions[place].joined and place:
        place -= 1
        yield bag.mentions[place]
