"""What a letter finds wanting, where it lists no points: its sentences of criticism. Pure.

Letters of monitoring visits have no list of what needs to improve; what does is said in sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.checking.pieces import sentences_of
from archive.words.wording import page_at

# Words that find fault wherever they stand, but in an aside.
_WANTING = re.compile(
    r"\bnot (?:yet |always |sufficiently |consistently |routinely |enough\b|good\b|all |well\b|"
    r"in place|been (?:effective|good|strong|quick)|(?:be|get|have|make|receive|reflect|understand|"
    r"help|provide|ensure) )|\binconsisten|\bvariab|\bvaries\b|"
    r"\btoo (?:many|long|slow|few|often|late|much|variable|high|little)\b|\bdelay|\bdrift\b|"
    r"\black(?:s|ing)?\b|\blimited\b|\bweak(?!ness)|\bweakness(?:es)? in\b|\bpoor|\binsufficient|"
    r"\bfail(?:s|ed|ure|ing)|\bunable\b|\bturnover\b|\bvacancies\b|\bmore to do\b|"
    r"\bneeds? to (?:improve|do more)|\brequires? (?:further|improvement|strengthening)|"
    r"(?<!appropriately )\bchallenging\b|"
    r"\brarely\b|\bseldom\b|\boverly optimistic|\bshortfall|\bstruggle|\binadequate\b|"
    r"\breliance on\b|\bnot\b[^.]{0,30}\benough\b|"
    r"\bremain(?:s|ed)? (?:variable|inconsistent|high|too)|"
    r"(?<!who )\b(?:is|are) (?:(?:too )?often )?missing\b(?! from)|\bbacklog|\bunallocated\b|"
    r"\bwithout (?:an?|any|the|having)\b|\babsence of\b|\bwaiting (?:list|time)|"
    r"\b(?:are|is|still) wait(?:ing)?\b",
    re.IGNORECASE,
)
# A plain "not" finds fault only in what a sentence says of its own subject.
_DENIED = re.compile(r"\b(?:do|does|are|is|has|have|can|could) not\b(?! (?:only|just|in\b|gone))",
                     re.IGNORECASE)  # fmt: skip
# What a sentence says of a case, a question or a thing that it only names.
_ASIDES = re.compile(
    r"^(?:when|whenever|where|if|unless|although they|before)\b[^,.;]*|"
    r"(?<=\w )(?:(?:when|where) there|if|unless|whether|why|what|so that|"
    r"rather than|agree or)\b[^,.;]*",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:which|who|whose|that|than|when|where)\b[^,.;]*", re.IGNORECASE)
_FOUND_THAT = re.compile(
    r"\b(?:f[io]unds?|says?|said|saw|seen|means?|recognises?|knows?|aware|clear|shows?|suggests?|"
    r"tells?|told (?:us|inspectors)) that\b",
    re.IGNORECASE,
)
# The same words, said of what is done about it.
_DELAYS = r"(?:drift|delays?)(?: (?:and|or) (?:drift|delays?))?"
_DONE_ABOUT_IT = re.compile(
    rf"\b(?:prevent|reduc|avoid|challeng|tackl|minimis|address|escalat)\w* (?:to )?"
    rf"(?:any |unnecessary |further |potential )?{_DELAYS}|"
    rf"\b(?:without|no|any|or) (?:undue |unnecessary )?{_DELAYS}|\bno waiting (?:list|time)s?",
    re.IGNORECASE,
)
# Sentences that find no fault, whatever their words; headings, and what is said of another time.
_NO_FAULT = re.compile(
    r"\bwhen (?:it is|they are|this is) not\b|\bwill be published\b|^what (?:needs to|does)\b|"
    r"\bjudged (?:to be )?(?:inadequate|requires)|\bI am copying\b|"
    r"\bnot (?:judge|grade|constitute)|"
    r"\bensures? (?:that )?[^.;]*\b(?:do|are) not\b|"
    r"\bnot (?:adversely )?(?:impact|interrupt|affect|imped|disrupt|prevent)|"
    r"\bcannot safely\b|\boutside the scope\b",
    re.IGNORECASE,
)
# What was wanting and is mended, unless the sentence turns.
_MENDED = re.compile(
    r"\bno longer\b|\b(?:has|have) been (?:cleared|addressed|resolved|tackled|reduced|eradicated|"
    r"put right|dealt with|strengthened)|"
    r"\b(?:has|have) (?:reduced|fallen|lessened|decreased|ended)\b|"
    r"\b(?:have|has) not (?:claimed|overstated)|\b(?:is|are) (?:reducing|falling|decreasing)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(?:but|however|although|though|yet|still|despite|remains?)\b", re.IGNORECASE
)
_LEAST_WORDS, _MOST_WORDS = 6, 70
MOST = 60  # findings: a whole report has more, and lists its points


def criticisms(text: str, page_starts: tuple[int, ...] = ()) -> Iterator[tuple[str, int | None]]:
    """Each sentence of criticism in a letter's text, with its page."""
    place = 0
    for sentence in sentences_of(text):
        place = max(text.find(sentence, place), place)
        words = " ".join(sentence.split()).lstrip("•– ")
        if not _LEAST_WORDS <= len(words.split()) <= _MOST_WORDS:
            continue
        if _finds_fault(words):
            yield words, page_at(place, page_starts)


def _finds_fault(sentence: str) -> bool:
    """Does a sentence say that something is wanting, now, in what it speaks of?"""
    if _NO_FAULT.search(sentence) or (_MENDED.search(sentence) and not _TURNS.search(sentence)):
        return False
    said = _DONE_ABOUT_IT.sub("", _ASIDES.sub("", sentence))
    if _WANTING.search(said):
        return True
    return bool(_DENIED.search(_RELATIVE.sub("", _FOUND_THAT.sub("", said))))
