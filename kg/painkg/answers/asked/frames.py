"""The kinds of question: which phrases ask for each, which it tolerates, and what it must name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from painkg.answers.asked import takes
from painkg.answers.asked.bag import Bag
from painkg.answers.asked.slots import Slots
from painkg.graph import Graph

Taken = tuple[dict[str, Any], Bag] | None


@dataclass(frozen=True)
class Frame:
    """A kind of question. One of `needs` must be said (nothing, where empty), `allows` may be said too."""

    kind: str
    take: Callable[[Slots], bool]
    needs: str = ""
    allows: str = ""

    def read(self, graph: Graph, given: Bag) -> Taken:
        """Return the slots of a sentence that is such a question, and what it was sorted into, or None."""
        bag = replace(given, mentions=[replace(mention) for mention in given.mentions])
        needs, allows = set(self.needs.split()), {"ask", *self.needs.split(), *self.allows.split()}
        if needs and not any(bag.has(cue) for cue in needs):
            return None
        if not all(_accounted(bag, piece, allows, self.kind) for piece in bag.pieces):
            return None
        slots = Slots(graph, bag)
        return (slots.taken, bag) if self.take(slots) and slots.complete else None


def _accounted(bag: Bag, piece: Any, allows: set[str], kind: str) -> bool:
    if any(mention.piece is piece for mention in bag.mentions):
        return True
    if piece.cues & allows or piece.empty or id(piece) in bag.spoken or piece.joins:
        return True
    if piece.fact or piece.value or "noted" in piece.cues:
        return True
    return kind == "mme" and piece.text.replace(".", "").isdigit()


FRAMES: tuple[Frame, ...] = (
    Frame("mme", takes.mme, "mme", "change treat drugs list"),
    Frame(
        "anticoagulation", takes.anticoagulation, "stop", "permit when advise interact contra treat invasive"
    ),
    Frame("red_flags", takes.red_flags, "flags", "when list"),
    Frame("codes_of", takes.term, "codes", "what_is list"),
    Frame("gaps", takes.gaps, "gap", "where list members evidence treat advise guidance"),
    Frame("changes", takes.changes, "change", "guidance compare list evidence advise disagree"),
    Frame("interactions", takes.interactions, "", "interact permit contra drugs list advise treat"),
    Frame(
        "disagreements",
        takes.disagreements,
        "disagree",
        "why where list treat advise guidance for against compare evidence",
    ),
    Frame("evidence", takes.evidence, "evidence", "list what_is advise guidance treat"),
    Frame("contraindications", takes.contraindications, "contra", "permit when list advise flags"),
    Frame("causes_of", takes.causes_of, "causes", "why list"),
    Frame("drugs_in_class", takes.drugs_in_class, "members list what_is ask", "drugs kinds"),
    Frame("kinds_of", takes.kinds_of, "kinds list", "what_is treat members"),
    Frame("what_is", takes.what_is, "", "what_is"),
    Frame(
        "line",
        takes.line,
        "line order next",
        "treat drugs list advise guidance prevention attack surgical invasive no_drugs for members "
        "permit where",
    ),
    Frame(
        "compare_sources",
        takes.compare_sources,
        "",
        "compare differ guidance advise prevention evidence for list",
    ),
    Frame("compare_options", takes.compare_options, "", "compare treat advise list prevention attack"),
    Frame(
        "advice",
        takes.advice,
        "",
        "advise guidance for treat why permit evidence list against prevention attack change",
    ),
    Frame(
        "options",
        takes.options,
        "",
        "treat advise guidance for against list drugs prevention attack strong weak invasive surgical "
        "implanted permit no_drugs not_invasive not_surgical minimally_invasive members",
    ),
    Frame("contraindications", takes.for_whom, "", "permit when advise treat"),
)


def frames(graph: Graph, bag: Bag) -> Iterator[tuple[str, dict[str, Any], Bag]]:
    """Yield each kind of question that a sentence may be, the likeliest first, with its slots."""
    if not bag.pieces or any(
        piece.unknown and not piece.text.replace(".", "").isdigit() for piece in bag.pieces
    ):
        return
    for frame in FRAMES:
        taken = frame.read(graph, bag)
        if taken is not None:
            yield frame.kind, *taken
