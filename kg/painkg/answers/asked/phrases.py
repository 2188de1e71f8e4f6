"""The phrases that tell what a sentence asks for, and the words that tell nothing.

A cue is what a phrase stands for; a family of questions needs some cues and allows others. Words are
compared without regard to plural and spelling, so one form of each is enough.
"""

from __future__ import annotations

EMPTY = """
a an the of in for to at is are was were be been being am do does did has have had having there any some all and also as with
by it its this that these those which what who whom whose please me my your our his her their him he she they i we you
one someone somebody anyone anybody person people patient individual adult case im whats about
from into than then so if but can could may might will would shall should just only really currently now
show list tell give name find pain painful ache disorder condition symptom problem disease
according guideline guidance recommendation statement society expert maker nurse doctor physician clinician
graph hierarchy hello hi thanks thank know want like need medical due held exist use used using between both
best most good usual common possible current available on whether such eg etc regarding concerning per each other
author prn suit suitable suffering suffer suffers get getting take taken takes taking put still s
"""

CUES: dict[str, str] = {
    "treat": """treat|treated|treating|treatment|therapy|option|treatment option|therapy option|manage|managed|managing|
        management|help|helping|relief|relieve|relieves|pain relief|address|addresses|intervention|technique|procedure|
        method|approach|modality|ways to treat|way to treat|ease|eases|remedy|be done|can i give|can i use|can be used|
        what can be done|deal with|works|work|what works|offer|offered|tried|try|care|handle|control|choice""",
    "list": "which|what are|list|show|name|show me|list all|show all|which ones|give me",
    "ask": """which|what|what is|what are|whats|what does|list|show|show me|list all|show all|give me|tell me|are there|there are|
        which ones|how|how should|how do you|how is|how do i|how to|what do|tell me the|is there|what can|who|whom""",
    "advise": """recommended|recommend|advise|advised|indicated|support|supported|effective|efficacy|useful|helpful|any good|
        any use|worth it|worth|good enough|beneficial|yes or no|for or against|should|contested|debated|why is|help with|
        work for|works for|say about|say on|an option|appropriate|endorsed|is there support|justified|suggested|favoured|
        do guidelines say|value|role|is it ok|ok|okay|any point|useful for|used for|considered|consider|suggest|
        benefit|reasonable|allowed""",
    "for": "recommended|advised|are recommended|is recommended|are advised|do guidelines advise|endorsed",
    "guidance": "guidance|say|says|state|view|opinion|position|recommendation|advice|stance|guideline|recommend|recommends",
    "against": """not recommended|recommended against|recommend against|advise against|advised against|not advised|avoid|
        avoided|be avoided|should be avoided|to avoid|should not be used|not to use|do not offer|do not use|not be used|
        doesnt work|does not work|do not work|dont work|not work|discourage|discouraged|inappropriate|shouldnt do|should not do|
        shouldnt i do|low value care|low value|contra recommended|never give|never use|not indicated|not offered|not be offered|
        ineffective|not effective|not helpful|not to do|against|recommendation against|should not use|shouldnt use|not supported|
        anything i shouldnt do|must be avoided|not be given|steer clear of|contraproductive|unhelpful|not use""",
    "line": """first line|1st line|second line|2nd line|third line|3rd line|fourth line|4th line|tried first|first choice|
        initial|initial therapy|initial treatment|put first|start with|first step|used first|second choice|comes first|come first|
        begin with|starting treatment|first option|go to first|try first|given first|offered first|third choice""",
    "order": """order of treatment|treatment order|last resort|step by step|treatment ladder|ladder|goes before|comes before|
        come before|order of care|sequence|steps|lines of treatment|lines of therapy|stepwise|in what order|in which order|
        treatment sequence|treatment steps|treatment pathway|escalation|before surgery""",
    "next": """what next|next step|next|is next|comes after|come after|what comes after|after that|what else|step after|
        what follows|follow|go to next""",
    "compare": """versus|vs|v|compare|compared with|compared to|better|better than|or|comparison|which is better|instead of|
        superior to|difference between|against each other|side by side|compares with|compare with|preferred over|rather than""",
    "differ": "differ|compared with others|compared to others|difference|differences|differ on",
    "kinds": """kind of|type of|sort of|form of|subtype of|subtype|subclass of|different form of|kinds|types|sorts|forms|
        subclasses|kind|type|variant of|variety of|different kind of|different type of|classification of|subtypes""",
    "members": """belong to|belongs to|in the class of|in the class|class of|member of|example of|examples|count as|names|list|
        which drugs are|drugs in|class|in the group of|group of|members|medicines that are|drugs that are|which ones|
        in the category|category of|category""",
    "causes": """cause|causes|caused|cause of|what causes|why do people get|risk factor|risk factors for|lead to|leads to|
        etiology|aetiology|etiology of|bring on|brings on|reason for|reasons for|predictor of|predictors|trigger|triggers|
        result in|results in|responsible for|factors behind|underlie|behind|origin of|comes from|due to what""",
    "what_is": """what is|what are|define|definition of|definition|meaning|meaning of|mean|means|stand for|stands for|meant by|
        what is meant by|tell me about|explain what|other names for|other name|also called|synonym|synonyms|synonyms of|
        whats|what does|explain|describe|what is that|another name|another word|called|abbreviation|names for""",
    "codes": """code|codes|icd|icd 10|icd 11|icd 10 code|icd 11 code|snomed|snomed ct|snomed ct code|mesh|mesh term|atc|atc code|
        rxnorm|chebi|code of|code for|mapping|mappings|icd code|icd 10 cm|identifier|umls|mondo""",
    "evidence": """certainty|certain|quality of evidence|evidence|strength of recommendation|grade of evidence|grade|level of evidence|
        evidence level|how certain|how sure|how strong|quality|strength|evidence grade|certainty of evidence|good evidence|
        evidence base|behind|is the evidence behind|statements and their sources|sure|strong is|how good is the evidence|proof|evidence support|graded|
        how solid|solid|research behind|how well supported|studies support""",
    "disagree": """disagree|disagreement|contradict|contradict each other|conflict|conflicting|conflicting recommendation|opposes|
        oppose|who opposes|who is against|controversy|controversial|clash|dissent|points of dissent|differ on|reject|recommend and which reject|
        agree|agree on|do guideline makers agree|any controversy around|disputed|contested|contradictory|inconsistent|divided|
        at odds|debate|in dispute|disagreed|conflict on|diverge|split""",
    "change": """change|changed|changes|what changed|what has changed|what is new|new|difference|differences|replaced|replace|replaces|
        superseded|supersede|supersedes|has superseded|update|updated|updates|out of date|outdated|newer|revised|revision|
        old and new|what replaced|been replaced|withdrawn|between editions|edition""",
    "gap": """have no recommendation|without any current guideline|no recommendation|not know|gap|gaps|gaps in the evidence|
        nobody makes a recommendation for|no recommendation held|no advice|without recommendation|without advice|missing|
        only research use advised|only for research|research only|no guidance|no guideline|without guideline|lack|lacks|lacking|
        uncovered|not covered|research use|nobody advises|unanswered|no one recommends""",
    "contra": """contraindication|contra indication|contraindicated|contra indicated|must not be given|not be given|who should not have|
        who should not get|who should not|boxed warning|warning|caution|safety|dangerous|danger|side effect|cannot be used|cant be used|cant use|
        should not get it|not get|unsafe|adverse effect|adverse event|harm|risks of|risk of|risks|must not|should not take|precaution|
        should not receive|black box|black box warning|who cannot have|cannot have|cannot take|must not take|when not to use|
        should not be given|toxicity|safety of|not be used in|when must""",
    "permit": """safe|ok|okay|allowed|can i give|can i take|can take|be taken|can have|is it safe|safe to|safely|can use|fine|is it ok to do|
        permitted|acceptable|can be given|be given|is it ok to|prescribe|prescribed|given""",
    "interact": """interact|interaction|interactions|interact with|together|mix|combination|in combination|combine|combined|
        taken with|together with|is there a problem|drug interaction|combining|dangerous in combination|alongside|coadminister|
        co administration|mixed|clash with|taken together|at the same time""",
    "flags": """red flag|red flags|redflag|warning sign|alarm symptom|danger sign|emergency|signs of|findings suggest|suggest|urgent|
        urgent referral|need urgent referral|alarm sign|suggesting|make me worry|worry|sign of|signs|findings|emergency care|
        red flag list|worrying|serious cause|alarming|sinister|alarm feature|warning symptom|point to|referral|indicate|suspect""",
    "mme": """mme|morphine equivalent|morphine milligram equivalent|morphine equivalents|oral morphine equivalent|convert|
        conversion factor|conversion|total|daily|how many|how much morphine|med|ome|omeq|equivalent dose|equianalgesic|
        in morphine|equal to|milligrams of morphine|omed|total mme|morphine dose|factor""",
    "stop": """stop|stopped|stopping|hold|holding|hold time|restart|restarted|when to stop|how many days|how long|interrupt|withhold|
        discontinue|paused|pause|resume|stopping time|bridge|hold before|be held|held|continue|how many hours|when should|
        before|after|enough|days|when can|when|need to|do i need to|perform|ok to do|is it ok to do""",
    "strong": "strong recommendation|strong rec|strongly recommended|strong|strong advice|strongly|strong evidence",
    "weak": "weak recommendation|weak rec|weakly recommended|conditional recommendation|weak|conditional|conditionally recommended",
    "drugs": """which drugs are|drug|drugs|medication|meds|med|medicine|pharmacological|pharmacologic|pharmacotherapy|drug treatment|painkiller|
        pharmaceutical|tablet|pill|drug therapy|medicinal|medical treatment""",
    "no_drugs": """non drug|drug free|non pharmacological|nonpharmacological|non pharmacologic|nonpharmacologic|without drugs|
        without medication|without medicine|no drugs|no medication|not drugs|other than drugs|without tablets|drugless|
        without meds|without pills|without any drug|instead of drugs|non medication|no meds|avoiding drugs|besides drugs""",
    "invasive": "invasive|interventional",
    "minimally_invasive": "minimally invasive",
    "not_invasive": "non invasive|noninvasive|not invasive|nothing invasive|non interventional|without needles|no needles|dont want any needles|dont want needles|no injections or needles",
    "surgical": "surgical|operative",
    "not_surgical": "non surgical|nonsurgical|non operative|nonoperative|without operation|without an operation",
    "implanted": "implanted device|implantable|implanted|implant|device",
    "prevention": "prevention|preventive|prevent|prophylaxis|prophylactic|preventative|preventing",
    "attack": "attack|acute attack|abort|abortive",
    "why": "why|why do|how come",
    "when": "when|in whom|for whom",
    "where": "where|on which|for which|on what",
    "noted": "metal in the head|swallowing not possible|american",
}

LINES = {"second": "2", "2nd": "2", "third": "3", "3rd": "3", "fourth": "4", "4th": "4"}
