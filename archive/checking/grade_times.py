"""Of when a grade is that a release or report speaks of: now, or an earlier inspection. Pure."""

from __future__ import annotations

import re

EARLIER = re.compile(
    r"\bprevious(?:ly)?\b|\bprior\b|\bformer(?:ly)?\b|\bhistoric\w*|\boriginal(?:ly)?\b|"
    r"\blast (?:full )?(?:inspect\w+|"
    r"time|report|rated|judged|graded)\b|\blast year\b|\byears? (?:ago|earlier|before)\b|"
    r"\bat th(?:e|at) time\b|"
    r"\bhad (?:been|previously|already)\b|\bearlier (?:inspection|report|rating|judge?ment)|"
    r"\bsince (?:being|it was|they were|an?|its|the(?:ir)?|that|our|we were|services were)\b|"
    r"\b(?:following|after|since|despite) (?:being |an? |its |the |their |our |last year['’]s )*"
    r"[‘'“\"]?(?:inadequate|requires improvement|good|outstanding)\b|"
    r"\bafter (?:[\w’']+ ){0,4}(?:was|were|receiv\w+|being|given)\b|\byears? (?:after|since|on)\b|"
    r"\b(?:up|down|improve\w*|move[ds]?|moving|upgraded|downgraded|risen|rise|jump\w*|"
    r"progress\w*|bumped up|out) (?:\w+ )?from\b|"
    r"\bwhen (?:it|they|services|we|the council|inspectors|ofsted)\b|\bwhich (?:was|"
    r"were) (?:rated|judged)|"
    r"\bfirst (?:inspect|rated|judged)|\bimprovement notice\b|\blast[- ]year['’]s\b|\bonce\b|"
    r"\bused to\b",
    re.IGNORECASE,
)
PREVIOUS = re.compile(
    r"\bprevious(?:ly)?\b|\blast (?:full )?inspection\b|\bup from\b|\bfrom\b", re.I
)
KEPT = re.compile(
    r"\b(?:retain|maintain|sustain|remain|kept|keep|hold|held|still|again|continu)\w*", re.I
)
NOW = re.compile(
    r"\b(?:now|currently|today|(?:latest|most recent|new) (?:inspection|report|"
    r"visit))\b[^.,;:]{0,40}$",
    re.IGNORECASE,
)
NOW_AFTER = re.compile(
    r"[’'”\"]?\s*(?:rating |judge?ment |grade )?(?:in|by|after) (?:the|its|this|their|our) "
    r"(?:latest|most recent|new|current)\b",
    re.IGNORECASE,
)
# "rated inadequate in March 2021", "a good rating for child protection in 2018", "good after an
# inspection in 2017".
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|spring|"
    "summer|autumn|winter|early|late|mid"
)
YEAR_AFTER = re.compile(
    r"[’'”\"]?\s*(?:(?:overall|ratings?|judge?ments?|grades?|by Ofsted|by inspectors|"
    r"status)\s+){0,3}"
    r"(?:(?:after|following|at|in) (?:an? |its |the |their )?(?:\w+ )?(?:inspection|visit|"
    r"report) (?:(?:that was |which was )?(?:undertaken|carried out|held|conducted|completed|"
    r"published) )?)?"
    rf"(?:(?:for|in) (?:(?!\b(?:{_MONTHS})\b)[A-Za-z’' -]){{3,60}}? )?"
    r"(?:back )?(?:in|from|since|for|of) (?:\w+[ -])?(?:in |of )?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# "an inspection in 2018, which rated …", "the 2015 report which rated …": the year is that one's.
YEAR_OF_WHICH = re.compile(
    r"\b((?:19|20)\d\d)(?: (?:\w+ )?(?:report|inspection|visit|letter|review))?,?\s+$",
    re.IGNORECASE,
)
TIME_BETWEEN = re.compile(r"\b(?:after|before|earlier|since|years?)\b", re.IGNORECASE)
# After a grade: what it was before, which says nothing of when this one was given.
WAS_BEFORE = re.compile(
    r"\b(?:up|down|improv\w+|mov\w+|an improvement|compared|having been|after being|a step|"
    r"(?:[\w-]+ ){0,4}(?:years?|months?) (?:after|since|on from))\b.*",
    re.I,
)
SINCE_YEAR = re.compile(r"[’'”\"]?[^.;]{0,60}?\bsince (?:\w+ )?(?:19|20)\d\d\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
