"""What may be said of a patient: the keys, what each takes, and the facts and names that it becomes.

Every key is optional. A number is in the unit that its key names; a name is a CURIE, a code, a label or an
exact synonym. Among the disorders and devices that a patient has or does not have may be facts of the
graph too, as "cardiac pacemaker".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from painkg.answers.prior import OUTCOMES, Prior
from painkg.errors import ParameterError
from painkg.graph.criteria import PatientFact, Value

PAIN = ("condition", "cause")
DRUG = ("drug", "drug_category")
# key → the fact that it is, with what it takes in words
FACTS = {
    "age": ("age", "years"),
    "sex": ("sex", "female or male"),
    "weight": ("body weight", "kg"),
    "pregnant": ("pregnant", "yes or no"),
    "gestation": ("gestation", "completed weeks of the pregnancy"),
    "breastfeeding": ("breastfeeding", "yes or no"),
    "egfr": ("creatinine clearance", "mL/min"),
    "creatinine_clearance": ("creatinine clearance", "mL/min"),
    "renal_impairment": ("renal impairment", "none, any, mild, moderate or severe"),
    "hepatic_impairment": ("liver impairment", "none, any, mild, moderate or severe"),
}
# key → the role of its names, and what they may be
NAMES = {
    "conditions": ("has", (*PAIN, "device")),
    "devices": ("has", ("device",)),
    "medications": ("takes", DRUG),
    "anticoagulation": ("takes", DRUG),
    "takes": ("takes", DRUG),  # some of what is taken; only `medications` is a whole list
    "allergies": ("allergic", (*DRUG, "device")),
    "absent": ("absent", (*PAIN, "device")),
}
_KEYS = (*FACTS, *NAMES, "prior_treatments", "facts")
_FEWEST, _MOST = 0.0, 1000.0  # of any number
_LONGEST = 100  # names in one list


@dataclass
class Said:
    """What was said, sorted: facts with their values, names with their roles, earlier treatments."""

    facts: dict[str, Value] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)  # fact → in words
    names: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)  # role, name, kinds
    prior: list[Prior] = field(default_factory=list)
    all_taken: bool = False

    @classmethod
    def read(cls, known: Mapping[str, PatientFact], said: Mapping[str, Any]) -> Said:
        """Return what a mapping says of a patient, `known` being the facts of the graph.

        :raises ParameterError: when a key, a value or a unit is none that a patient may have.
        """
        found = cls()
        for key, value in said.items():
            if value is None:
                continue
            if key in FACTS:
                found._fact(known, key, FACTS[key][0], value)
            elif key in NAMES:
                role, kinds = NAMES[key]
                found.names += [(role, name, kinds) for name in _names(key, value)]
                found.all_taken |= key == "medications"
            elif key == "facts":
                for label, inner in _mapping(key, value).items():
                    found._fact(known, f"facts.{label}", label, inner)
            elif key == "prior_treatments":
                found.prior += [_prior(entry) for entry in _list(key, value)]
            else:
                raise ParameterError(
                    f"patient has no {key!r}; known are {', '.join(_KEYS)}", f"patient.{key}"
                )
        return found

    def fact_named(self, known: Mapping[str, PatientFact], name: str, holds: bool) -> bool:
        """Take a name for the fact that is called so, if it needs no number, and say whether it was one.

        What was said of the fact itself goes before.
        """
        label = name.strip().casefold()
        fact = known.get(label)
        if fact is None or fact.kind == "number":
            return False
        self.facts.setdefault(label, holds)
        return True

    @staticmethod
    def facts_like(known: Mapping[str, PatientFact], name: str) -> list[str]:
        """Return the facts that hold a name in theirs and may be given without a number."""
        part = name.strip().casefold()
        return [label for label, fact in known.items() if part in label and fact.kind != "number"]

    def _fact(self, known: Mapping[str, PatientFact], key: str, label: str, value: Any) -> None:
        fact = known.get(label)
        if fact is None:
            if key in FACTS:
                return  # a graph of other content has no such fact, and no rule on it
            listed = ", ".join(known)
            raise ParameterError(f"{label!r} is no fact of the graph; facts are {listed}", f"patient.{key}")
        self.facts[label] = read = _value(fact, key, value)
        told = {True: label, False: f"not {label}"}
        self.texts[label] = (
            told[read] if isinstance(read, bool) else f"{label} {_plain(read)} {fact.unit}".strip()
        )


def _value(fact: PatientFact, key: str, value: Any) -> Value:
    """Return the value of a fact, or say what it may be."""
    if fact.kind != "number" and value in (True, "any", "yes"):
        return True
    if fact.kind != "number" and value in (False, "none", "no"):
        return False
    if fact.kind.startswith("number") and isinstance(value, (int, float)) and not isinstance(value, bool):
        if not _FEWEST <= value <= _MOST:
            raise ParameterError(f"{key}={value} is not from 0 to 1000 {fact.unit}", f"patient.{key}")
        return float(value)
    if fact.kind == "choice" and value in fact.choices:
        return str(value)
    wanted = {
        "yes or no": "true or false",
        "number": f"a number of {fact.unit}",
        "number or yes": f"a number of {fact.unit}, true or false",
        "choice": f"one of {', '.join(fact.choices)}, any, none",
    }
    raise ParameterError(f"{key}={value!r}: it takes {wanted[fact.kind]}", f"patient.{key}")


def _prior(entry: Any) -> Prior:
    key = "prior_treatments"
    told = _mapping(key, entry)
    treatment, outcome, relief = (told.get(name) for name in ("treatment", "outcome", "relief"))
    if (
        not isinstance(treatment, str)
        or outcome not in OUTCOMES
        or set(told) - {"treatment", "outcome", "relief"}
    ):
        message = (
            f"{key}: an entry has a treatment, an outcome ({', '.join(OUTCOMES)}) and perhaps a relief in %"
        )
        raise ParameterError(message, f"patient.{key}")
    if relief is not None and (isinstance(relief, bool) or not isinstance(relief, (int, float))):
        raise ParameterError(f"{key}: relief={relief!r} is no number of percent", f"patient.{key}")
    return Prior(treatment, outcome, relief)


def _names(key: str, value: Any) -> list[str]:
    names = [value] if isinstance(value, str) else _list(key, value)
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise ParameterError(f"{key} takes a list of names", f"patient.{key}")
    return names


def _list(key: str, value: Any) -> list[Any]:
    if not isinstance(value, Iterable) or isinstance(value, (str, Mapping)):
        raise ParameterError(f"{key} takes a list", f"patient.{key}")
    found = list(value)
    if len(found) > _LONGEST:
        raise ParameterError(f"{key} has more than {_LONGEST} entries", f"patient.{key}")
    return found


def _mapping(key: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ParameterError(f"{key}: {value!r} is no object with names and values", f"patient.{key}")
    return value


def _plain(value: Value) -> str:
    """Return a value without a needless decimal.

    >>> _plain(25.0), _plain("severe")
    ('25', 'severe')
    """
    return f"{value:g}" if isinstance(value, float) else str(value)
