"""Words that tell nothing by themselves, so that a question may have them; words of lines of therapy."""

from __future__ import annotations

EMPTY = """
a an the of in for to at is are was were be been being am do does did has have had having there any some
all and also as with by it its this that these those which what who whom whose please me my your our his
her their him he she they i we you one someone somebody anyone anybody person people patient individual
adult case im whats about from into than then so if but can could may might will would shall should just
only really currently now show list tell give name find pain painful ache disorder condition symptom
problem disease according guideline guidance recommendation statement society expert maker nurse doctor
physician clinician graph hierarchy hello hi thanks thank know want like need medical due held exist use
used using between both best most good usual possible current available on whether such eg etc regarding
concerning per each other author prn anything something while during choose pick sources source published
publication very quite ever already yet too again maybe perhaps possibly generally typically usually
actually exactly specifically particular different various several another else further additional more
latest recent modern official clinical practice everything think wonder wondering looking seeing
presenting presents diagnosed complaining complains known told here issuer today main major overall
sufferer member either relevant whichever whatever organisation organization college panel lately
recently thoughts regard question answer suit suitable suffering suffer suffers get getting take taken
takes taking put still s
"""

LINES = {"second": "2", "2nd": "2", "third": "3", "3rd": "3", "fourth": "4", "4th": "4"}
