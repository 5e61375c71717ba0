"""What a letter finds wanting, where it lists no points: its sentences of criticism. Pure.

Letters of monitoring visits have no list of what needs to improve; what does is said in sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.checking.pieces import sentences_of
from archive.words.wording import page_at

_WANTING = re.compile(
    r"\bnot (?:yet |always |sufficiently |consistently |routinely |enough |good|all |well|been|"
    r"in place|"
    r"be|get|have|make|do|receive|reflect|understand|help|provide|ensure|given)|\b(?:do|does|did|"
    r"are|is|was|were|has|have|"
    r"had|can|could) not\b|\binconsisten|\bvariab|\bvaries\b|\btoo (?:many|long|slow|few|often|"
    r"late|"
    r"much|variable|high|little)\b|\bdelay|\bdrift\b|\black(?:s|ed|ing)?\b|\blimited\b|\bweak|"
    r"\bpoor|"
    r"\binsufficient|\bfail(?:s|ed|ure|ing)|\bunable\b|\bturnover\b|\bvacanc|\bmore to do\b|"
    r"\bneeds? to (?:improve|be|do)|\brequires? (?:further|improvement|strengthening)|"
    r"\bchallenging\b|\brarely\b|\bseldom\b|\boverly optimistic|\bshortfall|\bstruggle|"
    r"\binadequate\b|"
    r"\breliance on\b|\bnot\b[^.]{0,30}\benough\b|\bremain(?:s|ed)? (?:variable|inconsistent|"
    r"high|too)|"
    r"(?<!who )\b(?:is|are) (?:(?:too )?often )?missing\b(?! from)|"
    r"\bbacklog|\bunallocated\b|\bwithout (?:an?|any|the|having)\b|\babsence of\b|\bwaiting\b",
    re.IGNORECASE,
)
# The same words, said of what is done about it, or of another time.
_NO_FAULT = re.compile(
    r"\bprevents? (?:drift|delay)|\breduc\w+ (?:drift|delay)|\bwithout delay|\bno (?:delay|drift)|"
    r"\bavoid\w* (?:drift|delay)|\bwhen (?:it is|they are|this is) not\b|\bwill be published\b|"
    r"\bjudged (?:to be )?inadequate|\bI am copying\b|\bnot (?:judge|grade|constitute)|"
    r"\bcannot safely\b",
    re.IGNORECASE,
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
        if _WANTING.search(words) and not _NO_FAULT.search(words):
            yield words, page_at(place, page_starts)
