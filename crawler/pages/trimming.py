"""Where a release begins and ends on its page: what stands before and after its own words. Pure."""

from __future__ import annotations

import re

from crawler.pages.dates import date_alone

_HEAD = 6  # so many paragraphs may stand before the first of the release's own
_LONGEST_CAPTION = 25  # words

# Lines that the site puts above a text. Each is a whole line.
_FRAME = re.compile(
    r"this (?:article|news item|page|story) is (?:more than|over) .{1,30} old\.?|"
    r"\d+ ?min(?:ute)?s? read|share(?: this)?(?: page| article| story)?\W*|listen|"
    r"print(?: this page)?|"
    r"(?:date )?(?:published|posted|released)(?: on)?\W*|(?:last|page) (?:updated|reviewed)\b.*|"
    r"(?:latest |council |all )?news(?:room)?|press release|media release|news release",
    re.IGNORECASE,
)
# Lines with which the site's own words begin again, below a text.
TAIL = re.compile(
    r"(?:notes? (?:to|for) (?:the )?editors?|editor[’']?s?[’']? notes?)\b|\W*ends\W*$|"
    r"share (?:this|on)\b|share:?$|like this:|filed under\b|posted in\b|tags?:|categor(?:y|ies):|"
    r"(?:related|more|other|latest|recent|further)(?: \w+)? "
    r"(?:news|posts|articles|stories|links|pages|content)\W*$|related\W*$|"
    r"(?:media|press) (?:contact|enquir|office)\w*\W*.{0,60}$|for (?:media|press) enquiries\b|"
    r"was this (?:page|article|information) (?:useful|helpful)|did you find (?:this|what)\b|"
    r"(?:rate|print) this page|back to (?:the )?(?:top|news)\b|give us feedback\W*$|"
    r"(?:sign up|subscribe)\b.{0,60}(?:newsletter|bulletin|updates|alerts)\b|follow us on\b|"
    r"(?:page )?last (?:updated|reviewed|modified)\b|this page was last\b",
    re.IGNORECASE,
)


# "12/05/2025 - New homes": some lists write the day before a title.
_DATED = re.compile(r"^\d{1,2}/\d{1,2}/\d{4}\s*[-–]\s*")


def words(text: str) -> str:
    """Text on one line, with single spaces."""
    return " ".join(text.split())


def undated(title: str) -> str:
    """A title without the day that stands before it."""
    return _DATED.sub("", title)


def after_heading(paragraphs: list[str], title: str) -> list[str]:
    """What follows the title, where it stands among the first paragraphs; a banner's words and at
    times the title once more stand before."""
    heads = [n for n, p in enumerate(paragraphs[:_HEAD], start=1) if words(p) == title]
    return paragraphs[max(heads, default=0) :]


def without_frame(paragraphs: list[str], byline: str | None = None) -> list[str]:
    """Without the labels above the text, and the dates and byline that stand alone about it."""
    first = next((n for n, p in enumerate(paragraphs) if not _is_frame(p, byline)), 0)
    head = [p for p in paragraphs[first:_HEAD] if not _is_day_or_name(p, byline)]
    kept = [*head, *paragraphs[max(first, _HEAD) :]]
    while kept and date_alone(kept[-1]):
        kept.pop()
    return kept


def _is_frame(paragraph: str, byline: str | None) -> bool:
    return bool(_FRAME.fullmatch(paragraph)) or _is_day_or_name(paragraph, byline)


def _is_day_or_name(paragraph: str, byline: str | None) -> bool:
    if date_alone(paragraph):
        return True
    # The name, by itself or with the day: "By Ann Other | 3 June 2025".
    said = re.sub(r"^by\s+", "", paragraph, flags=re.IGNORECASE)
    rest = said.removeprefix(byline or said + " ")
    return said == byline or (rest != said and bool(date_alone(rest) or re.match(r"\s*[|•]", rest)))


def without_captions(paragraphs: list[str], alternatives: set[str]) -> list[str]:
    """Without paragraphs that say once more what a picture's alternative text says."""
    return [p for p in paragraphs if not _is_caption(p, alternatives)]


def _is_caption(paragraph: str, alternatives: set[str]) -> bool:
    if len(paragraph.split()) > _LONGEST_CAPTION:
        return False
    shorter = re.sub(r"\s*\([^()]*\)$", "", paragraph)
    return paragraph in alternatives or shorter in alternatives


def cut_tail(paragraphs: list[str], starts: re.Pattern[str]) -> list[str]:
    """Paragraphs up to the first line that begins as `starts` says: the boilerplate's."""
    kept = []
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        cut = next((n for n, line in enumerate(lines) if starts.match(line.strip())), None)
        if cut is None:
            kept.append(paragraph)
            continue
        if cut:
            kept.append("\n".join(lines[:cut]))
        break
    return kept
