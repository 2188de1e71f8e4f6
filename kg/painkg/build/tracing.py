"""A small reasoner for OWL 2 EL that remembers why: what follows, and from which axioms.

HermiT is the gate that decides the class hierarchy. This completion procedure (the rules of ELK) finds the
same hierarchy, and besides it what HermiT does not tell: the entailed restrictions of every class
("pathology site some lower back") and the axioms behind each step. The build compares the two hierarchies.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from painkg.build.axioms import NOTHING, And, Axiom, Expression, Some

Key = tuple[Expression, str, Expression]  # ("", for a subsumption, else the property of a link)


class Tracer:
    """The completed axioms: subsumptions and links, each with the step that first gave it."""

    def __init__(self, axioms: Iterable[Axiom], names: Iterable[str]) -> None:
        self.names = sorted(set(names))
        self._steps: dict[Key, tuple[tuple[Axiom, ...], tuple[Key, ...]]] = {}
        self.supers: dict[Expression, set[Expression]] = defaultdict(set)
        self.links: dict[Expression, set[tuple[str, Expression]]] = defaultdict(set)
        self._preds: dict[Expression, set[tuple[str, Expression]]] = defaultdict(set)
        self._told: dict[Expression, list[tuple[Expression, Axiom]]] = defaultdict(list)
        self._conjunctions: dict[Expression, list[And]] = defaultdict(list)
        self._asked: dict[Expression, set[str]] = defaultdict(
            set
        )  # filler → properties of restrictions asked for
        self._disjoint: dict[Expression, list[tuple[Expression, Axiom]]] = defaultdict(list)
        self._chains: list[tuple[str, str, str, Axiom]] = []
        self._above: dict[str, dict[str, tuple[Axiom, ...]]] = {}
        self._todo: deque[Key] = deque()
        self._taken_apart: set[Key] = set()
        self._read(list(axioms))
        for name in self.names:
            self._begin(name)
        self._complete()

    def is_a(self, sub: str, sup: str) -> bool:
        """Say whether every `sub` is a `sup`."""
        return sup in self.supers[sub] or NOTHING in self.supers[sub]

    def named(self, name: str) -> set[str]:
        """Return the named superclasses of a class, itself among them."""
        return {s for s in self.supers[name] if isinstance(s, str)}

    def unsatisfiable(self) -> list[str]:
        """Return the classes that can have no instance."""
        return [name for name in self.names if name != NOTHING and NOTHING in self.supers[name]]

    def restrictions(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield each (property, named filler) of the restrictions that hold of a class."""
        found = set()
        for prop, filler in self.links[name]:
            for over in self._above_of(prop):
                found |= {(over, sup) for sup in self.named_of(filler)}
        yield from sorted(found)

    def named_of(self, expression: Expression) -> set[str]:
        """Return the named superclasses of any expression."""
        return {s for s in self.supers[expression] if isinstance(s, str)}

    def why(self, sub: Expression, sup: Expression) -> list[Axiom]:
        """Return the axioms behind a subsumption that was found, those nearest to it last."""
        used: dict[Axiom, None] = {}
        seen: set[Key] = set()

        def visit(key: Key) -> None:
            stack = [(key, False)]
            while stack:
                here, done = stack.pop()
                axioms, premises = self._steps.get(here, ((), ()))
                if done:
                    used.update(dict.fromkeys(axioms))
                elif here not in seen:
                    seen.add(here)
                    stack.append((here, True))
                    stack += [(premise, False) for premise in reversed(premises)]

        visit((sub, "", sup))
        return list(used)

    # --- reading -------------------------------------------------------------------------------------

    def _read(self, axioms: list[Axiom]) -> None:
        sub_properties: dict[str, list[tuple[str, Axiom]]] = defaultdict(list)
        for axiom in axioms:
            for left, right in axiom.inclusions():
                self._told[left].append((right, axiom))
                self._ask(left)
            if axiom.kind == "disjoint":
                for one in axiom.parts:
                    self._disjoint[one] += [(other, axiom) for other in axiom.parts if other != one]
            elif axiom.kind == "subproperty":
                sub_properties[str(axiom.parts[0])].append((str(axiom.parts[1]), axiom))
            elif axiom.kind == "transitive":
                prop = str(axiom.parts[0])
                self._chains.append((prop, prop, prop, axiom))
            elif axiom.kind == "chain" and len(axiom.parts) == 3:
                first, second, whole = (str(part) for part in axiom.parts)
                self._chains.append((first, second, whole, axiom))
        for prop in list(sub_properties):
            self._above[prop] = _closure(prop, sub_properties)

    def _above_of(self, prop: str) -> dict[str, tuple[Axiom, ...]]:
        return self._above.get(prop, {prop: ()})

    def _ask(self, expression: Expression) -> None:
        if isinstance(expression, And):
            for part in expression.parts:
                self._conjunctions[part].append(expression)
                self._ask(part)
        elif isinstance(expression, Some):
            self._asked[expression.filler].add(expression.prop)
            self._ask(expression.filler)

    # --- completion ----------------------------------------------------------------------------------

    def _begin(self, expression: Expression) -> None:
        self._add((expression, "", expression), (), (), apart=True)

    def _add(
        self, key: Key, axioms: tuple[Axiom, ...], premises: tuple[Key, ...], *, apart: bool = False
    ) -> None:
        sub, prop, sup = key
        known = key in self._steps
        if not known:
            self._steps[key] = (axioms, premises)
            if prop:
                self.links[sub].add((prop, sup))
                self._preds[sup].add((prop, sub))
            else:
                self.supers[sub].add(sup)
            self._todo.append(key)
        if apart and not prop and key not in self._taken_apart:
            # what was only put together from its parts is not taken apart again
            self._taken_apart.add(key)
            if isinstance(sup, And):
                for part in sup.parts:
                    self._add((sub, "", part), (), (key,), apart=True)
            elif isinstance(sup, Some):
                self._begin(sup.filler)
                self._add((sub, sup.prop, sup.filler), (), (key,))

    def _complete(self) -> None:
        while self._todo:
            sub, prop, sup = key = self._todo.popleft()
            if prop:
                self._linked(key, sub, prop, sup)
            else:
                self._subsumed(key, sub, sup)

    def _subsumed(self, key: Key, sub: Expression, sup: Expression) -> None:
        for right, axiom in self._told.get(sup, ()):
            self._add((sub, "", right), (axiom,), (key,), apart=True)
        for whole in self._conjunctions.get(sup, ()):
            if all(part in self.supers[sub] for part in whole.parts):
                self._add((sub, "", whole), (), tuple((sub, "", part) for part in whole.parts))
        for other, axiom in self._disjoint.get(sup, ()):
            if other in self.supers[sub]:
                self._add((sub, "", NOTHING), (axiom,), (key, (sub, "", other)))
        asked = self._asked.get(sup, ())
        if asked or sup == NOTHING:
            for prop, pred in list(self._preds[sub]):
                self._restricted((pred, prop, sub), key, asked)

    def _linked(self, key: Key, sub: Expression, prop: str, filler: Expression) -> None:
        for sup in list(self.supers[filler]):
            asked = self._asked.get(sup, ())
            if asked or sup == NOTHING:
                self._restricted(key, (filler, "", sup), asked)
        above = self._above_of(prop)
        for first, second, whole, axiom in self._chains:
            if first in above:
                for next_prop, end in list(self.links[filler]):
                    if second in (more := self._above_of(next_prop)):
                        used = (axiom, *above[first], *more[second])
                        self._add((sub, whole, end), used, (key, (filler, next_prop, end)))
            if second in above:
                for before, start in list(self._preds[sub]):
                    if first in (more := self._above_of(before)):
                        used = (axiom, *more[first], *above[second])
                        self._add((start, whole, filler), used, ((start, before, sub), key))

    def _restricted(self, link: Key, sub_key: Key, asked: Iterable[str]) -> None:
        sub, prop, _ = link
        above = self._above_of(prop)
        sup = sub_key[2]
        if sup == NOTHING:
            self._add((sub, "", NOTHING), (), (link, sub_key))
        for over in sorted(asked):
            if over in above:
                self._add((sub, "", Some(over, sup)), above[over], (link, sub_key))


def _closure(prop: str, told: dict[str, list[tuple[str, Axiom]]]) -> dict[str, tuple[Axiom, ...]]:
    found: dict[str, tuple[Axiom, ...]] = {prop: ()}
    queue = deque([prop])
    while queue:
        here = queue.popleft()
        for over, axiom in told.get(here, ()):
            if over not in found:
                found[over] = (*found[here], axiom)
                queue.append(over)
    return found
