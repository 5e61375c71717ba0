"""How releases and reports speak of Ofsted's grades: which words claim one, for what, and of when.
Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

GRADE = re.compile(
    r"(?P<mark>[‘'“\"]?)\b(?P<grade>outstanding|good|requir(?:es?|ing|ed)[- ]improvement"
    r"(?:[’'”\"]? to be [‘'“\"]?good)?|inadequate|adequate)\b(?P<end>[’'”\"]?)",
    re.IGNORECASE,
)

_IN_EVERY_GRADE = ("good", "outstanding", "adequate", "requir")

AREAS = {
    "leaders": r"impact of leaders|leaders on social work|(?<!council )(?<!strong )leadership|"
    r"leaders(?:’|')? impact",
    "help_and_protection": r"help (?:and|or|&) protection|child protection|need(?:ing)? help|"
    r"in need of help|protect(?:ing|ion of) children",
    "in_care": r"children(?: and young people)? in (?:our |its |the council['’]s |"
    "local authority )?"
    r"care\b|looked[- ]after|cared[- ]for|children looked after|achieving permanence|"
    r"(?:those|young people|youngsters) in care\b",
    "care_leavers": r"care[- ]leavers?|care[- ]experienced|leav(?:e|es|ing) (?:our |its |"
    "the )?care|"
    r"left care",
    "adoption": r"adoption",
    "safeguarding_board": r"\bLSCB\b|safeguarding (?:children(?:['’]s)? )?board",
    # The single inspection's own name, which is that of all it judges.
    "overall": r"\boverall\b|children (?:who are )?in need of help and protection(?:,| and|;)+ "
    r"(?:for )?(?:children )?(?:who are )?looked[- ]after(?: children)?(?:,? and care leavers)?",
}
_AREA = re.compile("|".join(f"(?P<{name}>{words})" for name, words in AREAS.items()), re.IGNORECASE)
EVERY_AREA = re.compile(
    r"(?:in|for|across|on) (?:all|every|each)(?: one)?(?: of)?(?: the| its| our)?"
    r"(?: (?:two|three|four|five|six|\d))?(?: key| main| other| judgement| inspection)?"
    r"(?: (?:of (?:the|our|its) )?(?:single )?(?:area|categor|judge?ment|aspect|service|measure|"
    r"criteri|field)\w*)|across the board|(?:in|across) the board|straight [‘'“\"]?(?:goods?|"
    r"outstandings?)",
    re.IGNORECASE,
)
SOME_AREAS = re.compile(
    r"in (?:one|two|three|four|five|some|most|several|many|almost all|nearly all|a number|\d) "
    r"(?:of |areas|categories|key|other|out)|almost all|most (?:\w+ )?"
    r"(?:areas|services)|some (?:areas|aspects)",
    re.IGNORECASE,
)
# "Rated one area good and three as inadequate": which ones is not said here.
_COUNTED = r"(?: (?:others?|more|further|areas?|categories|services|judge?ments?))"
THE_OTHERS = re.compile(
    rf"\b(?:(?:two|three|four|five){_COUNTED}*|one{_COUNTED}|the (?:rest|others?|remainder))"
    r"(?: (?:as|is|are|was|were|be|to|rated|graded|judged|found|deemed))*\s*[‘'“\"]?$",
    re.IGNORECASE,
)
ALL_OF = re.compile(
    r"\b(?:all|both|each|every(?: one)?)(?: of)?(?: (?:the|its|our))?\s*$", re.IGNORECASE
)
EXCEPT = re.compile(r"(?:except|apart from|aside from|bar|other than|with the exception)", re.I)

ALL_BUT = re.compile(
    r"\b(?:all|every|each|everything)\b[^,;.]{0,25}\b(?:but|bar|except(?: for)?|apart from|save|"
    r"other than|with the exception of)\b",
    re.IGNORECASE,
)

_JUDGED = (
    r"(?:re-?)?(?:rated|graded|judged|deemed|ranked|classed|assessed|declared|branded|labelled|"
    r"labeled|pronounced|considered|upgraded|downgraded|marked|found|describ\w+ as|rates?|judges?|"
    r"grades?|rating|judging|grading|finds)"
)
_GIVEN = (
    r"(?:given|awarded|receiv\w+|gets?|got|gett\w+|achiev\w+|earn\w+|secur\w+|scor\w+|gain\w+|"
    r"retain\w*|maintain\w*|keeps?|kept|keeping|holds?|held|remains?|remained|remaining|sustain\w*|"
    r"celebrat\w+|won|wins|handed|attain\w*|issued)"
)
_MOVED = (
    r"(?:mov\w+|improv\w+|rise[ns]?|rose|gone|went|jump\w+|bumped|lift\w*|climb\w+|slip\w+|"
    r"dropp\w+|"
    r"fallen|fell|upgraded|downgraded|progress\w+|step\w*)"
)
_BETWEEN = r"(?:(?![.;:]|\b(?:outstanding|good|inadequate|adequate|improvement)\b)[^.;:]){0,70}?"
JUDGED = re.compile(rf"\b{_JUDGED}\b", re.IGNORECASE)
LEFT_JUDGED = re.compile(rf"\b{_JUDGED}\b{_BETWEEN}$", re.IGNORECASE)
_RIGHT_NAMED = re.compile(
    r"\s*(?:Ofsted |overall |inspection |official |new |first |latest ){0,2}(?:ratings?|"
    r"judge?ments?|grades?|grading|"
    r"verdict|score|report card|inspection (?:result|outcome|judge?ment|report))\b",
    re.IGNORECASE,
)
_RIGHT_OVERALL = re.compile(r"\s*(?:overall\b|by Ofsted\b|by inspectors\b|again\b)", re.IGNORECASE)
_LEFT_GIVEN = re.compile(
    rf"\b{_GIVEN}\b{_BETWEEN}\b(?:an?|the|its|our|their|as|of|at|[‘'“\"]?overall)\s*$",
    re.IGNORECASE,
)
_LEFT_NAMED = re.compile(
    r"\b(?:ratings?|judge?ments?|grades?|verdict|effectiveness|status|results?|outcome)\b"
    r"(?:\s+(?:of|is|was|as|are|were|to|at|remains?|from|:|–|-|an?|overall|still|now)){1,4}\s*$"
    r"|\b(?:rating|grade|judge?ment)\s+$",
    re.IGNORECASE,
)
_LEFT_MOVED = re.compile(
    rf"\b(?:{_MOVED}|up|down)\b{_BETWEEN}\b(?:from|to|into)\s+(?:an?\s+)?$", re.I
)
_LEFT_FROM = re.compile(
    r"\bfrom\s+(?:an?\s+|its\s+|the\s+)?(?:(?:overall|previous|rating of|grade of)\s+)*$", re.I
)
_COPULA = re.compile(
    r"\b(?:services?|experiences|progress|effectiveness|leadership|leaders|support|help|care|"
    r"protection|leavers|governance|permanence|council|authority|it|board|adoption|performance|"
    r"which|that|they|both|department|is|"
    r"we|practice)\b[^.;:]{0,50}?\b(?:is|are|was|were|been|remains?|remained|as|still|now|be)"
    r"(?: (?:now|still|again|also|both|all|once again|overall|no longer|not|not yet))*\s*$",
    re.IGNORECASE,
)
_ENDS_CLAUSE = re.compile(
    r"\s*(?:$|[,.;:)!?–—]|(?:and|but|while|whilst|with|overall|by|across|though|although|despite|"
    r"since|after|following|during|because|at|when|again|on (?:its|their|this|the|a)|"
    r"in (?:(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December) ?)?(?:(?:19|20)\d\d)?\b(?=\W|$)|last |"
    r"this |earlier|"
    r"today|yesterday|five|four|three|two|in (?:just |only |under )?(?:\d+|two|three|four|five|"
    r"six) |in (?:all|every|each)|in (?:its|the|our|this) "
    r"(?:latest|recent|new|report|inspection)|for (?:the|its|children|leadership|overall|care|help|"
    r"how|adoption|experiences|those))\b)",
    re.IGNORECASE,
)
_IMPROVING = re.compile(r"\b(?:services?|care leavers|in care|they|it)\s+$", re.IGNORECASE)
_LABEL = re.compile(r"(?:^|[\w)’'])\s*[:–—-]\s*$")

_G = r"(?:outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate)"
_WHEN = r"(?:\s+(?:in\s+|\()(?:\w+\s+)?(?:19|20)\d\d\)?)?"
_TO = r"\s+(?:to|into)\s+(?:an?\s+)?[‘'“\"]?"
# "Up from inadequate in 2021": the year is that grade's.
FROM_THEN = re.compile(rf"\bfrom\s+(?:an?\s+)?[‘'“\"]?{_G}[’'”\"]?{_WHEN}", re.IGNORECASE)
_LEFT_FROM_TO = re.compile(rf"\bfrom\s+(?:an?\s+)?[‘'“\"]?{_G}[’'”\"]?{_WHEN}{_TO}$", re.IGNORECASE)
_RIGHT_TO = re.compile(rf"[’'”\"]?{_WHEN}{_TO}{_G}", re.IGNORECASE)

DENIED = re.compile(
    r"\b(?:no longer|not|not yet|never|nor|isn['’]t|aren['’]t|wasn['’]t|out of|escap\w+|shed\w*|"
    r"lost|loses|lift\w* out of|moved out of|out of the|remov(?:e|es|ed|ing)|shak\w+ off|shook off|"
    r"cast off|rid of|strip\w*|end(?:s|ed|ing)? (?:its|the|their|our))\b[^.,;:]{0,40}$",
    re.IGNORECASE,
)
HOPED = re.compile(
    r"\b(?:aim\w*|ambiti\w+|want\w*|wish\w*|hop(?:e|es|ed|ing)|aspir\w*|striv\w*|journey\w*|"
    r"towards|"
    r"to becom\w+|becoming|goal|targets?|in order to|working to|seek\w*|would|could|should|must|"
    r"will|won['’]t|if|until|unless|expect\w*|next inspection|on (?:the|our) way|try\w*|"
    r"determined|commit\w+ to|confident that|see services|move (?:us |our services )?(?:to|on)|"
    r"get (?:us )?(?:to|back to)|help \w+ (?:achieve|become))\b[^.;]{0,90}$",
    re.IGNORECASE,
)
OTHER_PLACE = re.compile(
    r"\b(?:schools?|nurser(?:y|ies)|academ(?:y|ies)|colleges?|children['’]?s homes?|homes? (?:run|"
    r"rated)|providers?|childmind\w+|pre-?schools?|early years settings?|settings?|fostering "
    r"(?:agency|service)|adoption agency|per ?cent of|% of|good or better|good or outstanding|"
    r"neighbouring|other (?:councils|authorities|local authorities)|sixth form|sch\w+ inspections|"
    r"care homes?|hospitals?|police|constabulary|fire (?:and rescue )?(?:service|brigade)|"
    r"adult social care|adults['’] services|ambulance|HMICFRS|foster carers? (?:are|were) rated|"
    r"placements (?:are|were) |"
    r"(?:local )?authorities (?:who|that|which|judged|rated|found|are|were)\b|"
    r"councils (?:who|that|which|judged|rated|across|nationally)\b|"
    r"(?:most|many|some|few|several|all) (?:of )?(?:the )?(?:\w+['’]s )?"
    r"(?:councils|authorities)\b)",
    re.IGNORECASE,
)
# A council's own view of itself, or anybody else's, is no judgement of Ofsted's.
OWN_VIEW = re.compile(
    r"\bself[- ](?:assess|evaluat|rat|judg)\w*|\bpeer (?:review|challenge)\w*|"
    r"\b(?:rates?|rated|judged|graded|scored) (?:itself|ourselves|themselves)\b|"
    r"\b(?:commissioners?|ombudsman|auditors?|ministers?|peers|parents|residents|families|staff|"
    r"young people|social workers) (?:has |have |had )?(?:rates?|rated|judged?|graded?|called?)\b",
    re.IGNORECASE,
)
SCALE = re.compile(
    r"\bor\s+[‘'“\"]?(?:outstanding|inadequate|good|poor)\b|\b(?:ratings|grades|"
    r"judge?ments) (?:are|of)\b|"
    r"\b(?:four|possible) (?:possible )?(?:ratings|grades|judge?ments)|classifications",
    re.IGNORECASE,
)
TIED = re.compile(
    r"\b(?:visit|letter|today|this week|latest|new|recent|inspectors|following (?:the|an?|its|"
    r"their) "
    r"(?:\w+ )?(?:visit|inspection)|ofsted (?:has |have )?(?:rated|judged|graded|rates|judges|"
    r"says|found))",
    re.IGNORECASE,
)
SERVICES = re.compile(
    r"children['’]?s?['’]? (?:and [\w ]{3,30})?(?:services|social (?:care|work)|department)|"
    r"\bofsted\b|"
    r"\bcouncil\b|\bauthority\b|\bdepartment\b|\binspectors?\b|\binspection\b|\btrust\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"\b(?:but|while|whilst|although|though|however|whereas|which)\b|[;:–—]|\s-\s", re.IGNORECASE
)
# "at least good" names no grade; "areas that still require improvement" are not a judgement.
NO_GRADE = re.compile(
    r"\bat least\s+[‘'“\"]?$|\bareas?\b[^.;:]{0,25}\b(?:that|which|where|still|as)\b[^.;:]{0,15}$",
    re.IGNORECASE,
)
OTHER_CLAUSE = re.compile(
    r"\b(?:but|while|whilst|although|though|however|whereas)\b|;", re.IGNORECASE
)
KEEPS = re.compile(r"\bwill (?:retain|remain|keep|continue)\w*\b", re.IGNORECASE)
# "good, and so were …", "the same grade for …": the grade before them is meant.
SO_WERE = re.compile(
    r"[’'”\"]?,?\s*(?:and so (?:were|was|are|is|did)|with the same for|"
    r"as (?:were|was|are|is|did|do|does|have|has)|"
    r"the same (?:goes|went|is true) for)\s+",
    re.IGNORECASE,
)
SAME = re.compile(r"\bthe same (?:grades?|ratings?|judge?ments?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GradeWord:
    """A grade in a sentence. `left` and `right`: the sentence around it."""

    start: int
    end: int
    grade: str
    left: str
    right: str
    is_marked: bool  # in quotation marks, or with a capital within the sentence
    is_attribute: bool  # `its inadequate children's services`
    is_whole: bool = False  # `requires improvement to be good`

    @property
    def is_claim(self) -> bool:
        """Is it said of a judgement, and not of good progress or outstanding people?"""
        if NO_GRADE.search(self.left):
            return False
        return (
            self._is_named
            or self._is_given
            or self._is_moved
            or EVERY_AREA.match(self.right.lstrip()) is not None
            or self._is_said_to_be
            or (self.is_attribute and self.is_grade_like)
        )

    @property
    def _ends_clause(self) -> bool:
        return ends_clause(self.right)

    @property
    def _is_named(self) -> bool:
        """`A good rating`; `leadership: good`; `services require improvement to be good`."""
        if _RIGHT_NAMED.match(self.right) or _LEFT_NAMED.search(self.left):
            return True
        if self.grade == "requires improvement" and (self.is_whole or _IMPROVING.search(self.left)):
            return True
        if self.grade == "requires improvement" and self._ends_clause and ends_in_area(self.left):
            return True
        is_label = _LABEL.search(self.left) and _AREA.search(self.left)
        return bool(is_label) and (self._ends_clause or self.is_grade_like)

    @property
    def _is_given(self) -> bool:
        """`Judged good`; `retains ‘outstanding’`."""
        if LEFT_JUDGED.search(self.left):
            ends = self._ends_clause or self.is_grade_like
            return ends or _RIGHT_OVERALL.match(self.right) is not None
        return self.is_grade_like and _LEFT_GIVEN.search(self.left) is not None

    @property
    def _is_moved(self) -> bool:
        """`From inadequate to good`; `moved up to good`."""
        if self.is_from_to:
            return True
        if _LEFT_FROM.search(self.left) and (_RIGHT_TO.match(self.right) or self.is_grade_like):
            return True
        ends = self._ends_clause or self.is_grade_like
        return ends and _LEFT_MOVED.search(self.left) is not None

    @property
    def is_from_to(self) -> bool:
        """The second of `from inadequate to good`."""
        return _LEFT_FROM_TO.search(self.left) is not None

    @property
    def _is_said_to_be(self) -> bool:
        """`Services are inadequate`; `children in care are good`, at a clause's end; a grade in
        quotation marks wherever services, or an area, are spoken of."""
        if not _COPULA.search(self.left):
            return False
        names_area = _AREA.search(self.left) is not None
        if self._ends_clause and (self.is_grade_like or names_area):
            return True
        return self.is_grade_like and (names_area or SERVICES.search(self.left) is not None)

    @property
    def is_grade_like(self) -> bool:
        """A word that is a grade and seldom anything else, or one in quotation marks."""
        return self.grade in ("requires improvement", "inadequate") or self.is_marked


def has_grade(sentence: str) -> bool:
    """Does a grade's word stand here? Most sentences have none, and are passed by at once."""
    low = sentence.lower()
    return any(word in low for word in _IN_EVERY_GRADE) and GRADE.search(sentence) is not None


def grade_words(sentence: str) -> Iterator[GradeWord]:
    """Every grade's word in a sentence, in order, claim or not."""
    for match in GRADE.finditer(sentence):
        low = re.sub(r"[-\s]+", " ", match["grade"].lower())
        grade = "requires improvement" if low.startswith("requir") else low
        left, right = sentence[: match.start()], sentence[match.end() :]
        capital = match["grade"][0].isupper() and bool(left.strip()) and not _is_title(sentence)
        marked = bool(match["mark"] and match["end"]) or capital
        attribute = re.match(
            r"\s*(?:local authority |council['’]?s? )?children['’]?s?['’]? (?:services|social)|"
            r"\s*(?:council|services|department|inspection)\b",
            right, re.IGNORECASE,
        )  # fmt: skip
        yield GradeWord(
            match.start(),
            match.end(),
            grade,
            left,
            right,
            marked,
            attribute is not None,
            "to be" in low,
        )


def _is_title(sentence: str) -> bool:
    words = [word for word in sentence.split() if len(word) > 3 and word[0].isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def ends_clause(right: str) -> bool:
    """Does a clause end here?"""
    return _ENDS_CLAUSE.match(right) is not None


def ends_in_area(left: str) -> bool:
    """Is a judged area the last that is named in these words: `leadership and child protection`?"""
    named = list(_AREA.finditer(left))
    return bool(named) and named[-1].end() == len(left.rstrip())


def areas_in(words: str) -> list[tuple[int, str]]:
    """The judged areas named in these words, each with its place."""
    return [(match.start(), match.lastgroup or "") for match in _AREA.finditer(words)]
