"""The labelled lines on a report's first page: “Inspection dates:”, “Lead inspector:”. No I/O."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.letters.dates import Span, find_span
from archive.letters.inspectors import Named, to_inspectors
from archive.letters.ledger import Facts, Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.people import people_in
from archive.letters.when import (
    LONGEST_INSPECTION,
    Known,
    found_days,
    published_date,
    visit_windows,
)
from archive.records import Inspector, VisitWindow

INSPECTION_DATES = re.compile(r"(?:inspection|fieldwork|visit) dates?\b\s*:?\s*", re.IGNORECASE)
PREVIOUS_DATES = re.compile(
    r"dates? of (?:the )?(?:previous|last) inspections?\s*:?\s*", re.IGNORECASE
)
LEAD_INSPECTOR = re.compile(r"(?<!deputy )(?:lead|reporting) inspectors?\b\s*:?\s*", re.IGNORECASE)
PUBLISHED = re.compile(
    r"(?:report )?published(?: on)?\s*:\s*|publication date\s*:?\s*", re.IGNORECASE
)
_NEXT_LABEL = re.compile(
    r"inspection dates?\b|dates? of (?:the )?(?:previous|last)|lead inspector|reporting inspector"
    r"|(?:report )?published\b|judgement\b|overall\b|the (?:impact|experiences|overall)"
    r"|children[’']s"
    r"|inspection outcome|age group|reference|1\. ",
    re.IGNORECASE,
)
MOST_PIECES = 3  # a value runs over at most three paragraphs


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after a label: a piece of the label's paragraph, and of those after it."""

    pieces: tuple[tuple[Paragraph, int, int], ...]

    @property
    def text(self) -> str:
        """The words of all pieces."""
        return " ".join(par.text[start:end] for par, start, end in self.pieces).strip()


def labelled(paragraphs: Sequence[Paragraph], label: re.Pattern[str]) -> Value | None:
    """What stands after the label, up to the next label. None where there is no such label."""
    for at, paragraph in enumerate(paragraphs):
        match = label.search(paragraph.text)
        if match is None or (match.start() > 0 and not _is_label(match)):
            continue
        after = _NEXT_LABEL.search(paragraph.text, match.end())
        pieces = [(paragraph, match.end(), after.start() if after else len(paragraph.text))]
        for following in paragraphs[at + 1 : at + MOST_PIECES]:
            if after or _NEXT_LABEL.match(following.text):
                break
            pieces.append((following, 0, len(following.text)))
        return Value(tuple(piece for piece in pieces if piece[1] < piece[2]))
    return None


def _is_label(match: re.Match[str]) -> bool:
    """Whether words in mid-paragraph are a label: labels printed without gaps run together."""
    return match.group().rstrip().endswith(":")


def read_dates(
    paragraphs: Sequence[Paragraph], known: Known, ledger: Ledger
) -> tuple[tuple[VisitWindow, ...], str | None]:
    """The stretches of days on site and how they are printed; two may stand on two lines."""
    value = labelled(paragraphs, INSPECTION_DATES)
    spans = _spans(value) if value else []
    if not spans:
        ledger.warn("The inspection's dates could not be read.")
        return (), None
    windows: list[VisitWindow] = []
    for paragraph, span in spans:
        windows.extend(visit_windows(span, LONGEST_INSPECTION, known.latest(), ledger))
        found_days(paragraph, span, ledger)
    return tuple(windows), "; ".join(span.words for _, span in spans)


def _spans(value: Value) -> list[tuple[Paragraph, Span]]:
    """The dates of each piece; a piece after the first must be dates and nothing else."""
    found: list[tuple[Paragraph, Span]] = []
    for number, (paragraph, start, end) in enumerate(value.pieces):
        span = find_span(paragraph.text[:end], start)
        alone = span is not None and span.end - span.start > 0.8 * (end - start)
        if span is None or (number > 0 and not alone):
            if found:
                break
            continue
        found.append((paragraph, span))
    return found


def read_published(
    paragraphs: Sequence[Paragraph],
    windows: tuple[VisitWindow, ...],
    known: Known,
    ledger: Ledger,
) -> Facts:
    """The fields of a record that say when a report was published: the date after “Report
    published:”. None, with a warning, where the cover has none."""
    value = labelled(paragraphs, PUBLISHED)
    spans = _spans(value) if value else []
    words = value.text if value and re.search(r"\d", value.text) else None
    published = published_date(spans[0][1] if spans else words, windows, known, ledger)
    if spans and published:
        paragraph, span = spans[0]
        ledger.found("published", paragraph, span.start, span.end)
    return {"published": published, "published_source": "cover" if published else None}


def read_leads(paragraphs: Sequence[Paragraph], ledger: Ledger) -> tuple[Inspector, ...]:
    """The inspectors named after “Lead inspector:”; some reports have two."""
    value = labelled(paragraphs, LEAD_INSPECTOR)
    named = [
        Named(person, "lead", paragraph)
        for paragraph, start, end in (value.pieces if value else ())
        for person in people_in(paragraph.text, start, end)
    ]
    if not named:
        ledger.warn("The lead inspector's name could not be read.")
    return to_inspectors(named, ledger)
