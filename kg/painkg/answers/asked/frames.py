"""The kinds of question: which phrases ask for each, which it tolerates, and what it must name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from painkg.answers.asked.bag import CONDITIONS, DRUGS, SOURCES, TREATMENTS, Bag, Mention
from painkg.answers.asked.doses import doses_of
from painkg.answers.asked.empty import LINES
from painkg.answers.asked.filters import filters_of, group_wanted
from painkg.answers.asked.slots import Slots
from painkg.answers.asked.versions import works_of
from painkg.graph import Graph

Taken = dict[str, Any] | None


@dataclass(frozen=True)
class Frame:
    """A kind of question. One of `needs` must be said (nothing, where empty), `allows` may be said too."""

    kind: str
    take: Callable[[Slots], bool]
    needs: str = ""
    allows: str = ""

    def read(self, graph: Graph, bag: Bag) -> Taken:
        """Return the slots of a sentence that is such a question, or None where it is none."""
        needs, allows = set(self.needs.split()), {"ask", *self.needs.split(), *self.allows.split()}
        if needs and not any(bag.has(cue) for cue in needs):
            return None
        if not all(_accounted(bag, piece, allows, self.kind) for piece in bag.pieces):
            return None
        slots = Slots(graph, bag)
        return slots.taken if self.take(slots) and slots.complete else None


def _accounted(bag: Bag, piece: Any, allows: set[str], kind: str) -> bool:
    if any(mention.piece is piece for mention in bag.mentions):
        return True
    if piece.cues & allows or piece.empty or id(piece) in bag.spoken or piece.joins:
        return True
    if piece.fact or piece.value or "noted" in piece.cues:
        return True
    return kind == "mme" and piece.text.replace(".", "").isdigit()


def _advice(slots: Slots) -> bool:
    bag = slots.bag
    if group_wanted(bag, slots.left(*TREATMENTS)) or slots.left(*TREATMENTS, roles=("without",)):
        return False
    told = ("",) if bag.facts else ("", "on")
    right = slots.condition() and slots.interventions(1, 1, roles=told) and slots.patient()
    return right and ("condition" in slots.taken or (bag.has("advise") and "facts" not in slots.taken))


def _options(slots: Slots) -> bool:
    bag = slots.bag
    if not slots.condition(needed=True):
        return False
    asked = any(bag.has(cue) for cue in _ASKS_OPTIONS)
    plain = slots.left(*TREATMENTS, roles=("",))
    if len({m.candidate.id for m in plain}) > 1:
        return False
    if plain:
        if not group_wanted(slots.bag, plain):
            return False
        slots.put("kind_of_intervention", plain[0])
        slots.use(*plain)
    slots.redundant()
    right = filters_of(slots) and slots.patient(aim=True)
    if not asked and bag.first in _NO_OPTIONS:
        return False
    if bag.first in _YES_NO and not _there(bag) and not set(slots.taken.get("facts", ())) - {"has"}:
        return False
    return right and (asked or bool(set(slots.taken) - {"condition"}))


_NO_OPTIONS = {"how", "why", "who", "when", "where"}
_YES_NO = {"does", "is", "are", "will", "did", "has", "was"}


def _there(bag: Bag) -> bool:
    """Say whether a sentence asks whether there is something: no judgement on one thing is asked for."""
    return any("there" in piece.text.split() for piece in bag.pieces[:3])


_ASKS_OPTIONS = ("treat", "drugs", "no_drugs", "against", "for", "invasive", "surgical", "not_invasive")


def _line(slots: Slots) -> bool:
    bag = slots.bag
    if not slots.condition(needed=True):
        return False
    if bag.has("next"):
        before = slots.left(*TREATMENTS, roles=("failed", "after", ""))
        if len(before) != 1:
            return False
        slots.put("after", before[0])
    elif bag.has("line"):
        words = {word for text in bag.texts("line") for word in text.split()}
        slots.taken["line"] = next((int(LINES[word]) for word in LINES if word in words), 1)
    plain = slots.left(*TREATMENTS, roles=("",))
    if len(plain) == 1 and bag.has("line"):
        slots.put("kind_of_intervention", plain[0])
    elif len(plain) == 1 and any("before" in text for text in bag.texts("order")):
        slots.taken["without"] = [plain[0].candidate]
        slots.use(plain[0])
    return filters_of(slots) and slots.patient(aim=True)


def _compare_options(slots: Slots) -> bool:
    found = slots.left(*TREATMENTS, roles=("",))
    if slots.left(*SOURCES) or not (slots.bag.has("compare") or any(m.by_or for m in found)):
        return False
    right = slots.condition() and slots.interventions(2, 6)
    return right and slots.patient(aim=True)


def _compare_sources(slots: Slots) -> bool:
    named = slots.sources()
    if not named:
        return False
    slots.value("year")
    right = slots.condition() and slots.interventions(0, 1)
    return right and slots.patient(aim=True)


def _contraindications(slots: Slots) -> bool:
    right = slots.interventions(0, 1, roles=("",)) and slots.patient() and not slots.conditions_left()
    return right and bool(slots.taken)


def _for_whom(slots: Slots) -> bool:
    """Say whether an intervention is named beside facts of a patient, and nothing that is to be treated."""
    beside = all(m.lead in _BESIDE for m in slots.left("cause", roles=("",)))
    return beside and _contraindications(slots) and {"facts", "intervention"} <= set(slots.taken)


_BESIDE = ("with", "in", "and", "has", "having", "have", "of", "a", "an", "+")


def _interactions(slots: Slots) -> bool:
    found = slots.left(*DRUGS, roles=("", "on", "takes"))
    slots.use(*found)
    unique = {m.candidate.id: m.candidate for m in found}
    if slots.bag.facts or not unique:
        return False
    if len(unique) == 1:
        slots.taken["intervention"] = found[0].candidate
        return slots.bag.has("interact")
    slots.taken["interventions"] = list(unique.values())
    tied = all((m.joined and not m.by_or) or m.role for m in found[1:])
    return slots.bag.has("interact") or tied or slots.bag.has("permit")


def _anticoagulation(slots: Slots) -> bool:
    drugs = slots.left(*DRUGS, roles=("", "on", "takes"))
    if len({m.candidate.id for m in drugs}) != 1:
        return False
    slots.put("term", drugs[0])
    slots.use(*drugs)
    procedures = slots.left("technique", roles=("", "after"))
    if len({m.candidate.id for m in procedures}) > 1:
        return False
    for mention in procedures:
        slots.put("intervention", mention)
    slots.value("hours")
    slots.value("year")
    slots.sources()
    return True


def _red_flags(slots: Slots) -> bool:
    found = slots.left("condition")
    if len({m.candidate.id for m in found}) > 1:
        return False
    for mention in found:
        slots.put("condition", mention)
    causes = slots.left("cause")
    if len(causes) > 1:
        return False
    for mention in causes:
        slots.put("state" if found else "term", mention)
    slots.sources()
    return bool(found or causes)


def _term(slots: Slots, *kinds: str) -> bool:
    found = [m for m in slots.bag.mentions if not kinds or m.kind in kinds]
    if len({m.candidate.id for m in found}) != 1 or slots.bag.facts:
        return False
    slots.put("term", found[0])
    slots.use(*found)
    return True


def _what_is(slots: Slots) -> bool:
    if slots.bag.pieces[0].text.startswith("whats"):  # what's …?
        return len(slots.bag.pieces) <= _FEW and _term(slots)
    alone = len(slots.bag.pieces) == 1 and bool(slots.bag.mentions)
    coded = alone and slots.bag.mentions[0].candidate.how == "code"
    return (coded or slots.bag.has("what_is")) and _term(slots)


_FEW = 4  # words of "what's a gepant"


def _drugs_in_class(slots: Slots) -> bool:
    found: list[Mention] = slots.left("drug_category")
    return bool(found and (found[0].plural or slots.bag.has("members"))) and _term(slots, "drug_category")


def _kinds_of(slots: Slots) -> bool:
    found = [m for m in slots.bag.mentions if m.kind not in SOURCES]
    said = slots.bag.has("kinds") or (slots.bag.has("list") and any(m.plural for m in found))
    whole = any(piece.text.startswith("list all") for piece in slots.bag.pieces)
    return (said or whole) and _term(slots)


def _about(slots: Slots) -> bool:
    return slots.condition() and slots.interventions(0, 1) and "intervention" in slots.taken


def _disagreements(slots: Slots) -> bool:
    return slots.condition() and slots.interventions(0, 1)


def _causes_of(slots: Slots) -> bool:
    found = slots.left(*CONDITIONS)
    if len({m.candidate.id for m in found}) != 1:
        return False
    slots.put("condition", found[0])
    slots.use(*found)
    return True


def _gaps(slots: Slots) -> bool:
    return slots.condition() and not slots.left(*TREATMENTS)


def _changes(slots: Slots) -> bool:
    slots.use(*slots.left("site"))
    slots.use(
        *[m for m in slots.left(*TREATMENTS) if m.lead not in ("on", "about", "for", "of", "regarding")]
    )
    right = slots.condition() and slots.interventions(0, 1)
    return right and works_of(slots)


def _mme(slots: Slots) -> bool:
    return doses_of(slots)


def _same(kind: str) -> Callable[[Slots], bool]:
    return lambda slots: _term(slots)


FRAMES: tuple[Frame, ...] = (
    Frame("mme", _mme, "mme", "change what_is list treat drugs"),
    Frame("anticoagulation", _anticoagulation, "stop", "permit when how advise interact contra treat invasive"),
    Frame("red_flags", _red_flags, "flags", "when list what_is"),
    Frame("codes_of", _same("codes_of"), "codes", "what_is list"),
    Frame("gaps", _gaps, "gap", "where list members evidence treat advise guidance"),
    Frame("changes", _changes, "change", "guidance how compare list evidence advise disagree"),
    Frame("interactions", _interactions, "", "interact permit contra drugs list compare advise treat"),
    Frame("disagreements", _disagreements, "disagree", "why where list treat advise guidance for against compare evidence"),
    Frame("evidence", _about, "evidence", "how list what_is advise guidance treat"),
    Frame("contraindications", _contraindications, "contra", "permit when how list what_is advise flags"),
    Frame("causes_of", _causes_of, "causes", "why list what_is how"),
    Frame("drugs_in_class", _drugs_in_class, "members list what_is ask", "drugs kinds"),
    Frame("kinds_of", _kinds_of, "kinds list", "list what_is treat members"),
    Frame("what_is", _what_is, "", "what_is"),
    Frame("line", _line, "line order next", "treat drugs list advise guidance prevention attack surgical invasive no_drugs for members permit where"),
    Frame("compare_sources", _compare_sources, "", "compare differ guidance advise prevention evidence for"),
    Frame("compare_options", _compare_options, "", "compare treat advise list prevention attack what_is"),
    Frame("advice", _advice, "", "advise guidance for treat why permit evidence list against what_is prevention attack change"),
    Frame(
        "options",
        _options,
        "",
        "treat advise guidance for against list drugs what_is prevention attack strong weak invasive surgical "
        "implanted permit no_drugs not_invasive not_surgical minimally_invasive members causes",
    ),
    Frame("contraindications", _for_whom, "", "permit when advise treat"),
)  # fmt: skip


def frames(graph: Graph, bag: Bag) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each kind of question that a sentence may be, the likeliest first, with its slots."""
    if not bag.pieces or any(
        piece.unknown and not piece.text.replace(".", "").isdigit() for piece in bag.pieces
    ):
        return
    for frame in FRAMES:
        taken = frame.read(graph, bag)
        if taken is not None:
            yield frame.kind, taken
