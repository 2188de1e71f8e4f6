"""The questions that `ask` understands: families of sentence patterns, with a slot for each term.

A pattern must cover the whole sentence, so that no word is passed over in silence. `{condition}` and the
like are slots; `{show}`, `{class}` and the like are the fragments below. Order matters: the first family
that reads every slot wins, the rest are offered as alternatives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_FRAGMENTS = {
    "show": r"(?:which|what|list|show|show me|give me|tell me|find|name|are there(?: any)?)",
    "are": (
        r"(?: (?:are|is|were))?(?: there)?(?: any)?(?: the| all)?(?: (?:best|possible|available|"
        r"current))?"
    ),
    "options": (
        r"(?:(?:treatment |therapeutic )?(?:options?|treatments?|therap(?:y|ies)|techniques?|interventions?|"
        r"procedures?|methods?|approaches|modalities|ways? to treat|management|things))"
    ),
    "for": (
        r"(?:(?:that |which )?(?:(?:can |could |may |might |should |do |does )?(?:address|treat|help(?: "
        r"with| in)?|relieve|"
        r"work(?:s)? (?:for|in|on)|manage|be (?:used|offered|given|considered|tried) (?:for|in))|"
        r"(?:are |is )?(?:there |available |used |indicated |suitable |offered |known )?(?:for|in|of|to "
        r"treat|to manage)))"
    ),
    "class": (
        r"(?P<class>non invasive non drug|non invasive drug|non invasive|noninvasive|minimally invasive|"
        r"invasive|"
        r"interventional|surgical|non drug|drug free|non pharmacological|nonpharmacological|non "
        r"pharmacologic|"
        r"nonpharmacologic|drug|pharmacological|pharmacologic|medical)"
    ),
    "medicines": r"(?P<class>drugs|medications?|medicines|drug treatments?|pharmacotherap(?:y|ies))",
    "without": (
        r"(?P<without>(?:without|with no|using no|not using|other than|excluding|no) "
        r"(?:any )?(?:drugs?|medication|medicines?|surgery|needles|invasive (?:techniques?|procedures?|"
        r"options?)|injections?))"
    ),
    "direction": (
        r"(?P<direction>recommended|advised|not recommended|not advised|recommended against|advised "
        r"against)"
    ),
    "line": r"(?P<line>first line|first choice|first)",
}


@dataclass(frozen=True)
class Family:
    """A kind of question: its patterns, the kinds of term in its slots, and an example that it answers."""

    name: str
    example: str
    slots: dict[str, tuple[str, ...]]
    patterns: tuple[str, ...]
    query: str = ""  # the named query that answers it; "" where the engine does
    arguments: tuple[tuple[str, str], ...] = ()  # parameter of the query, slot


_AGAIN = "_again_"  # marks the group of a fragment that stands in several places of a pattern
PAIN = ("condition", "cause")
TREATMENT = ("technique", "drug", "drug_category")
ANY = ("condition", "cause", "technique", "drug", "drug_category", "site", "device", "role")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern with its fragments and slots filled in.

    A fragment may stand in several places of a pattern; `groups` brings its words together.

    >>> compiled("kinds of {any}").fullmatch("kinds of back pain")["any"]
    'back pain'
    """
    for name, fragment in _FRAGMENTS.items():
        head, *tail = pattern.split(f"{{{name}}}")
        for number, part in enumerate(tail):
            head += fragment.replace(f"(?P<{name}>", f"(?P<{name}{_AGAIN}{number}>") + part
        pattern = head
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>.+?)", pattern))


def groups(match: re.Match[str]) -> dict[str, str] | None:
    """Return the words in each slot and named fragment, or None where one was said twice and differently.

    >>> pattern = compiled("{line} options {line} for {condition}")
    >>> groups(pattern.fullmatch("first line options first line for back pain"))
    {'line': 'first line', 'condition': 'back pain'}
    """
    found: dict[str, str] = {}
    for name, words in match.groupdict().items():
        if words and found.setdefault(name.partition(_AGAIN)[0], words) != words:
            return None
    return found


FAMILIES: tuple[Family, ...] = (
    Family(
        "options",
        "which invasive options address chronic back pain",
        {"condition": PAIN},
        (
            r"(?:{show}{are} )?(?:{direction} )?(?:{line} )?(?:{class} )?{options} "
            r"(?:(?:are |is |were )?{direction} )?{for} {condition}"
            r"(?: {without})?",
            r"(?:{show}{are} )?{options} {without} {for} {condition}",
            r"(?:{show}{are} )?(?:{direction} )?(?:{line} )?{medicines} (?:(?:are )?{direction} )?{for} "
            r"{condition}",
            r"{show}{are} (?:{class} )?{options} {direction} {for} {condition}",
            r"how (?:do you|do i|to|can i|can you|should i|should we|is|are) (?:treat|manage|help|relieve)? "
            r"?{condition}"
            r"(?: treated| managed)?(?: {without})?",
            r"what (?:can|could) (?:i|we|one|you) (?:do|offer|use|try) (?:for|about|in) {condition}(?: "
            r"{without})?",
            r"what (?:helps|works|treats|relieves)(?: with| for| in| against)? {condition}(?: {without})?",
            r"{show} (?:is|are) {direction} {for} {condition}(?: {without})?",
        ),
    ),
    Family(
        "advice",
        "is spinal cord stimulation recommended for failed back surgery syndrome",
        {"treatment": TREATMENT, "condition": PAIN},
        (
            r"(?:is|are) {treatment} (?:recommended|advised|indicated|used|useful|effective|good|helpful|"
            r"supported|"
            r"an option|a treatment|contested|recommended against|advised against) (?:for|in|against|as a "
            r"treatment of) {condition}",
            r"(?:does|do|can|will|would) {treatment} (?:help(?: with| in)?|work (?:for|in)|treat|relieve) "
            r"{condition}",
            r"should (?:i|we|one|patients) (?:use|offer|give|have|do|try|consider|get|take) {treatment} for "
            r"{condition}",
            r"should {treatment} be (?:used|offered|given|done|considered|tried) (?:for|in) {condition}",
            r"why is {treatment} (?:contested|disputed|recommended|recommended against|not recommended) "
            r"(?:for|in) {condition}",
            r"(?:what is the )?evidence (?:for|on) {treatment} (?:for|in) {condition}",
            r"who (?:recommends|advises|supports|advises against|recommends against) {treatment} (?:for|in) "
            r"{condition}",
        ),
    ),
    Family(
        "disagreements",
        "where do sources disagree on chronic low back pain",
        {"condition": PAIN},
        (
            r"(?:where|on what|about what) do (?:the )?(?:current )?(?:sources|guidelines|societies) "
            r"disagree "
            r"(?:on|about|for|over) {condition}",
            r"(?:which|what) (?:options|treatments|techniques|interventions) are (?:contested|disputed) "
            r"(?:for|in) {condition}",
            r"disagreements? (?:on|about|for|over) {condition}",
        ),
    ),
)
