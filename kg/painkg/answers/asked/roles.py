"""The words that give what they stand beside a role: left out, failed, taken, not tolerated."""

from __future__ import annotations

BEFORE: dict[str, str] = {  # role → phrases; what follows them has it
    "without": """
        alternative to | in place of | everything except | everything but | all except | anything but |
        anything except | all but | without | with no | no | not | but not | but no | not using |
        other than | except | except for | excluding | besides | apart from | aside from | instead of |
        dont want any | dont want | avoiding | cannot have | not wanting | exclude | leaving out |
        with the exception of | minus | not counting | do not want | without any | without using |
        not including | but without
    """,
    "failed": """
        failed | after failed | failure of | did not respond to | didnt respond to | not responding to |
        unresponsive to | refractory to | despite | tried | already tried | has tried | no response to |
        no relief from | no benefit from | has failed | have failed | not helped by | resistant to |
        failing | did not tolerate | could not tolerate | after failure of | when
    """,
    "takes": """
        on | takes | taking | already on | currently on | who takes | receiving | is taking | is on |
        treated with | taking a | uses | who is on
    """,
    "allergic_to": """
        allergic to | allergy to | intolerant of | intolerant to | hypersensitive to | cannot tolerate |
        with an allergy to | cant tolerate | hypersensitivity to | intolerance to
    """,
    "after": "after | following",
}
AFTER: dict[str, str] = {  # role → phrases; what stands before them has it
    "without": "aside | excluded | excepted",
    "failed": """
        fails | failed | did not work | didnt work | does not work | doesnt work | not tolerated |
        didnt help | did not help | has failed | not working | stopped working | not enough |
        no longer works | was not enough | is not enough | not helped | have failed | isnt working |
        isnt enough | is not working | does not help | doesnt help | not effective | not helping |
        was not tolerated | insufficient
    """,
    "allergic_to": "allergy | intolerance | hypersensitivity",
}
JOINING = "and | or | nor | plus | + | as well as | with"
