"""Whether words that are given to Ofsted may come from elsewhere than its letter. Pure.

Ofsted speaks in statements, on its website and in yearly reports as well; inspectors say things at
the door; and they look at schools, homes and colleges. That the letter has none of those words is
no reproach, so that nothing is said to be not found of a sentence that speaks of such a source.
"""

from __future__ import annotations

import re

_TOLD = (  # "told the council" may as well be by letter
    r"told (?:us|me|her|him|them|an?|the (?:teams?|director|leader|chief executive|cabinet member|"
    r"meeting|committee|panel|BBC)|staff|councillors|members|officers|colleagues|social workers|"
    r"parents|families|carers|young people|children)\b"
)
# What no letter to a council has, whoever is said to have said it; and one of many monitoring
# visits, which may be one whose letter is not held.
_SPOKEN = re.compile(
    r"\b(?:statements?|spokes(?:person|man|woman)|press offic\w+|press release|websites?|web ?page|"
    r"blog|tweet\w*|interview\w*|podcast|webinar|conference|seminar|speech|lecture|"
    r"chief inspector|HMCI|(?:national|regional|deputy) "
    r"director|handbook|guidance|framework|"
    r"(?:annual|yearly|national|thematic) (?:report|review|study)|"
    r"state of the nation|survey\w*|statistics|consultation|complain\w*|"
    rf"{_TOLD}|(?:verbal|oral|initial|informal) feedback|feedback (?:session|meeting)|verbally|"
    r"in private|in person|on the (?:last|final) (?:day|morning|afternoon)|"
    r"(?:cabinet|council|committee|scrutiny) (?:on|meeting|report|papers?)|"
    r"(?:recommended|asked|invited|requested) to (?:note|agree|approve|endorse|consider)|"
    r"monitoring (?:visit|letter|report|inspection)|"
    r"(?:next|new|future|current|proposed) (?:inspection )?(?:system|regime|cycle)|"
    r"inspection (?:system|regime|cycle|programme))\b",
    re.IGNORECASE,
)
_ANOTHER_PLACE = re.compile(
    r"\b(?:children['’]s homes?|care homes?|adult (?:learning|education|skills|social care)\b|"
    r"(?:fostering|adoption) agenc\w+|childmind\w+|pupils (?:at|of)|learners|"
    r"secure (?:unit|home|training centre))",
    re.IGNORECASE,
)
_NAMED_PLACE = re.compile(
    r"\b[A-Z][\w'’-]+ (?:[A-Z][\w'’-]+ )?(?:Academy|College|School|Nursery|Primary|High|Infants|"
    r"Juniors|Pre-school)\b"
)
_SEND = re.compile(
    r"\bSEND (?:services? )?(?:inspect\w+|reports?|letter|review)|special educational needs",
    re.IGNORECASE,
)
_OTHER_BODY = re.compile(
    r"\b(?:HMICFRS|HMIC|CQC|Care Quality Commission|HMI Probation|ombudsman|auditors?|peers?|LGA|"
    r"Local Government Association|minister\w*|commissioner\w*|Department for Education|DfE|"
    r"[A-Z]\w+ (?:Police|Constabulary))\b"
)
_OFSTED = re.compile(r"\bOfsted\b")
# "… “Brighter Together” model": a name, and not what somebody said.
_NAME_OF = re.compile(
    r"\s*(?:(?:practice|social work) )?(?:models?|programmes?|schemes?|projects?|approach|"
    r"strateg\w+|campaigns?|initiatives?|awards?|charter|pledges?|offer|brand|mantra|motto|slogan)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"‘•])|\n")
_WRITTEN = re.compile(
    r"\b(?:reports?|letters?|findings|judge?ments?|wrote|writes|written|document|published|"
    r"conclu\w+|paper)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:It|They|The (?:report|letter|inspectors|watchdog)|Inspectors)\b")
_REACH = 500  # characters before the words


def may_be_elsewhere(text: str, start: int, end: int, *, is_nested: bool, is_send: bool) -> bool:
    """May the words at `start` to `end` of a document, given to Ofsted, be of another source than
    the letter? `is_nested`: within what somebody says; `is_send`: the letter is an area SEND
    inspection's."""
    *earlier, lead = ["", *_SENTENCE.split(text[max(0, start - _REACH) : start])]
    trail = text[end : end + _REACH]
    if _NAME_OF.match(trail):
        return True
    around = f"{lead} … {_SENTENCE.split(trail)[0]}"
    if is_nested and not _WRITTEN.search(around):
        return True
    before = earlier[-1] if _GOES_ON.match(lead) else ""
    if _OTHER_BODY.search(around) and not _OFSTED.search(around):
        return True
    places = [_ANOTHER_PLACE, _NAMED_PLACE, *([] if is_send else [_SEND])]
    is_of_another = any(place.search(f"{before} {around}") for place in places)
    return is_of_another or _SPOKEN.search(around) is not None
