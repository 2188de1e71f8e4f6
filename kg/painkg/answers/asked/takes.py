"""What a question of each kind must name: its slots taken out of a sentence, or no such question."""

from __future__ import annotations

from painkg.answers.asked.bag import CONDITIONS, DRUGS, SOURCES, TREATMENTS, Bag, Mention
from painkg.answers.asked.doses import doses_of
from painkg.answers.asked.empty import LINES
from painkg.answers.asked.filters import filters_of, group_wanted
from painkg.answers.asked.slots import Slots
from painkg.answers.asked.versions import works_of


def advice(slots: Slots) -> bool:
    """Take one intervention, and the condition or the patient that it is for."""
    bag = slots.bag
    if group_wanted(bag, slots.left(*TREATMENTS)) or slots.left(*TREATMENTS, roles=("without",)):
        return False
    told = ("",) if bag.facts else ("", "on")
    right = slots.condition() and slots.interventions(1, 1, roles=told) and slots.patient()
    return right and ("condition" in slots.taken or (bag.has("advise") and "facts" not in slots.taken))


def options(slots: Slots) -> bool:
    """Take a condition, what narrows its options, and the patient."""
    bag = slots.bag
    if not slots.condition(needed=True):
        return False
    plain = slots.left(*TREATMENTS, roles=("",))
    if plain:
        if not group_wanted(bag, plain):
            return False
        slots.put("kind_of_intervention", plain[0])
    slots.redundant()
    return filters_of(slots) and slots.patient(aim=True) and _asked_for(slots)


def _asked_for(slots: Slots) -> bool:
    """Say whether a sentence asks what there is for a condition, and not whether or why something is so."""
    bag, facts = slots.bag, set(slots.taken.get("facts", ()))
    if bag.first in _MAY and len(bag.pieces) > 1 and bag.pieces[1].candidates:
        return False
    if bag.first in _YES_NO and not _there(bag) and not facts - {"has"}:
        return False
    if any(bag.has(cue) for cue in _ASKS_OPTIONS):
        return True
    return bag.first not in _NO_OPTIONS and set(slots.taken) > {"condition"}


_NO_OPTIONS = {"how", "why", "who", "when", "where"}
_MAY = {"should", "can", "could", "may", "might", "would", "must"}
_YES_NO = {"does", "is", "are", "will", "did", "has", "was"}


def _there(bag: Bag) -> bool:
    """Say whether a sentence asks whether there is something: no judgement on one thing is asked for."""
    return any("there" in piece.text.split() for piece in bag.pieces[:3])


_ASKS_OPTIONS = ("treat", "drugs", "no_drugs", "against", "for", "invasive", "surgical", "not_invasive")


def line(slots: Slots) -> bool:
    """Take a condition and which line of its treatment is asked for, or what has failed."""
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


def compare_options(slots: Slots) -> bool:
    """Take two to six interventions, and the condition that they are for."""
    found = slots.left(*TREATMENTS, roles=("",))
    if not found or slots.left(*SOURCES) or not (slots.bag.has("compare") or any(m.by_or for m in found)):
        return False
    places = [slots.bag.mentions.index(mention) for mention in found]
    if places != list(range(places[0], places[0] + len(places))):
        return False  # something else stands between them
    right = slots.condition() and slots.interventions(2, 6)
    return right and slots.patient(aim=True)


def compare_sources(slots: Slots) -> bool:
    """Take the sources or issuers, and what they are asked about."""
    named = slots.sources()
    if not named:
        return False
    slots.value("year")
    right = slots.condition() and slots.interventions(0, 1)
    return right and slots.patient(aim=True)


def contraindications(slots: Slots) -> bool:
    """Take an intervention or the facts of a patient, or both."""
    right = slots.interventions(0, 1, roles=("",)) and slots.patient() and not slots.conditions_left()
    return right and bool(slots.taken)


def for_whom(slots: Slots) -> bool:
    """Say whether an intervention is named beside facts of a patient, and nothing that is to be treated."""
    return contraindications(slots) and {"facts", "intervention"} <= set(slots.taken)


def interactions(slots: Slots) -> bool:
    """Take a drug, or several that are taken together."""
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


def anticoagulation(slots: Slots) -> bool:
    """Take a drug, and the procedure before which it is stopped."""
    drugs = slots.left(*DRUGS, roles=("", "on", "takes"))
    if len({m.candidate.id for m in drugs}) != 1:
        return False
    if not _stopped(slots, drugs[0].candidate.id):
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


def _stopped(slots: Slots, drug: str) -> bool:
    """Say whether a source has stop times for a drug, a kind of it or what it is a kind of."""
    index = slots.graph.index
    timed = {row.cells["pk:hasDrug"][0] for row in slots.graph.evidence.stop_times}
    return any(index.is_a(drug, each) or index.is_a(each, drug) for each in timed)


def red_flags(slots: Slots) -> bool:
    """Take a pain, the danger that is suspected, or both."""
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


def term(slots: Slots, *kinds: str) -> bool:
    """Take the one thing that is named."""
    found = [m for m in slots.bag.mentions if not kinds or m.kind in kinds]
    if len({m.candidate.id for m in found}) != 1 or slots.bag.facts:
        return False
    slots.put("term", found[0])
    slots.use(*found)
    return True


def what_is(slots: Slots) -> bool:
    """Take the one thing whose meaning is asked for."""
    if slots.bag.pieces[0].text.startswith("whats"):  # what's …?
        return len(slots.bag.pieces) <= _FEW and term(slots)
    alone = len(slots.bag.pieces) == 1 and bool(slots.bag.mentions)
    coded = alone and slots.bag.mentions[0].candidate.how == "code"
    return (coded or slots.bag.has("what_is")) and term(slots)


_FEW = 4  # words of "what's a gepant"


def drugs_in_class(slots: Slots) -> bool:
    """Take the category whose drugs are asked for."""
    found: list[Mention] = slots.left("drug_category")
    return bool(found and (found[0].plural or slots.bag.has("members"))) and term(slots, "drug_category")


def kinds_of(slots: Slots) -> bool:
    """Take the one thing whose kinds are asked for."""
    found = [m for m in slots.bag.mentions if m.kind not in SOURCES]
    said = slots.bag.has("kinds") or (slots.bag.has("list") and any(m.plural for m in found))
    whole = any(piece.text.startswith("list all") for piece in slots.bag.pieces)
    return (said or whole) and term(slots)


def evidence(slots: Slots) -> bool:
    """Take an intervention, and the condition that it is for."""
    return slots.condition() and slots.interventions(0, 1) and "intervention" in slots.taken


def disagreements(slots: Slots) -> bool:
    """Take a condition, an intervention, both or neither."""
    return slots.condition() and slots.interventions(0, 1)


def causes_of(slots: Slots) -> bool:
    """Take the one condition whose causes are asked for."""
    found = slots.left(*CONDITIONS)
    if len({m.candidate.id for m in found}) != 1:
        return False
    slots.put("condition", found[0])
    slots.use(*found)
    return True


def gaps(slots: Slots) -> bool:
    """Take the condition within which gaps are asked for, if any."""
    return slots.condition() and not slots.left(*TREATMENTS)


_ABOUT = ("on", "about", "for", "of", "regarding")


def changes(slots: Slots) -> bool:
    """Take the editions that are compared, and what they are asked about."""
    slots.use(*slots.left("site"))
    topic = [m for m in slots.left(*TREATMENTS) if m.lead not in _ABOUT]
    slots.use(*topic[:1])  # what the guideline is called after
    right = slots.condition() and slots.interventions(0, 1)
    return right and works_of(slots)


def mme(slots: Slots) -> bool:
    """Take the doses of opioids, or the one whose factor is asked for."""
    return doses_of(slots)
