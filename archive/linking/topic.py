"""What an item is about at all: a cheap first sort, and subjects that only mention it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from archive.linking.page_lines import is_sentence
from archive.linking.subjects import subject_of, tells_of_an_inspection
from archive.words.patterns import either

LEAD = 900  # characters: title and first lines, where news is told
_OPENING = 300  # characters: the longest first sentence
_OFTEN = 3  # sentences
_SHORT = 10  # words: a first sentence of no more only leads to the second
_LABELS = 2  # lines that may stand above it, and are no sentence

_OFSTED = re.compile(r"\bofsted\b|\bofsted['’]s\b", re.IGNORECASE)
_INSPECTION = re.compile(
    r"\binspect(?:or|ion|ed)\w*|\bfocus+ed visit|\bmonitoring visit|\bassurance visit|\bJTAI\b",
    re.IGNORECASE,
)
# An inspection that Ofsted takes part in, whichever of the inspectorates an item names.
_JOINT = re.compile(r"\bJTAI\b|\bjoint targeted area inspection", re.IGNORECASE)
# A visit that only authorities have, and inspectors: neither Ofsted nor services need be named.
_VISIT = re.compile(r"\b(?:monitoring|focus+ed) visit\b", re.IGNORECASE)
_BY_INSPECTORS = re.compile(r"\binspectors\b", re.IGNORECASE)
_CHILDRENS_SERVICES = re.compile(
    r"\bchild(?:ren)?['’]?s?['’]? (?:and [\w ]{3,30})?(?:\w+ )?(?:services?|social (?:care|work|"
    r"service"
    r"s?)|department)|\bchildren['’]?s (?:service|care)\b|"
    r"\bchild(?:ren)? (?:protection|safeguarding|services|(?:\w+ )?exploitation)\b|"
    r"\bchildren in (?:care|need)\b|"
    r"\blooked[- ]after children\b|\bsafeguarding services\b|\bvulnerable (?:children|young)|"
    r"\bcare leavers\b|\bsocial work(?:er)?s?\b|\bsafeguarding\b|\bfront door\b|\bILACS\b|\bJTAI\b|"
    r"\bSEND\b|\bspecial (?:educational )?needs\b|\bservices for (?:\w+ )?(?:children|young "
    r"people)\b|"
    r"\bcared[- ]for children\b|\b(?:children|young people)(?: \w+){0,3} (?:at risk|looked "
    r"after)\b|"
    r"\b(?:young people|teenagers|boys|girls|young m[ae]n|young wom[ae]n) in (?:the )?care\b|"
    r"\bin the care of\b|\bsupported accommodation\b|\bfoster carers?\b",
    re.IGNORECASE,
)
# Other things that Ofsted inspects. A text about one of these is not about a letter unless it
# speaks of the authority's services for children as well.
_OTHER_PLACES = re.compile(
    r"\b(?:primary|infants?|juniors?|secondary|high|special|grammar|academy|village|community|free|"
    r"boarding|independent|catholic|church|prep|upper|middle|lower) schools?\b|\bacadem(?:y|ies)\b|"
    r"\bnurser(?:y|ies)\b|\bpre-?schools?\b|\bchildminders?\b|\bplaygroups?\b|\bcolleges?\b|"
    r"\bsixth[- ]form\b|\bchildren['’]?s (?:residential )?(?:home|centre)s?\b|\bcare home\b|"
    r"\badult (?:and community )?(?:learning|education|skills)\b|\bcommunity learning\b|"
    r"\bapprentice\w*|\b(?:fostering|adoption) (?:agency|service provider)\b|\bindependent "
    r"fostering\b|"
    r"\bearly years (?:setting|provider)s?\b|\bholiday club\b|\bhead ?teachers?\b|\bpupils?\b|"
    r"\bclassroom\b|\bgovernors\b|\btutors\b|\blearners\b|\bout-of-school club\b|\bchildcare\b|"
    r"\bresidential (?:special )?school\b|\bMAT\b|\bparents and carers of pupils\b",
    re.IGNORECASE,
)
_PLACE_TITLE = re.compile(
    r"\b(?:schools?|academy|nursery|pre-?school|childminder|college|children['’]?s (?:home|"
    r"centre)s?|"
    r"adult (?:education|learning)|apprenticeships?|fostering (?:agency|service)|playgroup|"
    r"headteacher|"
    r"tutors?|learners?)\b",
    re.IGNORECASE,
)
# "Nursery for children with SEND rated outstanding": it is the nursery that is rated.
_PLACE_RATED = re.compile(
    r"\b(?:schools?|academy|nursery|pre-?school|childminder|college|children['’]?s (?:home|"
    r"centre)|playgroup|(?:fostering|adoption) agency)\b"
    r"(?:(?!\bservices\b|\bcouncil|\bborough\b)[^\n]){0,60}"
    r"\b(?:rated|judged|graded|named|ranked|declared|(?:gets?|earns?|wins?|achieves?|retains?|"
    r"receives?|given|awarded) [^\n]{0,30}\b(?:grade|rating|outstanding|good))\b",
    re.IGNORECASE,
)
_SERVICES_RATED = re.compile(
    r"\bchildren['’]?s (?:social )?(?:services?|care)\b[^.\n]{0,60}\b(?:rated|judged|graded)\b",
    re.IGNORECASE,
)
_AUTHORITYS = re.compile(
    r"\bchildren['’]?s (?:social )?(?:services?|care)\b|\bsocial care\b|\blocal area\b|"
    r"\bpartnership\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:ofsted|inspect(?:or|ion|ed)\w*|watchdog|regulator|visit|re-?inspect\w*)\b[^.\n]{0,160}?"
    r"\b(?:found|finds?|finding|rat(?:ed|es|ing|ings)|judg\w+|prais\w*|says?|said|report(?:s|"
    r"ed)?|letter|"
    r"publish\w*|recogni[sz]\w*|highlight\w*|commend\w*|criticis\w*|slam\w*|blast\w*|concern\w*|"
    r"not(?:ed|es)|identif\w+|conclu\w+|verdict|outcome|grad\w+|feedback|welcom\w+|outstanding|"
    r"inadequate|good|improv\w*|progress|hail\w*|told|visit(?:ed)?|weakness\w*|failings?|summar\w+|"
    r"raise[sd]?|uncover\w*|reveal\w*|warn\w*|assess\w*|calls?|called|describ\w+|writes?|wrote|"
    r"writing|states?|adds?|sees?|saw|looked|focus+ed|carried out|took place|inspected|"
    r"(?:came|comes|been|went|spent|returned)\b(?![^.\n]{0,20}\blast year))\b|"
    r"\b(?:found|rat(?:ed|ing)|judg(?:ed|ment|ement)|prais\w+|report|letter|visit|inspection|"
    r"recogni[sz]ed|"
    r"welcom\w+|outstanding|inadequate|good|improv\w*|progress|published|findings|verdict|outcome|"
    r"feedback|praise|inspected|visited|bill of health|thumbs[- ]up|top marks|says?|said|told|"
    r"warn(?:s|ed)|"
    r"according to|respon(?:se|ds|ded)|reaction)\b[^.\n]{0,160}?"
    r"\b(?:ofsted|inspectors?|inspectorate|watchdog|regulator|"
    r"inspection)\b",
    re.IGNORECASE,
)


# "Children's services were rated good": said of services, with Ofsted near it.
_RATED = re.compile(
    r"\bservices\b[^.\n]{0,80}\b(?:rated|graded|judged|branded)\b|"
    r"\b(?:rated|graded|judged|branded)\b[^.\n]{0,80}\bservices\b|\bnews from ofsted\b",
    re.IGNORECASE,
)
# What an item begins with that is about an outcome.
_BEGINNING = either(
    r"\b(?:ofsted|inspect|watchdog|regulator|visit)",
    r"\b(?:JTAI|SEND|rat(?:ed|ing)|judged?|graded|outstanding|inadequate|praise[sd]?)\b",
    r"\brequir\w+ improvement",
    r"\b(?:lowest|highest|top|worst|best) (?:possible )?(?:grade|rating|mark)",
    r"\bspecial (?:educational )?needs\b|\bchild protection\b",
    r"\bchild(?:ren)?['’]?s (?:social )?(?:services|care)\b",
    r"\bservices for (?:\w+ )?children\b",
)
# "…, whose services Ofsted rated good, …", "…, rated good last week, …": told in passing.
_ASIDE = re.compile(
    r",? \b(?:whose|which)\b[^.]{0,60}\b(?:rated|judged|graded|found|named|(?:is|are|was|were) "
    r"(?:now )?\W?(?:outstanding|good|inadequate))\b[^.,]{0,100}(?:, (?:says?|said|according to) "
    r"(?:ofsted|inspectors)\b)?|"
    r", (?:just |now |recently )*(?:rated|judged|graded|found|named)\b[^.,]{0,100}",
    re.IGNORECASE,
)
# "…, after Ofsted judged them inadequate": why something is done, and not what is told.
_WHY = re.compile(
    r"\b(?:after|following|in the wake of|because|amid|despite|in light of|prompted by)"
    r"(?: (?:an?|the|its|their|government|education|schools|\w+ly|recent|latest|\w+ing|critical))"
    r"{0,3} (?:ofsted|inspect|watchdog|regulator)[^.\n]*",
    re.IGNORECASE,
)
_TO_A_READER = re.compile(
    r"^\W*(?:come|join|meet|find|visit|help|see|hear|learn|thank|apply|work|want)\b|\?\W*$|"
    r"\byou(?:r|rs)?\b",
    re.IGNORECASE,
)
_BEGINS_WITH_OFSTED = re.compile(
    r"^\W*(?:the |an? |in (?:an?|the|its) )?(?:\w+ ){0,2}(?:ofsted|inspectors|inspection)\b", re.I
)
_INSPECTORS = re.compile(r"\bofsted|\binspect|\bwatchdog|\bregulator", re.IGNORECASE)
_SAYS_OUTCOME = re.compile(
    r"\bofsted|\binspect|\bwatchdog|\bregulator|\b(?:re)?(?:rat(?:ed|ing)|judged?|graded?)\b|"
    r"\boutstanding\b|\binadequate\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Topic:
    """`other`: what the item is about instead, as words for a reader; None where nothing says so.
    `tells_outcome`: title or first lines tell what Ofsted found, as far as can be seen. `is_title`:
    the title is that other thing's name, whatever the text quotes; `stays`: an outcome that is told
    again is only the reason for it. `at_once`: title or first sentence speak of Ofsted, an
    inspection, a rating or services for children; `of_services`: of Ofsted and of services for
    children. `once`: one sentence of the text names Ofsted."""

    other: str | None
    tells_outcome: bool
    is_title: bool = False
    at_once: bool = True
    of_services: bool = False
    once: bool = False
    stays: bool = False


def is_about_ofsted(title: str, text: str) -> bool:
    """Does it mention Ofsted, or an inspection or visit of services for children? The first sort:
    cheap, since it is asked of everything that a newsroom gives out."""
    if _mentions(title, text, "fsted") or _mentions(title, text, "FSTED"):
        return bool(_OFSTED.search(title) or _OFSTED.search(text))
    if not any(_mentions(title, text, word) for word in ("nspect", "NSPECT", "JTAI", " visit")):
        return False
    whole = f"{title}\n{text}"
    if _JOINT.search(whole) or (_VISIT.search(whole) and _BY_INSPECTORS.search(whole)):
        return True
    return bool(_INSPECTION.search(whole) and _CHILDRENS_SERVICES.search(whole))


def _mentions(title: str, text: str, word: str) -> bool:
    return word in text or word in title


def is_about_another_place(title: str, text: str) -> bool:
    """Does it speak more of schools, nurseries and other places that Ofsted inspects than of an
    authority's services for children?"""
    whole = f"{title}\n{text}"
    services = len(_CHILDRENS_SERVICES.findall(whole))
    others = len(_OTHER_PLACES.findall(whole))
    if _PLACE_RATED.search(title) and not _AUTHORITYS.search(title):
        return True
    if _SERVICES_RATED.search(text[:_OPENING]):
        return False  # whatever schools it thanks
    if _PLACE_TITLE.search(title) and not _CHILDRENS_SERVICES.search(title):
        return others + 1 > services / 2 or not _CHILDRENS_SERVICES.search(text[:LEAD])
    return others > services


def topic_of(title: str, text: str) -> Topic:
    """What title and first lines are about."""
    lead = f"{title}\n{text[:LEAD]}"
    above, sentence = _first_lines(text)
    subject = subject_of(title, text, lead, sentence)
    tells = bool(_OUTCOME.search(lead) or (_RATED.search(lead) and _OFSTED.search(lead)))
    tells = tells or tells_of_an_inspection(title)
    first = "\n".join([*above, _after_its_intro(sentence, text)])
    opening = f"{title}\n{_ASIDE.sub(' ', first)}"
    at_once = bool(_BEGINNING.search(opening)) and not _is_only_why(title, first, text)
    return Topic(
        subject.name if subject else None,
        tells,
        bool(subject and subject.is_title),
        at_once,
        bool(_OFSTED.search(opening) and _CHILDRENS_SERVICES.search(opening)),
        sum(bool(_OFSTED.search(sentence)) for sentence in _SENTENCE_END.split(text)) == 1,
        bool(subject and subject.stays),
    )


def _first_lines(text: str) -> tuple[list[str], str]:
    """The headlines or labels that stand above the first sentence, and that sentence."""
    lines = [line for line in text.split("\n") if line.strip()][: _LABELS + 1]
    above = list(takewhile(lambda line: not is_sentence(line), lines[:-1]))
    sentence = " ".join(lines[len(above) : len(above) + 1])
    return above, _first_sentence(sentence.strip())


def _first_sentence(paragraph: str) -> str:
    return _SENTENCE_END.split(paragraph, maxsplit=1)[0][:_OPENING]


def _after_its_intro(first: str, text: str) -> str:
    """The first sentence; with the second, where the first is the few words with which a feature
    begins ("Eight years ago it was a byword.") and inspectors are told of again and again, or the
    second begins with what Ofsted says of services for children."""
    if len(first.split()) > _SHORT or _TO_A_READER.search(first):
        return first
    rest = text[text.find(first) + len(first) :].lstrip(" \n\"'”’)")
    second = _first_sentence(rest)
    begins = _BEGINS_WITH_OFSTED.search(second) and _CHILDRENS_SERVICES.search(second)
    if not begins and _sentences_on_inspectors(text) < _OFTEN:
        return first
    return f"{first} {second}"


def _sentences_on_inspectors(text: str) -> int:
    return sum(bool(_INSPECTORS.search(one)) for one in _SENTENCE_END.split(text))


def _is_only_why(title: str, first: str, text: str) -> bool:
    """Is an outcome told once, as the reason for what the item tells: "Ministers will decide …,
    after Ofsted judged them inadequate"?"""
    if _BEGINNING.search(title) or not _WHY.search(first):
        return False
    if _sentences_on_inspectors(text) > 1:
        return False
    return not _SAYS_OUTCOME.search(_WHY.sub(" ", first))
