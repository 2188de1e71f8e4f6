"""The answer to a question as text: what it amounts to, who says what of each option, the sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from painkg.answers.graded import grade
from painkg_api.text import item, patient, with_footer
from painkg_api.text.grades import MARKS

HEADINGS = {
    "recommended": "RECOMMENDED",
    "contested": "CONTESTED: current sources point both ways",
    "depends on the condition": "DEPENDS ON THE CONDITION",
    "no recommendation": "NO RECOMMENDATION: sources looked and did not decide",
    "research only": "ONLY IN RESEARCH",
    "recommended against": "RECOMMENDED AGAINST",
    "described": "DESCRIBED OR LISTED, without a current recommendation",
}
RELATED = {
    "same": "for {}",
    "broader": "for {}, which contains it",
    "narrower": "for those who have {}",
    "overlaps": "if it is also {}",
    "cause": "for {}",
}
_SHOWN_FLAGS = 6  # red flags; the rest are counted
_SHOWN_STATEMENTS = 8  # of one option; the rest are counted
_SHOWN_BONDS = 4  # preconditions beside a verdict
_SHOWN_RULES = 2  # safety rows of one option; the rest are counted


def whole(answer: dict[str, Any], columns: int) -> str:
    """Return the options for a condition with the footer that every answer has."""
    return with_footer(options(answer, columns), answer, columns)


def options(answer: dict[str, Any], columns: int) -> str:
    """Return the options for a condition: a summary by verdict, who says what of each, the sources."""
    main, causes = answer["options"], answer["treats_a_cause"]
    if not main and not causes and not answer["excluded"]:
        return "The graph holds no statement that fits. That is no advice for or against anything."
    label = answer["condition"]["label"]
    about = patient.told(answer, columns) if "patient" in answer else []
    lines = [*_flags(answer["red_flags"], columns), *about]
    lines += _summary(main, f"OPTIONS FOR {label.upper()}", columns)
    if causes:
        lines += _summary(causes, f"TREATS A CAUSE: the evidence is for what may cause {label}", columns)
    if answer["total"] > len(main):
        lines += [f"{len(main)} of {answer['total']} options are shown", ""]
    lines += [
        "Marks: + for   - against   ± neither   ? research only   · described. Grades are the sources' own.",
        "",
    ]
    verdict = ""
    for option in main:
        if option["verdict"] != verdict:
            verdict = option["verdict"]
            lines += [f"── {HEADINGS[verdict]} ".ljust(columns, "─"), ""]
        lines += [*_option(option, columns), ""]
    if causes:
        lines += [f"── TREATS A CAUSE of {label} ".ljust(columns, "─"), ""]
        for option in causes:
            lines += [*_option(option, columns), ""]
    if "patient" in answer:
        lines += patient.excluded(answer, columns) + patient.for_others(answer, columns)
        lines += patient.not_assessed(answer, columns)
    return "\n".join([*lines, *_sources([*main, *causes, *answer["excluded"]], columns)]).rstrip()


def _flags(flags: list[dict[str, Any]], columns: int) -> list[str]:
    if not flags:
        return []
    lines = ["RED FLAGS first: rule these out"]
    for flag in flags[:_SHOWN_FLAGS]:
        step = "" if flag["next_step"] == "not stated" else f"; {flag['next_step']}"
        lines.append(
            item(
                f"{flag['finding']} → {flag['suspected']}{step} [{flag['source']['label']}]", columns, "  ! "
            )
        )
    more = len(flags) - _SHOWN_FLAGS
    return [*lines, *([f"    and {more} more; the JSON answer has all"] if more > 0 else []), ""]


def _summary(found: list[dict[str, Any]], title: str, columns: int) -> list[str]:
    lines = [f"{title} ({len(found)})"]
    for verdict in dict.fromkeys(option["verdict"] for option in found):
        listed = [o for o in found if o["verdict"] == verdict]
        names = [o["intervention"]["label"] for o in listed if not o["only_by_mechanism"]]
        lines.append(item(f"{verdict} ({len(listed)}): {'; '.join(names) or 'see below'}", columns, "  "))
        lines += [item(line, columns, "    ") for line in _by_mechanism(listed)]
    return [*lines, ""]


def _by_mechanism(listed: list[dict[str, Any]]) -> list[str]:
    """Return, for each mechanism that advice depends on alone, the options that it is about."""
    found: dict[str, list[str]] = {}
    for option in (o for o in listed if o["only_by_mechanism"]):
        conditions = dict.fromkeys(g["condition"]["label"] for g in option["groups"] if g["by_mechanism"])
        found.setdefault(" or ".join(conditions), []).append(option["intervention"]["label"])
    return [f"only if it is also {condition}: {'; '.join(names)}" for condition, names in found.items()]


def _option(option: dict[str, Any], columns: int) -> list[str]:
    intervention = option["intervention"]
    facts = [intervention["technique_class"], intervention["invasiveness"]]
    facts = [f for f in dict.fromkeys(facts) if f and f != "none"]
    head = f"{intervention['label']} ({', '.join(facts)}): {option['verdict']}{_bound(option['conditions'])}"
    lines = [item(head, columns, "■ ")]
    told, aside, old = [], 0, set()
    for group in option["groups"]:
        for statement in group["statements"]:
            if statement["status"] == "superseded":
                old.add(statement["source"]["label"])
            elif statement["type"] == "described" and statement["inherited_from"]:
                aside += 1
            else:
                told.append((group, statement))
    order = list(MARKS)
    told.sort(key=lambda pair: (not _votes(pair[1]), order.index(pair[1]["direction"])))
    lines += [item(_statement(*pair), columns, "   ") for pair in told[:_SHOWN_STATEMENTS]]
    if (more := len(told) - _SHOWN_STATEMENTS + aside) > 0 and len(told) > _SHOWN_STATEMENTS:
        lines.append(f"     and {more} more")
    if option["kinds"]:
        kinds = "; ".join(f"{kind['label']}: {kind['verdict']}" for kind in option["kinds"])
        lines.append(item(f"its kinds differ: {kinds}", columns, "     "))
    if old:
        lines.append(item(f"superseded, without a vote: {', '.join(sorted(old))}", columns, "     "))
    if "not_assessed" in option["safety"]:
        return lines + patient.reasons(option["safety"], columns)
    return lines + rules_told(option["safety"], columns)


def _bound(conditions: dict[str, Any]) -> str:
    """Return what the advice is bound to, beside the verdict."""
    texts = conditions["texts"][:_SHOWN_BONDS]
    if not texts:
        return ""
    more = ", …" if len(conditions["texts"]) > _SHOWN_BONDS else ""
    return f"; {'only if' if conditions['always'] else 'some sources: if'} {', '.join(texts)}{more}"


def _votes(statement: dict[str, Any]) -> bool:
    return bool(statement["type"] == "recommendation" and statement["purpose"] == "therapeutic")


def _statement(group: dict[str, Any], statement: dict[str, Any]) -> str:
    source = statement["source"]
    parts = [
        f"{MARKS[statement['direction']]} {source['label']} [{source['issuer_type']}]: {grade(statement)}"
    ]
    parts.append(RELATED[group["relation"]].format(group["condition"]["label"]))
    parts += [statement[name] for name in ("time_horizon", "population") if statement[name] != "not stated"]
    parts += [f"after: {'; '.join(statement['preconditions'])}"] if statement["preconditions"] else []
    unknown = [c["text"] for c in statement["selects"] if c.get("met") == "unknown"]
    parts += [f"if {' and '.join(unknown)}, which is not known here"] if unknown else []
    parts += [f"compared with {statement['comparator']}"] if statement["comparator"] else []
    parts += [f"said of {statement['inherited_from']['label']}"] if statement["inherited_from"] else []
    parts += [f"{statement['purpose']} use"] if statement["purpose"] != "therapeutic" else []
    parts += [statement["type"]] if statement["type"] not in ("recommendation", "described") else []
    return " | ".join(parts)


def rules_told(safety: dict[str, Any], columns: int) -> list[str]:
    """Return the gravest safety rules of an option, and that nothing was assessed."""
    rules = safety["rules"]
    if not rules:
        return ["   ⚠ not assessed: the graph holds no rule for it, which is not safety"]
    shown = [f"{severity(rule)}: {rule['fact']} [{rule['source']['label']}]" for rule in rules[:_SHOWN_RULES]]
    more = f"; and {len(rules) - _SHOWN_RULES} more rules" if len(rules) > _SHOWN_RULES else ""
    return [item(f"⚠ not assessed for a patient; {'; '.join(shown)}{more}", columns, "   ")]


def severity(rule: dict[str, Any]) -> str:
    """Return how severe a safety rule is, or what kind of rule it is where its source does not say."""
    return str(rule["kind"] if rule["severity"] == "not stated" else rule["severity"])


def _sources(found: list[dict[str, Any]], columns: int) -> list[str]:
    cited = {
        statement["source"]["label"]: statement["source"]
        for option in found
        for group in option["groups"]
        for statement in group["statements"]
    }
    return works(cited.values(), columns)


def works(cited: Iterable[dict[str, Any]], columns: int) -> list[str]:
    """Return the list of the sources that an answer cites, each once."""
    lines = ["SOURCES"]
    for label, source in sorted({source["label"]: source for source in cited}.items()):
        where = f"doi:{source['doi']}" if source["doi"] else source["number"] or source["url"]
        who = f"{source['organisation']}, {source['title']}, {source['year'] or 'year not stated'}"
        lines.append(item(f"{label}: {who}. {where}", columns, "  "))
    return lines
