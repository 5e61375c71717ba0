"""What a visit looked at, and what it follows: the opening sentences and lists of a letter on a
visit. No I/O."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.letters.dates import MONTHS
from archive.letters.grades import GRADE, canonical
from archive.letters.ledger import Facts, Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.sections import Part, find_part
from archive.pdf.pdf_lines import BULLET
from archive.words.ordinals import ORDINALS
from archive.words.themes import visit_theme

_NUMBER = re.compile(
    rf"\b(?P<word>{'|'.join(ORDINALS)})\s+(?:monitoring visit\b|visit since\b)", re.IGNORECASE
)
_JUDGED = re.compile(
    rf"\b(?:was|were|been) judged\b[^.]{{0,80}}?\b(?P<grade>{GRADE})\b[^.]{{0,60}}?\bin "
    r"(?P<month>[A-Z][a-z]+) (?P<year>\d{4})",
)
_LOOKED = re.compile(
    r"\b(?:inspectors|they|we|this visit|the visit) (?:also )?(?:looked at|evaluated|considered"
    r"|reviewed|focused on|examined|assessed|scrutinised)(?: specifically)?(?: on)? "
    r"(?P<what>[^.]+)",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(r"\b(?:range of )?evidence\b|performance management|case records", re.I)
_ARRANGEMENTS = re.compile(
    r"^(?:the )?(?:.{0,60}?[’']s? )?(?:arrangements|practice|progress made|services|work) "
    r"(?:in place )?(?:for|in|to|once|at|within|on|with|relating to|regarding) (?:the )?",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r",? (?:including|specifically|in particular|particularly|with (?:a )?(?:particular |specific )"
    r"?focus|and the quality|and thresholds|in accordance with|in line with)\b",
    re.IGNORECASE,
)
_AREAS_COVERED = re.compile(r"Areas? covered by", re.IGNORECASE)


def read_scope(intro: Sequence[Paragraph], headed: Sequence[Part], ledger: Ledger) -> Facts:
    """What the visit looked at: the list under “Areas covered”, else the opening's own words."""
    covered = find_part(headed, _AREAS_COVERED)
    around = covered.paragraphs if covered else intro
    sentence = next(filter(None, (_looked_at(par) for par in around)), None)
    listed = [par for par in around if par.kind == "item"]
    areas = [(par, par.text.removeprefix(f"{BULLET} ").rstrip(".;, ")) for par in listed]
    if not areas and sentence:
        areas = [sentence]
    for position, (paragraph, _) in enumerate(areas, start=1):
        ledger.found(f"areas_covered.{position}", paragraph)
    scopes = [_DETAIL.split(sentence[1])[0]] if sentence else []
    scopes.append("; ".join(words for _, words in areas))
    theme = next(filter(None, map(visit_theme, scopes)), None)
    if theme:
        ledger.found("theme", (sentence or areas[0])[0])
    elif areas:
        ledger.warn("What the visit looked at is not worded as any of Ofsted's topics.")
    else:
        ledger.warn("What the visit looked at could not be read: no sentence says so as others do.")
    return {"areas_covered": tuple(words for _, words in areas), "theme": theme}


def _looked_at(paragraph: Paragraph) -> tuple[Paragraph, str] | None:
    """What a sentence says the inspectors looked at; not which evidence they used for it."""
    for match in _LOOKED.finditer(paragraph.text):
        what = match["what"].strip()
        if not _EVIDENCE.search(what):
            return paragraph, _ARRANGEMENTS.sub("", what).rstrip(":, ")
    return None


def read_history(intro: Sequence[Paragraph], ledger: Ledger) -> Facts:
    """Which monitoring visit it is, and the judgement it follows."""
    number = judged = None
    for paragraph in intro:
        if number is None and (number := _NUMBER.search(paragraph.text)):
            ledger.found("visit_number", paragraph, *number.span())
        if judged is None and (judged := _JUDGED.search(paragraph.text)):
            ledger.found("previous_judgement", paragraph, *judged.span())
    if number is None:
        ledger.warn("The letter does not say which monitoring visit it reports.")
    if judged is None:
        ledger.warn("The letter does not say when the authority was judged, and how.")
    return {
        "visit_number": ORDINALS.index(number["word"].lower()) + 1 if number else None,
        "previous_judgement": canonical(judged["grade"]) if judged else None,
        "previous_judgement_as_printed": judged.group() if judged else None,
        "previous_judgement_month": _year_month(judged) if judged else None,
    }


def _year_month(judged: re.Match[str]) -> str | None:
    month = judged["month"][:3].lower()
    return f"{judged['year']}-{MONTHS.index(month) + 1:02}" if month in MONTHS else None
