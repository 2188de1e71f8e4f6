"""What a sentence says of a patient in words: each phrase and the fact that it states."""

from __future__ import annotations

from typing import Any

PATIENT: dict[str, dict[str, Any]] = {
    """
        pregnant | pregnancy | in pregnancy | pregnant woman | expecting a baby | expectant mother |
        during pregnancy
    """: {"pregnant": True},
    """
        breastfeeding | nursing mother | lactating | lactation | breastfeed | breastfeeding mother |
        breastfeeding woman | nursing a baby | breast fed
    """: {"breastfeeding": True},
    """
        may become pregnant | trying for a baby | trying to conceive | planning pregnancy |
        childbearing potential | of childbearing age | could become pregnant | wants to get pregnant |
        planning a pregnancy | childbearing age | can become pregnant
    """: {"may become pregnant": True},
    "dialysis | haemodialysis": {"dialysis": True},
    """
        woman | female | girl | mother | lady | wife | grandmother
    """: {"sex": "female"},
    """
        man | male | boy | father | gentleman | husband | grandfather
    """: {"sex": "male"},
    "child | kid | pediatric | adolescent | teenager | infant": {"child": True},
    """
        elderly | older people | older adult | older patient | geriatric | frail
    """: {"age": 65},
    """
        severe liver disease | liver failure | severe liver impairment | severe hepatic impairment |
        hepatic failure | decompensated cirrhosis | severe cirrhosis
    """: {"liver impairment": "severe"},
    """
        moderate liver impairment | moderate hepatic impairment | moderate liver disease
    """: {"liver impairment": "moderate"},
    """
        mild liver impairment | mild hepatic impairment | mild liver disease
    """: {"liver impairment": "mild"},
    """
        liver cirrhosis | cirrhosis | liver disease | liver impairment | hepatic impairment |
        hepatic disease | cirrhotic | bad liver | liver problem
    """: {"liver impairment": "any"},
    """
        severe kidney disease | severe renal impairment | severe kidney impairment | severe renal disease |
        end stage renal disease | end stage kidney disease | esrd | advanced ckd | severe ckd |
        kidney failure | renal failure
    """: {"renal impairment": "severe"},
    """
        moderate renal impairment | moderate kidney disease | moderate kidney impairment | moderate ckd
    """: {"renal impairment": "moderate"},
    """
        mild renal impairment | mild kidney disease | mild kidney impairment | mild ckd
    """: {"renal impairment": "mild"},
    """
        renal impairment | kidney disease | kidney impairment | chronic kidney disease | ckd |
        renal disease | renal insufficiency | bad kidneys | kidney problem | poor kidney function |
        reduced kidney function
    """: {"renal impairment": "any"},
    """
        heart failure | cardiac failure | chf | congestive heart failure
    """: {"heart failure": True},
    """
        history of seizures | epilepsy | seizure disorder | seizures | epileptic
    """: {"history of seizures": True},
    """
        uncontrolled hypertension | uncontrolled high blood pressure
    """: {"uncontrolled hypertension": True},
    "opioid naive | no opioids before | never had opioids": {"on opioids": False},
    "takes opioids | already on opioids | taking opioids": {"on opioids": True},
    "opioid tolerant": {"opioid tolerant": True},
    """
        foot weakness | leg weakness | neurological deficit | foot drop | muscle weakness
    """: {"neurological deficit": True},
    """
        failed surgery | after failed surgery | failed operation | surgery failed
    """: {"failed surgery": True},
    """
        failed conservative care | failed conservative treatment | conservative treatment failed
    """: {"failed conservative care": True},
    "chronic | long standing | persistent | long term": {"pain course": "chronic"},
    "acute | sudden": {"pain course": "acute"},
    "subacute": {"pain course": "subacute"},
    "severe | intense | bad | terrible | excruciating": {"pain severity grade": 3},
    "moderate": {"pain severity grade": 2},
    "mild": {"pain severity grade": 1},
    "bleeding disorder": {"bleeding disorder": True},
    "systemic infection": {"systemic infection": True},
}
