"""Finds what stands in quotation marks, and who is said to have said it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.wording import words_of

LEAST_WORDS = 3  # one or two words in quotation marks are a manner of speaking

OFSTED = "Ofsted"
UNKNOWN = "unknown"

_OPENING = "“\"‘'"
_CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'"}
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[—–:,-])$")

_SAYING = (
    r"said|says|say|added|adds|told|commented|explained|continued|wrote|writes|stated|states|"
    r"noted|notes|concluded|reported|reads|read|found|finds|praised|highlighted|recognised|"
    r"described|judged|observed|acknowledged|welcomed|insisted|warned"
)
_OFSTED = re.compile(
    r"\b(?:Ofsted(?!['’]s? (?:letter to|visit to))|inspectors?|inspection (?:report|letter|team)|"
    r"(?:the|its|their|this) (?:\w+ ){0,2}(?:report|letter)|watchdog|inspectorate)\b",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:Councillor|Councillors|Cllr|Cllrs|Mayor|Leader|Deputy Leader|Lord|Lady|Sir|Dame|Dr|Prof|"
    r"Professor|Mr|Mrs|Ms|Miss)\.?"
)
_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3}"
_PERSON = re.compile(
    rf"(?:{_OFFICE} )?{_NAME}(?=,)|{_OFFICE} {_NAME}|{_OFFICE} [A-Z][\w'’-]+|"
    rf"{_NAME}(?= (?:{_SAYING})\b)|(?<=said ){_NAME}|(?<=added ){_NAME}"
)
_PRONOUN = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey) (?:also )?(?:{_SAYING})\b|\b(?:{_SAYING}) (?:he|she)\b"
)
_SPOKESPERSON = re.compile(
    r"\b(?:spokes(?:person|man|woman)|director|chief executive|lead member|cabinet member|"
    r"portfolio holder|chair|leader|head)\b",
    re.IGNORECASE,
)
_HANGING = re.compile(r"\b(?:on|in|of|at|for|from|to|across|near|around)\s+$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Something in quotation marks. `start` and `end` are the places of its outermost marks;
    `text` is without marks, its paragraphs parted by line breaks."""

    text: str
    start: int
    end: int
    speaker: str


def find_quoted(text: str) -> list[Quoted]:
    """All that is quoted in a text, in order, with its speaker: `Ofsted`, a person's name as
    printed, or `unknown`."""
    spans = [span for span in _spans(text) if len(words_of(span.text)) >= LEAST_WORDS]
    found: list[Quoted] = []
    for span in spans:
        before = found[-1] if found else None
        speaker = _speaker(text, span, spans) or _inherited(text, span, before) or UNKNOWN
        found.append(Quoted(span.text, span.start, span.end, speaker))
    return found


# --- what stands in quotation marks ---


@dataclass(frozen=True, slots=True)
class _Span:
    text: str
    start: int
    end: int


def _spans(text: str) -> Iterator[_Span]:
    """Quotations. Paragraphs that are each opened, and only the last closed, are one."""
    open_start: int | None = None
    mark = ""
    parts: list[str] = []
    for start, paragraph in _paragraphs(text):
        at = 0
        if open_start is not None:
            if not _opens(paragraph, 0, mark):
                yield _Span("\n".join(parts), open_start, start - 1)
                open_start, parts = None, []
            else:
                at = 1
        while True:
            if open_start is None:
                found = _next_opening(paragraph, at)
                if found is None:
                    break
                open_start, mark, at = start + found, paragraph[found], found + 1
            closing = _closing(paragraph, at, mark)
            if closing is None:
                parts.append(paragraph[at:].strip())
                break
            parts.append(paragraph[at:closing].strip())
            yield _Span("\n".join(parts), open_start, start + closing + 1)
            open_start, parts, at = None, [], closing + 1
    if open_start is not None:
        yield _Span("\n".join(parts), open_start, len(text.rstrip()))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        shift = len(line) - len(line.lstrip())
        if line.strip():
            yield match.start() + shift, line.strip()


def _opens(paragraph: str, at: int, mark: str) -> bool:
    return paragraph[at : at + 1] == mark


def _next_opening(paragraph: str, at: int) -> int | None:
    for place in range(at, len(paragraph) - 1):
        char = paragraph[place]
        if char not in _OPENING or not _BEFORE_OPENING.search(paragraph[:place]):
            continue
        if paragraph[place + 1].isspace():
            continue
        # A single mark opens a quotation only if one closes it: else it is an apostrophe ('tis).
        if char in "‘'" and _closing(paragraph, place + 1, char) is None:
            continue
        return place
    return None


def _closing(paragraph: str, at: int, mark: str) -> int | None:
    wanted = _CLOSING[mark]
    places = [p for p in range(at, len(paragraph)) if paragraph[p] == wanted]
    for place in places:
        after = paragraph[place + 1 : place + 2]
        if wanted in "’'" and _is_apostrophe(paragraph, place, places):
            continue
        if wanted == '"' and after.isalnum():
            continue
        return place
    return None


def _is_apostrophe(paragraph: str, place: int, places: list[int]) -> bool:
    """Inside a word, or after the s of a plural when the quotation closes later on."""
    after = paragraph[place + 1 : place + 2]
    if after.isalnum():
        return True
    is_plural = paragraph[place - 1] == "s" and re.match(r"\s[a-z]", paragraph[place + 1 :])
    return bool(is_plural) and any(p > place for p in places)


# --- who said it ---


def _speaker(text: str, span: _Span, spans: list[_Span]) -> str | None:
    """By the words around the quotation in its own paragraph: those that lead to it from the last
    sentence's end, and those that follow it up to this sentence's end."""
    before, after = _around(text, span, spans)
    lead = re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", before)[-1]
    trail = re.split(r"(?<=[.!?])\s", after)[0]
    if re.match(rf"\s*(?:{_SAYING})\b", trail) or re.match(r"\s*(?:\w+ )?(?:he|she|they) ", trail):
        return _named(trail) or _named(lead)
    if re.search(r"[:,]\s*$", lead) or re.search(rf"\b(?:{_SAYING}|that)\b", lead):
        return _named(lead) or _named(trail)
    return _named(f"{lead} … {trail}")


def _around(text: str, span: _Span, spans: list[_Span]) -> tuple[str, str]:
    paragraph_start = text.rfind("\n", 0, span.start) + 1
    paragraph_end = text.find("\n", span.end)
    paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
    earlier = max((s.end for s in spans if s.end <= span.start), default=0)
    later = min((s.start for s in spans if s.start >= span.end), default=len(text))
    return text[max(paragraph_start, earlier) : span.start], text[
        span.end : min(paragraph_end, later)
    ]


def _named(words: str) -> str | None:
    """Who speaks in these words: the name next to the verb of saying, else whoever is named."""
    person = _person(words)
    ofsted = _OFSTED.search(words)
    if person and ofsted:
        return _nearer_to_saying(words, person, ofsted)
    if person:
        return _once(person[0])
    if ofsted:
        return OFSTED
    office = _SPOKESPERSON.search(words)
    if office and re.search(rf"\b(?:{_SAYING})\b", words):
        return office[0]
    return None


def _person(words: str) -> re.Match[str] | None:
    """The first name of a person. A name that hangs on a preposition is a place, or begins with
    one: `the letter on West Tarn says`, `Mayor of Tarn Ada Penn said`."""
    at = 0
    while found := _PERSON.search(words, at):
        if not _HANGING.search(words[: found.start()]):
            return found
        at = found.start() + len(found[0].split()[0])
    return None


def _nearer_to_saying(words: str, person: re.Match[str], ofsted: re.Match[str]) -> str:
    """`…," said Cllr A of the report`: after a quotation, the first who is named. Before one, the
    last: `Cllr A said inspectors had found "…"`; but not the report that Cllr A, who welcomed it,
    speaks of: there the verb is not the report's own."""
    if re.match(rf"\s*(?:{_SAYING})\b", words):
        first = min((person, ofsted), key=lambda match: match.start())
        return OFSTED if first is ofsted else _once(person[0])
    own_verb = re.match(rf"\s(?:\w+ ){{0,2}}(?:{_SAYING})\b", words[ofsted.end() :])
    if ofsted.start() > person.start() and own_verb:
        return OFSTED
    return _once(person[0])


def _once(name: str) -> str:
    """A name that a picture's alternative text has doubled: `Cllr A BCllr A B`."""
    return re.sub(r"^(.{5,}?)\1$", r"\1", name.rstrip("."))


def _inherited(text: str, span: _Span, before: Quoted | None) -> str | None:
    """A paragraph that is nothing but speech goes on with the speaker of the one before."""
    if before is None:
        return None
    between = text[before.end : span.start]
    same_paragraph = "\n" not in between
    starts_paragraph = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    adjacent = between.count("\n\n") <= 1 and len(between) < 200
    if same_paragraph or (starts_paragraph and adjacent):
        return before.speaker
    return None
