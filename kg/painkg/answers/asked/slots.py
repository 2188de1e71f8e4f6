"""Take the slots of a kind of question out of a sentence, so that it can be seen whether anything is left."""

from __future__ import annotations

from typing import Any

from painkg.answers.asked.bag import CONDITIONS, DRUGS, SOURCES, TREATMENTS, Bag, Mention
from painkg.graph import Graph
from painkg.graph.names import ISSUER, Candidate
from painkg.graph.words import joined

_SURGERY = "surgery"
_ROOT = "PAINKG:0000001"  # pain condition: any


class Slots:
    """The slots taken so far; every mention, fact and value must be taken by one."""

    def __init__(self, graph: Graph, bag: Bag) -> None:
        self.graph, self.bag = graph, bag
        self.taken: dict[str, Any] = {}
        self.used: set[int] = set()
        self.facts_used = not bag.facts
        self.values_used: set[int] = set()

    @property
    def complete(self) -> bool:
        """Whether nothing that the sentence names or says of a patient is left over."""
        values = [piece for piece in self.bag.values if piece.value and piece.value.kind != "fact"]
        return (
            all(id(m) in self.used for m in self.bag.mentions)
            and self.facts_used
            and all(id(piece) in self.values_used for piece in values)
            and not self.bag.dangling
        )

    def left(self, *kinds: str, roles: tuple[str, ...] = ("", "on")) -> list[Mention]:
        """Return the mentions of some kinds and roles that no slot has."""
        return [
            m for m in self.bag.mentions if m.kind in kinds and m.role in roles and id(m) not in self.used
        ]

    def use(self, *mentions: Mention) -> None:
        """Mark mentions as taken."""
        self.used |= {id(m) for m in mentions}

    def put(self, slot: str, mention: Mention) -> None:
        """Take a mention into a slot."""
        self.taken[slot] = mention.candidate
        self.use(
            *[m for m in self.bag.mentions if m.role == mention.role and m.candidate == mention.candidate]
        )
        self.use(mention)

    def condition(self, *, needed: bool = False) -> bool:
        """Take the condition asked about; say whether the sentence is right about it."""
        self.use(*[m for m in self.left("condition") if m.candidate.id == _ROOT])
        found = self.left("condition", roles=("",))
        if len({m.candidate.id for m in found}) > 1:
            found = [m for m in found if not self._wider(m, found)]
        if len({m.candidate.id for m in found}) > 1:
            return False
        if not found:
            found = [m for m in self.left("cause", "site", roles=("",)) if self._treatable(m)][:1]
        if not found:
            return not needed or self._after_surgery()
        self.use(*[m for m in self.left("condition", roles=("",)) if self._wider(m, found)])
        for mention in found:
            self.put("condition", mention)
        self._child()
        return True

    def _wider(self, mention: Mention, others: list[Mention]) -> bool:
        index = self.graph.index
        return any(o is not mention and index.is_a(o.candidate.id, mention.candidate.id) for o in others)

    def _treatable(self, mention: Mention) -> bool:
        """Say whether advice is held on a cause itself; else its pain, where there is such a condition."""
        index = self.graph.index
        other = next((c for c in mention.piece.candidates if c.kind == "condition"), None)
        if other is not None:
            mention.candidate = other
            return True
        pain = self._pain_of(mention.candidate.label)
        if not pain and mention.painful:
            pain = [c for s in self._supers(mention) for c in self._pain_of(s)]
        if pain:
            mention.candidate = pain[0]
            return True
        if mention.kind == "site":
            return False
        kinds = index.subs.get(mention.candidate.id, set()) | index.supers.get(mention.candidate.id, set())
        return bool(self.graph.evidence.conditions & kinds)

    def _pain_of(self, label: str) -> list[Candidate]:
        return [c for c in self.graph.names.find(joined(f"{label} pain")) if c.kind == "condition"]

    def _supers(self, mention: Mention) -> list[str]:
        """Return the labels of what a disorder is a kind of, the nearest first."""
        index = self.graph.index
        wider = index.supers.get(mention.candidate.id, set()) - {mention.candidate.id}
        return [
            index.terms[w].label
            for w in sorted(wider & set(index.terms), key=lambda w: -len(index.supers.get(w, ())))
        ]

    def _child(self) -> None:
        if not self.bag.facts.get("child") or "age" in self.bag.facts:
            return
        label = f"paediatric {self.taken['condition'].label}"
        if found := self.graph.names.find_label(label):
            self.taken["condition"] = found[0]
            if set(self.bag.facts) == {"child"}:
                self.facts_used = True

    def _after_surgery(self) -> bool:
        index = self.graph.index
        surgery = self.graph.names.find_label(_SURGERY)
        after = [m for m in self.left("technique", roles=("after",)) if surgery]
        pain = self.graph.names.find_label("acute postoperative pain")
        if not after or not pain or not index.is_a(after[0].candidate.id, surgery[0].id):
            return False
        self.use(after[0])
        self.taken["condition"] = pain[0]
        return True

    def redundant(self) -> None:
        """Take what the condition has in its definition already: phantom limb pain after an amputation."""
        info = self.graph.index.terms.get(self.taken["condition"].id)
        for mention in self.left("technique", roles=("after",)):
            if info and mention.candidate.label in info.definition:
                self.use(mention)

    def interventions(self, least: int, most: int, *kinds: str, roles: tuple[str, ...] = ("", "on")) -> bool:
        """Take from `least` to `most` interventions; say whether they fit."""
        found = self.left(*(kinds or TREATMENTS), roles=roles) or self._otherwise(kinds or TREATMENTS)
        unique = {m.candidate.id: m.candidate for m in found}
        if not least <= len(unique) <= most:
            return False
        self.use(*found)
        if most > 1 and unique:
            self.taken["interventions"] = list(unique.values())
        elif unique:
            self.taken["intervention"] = next(iter(unique.values()))
        return True

    def _otherwise(self, kinds: tuple[str, ...]) -> list[Mention]:
        """Return the mentions left over that have another sense, of these kinds, in that sense."""
        found = []
        for mention in self.left("cause", "device", "role"):
            other = next((c for c in mention.piece.candidates if c.kind in kinds), None)
            if other is not None:
                mention.candidate = other
                found.append(mention)
        return found

    def sources(self) -> list[Candidate]:
        """Take the sources and issuers that are named."""
        found = self.left(*SOURCES, roles=("",))
        self.use(*found)
        issuers = {m.candidate.id: m.candidate for m in found if m.kind == ISSUER}
        works = {m.candidate.id: m.candidate for m in found if m.kind == "source"}
        if issuers:
            self.taken["organisations"] = list(issuers.values())
        if works:
            self.taken["sources"] = list(works.values())
        return [*issuers.values(), *works.values()]

    def patient(self, *, aim: bool = False) -> bool:
        """Take the facts of a patient, the drugs taken, failed or not tolerated, and the other conditions."""
        facts = dict(self.bag.facts)
        if facts.pop("child", False) and "age" not in facts and not self.facts_used:
            facts["age"] = "< 18"
        if {"pregnant", "breastfeeding", "may become pregnant"} & set(facts):
            facts.pop("sex", None)
        self.facts_used = True
        for role in ("takes", "on", "failed", "allergic_to"):
            found = self.left(*(DRUGS if role in ("takes", "on") else TREATMENTS), roles=(role,))
            self.use(*found)
            name = "takes" if role == "on" else role
            if found:
                facts.setdefault(name, []).extend(m.candidate for m in found)
        others = [m for m in self.left("cause", roles=("",)) if m.beside]
        if others:
            self.use(*others)
            facts["has"] = [m.candidate for m in others]
        for word in ("prevention", "attack"):
            if aim and self.bag.has(word) and "condition" in self.taken:
                facts["treatment aim"] = word
        if facts:
            self.taken["facts"] = facts
        return True

    def value(self, kind: str) -> Any:
        """Take the value of one kind, or None."""
        for piece in self.bag.values:
            if piece.value and piece.value.kind == kind:
                self.values_used.add(id(piece))
                return next(iter(piece.value.data.values()))
        return None

    def drugs_only(self, mentions: list[Mention]) -> bool:
        """Say whether all of these are drugs or categories of them."""
        return all(m.kind in DRUGS for m in mentions)

    def conditions_left(self) -> bool:
        """Say whether a condition is left over."""
        return bool(self.left(*CONDITIONS))
