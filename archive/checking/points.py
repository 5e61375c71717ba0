"""Each judgement and point of a letter, against what a release says: answered or not. Pure.

A release words things its own way, so words are compared by their stems and by the field's terms
(`field_terms`), each weighed by how much it says. `not_mentioned` is said only where nothing in the
release comes near; between the two it is `unsure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from archive.checking import grade_words
from archive.checking.criticism import MOST, criticisms
from archive.checking.field_terms import WEIGHTS
from archive.checking.rarity import rarity
from archive.checking.release_sentences import ReleaseSentences, Sentence, terms_in
from archive.records import Answer, GradeClaim, HeldLetter, Point

# Where the thresholds stand, and why: docs/accuracy.md.
MENTIONED = 0.5
NOT_MENTIONED = 0.3
_TOPIC = 4.5  # weight from which a term is what a point is about
_TOPIC_MISSING = 0.45  # below this, a release that has few of a point's topics is silent on it
_FEW_TOPICS = 0.4
_TELLING = 1.2  # weight of a word that says what a point is about where no term does
_LONG = 16.0  # weight above which a point's further words count by half: they say how, not what
_SURE_WITHOUT_CUE = 0.75
_QUALITIES = frozenset(
    ("=inconsistent", "=timeliness")
)  # what is wanting of a thing, not the thing
_HEAD = 2.0  # weight from which what stands before "including" is a thing of its own
_MOST_OF_HEAD = 0.7
_PLAIN_WEIGHT = 9.0  # more than one topic: of one alone a release may speak in praise
_RARE = 3.0
_RARE_WEIGHT = 5.0
# What inspectors came to look at is no word on what they found.
_SCOPE = re.compile(
    r"\b(?:look(?:s|ed|ing)? (?:at|into)|assessed on|focus(?:es|ed|ing) on|examin|evaluat|"
    r"consider(?:ed|ing))",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\([^()]*(?:framework|outcome|enabler|principle|paragraph|page)[^()]*\)", re.I
)
_INSTANCES = re.compile(r",? (?:including|such as|particularly|especially)\b", re.IGNORECASE)
_AREAS_AT_LARGE = re.compile(
    r"across the board|\b(?:every|each|all|both|most|many|some|two|three|four|five)\b[\w ]{0,20}"
    r"\b(?:areas?|categor\w+|judge?ments?|aspects)\b",
    re.IGNORECASE,
)
AREA_NAMES = {
    "overall": "overall effectiveness",
    "leaders": "the impact of leaders",
    "help_and_protection": "children who need help and protection",
    "in_care": "children in care",
    "care_leavers": "care leavers",
    "adoption": "adoption",
    "safeguarding_board": "the safeguarding children board",
    "send_outcome": "the outcome of the area SEND inspection",
}


def points_of(letter: HeldLetter) -> list[Point]:
    """What a release on this letter may answer: its judgements and its points; where it lists no
    points, its sentences of criticism."""
    found = [
        Point("judgement", area, f"{AREA_NAMES.get(area, area)}: {grade}", None)
        for area, grade in letter.grades
    ]
    found += letter.points
    if not letter.points and letter.kind != "inspection":
        sentences = list(criticisms(letter.text, letter.page_starts))[:MOST]
        found += [
            Point("finding", str(number), text, page)
            for number, (text, page) in enumerate(sentences, start=1)
        ]
    return found


def answers(
    release: ReleaseSentences,
    points: Iterable[Point],
    claims: Sequence[GradeClaim],
    letter: str = "",
) -> list[Answer]:
    """For each point of a letter: does the release speak of it? With the sentence that comes
    nearest. `claims`: the grades that the release claims."""
    found = [
        _of_judgement(release, point, claims)
        if point.item_kind == "judgement"
        else _of_point(release, point)
        for point in points
    ]
    return [replace(answer, letter=letter) for answer in found]


def likeness(one: str, other: str) -> float:
    """How near two points are, 0 to 1: the smaller of what each has of the other."""
    first, second = terms_in(one), terms_in(other)
    shared = _weight(first & second)
    return shared / max(_weight(first), _weight(second), 1.0)


# --- judgements ---


def _of_judgement(release: ReleaseSentences, point: Point, claims: Sequence[GradeClaim]) -> Answer:
    """Mentioned where a grade is claimed for the area; unsure where one may be meant for it."""
    own = [c for c in claims if c.area == point.item and c.verdict in ("right", "wrong", "unsure")]
    if own:
        return _answer(point, "mentioned", own[0].sentence, 1.0)
    some = next((claim for claim in claims if claim.area == "unknown"), None)
    if some or (point.item == "overall" and claims):
        return _answer(point, "unsure", (some or claims[0]).sentence, 0.5)
    may_be = next((one for one in release.single if _may_grade(one.text, point.item)), None)
    if may_be:
        return _answer(point, "unsure", may_be.text, 0.5)
    return _answer(point, "not_mentioned", None, 0.0)


def _may_grade(sentence: str, area: str) -> bool:
    """Does a grade's word stand beside the area, every area, or the services as a whole?"""
    if not grade_words.has_grade(sentence):
        return False
    named = re.compile(grade_words.AREAS.get(area, r"\bSEND\b"), re.IGNORECASE)
    if named.search(sentence) or _AREAS_AT_LARGE.search(sentence):
        return True
    is_of_all = area == "overall" and grade_words.SERVICES.search(sentence)
    return bool(is_of_all) and any(
        grade_words.ends_clause(one.right) for one in grade_words.grade_words(sentence)
    )


# --- points ---


def _of_point(release: ReleaseSentences, point: Point) -> Answer:
    text = _REFERENCE.sub(" ", point.text)
    terms = terms_in(text)
    topics = {term for term in terms if _weight_of(term) >= _TOPIC}
    # "The consistency of support for foster carers" is about foster carers first.
    about = topics - _QUALITIES or topics
    whole = _whole(text, terms, topics)
    if whole < _TOPIC:
        return _answer(point, "unsure", None, 0.0)  # nothing in it that could be recognised
    near = _near(release, terms, about, whole)
    told = next((one for one in near if _tells(*one, terms, about)), None)
    if told:
        return _answer(point, "mentioned", told[1].text, min(told[0], 1.0))
    score, best = near[0] if near else (0.0, None)
    is_silent = _is_silent(release, terms, topics, score, is_listed=point.item_kind != "finding")
    comes_near = best and best.is_wanting and score >= NOT_MENTIONED
    if comes_near or _has_the_head(near, text, terms) or _names_the_thing(near, terms):
        is_silent = False
    nearest = best.text if best else None
    return _answer(point, "not_mentioned" if is_silent else "unsure", nearest, score)


def _has_the_head(near: Sequence[tuple[float, Sentence]], text: str, terms: frozenset[str]) -> bool:
    """`The quality of plans, including contingency planning`: does a sentence say that plans, of
    which the rest are instances, are wanting?"""
    head = _INSTANCES.split(text)[0]
    own = terms & terms_in(head)
    if head == text or _weight(own) < _HEAD:
        return False
    return any(
        one.is_wanting and _weight(own & one.terms) >= _MOST_OF_HEAD * _weight(own)
        for _, one in near
    )


def _names_the_thing(near: Sequence[tuple[float, Sentence]], terms: frozenset[str]) -> bool:
    """Is a rarer word of the point, no term of the field, in a sentence that says what is wanting?
    "Ease of access to hubs" is met by "hubs that everybody can get to"."""
    rare = {term for term in terms if not term.startswith("=") and _weight_of(term) >= _RARE}
    return any(one.is_wanting and rare & one.terms for _, one in near)


def _whole(text: str, terms: frozenset[str], topics: Set[str]) -> float:
    """What the whole of a point weighs."""
    # What is only an instance of it ("including contingency planning") may go without a word.
    instances = terms - terms_in(_INSTANCES.split(text)[0])
    whole = _weight(terms) - _weight(instances) / 2
    if topics - _QUALITIES:
        whole -= _weight(terms & _QUALITIES) / 2
    return min(whole, _LONG + (whole - _LONG) / 2) if whole > _LONG else whole


def _tells(score: float, one: Sentence, terms: frozenset[str], topics: Set[str]) -> bool:
    """Does the sentence say that something is to be done, or wanting, about this point?"""
    if score < MENTIONED or (topics and not topics & one.terms):
        return False
    is_plain = score >= _SURE_WITHOUT_CUE and _weight(terms & one.terms) >= _PLAIN_WEIGHT
    return one.is_wanting or (is_plain and not _SCOPE.search(one.text))


def _is_silent(
    release: ReleaseSentences, terms: frozenset[str], topics: Set[str], score: float, *,
    is_listed: bool,
) -> bool:  # fmt: skip
    """Does nothing in the release come near?"""
    if is_listed and topics & release.hinted:
        return False
    if is_listed and topics - _QUALITIES:
        # A listed point has few words: one of its topics found anywhere may be all there is to say.
        return score < _TOPIC_MISSING and not topics & release.all_terms
    # Of a point without a topic of the field, its rarer words say what it is about.
    about = topics - _QUALITIES or {
        term for term in terms if not term.startswith("=") and _weight_of(term) >= _TELLING
    }
    of_topics = _weight(about & release.all_terms) / _weight(about) if about else 1.0
    return score < NOT_MENTIONED or (score < _TOPIC_MISSING and of_topics < _FEW_TOPICS)


def _near(
    release: ReleaseSentences, terms: frozenset[str], topics: Set[str], whole: float
) -> list[tuple[float, Sentence]]:
    """The sentences that have something of the point, those that have most of it first; and each
    with the next, which count a little less."""
    found = [
        (_weight(terms & one.terms) / whole, one) for one in release.single if terms & one.terms
    ]
    for one, following in pairwise(release.single):
        if terms.isdisjoint(following.terms):
            continue
        both = terms & (one.terms | following.terms)
        if len(both) > len(terms & one.terms):
            found.append((0.85 * _weight(both) / whole, _pair(one, following, topics or terms)))
    return sorted(found, key=lambda each: -each[0])


def _pair(one: Sentence, other: Sentence, about: Set[str]) -> Sentence:
    """Two neighbours. What one says is wanting is not what only the other speaks of."""
    is_wanting = any(each.is_wanting and about & each.terms for each in (one, other))
    return Sentence(f"{one.text} {other.text}", one.terms | other.terms, bool(is_wanting))


def _weight(terms: Iterable[str]) -> float:
    return sum(map(_weight_of, terms))


@lru_cache(maxsize=65536)
def _weight_of(term: str) -> float:
    """A term of the field weighs what its table says; another word what its rarity says, and less:
    what is no term is how a thing is said, rather than what."""
    if term.startswith("="):
        return WEIGHTS[term]
    return min(max(rarity(term) - 2.5, 0.0), _RARE_WEIGHT)


def _answer(point: Point, verdict: str, sentence: str | None, score: float) -> Answer:
    return Answer(
        letter="",
        item_kind=point.item_kind,
        item=point.item,
        verdict=verdict,
        sentence=sentence,
        score=round(score, 3),
        text=point.text,
        page=point.page,
    )
