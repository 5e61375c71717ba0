"""Finds what stands in quotation marks, and who is said to have said it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from archive.checking.blocks import block_lines, block_of, end_of_block, is_block_line
from archive.checking.marks import DOUBLE, SINGLE, closing_of, lines_of, next_opening
from archive.checking.named import OFSTED, UNKNOWN
from archive.checking.speakers import Around, Speaker, is_saying, speaker_of
from archive.letters.grades import GRADE
from archive.words.wording import compared_words, words_of

__all__ = ["LEAST_WORDS", "OFSTED", "UNKNOWN", "Quoted", "find_quoted"]

LEAST_WORDS = 3  # one or two words in quotation marks are a manner of speaking

_ONLY_A_GRADE = re.compile(
    rf"(?:is |are |be |as |now |still |overall |a |rated |judged )*{GRADE}(?: overall| rating)?\W*",
    re.IGNORECASE,
)
_PLAINLY_SPEECH = 12  # words: no name and no grade is so long
_MOST_PARAGRAPHS = 6  # of speech whose paragraphs are not opened anew


@dataclass(frozen=True, slots=True)
class Quoted:
    """Something in quotation marks. `start` and `end` are the places of its outermost marks;
    `text` is without marks, its paragraphs parted by line breaks.

    `is_certain`: a verb of saying or a colon gives it to the speaker. `is_closed`: its last mark
    was found; where it was not, nobody can say where it ends. `is_earlier`: the words around it
    speak of an earlier inspection. `is_nested`: within what somebody else says.
    """

    text: str
    start: int
    end: int
    speaker: str
    is_certain: bool = True
    is_closed: bool = True
    is_earlier: bool = False
    is_nested: bool = False
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class _Span:
    text: str
    start: int
    end: int
    is_closed: bool = True
    trail: str | None = None  # of a block quote: the line under it that may name its speaker


def find_quoted(text: str, blocks: Sequence[int] = ()) -> list[Quoted]:
    """All that is quoted in a text, in order, with its speaker: `Ofsted`, a person's name as
    printed, or `unknown`. Scare quotes, names and grades in quotation marks are left out.

    `blocks`: the paragraphs, parted by blank lines and counted from 1, that stand in a block quote.
    They are somebody's words though no mark says so; a block that repeats what is quoted elsewhere
    in the text is there to be seen.
    """
    spans = _without_repeats(list(_spans(text, block_lines(text, blocks))))
    found: list[Quoted] = []
    before: Speaker | None = None
    for number, span in enumerate(spans):
        earlier_end = spans[number - 1].end if number else 0
        later_start = spans[number + 1].start if number + 1 < len(spans) else len(text)
        around = _around(text, span, earlier_end, later_start)
        inherited = _inherited(text, span, earlier_end, before)
        speaker = speaker_of(around, before) or inherited or Speaker(UNKNOWN, is_certain=False)
        if not _is_speech(span.text):
            before = speaker if speaker.who != UNKNOWN else before
            continue
        before = speaker
        found.append(_quoted(span, speaker))
        if not speaker.is_ofsted:
            found += _nested(span, text)
    return found


def _is_speech(words: str) -> bool:
    """Three words or more, and neither a grade nor the name of something."""
    if len(words.split()) > _PLAINLY_SPEECH:
        return True
    plain = words_of(words)
    if len(plain) < LEAST_WORDS or _ONLY_A_GRADE.fullmatch(words.strip()):
        return False
    long = [words[s] for s, e in zip(plain.starts, plain.ends, strict=True) if e - s > 3]
    is_name = len(plain) <= 6 and len(long) > 1 and all(first.isupper() for first in long)
    return not is_name or words.rstrip().endswith((".", "?", "!"))


def _quoted(span: _Span, speaker: Speaker, *, is_nested: bool = False) -> Quoted:
    return Quoted(
        span.text,
        span.start,
        span.end,
        speaker.who,
        is_certain=speaker.is_certain,
        is_closed=span.is_closed,
        is_earlier=speaker.is_earlier,
        is_nested=is_nested,
    )


def _nested(outer: _Span, text: str) -> Iterator[Quoted]:
    """What somebody quotes within their own words, where they say that it is Ofsted's."""
    inside = text[outer.start + 1 : outer.end - 1]
    spans = [
        _Span(each.text, each.start + outer.start + 1, each.end + outer.start + 1, each.is_closed)
        for each in _spans(inside)
        if each.is_closed
    ]
    for span in spans:
        speaker = speaker_of(_around(text, span, outer.start + 1, outer.end), None)
        if speaker and speaker.is_ofsted and _is_speech(span.text):
            yield _quoted(span, speaker, is_nested=True)


# --- what stands in quotation marks ---


def _spans(text: str, blocks: Set[int] = frozenset()) -> Iterator[_Span]:
    """Quotations. Paragraphs that are each opened, and only the last closed, are one; so are
    those of a block quote, whose lines begin with `>` or are among `blocks`."""
    paragraphs = list(lines_of(text))
    at, offset = 0, 0
    while at < len(paragraphs):
        start, paragraph = paragraphs[at]
        if offset == 0 and is_block_line(paragraph, start, blocks):
            last = end_of_block(paragraphs, at, blocks)
            block = block_of(paragraphs[at:last])
            if block:
                yield _Span(*block)
                at = last
                continue
        opening = next_opening(paragraph, offset)
        if opening is None:
            at, offset = at + 1, 0
            continue
        mark = paragraph[opening]
        closing = closing_of(paragraph, opening + 1, mark)
        if closing is not None:
            words = paragraph[opening + 1 : closing].strip()
            yield _Span(words, start + opening, start + closing + 1)
            offset = closing + 1
            continue
        parts = [paragraph[opening + 1 :].strip()]
        span, at, offset = _over_paragraphs(paragraphs, at, start + opening, mark, parts)
        yield span


def _without_repeats(spans: Sequence[_Span]) -> list[_Span]:
    """Without the blocks whose words another quotation of the text has too."""
    if all(one.trail is None for one in spans):
        return list(spans)
    told = {
        compared_words(one.text).folded: one for one in spans if one.trail is None and one.is_closed
    }
    wholes = [f" {' '.join(words)} " for words in told]
    return [
        one
        for one in spans
        if one.trail is None
        or not any(f" {' '.join(compared_words(one.text).folded)} " in whole for whole in wholes)
    ]


def _over_paragraphs(
    paragraphs: Sequence[tuple[int, str]], at: int, opened: int, mark: str, parts: list[str]
) -> tuple[_Span, int, int]:
    """The rest of a quotation that its first paragraph does not close; where reading goes on."""
    first = at
    family = DOUBLE if mark in DOUBLE else SINGLE
    while at + 1 < len(paragraphs):
        start, paragraph = paragraphs[at + 1]
        if paragraph[0] in family:
            at += 1
            closing = closing_of(paragraph, 1, paragraph[0])
            parts.append(paragraph[1:closing].strip())
            if closing is not None:
                span = _Span("\n".join(parts), opened, start + closing + 1)
                return span, at, closing + 1
            continue
        if at == first and mark == "“":
            unmarked = _closed_later(paragraphs, at + 1)
            if unmarked:
                last, closing = unmarked
                parts += [words for _, words in paragraphs[at + 1 : last]]
                start, paragraph = paragraphs[last]
                parts.append(paragraph[:closing].strip())
                return _Span("\n".join(parts), opened, start + closing + 1), last, closing + 1
        break
    start, paragraph = paragraphs[at]
    return _Span("\n".join(parts), opened, start + len(paragraph), is_closed=False), at + 1, 0


def _closed_later(paragraphs: Sequence[tuple[int, str]], at: int) -> tuple[int, int] | None:
    """The next closing mark, if it ends a paragraph and no opening one comes before it."""
    for number in range(at, min(at + _MOST_PARAGRAPHS, len(paragraphs))):
        words = paragraphs[number][1]
        opening, closing = words.find("“"), words.find("”")
        if opening >= 0 and (closing < 0 or opening < closing):
            return None
        if closing >= 0:
            return (number, closing) if closing >= len(words) - 2 else None
    return None


# --- who said it ---


def _around(text: str, span: _Span, earlier_end: int, later_start: int) -> Around:
    paragraph_start = text.rfind("\n", 0, span.start) + 1
    paragraph_end = text.find("\n", span.end)
    paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
    lead_start = max(paragraph_start, earlier_end)
    return Around(
        lead=re.sub(r"^\s*[•*–-]\s+", "", text[lead_start : span.start]),
        trail=span.trail or text[span.end : max(span.end, min(paragraph_end, later_start))],
        above=text[max(0, paragraph_start - 1500) : lead_start],
        ends_so=text[span.end - 2 : span.end - 1],
    )


def _inherited(text: str, span: _Span, earlier_end: int, before: Speaker | None) -> Speaker | None:
    """A paragraph that is nothing but speech goes on with the speaker of the one before."""
    if before is None:
        return None
    between = text[earlier_end : span.start]
    starts_paragraph = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip(" •*–-")
    adjacent = between.strip().count("\n") == 0 and len(between) < 200
    if "\n" not in between or (starts_paragraph and adjacent):
        goes_on = re.search(r"[\w”\"’']", between) is None or is_saying(between)
        return Speaker(before.who, before.is_certain and goes_on, before.is_earlier)
    return None
