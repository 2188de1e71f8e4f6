"""The phrases that tell what a sentence asks for.

A cue is what a phrase stands for; a family of questions needs some cues and allows others. Words are
compared without regard to plural and spelling, so one form of each is enough. A phrase counts as a whole:
"not recommended" does not have the cue of "recommended".
"""

from __future__ import annotations

CUES: dict[str, str] = {
    "treat": """
        pain management |
        what should i do | should i do | what would you do | what would you offer | drugs in |
        what is there for | what can be offered | what can i offer | what to give | what to do |
        what to use | do about | what do i give | can be offered | options are there | alternative |
        pain control | analgesia | ease | soothe | remedies | solution | tackle | help against | cure |
        therapeutic option | management option | can be done | treatment choice | treatment plan |
        go about | do for | do against | treat | treated | treating | treatment | therapy | option |
        treatment option | therapy option | manage | managed | managing | management | help | helping |
        relief | relieve | pain relief | address | intervention | technique | procedure | method |
        approach | modality | ways to treat | be done | can i give | can i use | can be used |
        what can be done | deal with | works | what works | offer | offered | tried | try | care | handle |
        control | choice
    """,
    "list": """
        which | what are | list | show | name | show me | list all | show all | which ones | give me
    """,
    "ask": """
        which | what | what is | what are | what does | list | show | show me | list all | show all |
        give me | tell me | are there | there are | which ones | how | how should | how do you | how is |
        how do i | how to | what do | tell me the | is there | what can | who | whom
    """,
    "advise": """
        recommending | advising | supporting | who recommends it | who advises it | who supports it |
        do they work | does it work | does it help | do they help | is it effective | are they effective |
        recommended | recommend | advise | advised | indicated | support | supported | effective |
        efficacy | useful | helpful | any good | any use | worth it | worth | good enough | beneficial |
        yes or no | for or against | should | contested | debated | why is | help with | work for |
        say about | say on | an option | appropriate | endorsed | is there support | justified | suggested |
        favoured | do guidelines say | value | role | is it ok | ok | okay | or not | a role for |
        any point | useful for | have a place | a place | place | do anything | worthwhile | worth trying |
        worth doing | evidence based | used for | considered | consider | suggest | benefit | reasonable |
        allowed
    """,
    "for": """
        recommended | advised | are recommended | is recommended | are advised | do guidelines advise |
        endorsed
    """,
    "guidance": """
        guidance | say | state | view | opinion | position | recommendation | advice | stance | guideline |
        recommend
    """,
    "against": """
        off the table | ruled out by | discouraged by | should avoid | be avoided in | must be avoided in |
        must not be used | not suitable for | unsuitable | be stopped being used | not allowed |
        not recommended | recommended against | recommend against | advise against | advised against |
        not advised | avoid | avoided | be avoided | should be avoided | to avoid | should not be used |
        not to use | do not offer | do not use | not be used | doesnt work | does not work | do not work |
        dont work | not work | discourage | discouraged | inappropriate | shouldnt do | should not do |
        shouldnt i do | low value care | low value | contra recommended | never give | never use |
        not indicated | not offered | not be offered | ineffective | not effective | not helpful |
        not to do | against | recommendation against | should not use | shouldnt use | not supported |
        anything i shouldnt do | must be avoided | not be given | steer clear of | contraproductive |
        unhelpful | not use
    """,
    "line": """
        do i start with | i start with | start first | start treatment | begin treatment | first treatment |
        first drug | first thing to try | initial drug | initially | start | started first | starting drug |
        first option for | drug of first choice | drug of choice | treatment of choice | of first choice |
        second option | second drug | first and foremost | first line | 1st line | second line | 2nd line |
        third line | 3rd line | fourth line | 4th line | tried first | first choice | initial |
        initial therapy | initial treatment | put first | start with | first step | used first |
        second choice | comes first | begin with | starting treatment | first option | go to first |
        try first | given first | offered first | third choice
    """,
    "order": """
        treatment algorithm | algorithm | care pathway | pathway | flow chart | treatment flow |
        order of treatment | treatment order | last resort | step by step | treatment ladder | ladder |
        goes before | comes before | order of care | sequence | steps | lines of treatment |
        lines of therapy | stepwise | in what order | in which order | treatment sequence |
        treatment steps | treatment pathway | escalation | before surgery
    """,
    "next": """
        what do i give when | what now | now what | what is left | what can follow | what other options |
        then what | what should i try next | try next | next option | next choice | after failure |
        next line | what could be next | next in line | next drug | next treatment | what next | next step |
        next | is next | comes after | what comes after | after that | what else | step after |
        what follows | follow | go to next
    """,
    "compare": """
        difference between | differ from | or rather | rather | which one is better | more effective |
        more effective than | superior | preferable | prefer | compared against | head to head |
        set against | which works better | works better | better choice | best of | stack up against |
        versus | vs | v | compare | compared with | compared to | better | better than | or | comparison |
        which is better | instead of | superior to | against each other | side by side | compares with |
        preferred over | rather than
    """,
    "differ": "differ | compared with others | compared to others | difference | differ on",
    "kinds": """
        subgroups of | subgroup | subcategory | kinds are there | which kinds | classes of | categories of |
        class | category | subdivision | divided | types are there | included in | types exist | forms of |
        varieties | kind of | type of | sort of | subtype of | subtype | subclass of | different form of |
        kinds | types | sorts | forms | subclasses | variant of | variety of | different kind of |
        different type of | classification of
    """,
    "members": """
        drugs are in | belongs in | which drugs belong | fall under | are counted as | belonging to |
        drugs called | medicines called | what drugs are | included | agents | agents in | list of |
        belong to | in the class of | in the class | class of | member of | example of | examples |
        count as | names | list | which drugs are | drugs in | class | in the group of | group of |
        members | medicines that are | drugs that are | which ones | in the category | category of |
        category
    """,
    "causes": """
        common cause | common causes of | usual cause | develop | happen | occur | leads to | arise from |
        come from | comes about | underlying cause | root cause | what is behind | contribute to |
        contributing factor | why does one get | why do i have | factors for | provoke | due to |
        where does | how does one get | cause | caused | cause of | what causes | why do people get |
        risk factor | risk factors for | etiology | etiology of | bring on | reason for | predictor of |
        predictors | trigger | result in | responsible for | factors behind | underlie | behind |
        origin of | due to what
    """,
    "what_is": """
        what do we know about | what is known about | what do you know about |
        what exactly is | whats a | whats an | what do you mean by | whats the meaning of |
        what does it mean | in plain words | explain the term | is what | information on |
        information about | define the term | description of | describe | what is a | what is an |
        what are called | what is | what are | define | definition of | definition | meaning | meaning of |
        mean | stand for | meant by | what is meant by | tell me about | explain what | other names for |
        other name | also called | synonym | synonyms of | what does | explain | what is that |
        another name | another word | called | abbreviation | names for
    """,
    "codes": """
        code | icd | icd 10 | icd 11 | icd 10 code | icd 11 code | snomed | snomed ct | snomed ct code |
        mesh | mesh term | atc | atc code | rxnorm | chebi | code of | code for | mapping | icd code |
        icd 10 cm | identifier | umls | mondo
    """,
    "evidence": """
        how good is the evidence | strength of evidence | strength of the evidence |
        quality of the evidence | how convincing | convincing | level of certainty | how reliable |
        reliable | evidence quality | evidence certainty | strong evidence | weak evidence | how robust |
        robust | what is the evidence | evidence for | evidence on | trial evidence | studied | graded as |
        rating | rated | certainty | certain | quality of evidence | evidence | strength of recommendation |
        grade of evidence | grade | level of evidence | evidence level | how certain | how sure |
        how strong | quality | strength | evidence grade | certainty of evidence | good evidence |
        evidence base | behind | is the evidence behind | statements and their sources | sure | strong is |
        proof | evidence support | graded | how solid | solid | research behind | how well supported |
        studies support
    """,
    "disagree": """
        differing views | mixed advice | opposing | opposed | opposing recommendation | do not agree |
        dont agree | not agree | is there agreement | agreement | consensus | conflict between |
        conflict between guidelines | opposite | opposite advice | argue | arguments about | no consensus |
        at variance | disagree | disagreement | contradict | contradict each other | conflict |
        conflicting | conflicting recommendation | opposes | who opposes | who is against | controversy |
        controversial | clash | dissent | points of dissent | differ on | reject |
        recommend and which reject | agree | agree on | do guideline makers agree | any controversy around |
        disputed | contested | contradictory | inconsistent | divided | at odds | debate | in dispute |
        disagreed | conflict on | diverge | split
    """,
    "change": """
        still valid | still current | up to date | replaced by | what has replaced | successor |
        still in force | any newer version | new version | newest version | how has | changed since |
        change between | change from | older version | no longer current | obsolete | change | changed |
        what changed | what has changed | what is new | new | difference | replaced | replace | superseded |
        supersede | has superseded | update | updated | out of date | outdated | newer | revised |
        revision | old and new | what replaced | been replaced | withdrawn | between editions | edition
    """,
    "gap": """
        nobody gives advice on | nobody gives advice | no one gives advice |
        nobody recommends anything for | without any recommendation | no current guideline |
        no current recommendation | no source | not covered by any guideline | without guidance |
        nothing is recommended | no recommendations exist | evidence gaps | research gaps | lacks guidance |
        have no guideline | has no recommendation | have no guidance | have no advice |
        have no recommendation | without any current guideline | no recommendation | not know | gap |
        gaps in the evidence | nobody makes a recommendation for | no recommendation held | no advice |
        without recommendation | without advice | missing | only research use advised | only for research |
        research only | no guidance | no guideline | without guideline | lack | lacking | uncovered |
        not covered | research use | nobody advises | unanswered | no one recommends
    """,
    "contra": """
        be avoided | avoided | to be avoided | complication | complications of | adverse | hazard |
        what are the risks of | risk | safety issue | safety profile | safety concern | safety warning |
        when is it unsafe | unsuitable | unsuitable for | should avoid | not suitable for |
        who should avoid | not be prescribed | be avoided in | must be avoided in | must not be used |
        must not be used in | not allowed | forbidden | prohibited | not safe | off limits |
        contraindicate | contraindication | contraindicated | must not be given | not be given |
        who should not have | who should not get | who should not | boxed warning | warning | caution |
        safety | dangerous | danger | side effect | cannot be used | cant be used | cant use |
        should not get it | not get | unsafe | adverse effect | adverse event | harm | risks of | must not |
        should not take | precaution | should not receive | black box | black box warning |
        who cannot have | cannot have | cannot take | must not take | when not to use |
        should not be given | toxicity | safety of | not be used in | when must
    """,
    "permit": """
        suitable | possible | is it possible | is it alright | alright | be used | be prescribed | used in |
        appropriate for | appropriate | given to | take | tolerated | advisable | recommended in |
        be used in | can be used in | be given to | use in | safe | ok | okay | allowed | can i give |
        can i take | can take | be taken | can have | is it safe | safe to | safely | can use | fine |
        is it ok to do | permitted | acceptable | can be given | be given | is it ok to | prescribe |
        prescribed | given
    """,
    "interact": """
        be combined | be combined with | combined with | go together | be taken with | be mixed with |
        taken at the same time | be given together | interacts | interactions between | concomitant |
        concurrent | concurrently | given with | safe together | dangerous together | interaction |
        interact with | together | mix | combination | in combination | combine | combined | taken with |
        together with | is there a problem | drug interaction | combining | dangerous in combination |
        alongside | coadminister | co administration | mixed | clash with | taken together |
        at the same time
    """,
    "flags": """
        be worried | worried about | worry about | be worried about | be concerned about |
        concerning feature | red flag symptom | red flag sign | red flag finding | alarm | danger |
        dangerous cause | serious underlying cause | serious pathology | worrisome | when to worry |
        when should i worry | refer | urgently | need a scan | what should not be missed | not be missed |
        exclude | rule out | red flag | warning sign | alarm symptom | danger sign | emergency | signs of |
        findings suggest | suggest | urgent | urgent referral | need urgent referral | alarm sign |
        suggesting | make me worry | worry | signs | findings | emergency care | red flag list | worrying |
        serious cause | alarming | sinister | alarm feature | warning symptom | point to | referral |
        indicate | suspect
    """,
    "mme": """
        how much | amount to | in mmes | mmes | how many mme | total daily | daily mme | work out |
        calculate | comes to | mme | morphine equivalent | morphine milligram equivalent |
        oral morphine equivalent | convert | conversion factor | conversion | total | daily | how many |
        how much morphine | med | ome | omeq | equivalent dose | equianalgesic | in morphine | equal to |
        milligrams of morphine | omed | total mme | morphine dose | factor
    """,
    "stop": """
        be stopped | to be stopped | be held | omit | omitted | stop before | hold before | washout | off |
        come off | restarted after | how soon | how far ahead | in advance | prior to | ahead of |
        beforehand | stop | stopped | stopping | hold | holding | hold time | restart | restarted |
        when to stop | how many days | how long | interrupt | withhold | discontinue | paused | pause |
        resume | stopping time | bridge | held | continue | how many hours | when should | before | after |
        enough | days | when can | when | need to | do i need to | perform | ok to do | is it ok to do
    """,
    "strong": """
        graded strong | with a strong recommendation | strong recommendation | strong rec |
        strongly recommended | strong | strong advice | strongly | strong evidence
    """,
    "weak": """
        weak recommendation | weak rec | weakly recommended | conditional recommendation | weak |
        conditional | conditionally recommended
    """,
    "drugs": """
        which drugs are | drugs in | drug | pain killer | prescription drug | oral drug |
        pharmacological treatment | drug option | medication | meds | medicine | pharmacological |
        pharmacotherapy | drug treatment | pharmaceutical | tablet | pill | drug therapy | medicinal |
        medical treatment
    """,
    "no_drugs": """
        non drug | drug free | non pharmacological | without drugs | without medication | without medicine |
        no drugs | no medication | not drugs | other than drugs | other than pills | besides pills |
        besides medication | not pills | not medication | other than medication | apart from drugs |
        excluding drugs | except drugs | apart from medication | no medicines | without taking drugs |
        without taking pills | without tablets | drugless | without meds | without pills |
        without any drug | instead of drugs | non medication | no meds | avoiding drugs | besides drugs
    """,
    "invasive": "invasive | interventional",
    "minimally_invasive": "minimally invasive",
    "not_invasive": """
        non invasive | not invasive | nothing invasive | non interventional | without needles | no needles |
        dont want any needles | dont want needles | no injections or needles
    """,
    "surgical": "surgical | operative",
    "not_surgical": "non surgical | non operative | without operation | without an operation",
    "implanted": "implanted device | implantable | implanted | implant | device",
    "prevention": """
        prevention | preventive | prevent | prophylaxis | prophylactic | preventative | preventing
    """,
    "attack": "attack | acute attack | abort | abortive",
    "why": "why | why do | how come",
    "when": "when | in whom | for whom",
    "where": "where | on which | for which | on what",
    "outside": """
        and also | a red flag | have children | have a baby | have kids |
        how common | how often | how long | how frequent | how frequently | how prevalent |
        how many people | how many patients | how expensive | how do i get | how is it diagnosed |
        how much does | how much is | how old | how big | how fast | how quickly
    """,
    "noted": "metal in the head | swallowing not possible | american | european | british",
}
