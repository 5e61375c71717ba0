"""The signs that speak for and against one letter, one by one. Their worth: `weights`. Pure."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.dates_named import Month
from archive.linking.case import Case, Common
from archive.linking.topic import LEAD
from archive.linking.weights import EARLY, MONTHS, SOON, WEEKS, YEARS, points_of, words_in_common
from archive.mentions import ORDINALS, VISIT_NUMBER, Named, visit_number
from archive.records import HeldLetter, Item, VisitWindow, same_address

_VISITS = {"focused_visit", "monitoring_visit", "assurance_visit"}
GRADED = {"inspection"}  # the kinds that give the four grades
_OUT = re.compile(
    r"\b(?:publish|releas|issue)\w*\b[^.\n]{0,60}\b(?:today|this morning|yesterday)\b|"
    r"\b(?:today|this morning|yesterday)\b[^.\n]{0,80}\b(?:publish|releas|issue|report|letter)|"
    r"\b(?:report|letter|findings)\b[^.\n]{0,60}\b(?:is|are) (?:now )?"
    r"(?:out|published|available)\b",
    re.IGNORECASE,
)
LAST_SINGLE = dt.date(2018, 8, 1)  # the last reports of the single inspection came out in July
_OPENING = 2_500  # characters: a letter says in its first lines which visit it is about
_QUOTE_POINT = 0.8


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: its name, its points, and how to say it to a reader."""

    name: str
    points: float
    words: str


def signs_on(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    yield from _link_signs(case.item, letter)
    yield from _visit_signs(case, letter)
    yield from _number_signs(case, letter)
    yield from _publication_signs(case, letter)
    yield from _time_signs(case, letter, common)
    yield from _kind_signs(case, letter, common)
    yield from _framework_signs(case, letter)
    yield from _grade_signs(letter, common.grades)
    yield from _people_signs(case, letter, common)
    yield from _word_signs(letter, common)
    if case.topic.other:
        is_fresh = _is_fresh(case.item, letter)
        name = "subject of these days" if is_fresh else "subject"
        yield _sign(name, f"is about {case.topic.other}")
    elif not case.topic.tells_outcome:
        yield _sign("in passing", "does not begin with what Ofsted found")


def links_to(letter: HeldLetter, item: Item) -> bool:
    """Does the item link to this letter's file at Ofsted's site?"""
    number = re.compile(rf"/file/{re.escape(letter.id)}(?:\D|$)")
    here = same_address(letter.url)
    return any(number.search(link) or _is(link, here) for link in item.outbound_links)


def _link_signs(item: Item, letter: HeldLetter) -> Iterator[Sign]:
    if not item.outbound_links:
        return
    if links_to(letter, item):
        yield _sign("links to the letter", "links to Ofsted's file")
    elif letter.provider_url:
        page = same_address(letter.provider_url)
        if any(_is(link, page) for link in item.outbound_links):
            yield _sign("links to the provider", "links to the authority's page at Ofsted's site")


def _is(link: str, address: str) -> bool:
    try:
        return same_address(link) == address
    except ValueError:  # a link that is no address
        return False


def _visit_signs(case: Case, letter: HeldLetter) -> Iterator[Sign]:
    windows = letter.visit_windows
    if not windows:
        return
    exact = _naming(case, windows, exactly=True)
    if exact:
        yield _sign("visit days", f"names the visit's days ({exact})")
        return
    partly = _naming(case, windows, exactly=False)
    if partly:
        yield _sign("days of the visit", f"names days of the visit ({partly})")
        return
    news = [days for days in case.mentions.days if not days.past]
    near = [days for days in news if any(days.touches(w.start, w.end) for w in windows)]
    if near:
        yield _sign("days near the visit", f"names days about the visit's ({near[0].words})")
        return
    if news:
        yield _sign("other days", f"names other days ({news[0].words})")
        return
    yield from _month_signs(case, windows)


def _naming(case: Case, windows: Sequence[VisitWindow], *, exactly: bool) -> str | None:
    """The words in which the item names these days as news."""
    named = list(case.mentions.days)
    if not exactly:
        named += [days for days in case.mentions.published if days.year_known]
    for days in named:
        for window in windows:
            fits = (days.are if exactly else days.within)(window.start, window.end)
            if fits and not (days.past and _is_older(days.end, case)):
                return days.words
    return None


def _is_older(day: dt.date, case: Case) -> bool:
    """Was this day long before the item? What is told of the past may still be the news of a
    letter that comes weeks after its visit."""
    latest = case.item.published or case.mentions.latest
    return latest is None or (latest - day).days > MONTHS


def _month_signs(case: Case, windows: Sequence[VisitWindow]) -> Iterator[Sign]:
    news = [month for month in case.mentions.months if not month.past]
    for month in sorted(news, key=lambda one: not one.printed):
        for window in windows:
            if month.holds(window.start) or month.holds(window.end):
                sure = month.year is not None
                name = "visit month and year" if sure else "visit month"
                yield _sign(name, f"names the visit's month ({month.words})")
                return
    told = [
        month for month in news if month.year and month.words.lower().startswith(("in ", "last"))
    ]
    if told and case.item.published and not any(_near(month, windows) for month in news):
        yield _sign("other month", f"names another month ({told[0].words})")


def _near(month: Month, windows: Sequence[VisitWindow]) -> bool:
    """Is the month the one before or after a visit's? A letter has its own month."""
    first = dt.date(month.year or 2000, month.month, 15)
    return any(-35 < (first - window.end).days < MONTHS for window in windows)


def _number_signs(case: Case, letter: HeldLetter) -> Iterator[Sign]:
    """A monitoring letter says which visit it is about: the first since the inspection, the second
    …; so do most items."""
    said = (
        VISIT_NUMBER.search(letter.text[:_OPENING]) if letter.kind == "monitoring_visit" else None
    )
    if not said or not case.mentions.numbers:
        return
    if visit_number(said[1]) in case.mentions.numbers:
        yield _sign("visit number", f"is about the {said[1].lower()} monitoring visit")
    else:
        number = ORDINALS[case.mentions.numbers[0] - 1]
        yield _sign("another number", f"is about the {number} monitoring visit")


def _publication_signs(case: Case, letter: HeldLetter) -> Iterator[Sign]:
    day = letter.published
    if day is None:
        return
    for said in case.mentions.published:
        if not said.past and said.are(day, day):
            yield _sign("day of publication", f"names the day it was published ({said.words})")
            return
    for month in case.mentions.months:
        if month.printed and not month.past and month.holds(day):
            yield _sign("month of publication", f"names the month it was published ({month.words})")
            return


def _time_signs(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    if letter.published is None:
        return
    if case.item.published is None:
        yield from _undated_signs(case, letter, letter.published, common)
        return
    after = (case.item.published - letter.published).days
    yield _sign(_time_between(after), f"published {_days_apart(after)}")
    out = _OUT.search(f"{case.item.title}\n{case.text[:LEAD]}") if -1 <= after <= SOON else None
    if out:
        yield _sign("said to be out", "says that it is published")
    later = _came_between(letter, case.item.published, common)
    if later and after > SOON:
        yield _sign("a later letter", f"another letter came between ({later})")


def _undated_signs(
    case: Case, letter: HeldLetter, published: dt.date, common: Common
) -> Iterator[Sign]:
    """An undated item was written after all that it tells of as past."""
    latest, year = case.mentions.latest, case.mentions.latest_year
    words = f"{latest:%B %Y}" if latest else ""
    if year and (latest is None or year > latest.year):
        latest, words = dt.date(year, 1, 1), str(year)
    after = (latest - published).days if latest else 0
    if after > MONTHS:
        name = "later years named" if after > YEARS else "later days named"
        yield _sign(name, f"speaks of {words}, after the letter")
    elif letter.id == common.next_inspection and case.mentions.earlier:
        yield _sign("next inspection", f"is the next after that of {case.mentions.earlier:%Y}")


def _is_fresh(item: Item, letter: HeldLetter) -> bool:
    """Did the item come out with the letter, or in the weeks after it?"""
    if item.published is None or letter.published is None:
        return False
    return -EARLY <= (item.published - letter.published).days <= WEEKS


def _came_between(letter: HeldLetter, day: dt.date, common: Common) -> dt.date | None:
    """The day on which the next letter came out, if that was before the item did."""
    after = bisect_right(common.days, letter.published) if letter.published else len(common.days)
    return common.days[after] if after < len(common.days) and common.days[after] <= day else None


def _time_between(after: int) -> str:
    if after == 0:
        return "same day"
    if -EARLY <= after <= SOON:
        return "within days"
    if after < 0:
        return "before the letter"
    for days, name in ((WEEKS, "within weeks"), (MONTHS, "within months"), (YEARS, "long after")):
        if after <= days:
            return name
    return "years after"


def _days_apart(after: int) -> str:
    if after == 0:
        return "the same day"
    number = f"{abs(after)} day" + ("s" if abs(after) != 1 else "")
    return f"{number} {'after' if after > 0 else 'before'} the letter"


def _kind_signs(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    told = common.kinds[letter.kind]
    most = common.kinds[common.kind] if common.kind else 0
    said = letter.kind.replace("_", " ")
    in_title = any(
        kind.what == letter.kind and kind.place == "title" and not kind.past
        for kind in case.mentions.kinds
    )
    is_told = told and (
        common.kind in (None, letter.kind)
        or (common.kind in GRADED and told * 2 >= most)
        or (told == most and letter.kind not in GRADED)
    )
    if is_told and in_title:
        yield _sign("kind in the title", f"names {article(said)} in its title")
    elif is_told:
        yield _sign("kind named", f"tells of {article(said)}")
    elif common.kind and not _may_be_called(letter.kind, common, told):
        are_visits = {letter.kind, common.kind} <= _VISITS
        name = "another visit" if are_visits else "another kind"
        yield _sign(name, f"tells of {article(common.kind.replace('_', ' '))}")
    if letter.kind not in GRADED and _grades_overall(common.grades) and not told:
        yield _sign("no visit of this kind", "names grades, and a visit gives none")


def article(said: str) -> str:
    """A kind with its article, in the words of the field."""
    plain = {"jtai": "joint targeted area inspection", "area send": "area SEND inspection"}.get(
        said, said
    )
    return f"{'an' if plain[0] in 'aeiou' else 'a'} {plain}"


def _may_be_called(kind: str, common: Common, told: int) -> bool:
    """An "inspection of children's services" may be any visit, unless grades are told of it; a
    visit's own name is its own."""
    if common.kind != "inspection" or kind == "area_send":
        return False
    return not _grades_overall(common.grades) or told > 0 or not common.names_inspection


def _framework_signs(case: Case, letter: HeldLetter) -> Iterator[Sign]:
    """An inspection of the kind of its years."""
    said = case.mentions.frameworks
    if letter.kind != "inspection" or letter.published is None or len(said) != 1:
        return
    is_single = letter.published < LAST_SINGLE
    if (said[0] == "single") is not is_single:
        yield _sign("another framework", "tells of a way of inspecting of other years")
    elif is_single:
        yield _sign("single inspection", "tells of a single inspection, as they were until 2018")


def _grades_overall(grades: Sequence[Named]) -> bool:
    return any(grade.overall or grade.place == "title" for grade in grades)


def _grade_signs(letter: HeldLetter, grades: Sequence[Named]) -> Iterator[Sign]:
    held = {grade for _, grade in letter.grades}
    overall = dict(letter.grades).get("overall")
    if not held or not grades or letter.kind not in GRADED:
        return
    claimed = {g.what for g in grades if g.overall or g.place == "title"}
    said = {grade.what for grade in grades}
    leading = {grade.what for grade in grades if grade.place != "body"}
    if overall in claimed and not (len(claimed) > 2):
        yield _sign("overall grade", f"names its overall grade ({overall})")
    elif claimed and not claimed & held:
        yield _sign(
            "another grade", f"names a grade it does not give ({', '.join(sorted(claimed))})"
        )
    elif overall in leading or said == held or (said <= held and overall in said):
        yield _sign("grades named", f"names its grades ({', '.join(sorted(said & held))})")
    elif said and not said & held:
        yield _sign("another grade", f"names a grade it does not give ({', '.join(sorted(said))})")


def _people_signs(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    whole = f"{case.item.title}\n{case.text}"
    inspector = next((name for name in letter.inspectors if name in whole), None)
    if inspector:
        yield _sign("inspector named", f"names the inspector {inspector}")
    others = [name for name in common.names[letter.id] if name != inspector]
    if others:
        yield _sign("names in common", f"names {' and '.join(others[:2])}, as the letter does")


def _word_signs(letter: HeldLetter, common: Common) -> Iterator[Sign]:
    overlap = common.overlaps[letter.id]
    if overlap.words:
        points = words_in_common(overlap.weight)
        passages = f"{overlap.passages} passage" + ("s" if overlap.passages != 1 else "")
        yield Sign("words in common", points, f"shares {overlap.words} words in {passages}")
    quotes = common.quotes[letter.id]
    if quotes:
        points = min(
            points_of("short quotations"), sum(_QUOTE_POINT * common.rarity[q] for q in quotes)
        )
        said = "; ".join(f"“{quote.strip()}”" for quote in quotes[:3])
        yield Sign("short quotations", points, f"quotes {said}")


def _sign(name: str, words: str) -> Sign:
    return Sign(name, points_of(name), words)
