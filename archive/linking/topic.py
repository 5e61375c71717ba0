"""What an item is about at all: a cheap first sort, and subjects that only mention it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

LEAD = 900  # characters: title and first lines, where news is told

_OFSTED = re.compile(r"\bofsted\b|\bofsted['’]s\b", re.IGNORECASE)
_INSPECTION = re.compile(
    r"\binspect(?:or|ion|ed)\w*|\bfocus+ed visit|\bmonitoring visit|\bassurance visit|\bJTAI\b",
    re.IGNORECASE,
)
_CHILDRENS_SERVICES = re.compile(
    r"\bchild(?:ren)?['’]?s?['’]? (?:and [\w ]{3,30})?(?:\w+ )?(?:services?|social (?:care|work|"
    r"service"
    r"s?)|department)|\bchildren['’]?s (?:service|care)\b|"
    r"\bchild(?:ren)? (?:protection|safeguarding|services)\b|\bchildren in (?:care|need)\b|"
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
_OUTCOME = re.compile(
    r"\b(?:ofsted|inspect(?:or|ion|ed)\w*|watchdog|regulator|visit|re-?inspect\w*)\b[^.\n]{0,160}?"
    r"\b(?:found|finds?|finding|rat(?:ed|es|ing|ings)|judg\w+|prais\w*|says?|said|report(?:s|"
    r"ed)?|letter|"
    r"publish\w*|recogni[sz]\w*|highlight\w*|commend\w*|criticis\w*|slam\w*|blast\w*|concern\w*|"
    r"not(?:ed|es)|identif\w+|conclu\w+|verdict|outcome|grad\w+|feedback|welcom\w+|outstanding|"
    r"inadequate|good|improv\w*|progress|hail\w*|told|visit(?:ed)?|weakness\w*|failings?|summar\w+|"
    r"raise[sd]?|uncover\w*|reveal\w*|warn\w*|assess\w*|calls?|called|describ\w+|writes?|wrote|"
    r"writing|states?|adds?|sees?|saw|looked|focus+ed|carried out|took place)\b|"
    r"\b(?:found|rat(?:ed|ing)|judg(?:ed|ment|ement)|prais\w+|report|letter|visit|inspection|"
    r"recogni[sz]ed|"
    r"welcom\w+|outstanding|inadequate|good|improv\w*|progress|published|findings|verdict|outcome|"
    r"feedback|praise|inspected|bill of health|thumbs[- ]up|top marks)\b[^.\n]{0,160}?"
    r"\b(?:ofsted|inspectors?|inspectorate|watchdog|regulator|"
    r"inspection)\b",
    re.IGNORECASE,
)

# What the title or the first sentence says when an item is about something else.
_SUBJECTS = {
    "an appointment": (
        r"\b(?:appoint(?:s|ed|ment|ing)?|steps? down|stepping down|resign(?:s|ed|ation)?|"
        r"retir\w+|new (?:interim |permanent |strategic |executive |corporate |assistant "
        r")*(?:director|chief executive|boss|head|chief|dcs|leader|cabinet member)\b(?! of "
        r".{0,60} apologis)(?!.{0,60}\bapologi[sz])|takes? (?:up|over)\b|joins? (?:the "
        r")?council|(?:director|boss|chief) (?:leaves|quits|departs|to leave))"
    ),
    "a government intervention": (
        r"\b(?:improvement notice|statutory direction|direction (?:issued|notice)|commissioner|"
        r"department for education|dfe\b|"
        r"minister\b(?! (?:has |have )?(?:prais|congratulat|welcom|hail))|secretary of state|"
        r"government (?:steps in|"
        r"interven\w*|takes over)|formal intervention|intervenes|taken over|stripped of|"
        r"direction (?:is |has been )?lifted|"
        r"children['’]?s trust (?:to|will|could))"
    ),
    "an inspection that is still to come": (
        r"\b(?:to inspect\b|will inspect|will (?:be|begin) (?:its |an? )?inspect\w*|imminent|"
        r"due to be inspected|awaits?|awaiting|waiting for|ahead of (?:an? |the |its )?(?:\w+ "
        r")?(?:ofsted|inspection)|prepar\w+ for (?:an? |the |its )?(?:\w+ )?(?:ofsted|"
        r"inspection)|braced for|inspectors (?:arrive|are in|due|begin)|inspection (?:begins|"
        r"under ?way|starts|is under)|wanted .{0,40}published|before (?:an? |the )?(?:ofsted|"
        r"inspection)|expect\w* (?:ofsted|inspectors|inspection)|challenges ofsted|report delay|"
        r"confident ofsted|ofsted returns (?:for|to (?:review|assess|re-?inspect))|"
        r"complet(?:es?|ed) (?:its|their|the) inspection|inspection (?:is |now )*complete\b|"
        r"(?:has|have) returned to\b[^.\n]{0,60}\b(?:whether|if)\b|(?:ofsted|inspectors?) will "
        r"(?:be carrying|be conducting|be visiting|carry|conduct)\b)"
    ),
    "how many councils have which grade": (
        r"(?:^|\n)\W*(?:only |just |more than |almost |nearly |over )?(?:an? |one[- ]|two[- ]|"
        r"three[- ])?(?:quarters?|thirds?|half|fifth|tenth|majority|proportion|number|"
        r"\d+(?:\.\d+)? ?(?:%|per ?cent)) of (?:the )?(?:\w+['’]?s? ){0,2}(?:councils?|"
        r"(?:local )?authorit\w+|children['’]?s (?:social care |services)(?: departments)?)\b|"
        r"\bin (?:councils|(?:local )?authorities|LAs) (?:that (?:are|were|have been) |currently "
        r")?(?:rated|judged|graded)\b|\bcouncils['’] ratings\b"
    ),
    "a question in Parliament": (
        r"\bto ask (?:his|her) majesty|\bto ask the secretary of state|\bwritten question\b|"
        r"\basked the secretary of state\b"
    ),
    "a report of the council's own": (
        r"\b(?:annual (?:progress |performance )?(?:report|review|conversation|engagement)|"
        r"annual self-evaluation|performance (?:update|report|review)|quarterly|self-evaluation|"
        r"peer (?:review|challenge)|LGA\b|spotlight|state of the|council plan|corporate plan|"
        r"budget(?! boost)|council tax|strategy (?:launch|approved)|scrutiny review|independent "
        r"review|serious case review|safeguarding practice review|independent (?:report|advisor|"
        r"adviser))"
    ),
    "recruitment, an award or an event": (
        r"\b(?:recruit(?:s|ing|ment)|vacanc(?:y|ies)|join our|work for us|jobs? fair|careers?|"
        r"awards? (?:ceremony|night|winner|finalist)|shortlisted|finalists?|conference|"
        r"consultation|have your say|foster(?:ing)? (?:fortnight|information|event)|become a "
        r"foster|fundrais\w+|anniversary|opening of|opens its doors|celebration (?:event|"
        r"evening)|summer camp|adoption week|care leavers['’]? week|social work week|world "
        r"social work day)"
    ),
    "the council's own plan": (
        r"\b(?:(?:action|improvement|transformation|recovery|delivery|business) plans?|plans? "
        r"(?:to be|is|are) (?:presented|approved|agreed|considered)|asked to (?:endorse|approve|"
        r"agree))\b"
    ),
    "a visit by another inspectorate": (
        r"\b(?:CQC (?:rat|report|inspection|assess)|care quality commission (?:has )?(?:rat|"
        r"assess|inspect)\w*|youth (?:justice|offending)|HM inspectorate of probation|HMICFRS|"
        r"police inspectorate|adult social care)\b"
    ),
}
_SUBJECT = tuple((n, re.compile(pattern, re.IGNORECASE)) for n, pattern in _SUBJECTS.items())
_STAYS = (
    "an inspection that is still to come",
    "a government intervention",
    "how many councils have which grade",
    "a question in Parliament",
)
# News of an outcome in the title outweighs what else stands there.
_TITLE_OUTCOME = re.compile(
    r"\b(?:ofsted|inspect(?:or|ion)s?|watchdog)\b[^\n]{0,80}?\b(?:rat(?:ed|es|ing)|judge[sd]?|"
    r"prais\w+|"
    r"found|finds?|outstanding|inadequate|good|improv\w+|verdict|says?|said|progress|visit|letter|"
    r"recogni[sz]es?|welcom\w+|critici\w+|slam\w*|blast\w*|fail\w*|report|publish\w*|"
    r"highlight\w*)\b|"
    r"\b(?:rat(?:ed|es|ing)|judged|prais\w+|outstanding|inadequate|good|progress|improv\w+|verdict|"
    r"outcome|response|responds|welcomes?|findings|focus+ed|monitoring)\b[^\n]{0,80}?"
    r"\b(?:ofsted|inspect(?:or|ion)s?|watchdog|visit)\b|"
    r"\bchildren['’]?s (?:social )?(?:services?|care)\b[^\n]{0,60}?\b(?:rated|judged|graded|"
    r"inadequate|"
    r"outstanding|good|improving|improved)\b",
    re.IGNORECASE,
)
# "April 2014: …", again and again: a recap of many years, of which no outcome is the news.
_RECAP = re.compile(r"^\W*(?:[A-Z][a-z]+ )?20\d\d\b[^\n:–]{0,40}[:–]\s", re.MULTILINE)
_MOST_YEARS = 2
_FORMER_RATING = re.compile(
    r"\bannual (?:performance |children['’]?s services )?(?:assessment|rating)s?\b|"
    r"\b(?:is|was|as|of|be|been)\b[^.\n]{0,20}\bperform(?:s|ing|ed) "
    r"(?:well|excellently|adequately|poorly)\b",
    re.IGNORECASE,
)
# A title that is the name of a plan, and does not say what inspectors think of it.
_IS_A_PLAN = re.compile(r"\b(?:improvement|action|inspection)\b[^\n]{0,30}\bplans?\W*$", re.I)
_SAYS = re.compile(
    r"\b(?:prais\w+|welcom\w+|hail\w*|back(?:s|ed)|says?|said|finds?|found|recogni[sz]\w+|commend\w+)",
    re.IGNORECASE,
)
# Said again and again: the plan is what is told, and the inspection why there is one.
_PLAN = re.compile(r"\b(?:improvement|action|recovery) (?:plan|board)s?\b", re.IGNORECASE)
_FOUND = re.compile(
    r"^\W*(?:ofsted|inspectors?|watchdogs?)\b[^.\n]{0,60}\b(?:say|said|find|found|praise|recogni[sz]e"
    r"|see|note|report)",
    re.IGNORECASE,
)
_TITLE_INSPECTION = re.compile(r"\bofsted\b[^\n]{0,40}\b(?:inspection|visit)\b", re.IGNORECASE)
_FIRST_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s")


@dataclass(frozen=True, slots=True)
class Topic:
    """`other`: what the item is about instead, as words for a reader; None where nothing says so.
    `tells_outcome`: title or first lines tell what Ofsted found, as far as can be seen. `is_title`:
    the title is that other thing's name, whatever the text quotes."""

    other: str | None
    tells_outcome: bool
    is_title: bool = False


def is_about_ofsted(title: str, text: str) -> bool:
    """Does it mention Ofsted, or an inspection or visit of services for children? The first sort:
    cheap, since it is asked of everything that a newsroom gives out."""
    if _mentions(title, text, "fsted") or _mentions(title, text, "FSTED"):
        return bool(_OFSTED.search(title) or _OFSTED.search(text))
    if not any(_mentions(title, text, word) for word in ("nspect", "NSPECT", "JTAI", " visit")):
        return False
    whole = f"{title}\n{text}"
    return bool(_INSPECTION.search(whole) and _CHILDRENS_SERVICES.search(whole))


def _mentions(title: str, text: str, word: str) -> bool:
    return word in text or word in title


def is_about_another_place(title: str, text: str) -> bool:
    """Does it speak more of schools, nurseries and other places that Ofsted inspects than of an
    authority's services for children?"""
    whole = f"{title}\n{text}"
    services = len(_CHILDRENS_SERVICES.findall(whole))
    others = len(_OTHER_PLACES.findall(whole))
    if _PLACE_TITLE.search(title) and not _CHILDRENS_SERVICES.search(title):
        return others + 1 > services / 2 or not _CHILDRENS_SERVICES.search(text[:LEAD])
    return others > services


def topic_of(title: str, text: str) -> Topic:
    """What title and first lines are about."""
    lead = f"{title}\n{text[:LEAD]}"
    first = _FIRST_SENTENCE.split(text.strip(), maxsplit=1)[0][:300]
    other = _other(title, first) or _of_no_one_letter(title, text, lead)
    if not other and not _TITLE_OUTCOME.search(title) and len(_PLAN.findall(lead)) > 1:
        other = "the council's own plan"
    return Topic(other, bool(_OUTCOME.search(lead)), bool(other and _names_a_plan(title)))


def _of_no_one_letter(title: str, text: str, lead: str) -> str | None:
    if _FORMER_RATING.search(lead):
        return "a yearly rating, which Ofsted gave until 2011"
    if len(_RECAP.findall(text)) > _MOST_YEARS and not _TITLE_OUTCOME.search(title):
        return "what happened over several years"
    return None


def _other(title: str, first: str) -> str | None:
    for name, pattern in _SUBJECT:
        if pattern.search(title):
            return None if _outweighs(name, title) else name
    if _TITLE_OUTCOME.search(title):
        return None
    about = next((name for name, pattern in _SUBJECT if pattern.search(first)), None)
    # Minutes have an inspection as their title, and the plan to answer it in their first sentence.
    # Progress on a plan may be what inspectors found.
    if about == "the council's own plan":
        return None if _TITLE_INSPECTION.search(title) or _FOUND.search(first) else about
    return about


def _outweighs(name: str, title: str) -> bool:
    """ "Ofsted praises council, new director says": the outcome is the news. What has not happened
    yet, or is a minister's doing, stays what it is."""
    if name in _STAYS or _names_a_plan(title):
        return False
    return bool(_TITLE_OUTCOME.search(title))


def _names_a_plan(title: str) -> bool:
    return bool(_IS_A_PLAN.search(title)) and not _SAYS.search(title)
