"""Is a grade that an item names given to the whole of an authority's services, or to a part? By the
words before and after it in its sentence. Pure."""

from __future__ import annotations

import re

from archive.words.patterns import either

_BEFORE = either(
    r"\b(?:children['’]?s (?:social care |social )?services?|service|services|council|"
    r"authority|department)\b[^.;,\n]{0,40}\b(?:rated|judged|graded|deemed|found|ranked|are|"
    r"as|is)(?: (?:as|to be|to|now|officially|all))*\W*$",
    r"\b(?:services?|council|authority|borough|department|county)\b[^.;,\n]{0,60}"
    r"\b(?:(?:up|down)graded|moved?|moves|risen|rises|rose|raised|lifted|elevated|promoted|upped|"
    r"(?:gone|went|goes) up|climb(?:s|ed)|jump(?:s|ed)|improv(?:es|ed))\b"
    r"[^.;,\n]{0,60}\bto\W{1,3}(?:an? )?$",
    r"\bratings?\b(?: (?:of|for) [^.;,\n]{3,40})?(?: (?:has|had) been| was)?"
    r"(?: (?:raised|lifted|upgraded|downgraded|cut|changed))? (?:to|into)\W{1,3}$",
    r"\b(?:its|their|our|the|final|overall|ofsted|[\w’']+['’]s)(?: overall| ofsted)? "
    r"(?:rating|outcome|judge?ment|grading|verdict|result)(?: ofsted issued)? "
    r"(?:is|was|remains|remained|has been)(?: now| still)?\W*$",
    r"\b(?:rating|grade|judge?ment|grading|verdict|mark) of\W{1,3}$",
    r"\boverall\b[^.;\n]{0,60}\bfrom\W{1,3}(?:outstanding|good|requires improvement|inadequate)"
    r"\W{1,3}to\W{1,3}$",
    r"\ball (?:\w+ )?(?:areas|categories)\b[^.;,\n]{0,40}$",
    r"\b(?:rat(?:e[ds]|ing)|judg(?:e[ds]|ing)|grad(?:e[ds]|ing)|brand(?:ed|ing)|deeming) "
    r"(?:it|them|us|the (?:local )?(?:authority|council|borough|county)|"
    r"[^.;,\n]{0,60}\b(?:services|department|children and families service))"
    r"(?: (?:at|in|run by) [\w&’' -]{3,40}?)?(?: (?:as|to be))?\W*$",
    r"\b(?:children['’]?s services|our services?|the service)"
    r"(?: (?:in|at) [\w&’' ]{3,40}?)?(?: now| still| continues? to| overall)?\W{0,3}$",
)
# "Keeps its ‘good’ Ofsted rating", and not "an outstanding rating for care leavers".
_RATING_AFTER = re.compile(
    r"^\W{0,3}(?:ofsted )?(?:rating|judge?ment|grading|grade)\b"
    r"(?! (?:for|in|of|on|across|to)\b"
    r"(?! (?:its |their |the |all |every |whole |council['’]s |[A-Z]\w+['’]s ){0,2}"
    r"(?:overall|children['’]?s (?:social )?(?:care )?services|services for children|areas)))",
    re.IGNORECASE,
)
# "Signs of improvement following its inadequate rating": what was before, or goes with it.
_WITH_IT = re.compile(
    r"\b(?:following|after|since|despite|beyond|from|with|when)\b(?: [\w’']+){0,3}\W*$",
    re.IGNORECASE,
)
# "Tarnshire rated good": a place is all its services.
_PLACE_BEFORE = re.compile(
    r"\b(?!Leader|Practice|Support|Help|Care|Work|Experience|Impact|Protection)[A-Z][\w’']+"
    r"(?: (?:has|have) been| was| is| now)* (?:rated|judged|graded)(?: (?:as|to be))?\W*$"
)
# "They require improvement".
_REQUIRE_BEFORE = re.compile(
    r"\b(?:services|they|it|council|authority|department|borough|county|city)(?: (?:all|still|now|"
    r"again|overall))*\W*$",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(
    r"\boverall\b(?:(?!outstanding|good|inadequate|improvement)[^.;\n]){0,60}$", re.IGNORECASE
)
_SAID_AFTER = re.compile(
    r"^\W{0,3}(?:\w+ ){0,2}overall\b|"
    r"^(?:(?!outstanding|good|inadequate|improvement)[^.;\n]){0,140}?"
    r"\boverall effectiveness|^\W{0,3}(?:on all counts|across the board|in (?:all|every) (?:\w+ )?"
    r"(?:areas?|categor\w+)|with\W{1,3}outstanding\W{1,3}(?:features|elements|aspects))\b",
    re.IGNORECASE,
)
FAR = 160  # characters after a grade: parts with long names may be told before the whole


def is_said_to_be(before: str, after: str) -> bool:
    """Is a grade told with the word "overall", or of every part? `after`: `FAR` characters."""
    return bool(_SAID_AFTER.search(after) or _SAID_BEFORE.search(before))


def is_of_the_whole(before: str, after: str, *, is_verb: bool) -> bool:
    """Is a grade told as that of all the services? `is_verb`: "they require improvement"."""
    if is_said_to_be(before, after) or _BEFORE.search(before) or _PLACE_BEFORE.search(before):
        return True
    if is_verb and _REQUIRE_BEFORE.search(before):
        return True
    return bool(_RATING_AFTER.search(after)) and not _WITH_IT.search(before)
