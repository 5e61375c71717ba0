"""A comparison as a person reads it at a terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

import click

from archive.records import Answer, GradeClaim, Quotation, RecurringPoint
from archive.site import plain_words
from schedules.compare import Comparison

_WIDTH = 96
_GOOD, _BAD, _QUIET = "green", "red", "bright_black"
_COLOURS = {
    "exact": _GOOD, "right": _GOOD, "mentioned": _GOOD,
    "altered": _BAD, "not_found": _BAD, "wrong": _BAD, "not_mentioned": _BAD,
    "cut_short": "yellow", "joined": "yellow", "unsure": "yellow",
}  # fmt: skip


def report_of(comparison: Comparison) -> str:
    """The whole report, a section for each question."""
    letter = comparison.letters[0]
    lines = [
        click.style(comparison.item.title, bold=True),
        f"held against {letter.id} ({plain_words.kind(letter.kind)})",
    ]
    if not letter.text.strip():
        lines.append("The letter has no text that we could read, so nothing can be told.")
    lines += [click.style(f"not read: {why}", fg="yellow") for why in comparison.unread]
    lines += _section("In quotation marks", _quotations(comparison.checks.quotations))
    lines += _section("Grades claimed", _claims(comparison.checks.grade_claims))
    if comparison.item.document_kind == "press_release":
        lines += _section("What the letter says, and the release", _answers(comparison))
    lines += _section("The letter's words without quotation marks", _shared(comparison))
    lines += _section("Told before", _recurring(comparison.recurring))
    return "\n".join(lines)


def _section(title: str, lines: Iterator[str]) -> list[str]:
    found = list(lines)
    return ["", click.style(title, bold=True), *found] if found else []


def _verdict(name: str, words: dict[str, str]) -> str:
    return click.style(words.get(name, name.replace("_", " ")), fg=_COLOURS.get(name, _QUIET))


def _quotations(quotations: Sequence[Quotation]) -> Iterator[str]:
    if not quotations:
        yield "  Nothing is quoted."
    for number, one in enumerate(quotations, start=1):
        page = f", page {one.page}" if one.page else ""
        where = f" ({one.letter}{page})" if one.verdict == "another_letter" else page
        said = f", {one.speaker}" if one.verdict == "not_ofsted" else ""
        yield f"  {number}. {_verdict(one.verdict, plain_words.VERDICTS)}{where}{said}"
        if one.grave:
            yield click.style(f"     grave: {one.grave}", fg=_BAD)
        yield from _wrapped(f"“{one.text}”")
        if one.difference:
            yield from _wrapped(f"difference: {one.difference}")
        elif one.verdict == "joined" and one.letter_words:
            yield from _wrapped(f"the letter: “{one.letter_words}”")


def _claims(claims: Sequence[GradeClaim]) -> Iterator[str]:
    for one in claims:
        given = f"; the letter: {one.grade}" if one.grade and one.verdict == "wrong" else ""
        yield (
            f"  {plain_words.area(one.area)}: {one.claimed} – "
            f"{_verdict(one.verdict, plain_words.CLAIMS)} ({one.reason}{given})"
        )
        yield from _wrapped(f"“{one.sentence}”")


def _answers(comparison: Comparison) -> Iterator[str]:
    answers = comparison.checks.answers
    counts = Counter(one.verdict for one in answers)
    if answers:
        yield (
            f"  of {len(answers)} judgements and points: {counts['mentioned']} mentioned, "
            f"{counts['not_mentioned']} not mentioned, {counts['unsure']} unsure"
        )
    for verdict in ("not_mentioned", "unsure", "mentioned"):
        for one in answers:
            if one.verdict == verdict:
                yield from _answer(one)


def _answer(one: Answer) -> Iterator[str]:
    page = f" (page {one.page})" if one.page else ""
    yield f"  {_verdict(one.verdict, plain_words.ANSWERS)}{page}"
    yield from _wrapped(one.text)
    if one.sentence and one.verdict != "not_mentioned":
        yield from _wrapped(f"the release: “{one.sentence}”")


def _shared(comparison: Comparison) -> Iterator[str]:
    borrowed = comparison.checks.borrowed
    if borrowed and borrowed.words:
        yield (
            f"  {borrowed.of_letter} of {borrowed.words} words stand in the letter in runs of six "
            f"and more, in quotation marks or not"
        )
    for one in comparison.checks.shared_passages:
        yield from _wrapped(f"“{one.text}” (page {one.page}, {one.words} words)", "  ")


def _recurring(points: Sequence[RecurringPoint]) -> Iterator[str]:
    for one in points:
        yield from _wrapped(one.text, "  ")
        yield from _wrapped(f"{one.earlier_letter}: “{one.earlier_text}”")


def _wrapped(text: str, indent: str = "     ") -> list[str]:
    flat = " ".join(text.split())
    return textwrap.wrap(flat, _WIDTH, initial_indent=indent, subsequent_indent=indent) or [""]
