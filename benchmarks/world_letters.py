"""The letters of an invented country: their sources, as `crawler.replica.letter_source` reads them,
and what an item says that is about one."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from functools import cached_property

from archive.local_authorities import slug_of
from crawler.replica.letter_source import read_letter_source

_SPELT = "bar cor dun el fen gar hol isk jar kel lor mar nor oth pel quor ren sul tor ul"
_CALLED = "Ada Bram Cleo Dov Edda Finn Greta Hugo Ines Joel Kara Leif Mona Nils Olga Pim"
_SAID = """children families plans workers visits records managers help risk homes carers schools
    nurses police health courts meetings reviews advice housing young people leaders practice
    quality time change support strong weak clear prompt late careful better every most some few
    often seldom"""
SYLLABLES, FIRST_NAMES, _WORDS = (given.split() for given in (_SPELT, _CALLED, _SAID))
_THEMES = (
    "children in need and those subject to a child protection plan",
    "children in care",
    "care leavers",
    "children at the front door of the service",
)
_POINTS = (
    "The quality of plans for {} in {}.",
    "The timeliness of decisions on {} when {} ask for help.",
    "Supervision that helps workers to reflect on {} and {}.",
    "The oversight of {} by managers of {}.",
)
_GRADES = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate")
_AREAS = (
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "Overall effectiveness",
)
GONE_BY = dt.timedelta(days=35)  # from a visit to its letter


@dataclass(frozen=True, slots=True)
class Place:
    """An authority, its newsroom and its paper."""

    number: int
    urn: str
    name: str

    @property
    def slug(self) -> str:
        return slug_of(self.name)


@dataclass(frozen=True)
class WorldLetter:
    """The n-th letter on an authority, as its source."""

    place: Place
    number: int
    visit: dt.date
    published: dt.date
    source: str

    @property
    def file(self) -> str:
        return f"{self.place.urn}{self.number:04}"

    @cached_property
    def sentences(self) -> list[str]:
        """What can be quoted from it."""
        blocks = read_letter_source(self.source).body
        body = [block.text for block in blocks if block.kind == "paragraph"]
        return [words for text in body[4:] for words in text.rstrip(".").split(". ")]


def letter_of(place: Place, number: int, visit: dt.date, published: dt.date) -> WorldLetter:
    """The n-th letter on an authority: every third is a whole inspection."""
    chance = random.Random(f"letter {place.urn}/{number}")
    make = _inspection if number % 3 == 0 else _focused_visit
    return WorldLetter(place, number, visit, published, make(place, chance, visit, published))


def about(letter: WorldLetter, chance: random.Random, rest: list[str]) -> tuple[str, list[str]]:
    """A headline and paragraphs that tell of a letter: one quotation as it stands there, one with a
    word changed, and a councillor's own words."""
    name, first = letter.place.name, letter.visit
    quoted = chance.sample(letter.sentences, 2)
    altered = quoted[1].split()
    altered[len(altered) // 2] = "remarkable"
    second = first + dt.timedelta(days=1)
    return f"Ofsted inspectors write of {name}’s services for children", [
        (
            f"Ofsted inspectors visited children’s services in {name} on {first.day} {first:%B} "
            f"and {second.day} {second:%B} {second:%Y}. “{quoted[0]},” says their letter."
        ),
        f"Ofsted found that “{' '.join(altered)}”.",
        "“We are glad of what our staff do each day,” said Councillor Ada Penn.",
        *rest[:2],
    ]


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=12)).capitalize() + "."


def _paragraphs(chance: random.Random, many: int) -> list[str]:
    return [" ".join(_sentence(chance) for _ in range(7)) for _ in range(many)]


def _points(chance: random.Random) -> list[str]:
    picked = chance.sample(_POINTS, 3)
    return [f"* {point.format(chance.choice(_WORDS), chance.choice(_WORDS))}" for point in picked]


def _focused_visit(place: Place, chance: random.Random, visit: dt.date, published: dt.date) -> str:
    inspector = f"{chance.choice(FIRST_NAMES)} {chance.choice(SYLLABLES).capitalize()}ford"
    director = f"{chance.choice(FIRST_NAMES)} {chance.choice(SYLLABLES).capitalize()}wick"
    second = visit + dt.timedelta(days=1)
    days = f"{visit.day} and {second.day} {second:%B} {second:%Y}"
    if visit.month != second.month:
        days = f"{visit.day} {visit:%B} and {second.day} {second:%B} {second:%Y}"
    head = [
        "---", "form: letter", f"date: {published.day} {published:%B %Y}",
        f"to: [{director}, Director of Children’s Services, {place.name} Council]",
        f"dear: {director.split()[0]}",
        f"title: Focused visit to {place.name} children’s services",
        f"signed: [[{inspector}, His Majesty’s Inspector]]", "---",
    ]  # fmt: skip
    body = [
        (
            f"This letter summarises the findings of the focused visit to {place.name} children’s "
            f"services on {days}. His Majesty’s Inspector for this visit was {inspector}."
        ),
        f"Inspectors looked at the local authority’s arrangements for {chance.choice(_THEMES)}.",
        (
            "This visit was carried out in line with the inspection of local authority children’s "
            "services (ILACS) framework."
        ),
        "## Headline findings",
        *_paragraphs(chance, 1),
        "## What needs to improve in this area of social work practice?",
        "\n".join(_points(chance)),
        "## Main findings",
        *_paragraphs(chance, 6),
    ]
    return "\n".join(head) + "\n" + "\n\n".join(body) + "\n"


def _inspection(place: Place, chance: random.Random, visit: dt.date, published: dt.date) -> str:
    del published  # a report does not print it
    inspector = f"{chance.choice(FIRST_NAMES)} {chance.choice(SYLLABLES).capitalize()}ford"
    end = visit + dt.timedelta(days=11)
    dates = f"{visit.day} {visit:%B} to {end.day} {end:%B} {end:%Y}"
    grades = [chance.choice(_GRADES) for _ in _AREAS]
    title = f"Inspection of {place.name} local authority children’s services"
    head = [
        "---", "form: ilacs", f"title: [{title}]", f"dates: {dates}",
        f'lead: "{inspector}, His Majesty’s Inspector"', "judgements:",
        *(f"  - [{area}, {grade}]" for area, grade in zip(_AREAS, grades, strict=True)),
        f"footer: [{title}, {dates}]", "crown: 2023", "---",
    ]  # fmt: skip
    body = [
        *_paragraphs(chance, 2),
        "## What needs to improve?",
        "\n".join(_points(chance)),
        *(
            words
            for area, grade in zip(_AREAS[:3], grades, strict=False)
            for words in (f"## {area}: {grade.lower()}", *_paragraphs(chance, 2))
        ),
    ]
    return "\n".join(head) + "\n" + "\n\n".join(body) + "\n"
