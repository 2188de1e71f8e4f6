"""What narrows the options that a sentence asks for: class, depth, direction, strength, sources, years."""

from __future__ import annotations

from painkg.answers.asked.bag import TREATMENTS, Bag, Mention
from painkg.answers.asked.slots import Slots

_CLASSES = {"drugs": "non-invasive drug", "invasive": "invasive"}


def group_wanted(bag: Bag, found: list[Mention]) -> bool:
    """Say whether an intervention is named as a group whose members are asked for, not judged itself."""
    if len(found) != 1:
        return False
    if bag.has("against") and not bag.first.startswith(("is", "are", "does", "do", "should", "can")):
        return True
    asks = {"is", "are", "does", "do", "can", "should", "would", "could", "will", "why", "how", "sould"}
    there = found[0].lead == "any" or found[0].lead.endswith("there any")
    if bag.first in asks and not there:
        return False
    if found[0].lead in ("which", "what"):
        return True
    if bag.has("list") or there:
        return not (bag.has("guidance") or (bag.has("for") and not found[0].plural))
    if bag.has("advise"):
        return False
    return found[0].plural or bag.has("treat") or found[0].candidate.label in _WIDE


_WIDE = {
    "surgery",
    "needling therapy",
    "ablative technique",
    "injection therapy",
    "implanted neuromodulation",
}


def filters_of(slots: Slots) -> bool:
    """Take the filters of a sentence; say whether they go together."""
    bag, taken = slots.bag, slots.taken
    without = slots.left(*TREATMENTS, roles=("without",))
    slots.use(*without)
    left_out: list[object] = list({m.candidate.id: m.candidate for m in without}.values())
    for cue, name in (
        ("no_drugs", "non-invasive drug"),
        ("not_invasive", "invasive"),
        ("not_surgical", "surgery"),
    ):
        if bag.has(cue):
            if cue == "no_drugs" and all(text.startswith("non") for text in bag.texts(cue)):
                taken["technique_class"] = "non-invasive non-drug"
            else:
                left_out += slots.graph.names.find_label(name) or [name]
    if left_out:
        taken["without"] = left_out
    for cue, name in _CLASSES.items():
        if bag.has(cue):
            if "technique_class" in taken:
                return False
            taken["technique_class"] = name
    if bag.has("minimally_invasive"):
        taken["technique_class"] = "invasive"
    if bag.has("surgical"):
        taken["invasiveness"] = "surgery"
    if bag.has("implanted"):
        taken["invasiveness"] = "implanted"
    if bag.has("against"):
        taken["direction"] = "against"
    elif bag.has("for"):
        taken["direction"] = "for"
    for cue, name in (("strong", "strong"), ("weak", "conditional")):
        if bag.has(cue):
            taken["strength"] = name
    slots.sources()
    since = slots.value("since")
    if since:
        taken["since"] = since
    return True
