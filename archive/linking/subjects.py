"""What an item is about that mentions an outcome in passing: subjects by their words. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What the title or the first sentence says when an item is about something else.
_OWN_PLAN = "the council's own plan"
_STILL_TO_COME = "an inspection that is still to come"
_ANOTHER_INSPECTORATE = "a visit by another inspectorate"
_INTERVENTION = "a government intervention"
_CONVERSATION = "Ofsted's yearly conversation with the council"
_EVENT = "recruitment, an award or an event"
_HELP = "help that councils give one another"
_SUBJECTS = {
    _INTERVENTION: (
        r"\b(?:improvement notice|statutory direction|direction (?:issued|notice)|"
        r"(?<!crime )commissioner\b(?! (?:has |have )?(?:prais|congratulat|welcom|hail))|"
        r"department for education|dfe\b|"
        r"ministers?\b(?! (?:has |have )?(?:prais|congratulat|welcom|hail))|secretary of state|"
        r"government (?:will|is to|to) (?:decide|consider|step)|"
        r"(?:told|ordered)\b[^.\n]{0,60}\bby (?:the )?(?:government|ministers)\b|"
        r"increased oversight|government (?:steps in|"
        r"interven\w*|takes over)|formal intervention|intervenes|taken over|stripped of|"
        r"direction (?:is |has been )?lifted|"
        r"children['’]?s trust (?:to|will|could)|"
        r"\b(?:children['’]?s (?:services )?)?(?:company|trust) (?:launch\w*|goes live))"
    ),
    "an appointment": (
        r"\b(?:appoint(?:s|ed|ment|ing)?|st(?:ep|and)s? down|st(?:epp|and)ing down|"
        r"resign(?:s|ed|ation)?|"
        r"retir\w+|(?<!after )(?<!under )(?<!since )new (?:interim |permanent |political |"
        r"strategic |executive |corporate |assistant "
        r")*(?:director|chief executive|boss|head|chief|dcs|leader|cabinet member)\b(?! of "
        r".{0,60} apologis)(?!.{0,60}\bapologi[sz])|takes? (?:up|over)\b|joins? (?:the "
        r")?council|(?:director|boss|chief) (?:leaves|quits|departs|to leave))"
    ),
    _STILL_TO_COME: (
        r"\b(?:to inspect\b|inspectors (?:are |is |set |due )*to (?:assess|inspect|re-?inspect|"
        r"return|visit|revisit|check|probe|look|begin)\b|will inspect|"
        r"ofsted (?:is|are) (?:due |set |about )?to (?:begin|start|carry|inspect)\b|"
        r"will (?:be|begin) (?:its |an? )?inspect\w*|imminent|"
        r"due to be inspected|awaits?|awaiting|waiting for|ahead of (?:an? |the |its )?(?:\w+ "
        r")?(?:ofsted|inspection)|(?:prepar\w+|read(?:y|iness)) for (?:an? |the |its )?(?:\w+ )?"
        r"(?:ofsted|ILACS|inspection)|braced for|inspectors (?:arrive|are in|due|begin)\b|"
        r"inspection (?:begins|"
        r"under ?way|starts|is under)|wanted .{0,40}published|before (?:an? |the )?(?:ofsted|"
        r"inspection)|expect\w* (?:ofsted|inspectors|inspection)|challenges ofsted|report delay|"
        r"inspection\b[^.\n]{0,60}\b(?:is (?:now )?expected|expected (?:soon|shortly|any))\b|"
        r"confident ofsted|ofsted returns (?:for|to (?:review|assess|re-?inspect))|"
        r"complet(?:es?|ed) (?:its|their|the) inspection|inspection (?:is |now )*complete\b|"
        r"(?:has|have) returned to\b[^.\n]{0,60}\b(?:whether|if)\b|(?:ofsted|inspectors?) will "
        r"(?:be carrying|be conducting|be visiting|carry|conduct)\b|"
        r"(?:delayed|unreleased|unpublished|draft|overdue) (?:\w+ )?(?:ofsted|inspection) report|"
        r"(?:ofsted|inspection) report\b[^.\n]{0,40}\b(?:is delayed|(?:is|was|still) not (?:yet )?"
        r"published|unpublished|unreleased)|inspections? (?:is |are )?taking place\b|"
        r"(?:intends?|intention) to (?:inspect|(?:carry|carrying) out|conduct))"
    ),
    "how many councils have which grade": (
        r"(?:^|\n)\W*(?:only |just |more than |almost |nearly |over )?(?:an? |one[- ]|two[- ]|"
        r"three[- ])?(?:quarters?|thirds?|half|fifth|tenth|majority|proportion|number|"
        r"\d+(?:\.\d+)? ?(?:%|per ?cent)) of (?:the )?(?:\w+['’]?s? ){0,2}(?:councils?|"
        r"(?:local )?authorit\w+|children['’]?s (?:social care |services)(?: departments)?)\b|"
        r"\b(?:outcomes|ratings|inspections)\b[^.\n]{0,30}\b(?:in|across) (?:london|england|the (?:"
        r"country|region|capital))\b|"
        r"\bin (?:councils|(?:local )?authorities|LAs) (?:that (?:are|were|have been) |currently "
        r")?(?:rated|judged|graded)\b|\bcouncils['’] ratings\b"
    ),
    "a question in Parliament": (
        r"\bto ask (?:his|her) majesty|\bto ask the secretary of state|\bwritten question\b|"
        r"\basked the secretary of state\b|\bwritten evidence\b|\bevidence submitted\b"
    ),
    _CONVERSATION: r"\bannual conversation\b",
    "how joint inspections are done": (
        r"(?:^|\n)\W*joint targeted area inspections\b(?! (?:in|of|find|found|prais))"
    ),
    "a report of the council's own": (
        r"\b(?:annual (?:progress |performance )?(?:report|review|engagement)|"
        r"annual self-evaluation|performance (?:update|report|review)|quarterly|self-evaluation|"
        r"peer (?:review|challenge)|LGA\b|spotlight|state of the|council plan|corporate plan|"
        r"budget(?! boost)|council tax|strategy (?:launch|approved)|scrutiny review|independent "
        r"review|serious case review|safeguarding practice review|independent (?:report|advisor|"
        r"adviser))"
    ),
    _EVENT: (
        r"\b(?:recruit(?:s|ing|ment)|vacanc(?:y|ies)|join our|work for us|jobs? fair|careers?|"
        r"awards? (?:ceremony|night|winner|finalist)|(?:wins?|won|scoops?|scooped)\b"
        r"[^.\n]{0,50}\b(?:awards?|gold|prize|title)\b|(?:national|regional) (?:\w+ )?awards?\b|"
        r"of the year\b|"
        r"work with us\b|closing date|£\d\d,\d{3}\b|spare room|foster (?:for|with)\b|"
        r"could you foster|why work (?:for|with|in)|come and work|social workers? wanted|"
        r"shortlisted|finalists?|conference(?! (?:room|suite|call|centre))|"
        r"consultation|have your say|foster(?:ing)? (?:fortnight|information|event|open|drop-in|"
        r"evening|taster)|(?:open|information) (?:evening|day|event)|become a "
        r"foster|fundrais\w+|anniversary|opening of|opens its doors|celebration (?:event|"
        r"evening)|summer camp|adoption week|care leavers['’]? week|social work week|world "
        r"social work day)"
    ),
    "a court, an inquest or an ombudsman": (
        r"\b(?:inquest|coroner|jailed|sentenced|pleaded|on trial|(?:crown|high|family) court|"
        r"an? (?:\w+ )?judge|ombudsman|tribunal)\b"
    ),
    _HELP: (
        r"\b(?:help(?:s|ed|ing)?|support(?:s|ed|ing)?|advis\w+|mentor\w*) (?:other|another|fellow|"
        r"neighbouring|struggling|failing) (?:councils?|(?:local )?authorit\w+|boroughs?|count(?:y|"
        r"ies))\b|\bpartners? in practice\b|\bsector[- ]led improvement\b|"
        r"\bimprovement partner(?:s|ship)?\b"
    ),
    "an election": r"\b(?:by-election|election (?:candidates?|results?|hustings)|hustings)\b",
    "the council's money": (
        r"£[\d.,]+ ?(?:m|bn|million|billion)\b[^.\n]{0,30}\b(?:gap|cuts?|savings?|overspend|"
        r"shortfall|deficit)\b|\b(?:gap|cuts?|savings?|overspend|shortfall|deficit) of £|"
        r"\bfaces? (?:an? )?£|"
        r"\bgovernment\b[^.\n]{0,40}\b(?:more|extra|further) (?:cash|money|funding)\b|"
        r"\b(?:more|extra|further) (?:cash|money|funding)\b[^.\n]{0,40}\bgovernment\b"
    ),
    _OWN_PLAN: (
        r"\b(?:(?:action|improvement|transformation|recovery|delivery|business) plans?|plans? "
        r"(?:to be|is|are) (?:presented|approved|agreed|considered)|asked to (?:endorse|approve|"
        r"agree))\b"
    ),
    _ANOTHER_INSPECTORATE: (
        r"\b(?:CQC (?:rat|report|inspection|assess)|care quality commission (?:has )?(?:rat|"
        r"assess|inspect)\w*|youth (?:justice|offending)|HM inspectorate of probation|HMICFRS|"
        r"police inspectorate|adult social care)\b"
    ),
}
# Several inspectorates came together, Ofsted among them.
_TOGETHER = re.compile(
    r"\bofsted\b|\bjoint (?:\w+ ){0,2}inspection|\bJTAI\b|\binspectorates\b|\bSEND\b", re.I
)
_SUBJECT = tuple((n, re.compile(pattern, re.IGNORECASE)) for n, pattern in _SUBJECTS.items())
_STAYS = (
    _CONVERSATION,
    _STILL_TO_COME,
    _INTERVENTION,
    "how many councils have which grade",
    "a question in Parliament",
)
# News of an outcome in the title outweighs what else stands there ("Ofsted praises council, new
# director says"), but for what has not happened yet, or is a minister's doing.
_TITLE_OUTCOME = re.compile(
    r"\b(?:ofsted|inspect(?:or|ion)s?|watchdog)\b[^\n]{0,80}?\b(?:rat(?:ed|es|ing)|judge[sd]?|"
    r"prais\w+|"
    r"found|finds?|outstanding|inadequate|good|improv\w+|verdict|says?|said|progress|visit|letter|"
    r"recogni[sz]es?|welcom\w+|critici\w+|slam\w*|blast\w*|fail\w*|report|publish\w*|"
    r"findings|outcomes?|feedback|judge?ments?|"
    r"highlight\w*)\b|"
    r"\b(?:rat(?:ed|es|ing)|judged|prais\w+|critici[sz]ed|slammed|blasted|damned|warned|"
    r"outstanding|inadequate|good|progress|improv\w+|verdict|"
    r"outcome|response|responds|welcomes?|findings|focus+ed|monitoring)\b[^\n]{0,80}?"
    r"\b(?:ofsted|inspect(?:or|ion)s?|watchdog|visit)\b|"
    r"\bchildren['’]?s (?:social )?(?:services?|care)\b[^\n]{0,60}?\b(?:rated|judged|graded|"
    r"inadequate|"
    r"outstanding|good|improving|improved)\b|"
    r"(?=[^\n]*\bchild)\b(?:rated|judged|graded)\W{1,3}(?:outstanding|good|requires improvement|"
    r"inadequate)\b|"
    r"\b(?:falls?|drops?|slips?|plunge[sd]?|downgraded|rises?|upgraded)\b[^\n]{0,20}\bto\W{1,3}"
    r"(?:outstanding|good|requires improvement|inadequate)\b",
    re.IGNORECASE,
)
# Of an item that begins with it, no title makes news of inspectors.
_MINISTERS_ACT = re.compile(
    r"^\W*(?:the )?(?:department for education|DfE|government|(?:\w+ )?(?:ministers?|secretary))\b"
    r"[^.\n]{0,40}\b(?:order(?:s|ed)?|direct(?:s|ed)|issue[sd]?|serve[sd]|tells?|told|"
    r"instruct(?:s|ed))\b",
    re.IGNORECASE,
)
# "April 2014: …", again and again: a recap of many years, of which no outcome is the news.
_RECAP = re.compile(r"^\W*(?:[A-Z][a-z]+ )?20\d\d\b[^\n:–]{0,40}[:–]\s", re.MULTILINE)
_MOST_YEARS = 2
_LOOKS_BACK = re.compile(
    r"\b(?:looking back|look back|timeline|through the years|on this day|what happened when|"
    r"(?:a decade|(?:five|ten|twenty|\d+) years) of)\b",
    re.IGNORECASE,
)
_FORMER_RATING = re.compile(
    r"\bannual (?:performance |children['’]?s services )?(?:assessment|rating)s?\b|"
    r"\b(?:is|was|as|of|be|been)\b[^.\n]{0,20}\bperform(?:s|ing|ed) "
    r"(?:well|excellently|adequately|poorly)\b",
    re.IGNORECASE,
)
# A title that is the name of a plan, and does not say what inspectors think of it.
_IS_A_PLAN = re.compile(
    r"\b(?:improvement|action|inspection)\b[^\n]{0,30}\bplans?(?: (?:is|are|now|published|launched|"
    r"announced|agreed|approved))*\W*$|"
    r"^\W*(?:ofsted|SEND|(?:our |the )?children['’]?s (?:social care|services?)) improvement\W*$|"
    r"\bprogress (?:updates?|reports?)\W*$|"
    r"\b(?:transformation|improvement|SEND) programme\W*$|\bimprovement journey\W*$|"
    r"\bstrategy\W*(?:20\d\d\W*(?:to\W*)?(?:20)?\d*)?\W*$",
    re.IGNORECASE,
)
# A post: its name as the title, and hours or pay in the text.
_POST = re.compile(
    r"^\W*(?:[\w’'/&()-]+ ){0,5}(?:social workers?|practitioner|personal advis[eo]r|"
    r"(?:team|service|practice|deputy|assistant) (?:manager|lead|leader)|reviewing officer|"
    r"support worker|family worker|(?:head|director) of [\w’' ]{3,40})\W*(?:\W [^.:?!\n]{0,60})?$",
    re.IGNORECASE,
)
_TERMS_OF_A_POST = re.compile(
    r"\b\d\d(?:\.\d+)? hours\b(?! (?:later|after|a day|old|of|notice))|\bper annum\b|"
    r"\b(?:full|part)[- ]time\b|\bfixed[- ]term\b|\bsalary\b|\bhybrid\b|\bapply (?:now|by|online"
    r"|today|here)\b|£\d\d,\d{3}",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:prais\w+|welcom\w+|hail\w*|back(?:s|ed)|says?|said|finds?|found|recogni[sz]\w+|commend\w+)",
    re.IGNORECASE,
)
# Praise from the government is about the outcome that it praises.
_PRAISED = re.compile(
    r"\b(?:prais\w+|congratulat\w+|commend\w+|welcomed|hailed)\b(?: \w+){0,3}? (?:by|from) "
    r"(?:an? |the )?(?:\w+(?:['’]s)? ){0,2}(?:ministers?|secretary(?: of state)?|DfE|department "
    r"for education)\b|\bministers?['’]s? (?:\w+ )?(?:praise|congratulations)\b",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\b(?:reports?|outcomes?|findings|letter)\b[^\n]{0,20}(?:\band\b|&)", re.IGNORECASE
)
# Said again and again: the plan is what is told, and the inspection why there is one.
_PLAN = re.compile(
    r"\b(?:improvement|action|recovery) (?:plan|board|journey|programme)s?\b|"
    r"\bpriorities for improvement\b",
    re.IGNORECASE,
)
# A committee's paper with the plan as its title may be the one that brings the findings.
_PRESENTS = re.compile(
    r"\b(?:present(?:s|ed|ing|ation)?|inform\w*|detail\w*|set(?:s|ting)? out|outlin\w*|"
    r"summaris\w*)\b[^.\n]{0,50}\b(?:findings|outcomes?|results?|judge?ments?) (?:of|from)\b"
    r"[^.\n]{0,60}\binspection\b",
    re.IGNORECASE,
)
_AWAITED = re.compile(
    r"\b(?:results?|outcomes?|verdict|rating)\b[^.\n]{0,80}\b(?:is|are|was) (?:due|expected|yet to|"
    r"not yet)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"^\W*(?:ofsted|inspectors?|watchdogs?)\b[^.\n]{0,60}\b(?:say|said|find|found|praise|recogni[sz]e"
    r"|see|note|report)",
    re.IGNORECASE,
)
# "Recruiting social workers is still a challenge, Ofsted has said."
_SAID_BY_OFSTED = re.compile(
    r"\b(?:ofsted|inspectors?|watchdogs?)(?: has| have)? (?:said|says?|warn(?:ed|s)?|found|finds?|"
    r"reported|concluded)\W*$|"
    r"\b(?:according to|says?|said|warn(?:s|ed)) (?:ofsted|(?:the )?(?:inspectors|watchdog))\W*$",
    re.IGNORECASE,
)
_TITLE_INSPECTION = re.compile(
    r"\bofsted\b[^\n]{0,40}\b(?:inspection|visit)\b|"
    r"\binspection of (?:local authority )?children['’]?s? (?:social care )?services\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """`name`: what the item is about instead, as words for a reader. `is_title`: the title is that
    other thing's name, whatever the text quotes. `stays`: what the title or a minister's act says
    of it, for which an outcome that is told again is only the reason."""

    name: str
    is_title: bool
    stays: bool = False


def subject_of(title: str, text: str, lead: str, first: str) -> Subject | None:
    """What an item is about that only mentions an outcome; None where nothing says so. `lead`: its
    title and first lines; `first`: its first sentence."""
    name = _other(title, first) or _of_no_one_letter(title, text, lead)
    if name in (_EVENT, _OWN_PLAN) and _SAID_BY_OFSTED.search(first):
        return None
    if not name and len(_PLAN.findall(lead)) > 1 and not tells_of_an_inspection(title):
        name = _OWN_PLAN
    if name == _OWN_PLAN and _PRESENTS.search(lead):
        return None
    return Subject(name, _names_a_plan(title), _stays(name, title, first)) if name else None


def _stays(name: str, title: str, first: str) -> bool:
    if name not in _STAYS:
        return False
    told = next(pattern for one, pattern in _SUBJECT if one == name)
    return bool(told.search(title) or _MINISTERS_ACT.search(first))


def _of_no_one_letter(title: str, text: str, lead: str) -> str | None:
    if _AWAITED.search(lead):
        return _STILL_TO_COME
    if _POST.search(title) and _TERMS_OF_A_POST.search(text) and not _SAYS.search(title):
        return _EVENT
    if _FORMER_RATING.search(lead):
        return "a yearly rating, which Ofsted gave until 2011"
    if _LOOKS_BACK.search(title):
        return "what happened over several years"
    if len(_RECAP.findall(text)) > _MOST_YEARS and not _TITLE_OUTCOME.search(title):
        return "what happened over several years"
    return None


def _other(title: str, first: str) -> str | None:
    if _names_a_plan(title):
        return _OWN_PLAN
    by_words, first = _SUBJECT, _PRAISED.sub(" ", first)
    if _TOGETHER.search(f"{title} {first}"):
        by_words = tuple(pair for pair in _SUBJECT if pair[0] != _ANOTHER_INSPECTORATE)
    told = _PRAISED.sub(" ", title)
    for name, pattern in by_words:
        if pattern.search(told) and not (name == _OWN_PLAN and _AND.search(title)):
            # "Sector-led improvement" is no improvement that inspectors tell of.
            outcome = _TITLE_OUTCOME.search(pattern.sub(" ", title))
            return None if outcome and name not in (*_STAYS, _ANOTHER_INSPECTORATE) else name
    if _TITLE_OUTCOME.search(title):
        return _INTERVENTION if _MINISTERS_ACT.search(first) else None
    about = next((name for name, pattern in by_words if pattern.search(first)), None)
    # Minutes have an inspection as their title, and the plan to answer it in their first sentence.
    # Progress on a plan may be what inspectors found.
    if about == _OWN_PLAN:
        return None if _TITLE_INSPECTION.search(title) or _FOUND.search(first) else about
    return about


def _names_a_plan(title: str) -> bool:
    return bool(_IS_A_PLAN.search(title)) and not _SAYS.search(title) and not _AND.search(title)


def tells_of_an_inspection(title: str) -> bool:
    """Does a title name an inspection of services for children, or what came of it?"""
    return bool(_TITLE_OUTCOME.search(title) or _TITLE_INSPECTION.search(title))
