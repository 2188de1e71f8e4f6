"""What narrows the options that a sentence asks for: class, depth, direction, strength, sources, years."""

from __future__ import annotations

from painkg.answers.asked.bag import TREATMENTS, Bag, Mention
from painkg.answers.asked.slots import Slots

_LEFT_OUT = {"no_drugs": "non-invasive drug", "not_invasive": "invasive", "not_surgical": "surgery"}
_SAID = (  # cue, slot, value; of those for one slot, the first that is said
    ("drugs", "technique_class", "non-invasive drug"),
    ("invasive", "technique_class", "invasive"),
    ("minimally_invasive", "technique_class", "invasive"),
    ("surgical", "invasiveness", "surgery"),
    ("implanted", "invasiveness", "implanted"),
    ("against", "direction", "against"),
    ("for", "direction", "for"),
    ("strong", "strength", "strong"),
    ("weak", "strength", "conditional"),
)
_ASKING = {"is", "are", "does", "do", "can", "should", "would", "could", "will", "why", "how", "sould"}
_SHOULD = ("is", "are", "does", "do", "should", "can")
_WIDE = {
    "surgery",
    "needling therapy",
    "ablative technique",
    "injection therapy",
    "implanted neuromodulation",
}


def group_wanted(bag: Bag, found: list[Mention]) -> bool:
    """Say whether an intervention is named as a group whose members are asked for, not judged itself."""
    if len({mention.candidate.id for mention in found}) != 1:
        return False
    named = found[0]
    if bag.has("against") and bag.first not in _SHOULD:
        return True
    any_of_it = named.lead == "any" or named.lead.endswith("there any")
    if named.lead in ("which", "what") or (any_of_it and bag.first in _ASKING):
        return True
    if bag.first in _ASKING:
        return False
    if bag.has("list") or any_of_it:
        return named.plural or not (bag.has("guidance") or bag.has("advise"))
    wide = named.plural or bag.has("treat") or named.candidate.label in _WIDE
    return wide and not bag.has("advise")


def filters_of(slots: Slots) -> bool:
    """Take the filters of a sentence; say whether they go together."""
    bag, taken = slots.bag, slots.taken
    without = slots.left(*TREATMENTS, roles=("without",))
    slots.use(*without)
    left_out: list[object] = list({m.candidate.id: m.candidate for m in without}.values())
    for cue, name in _LEFT_OUT.items():
        if cue == "no_drugs" and bag.has(cue) and all(said.startswith("non") for said in bag.texts(cue)):
            taken["technique_class"] = "non-invasive non-drug"
        elif bag.has(cue):
            left_out += slots.graph.names.find_label(name) or [name]
    if left_out:
        taken["without"] = left_out
    if bag.has("drugs") and (bag.has("invasive") or "technique_class" in taken):
        return False
    if bag.has("against") and bag.has("for"):
        return False
    for cue, slot, value in _SAID:
        if bag.has(cue):
            taken.setdefault(slot, value)
    slots.sources()
    if since := slots.value("since"):
        taken["since"] = since
    return True
