"""What each sign is worth, why, and how it did on real items. The one place to weigh anew.

A sign stands for or against one letter. `right` and `wrong`: in 100 real items about a letter that
was at hand, how often the sign stood on that letter, and how often on another of its authority
(`benchmarks/accuracy_links.py --signs`; signs on items about no letter are not counted there).
Weights are set by hand from these counts: the items are too few to learn from.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """Points of a sign, and the reason for them."""

    points: float
    why: str
    right: int = 0
    wrong: int = 0


LINKED = 3.6  # points that make a link
LEAD = 1.5  # and so many more than any other letter of the authority
SECOND = 5.0  # points for a letter of another authority that the item names beside the first

WEIGHTS = {
    "links to the letter": Weight(
        10.0, "Ofsted's own file number: there is no other reading", 0, 0
    ),
    "links to the provider": Weight(
        0.5, "the authority's page at Ofsted's site lists all letters", 0, 0
    ),
    "visit days": Weight(4.5, "two letters on one authority never share their days", 10, 1),
    "days of the visit": Weight(
        3.0, "some of the days: a week on site of a longer inspection", 1, 0
    ),
    "days near the visit": Weight(
        2.0, "they overlap, and are a day or two off: a slip of a pen", 0, 0
    ),
    "other days": Weight(
        -3.5, "a visit on other days is another visit, whenever its letter came", 0, 56
    ),
    "visit number": Weight(2.5, "the third monitoring visit since an inspection is one", 0, 0),
    "another number": Weight(-5.0, "the fourth visit is not the third", 0, 0),
    "visit month and year": Weight(
        2.5, "a few visits a year, so a month tells most of them apart", 18, 2
    ),
    "visit month": Weight(
        1.5, "the year is not printed, or is told by the item's own date", 16, 13
    ),
    "other month": Weight(-1.5, "the news is of a visit in another month", 2, 101),
    "day of publication": Weight(3.7, "few things come out on one day", 11, 1),
    "month of publication": Weight(
        1.0, "said of the report as often as of the meeting after it", 4, 1
    ),
    "same day": Weight(
        3.0, "52 of 68 dated council releases came out on the letter's own day", 13, 0
    ),
    "said to be out": Weight(1.0, "says of these days that a report or letter is published", 7, 0),
    "of services for children": Weight(
        0.7,
        "in the days about a letter: Ofsted’s word on services for children is that letter",
        16,
        0,
    ),
    "within days": Weight(2.5, "6 more within three days after, 3 up to eight days before", 9, 0),
    "within weeks": Weight(2.0, "bulletins and weekly papers", 7, 0),
    "month of both": Weight(2.0, "as within weeks: of the item its month alone is known", 0, 0),
    "year of both": Weight(
        1.0, "the same of its year: one or two letters on an authority come out in a year", 1, 0
    ),
    "within months": Weight(0.5, "a committee's papers, trade papers' round-ups", 3, 0),
    "long after": Weight(
        -2.0, "re-posts exist, but an old letter is mostly mentioned in passing", 2, 5
    ),
    "years after": Weight(-3.5, "the same, and letters have come out since", 0, 75),
    "before the letter": Weight(-6.0, "nobody announces a letter weeks ahead", 0, 106),
    "a later letter": Weight(
        -2.0, "another of its letters came out between it and the item", 0, 79
    ),
    "later days named": Weight(
        -3.0, "an undated item that prints a later month was written later", 0, 6
    ),
    "later years named": Weight(
        -5.0, "the same, by most of a year and more: there have been other letters since", 0, 62
    ),
    "of earlier years": Weight(
        -4.0, "an undated item names a body that was gone when the letter came out", 0, 8
    ),
    "year in the title": Weight(
        1.0,
        "an undated item's title names the inspection of a year: one or two are of that year",
        1,
        0,
    ),
    "next inspection": Weight(
        1.5,
        "an undated item names an earlier outcome's year: this is the inspection after it",
        16,
        5,
    ),
    "single inspection": Weight(
        2.0,
        "an authority had one between 2013 and 2018, or two: the board was reviewed with it",
        8,
        3,
    ),
    "another framework": Weight(
        -2.0,
        "what is inspected has its own names in each framework; some writers keep old ones",
        0,
        24,
    ),
    "told as earlier": Weight(
        -3.0, "an undated item names the year of an earlier outcome: it is that one", 0, 30
    ),
    "another overall grade": Weight(
        -1.5, "one grade is told of the whole, and the letter gives it to a part", 1, 26
    ),
    "grades of old": Weight(
        -6.0, "`adequate` was a grade until 2013, and no letter since can have given it", 0, 1
    ),
    "kind in the title": Weight(2.5, "a title names what the item is about", 12, 13),
    "kind named": Weight(2.0, "told as news; kinds told of the past count for nothing", 72, 125),
    "another kind": Weight(-5.0, "what is told as news is another kind of visit", 0, 175),
    "another visit": Weight(
        -1.5, "writers take focused, monitoring and assurance visits for another", 0, 0
    ),
    "no visit of this kind": Weight(
        -2.0, "grades are given by inspections, and by no visit", 0, 167
    ),
    "overall grade": Weight(2.5, "the grade told as news is the letter's overall grade", 52, 30),
    "grades named": Weight(1.0, "the grades told as news are among the letter's", 4, 5),
    "several grades": Weight(
        1.5, "two grades or more told as news, all of them the letter’s", 0, 1
    ),
    "every grade": Weight(
        1.5, "one grade for all that was judged: of letters of one grade, a few are so", 5, 2
    ),
    "another grade": Weight(-3.0, "the letter gives none of the grades told as news", 2, 57),
    "step": Weight(
        1.5, "from one of four grades to another: two letters seldom share a step", 16, 1
    ),
    "grade kept": Weight(1.5, "the same grade twice in a row, and said to be", 2, 0),
    "short visit": Weight(
        1.0, "two days tell a visit from an inspection, which takes one to four weeks", 7, 16
    ),
    "theme": Weight(1.5, "a visit looks at one of seven topics, and the next at another", 14, 6),
    "another theme": Weight(-1.0, "the same; what is told of one topic may touch another", 1, 26),
    "SEND outcome": Weight(2.0, "one of three, and an area is inspected once in some years", 6, 0),
    "another SEND outcome": Weight(-4.0, "the outcome told as news is not the letter's", 0, 0),
    "inspector named": Weight(
        2.0, "an inspector writes a few letters a year, in many authorities", 5, 1
    ),
    "names in common": Weight(1.5, "a director or a scheme that only this letter names", 6, 5),
    "words in common": Weight(8.0, "at most; see `words_in_common`", 84, 49),
    "short quotations": Weight(
        2.5, "at most: two to four quoted words that only this letter has", 27, 4
    ),
    "subject": Weight(
        -8.0, "the item is about something else and mentions an outcome in passing", 2, 14
    ),
    "subject of these days": Weight(-4.0, "the same, in the weeks after the letter", 1, 2),
    "told later on": Weight(
        -2.5, "what an item is about stands in its title or first sentence", 2, 11
    ),
    "in passing": Weight(-2.0, "neither title nor first lines tell of an outcome", 1, 4),
}

# Words in a row that only one of the authority's letters has, each counted by its rarity: on
# letters that an item was not about, 98 in 100 came to 2.5 or less (other authorities' letters:
# 2.7), on the right ones half came to 9 and more.
_BY_CHANCE = 1.0
_WORDS_A_POINT = 1.8

EARLY = 8  # days before the letter: the earliest release met
SOON = 3  # days after it
WEEKS = 21
MONTHS = 75
YEARS = 300


def points_of(name: str) -> float:
    """The points of a sign."""
    return WEIGHTS[name].points


def words_in_common(weight: float) -> float:
    """The points for words that stand in one letter alone, given their number times rarity."""
    return min(points_of("words in common"), max(0.0, (weight - _BY_CHANCE) / _WORDS_A_POINT))
