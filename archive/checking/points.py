"""Each judgement and point of a letter, against what a release says: answered or not. Pure.

A release words things its own way, so words are compared by their stems and by the field's terms
(`field_terms`), each weighed by how much it says. `not_mentioned` is said only where nothing in the
release comes near; between the two it is `unsure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from archive.checking import grade_words
from archive.checking.criticism import MOST, criticisms
from archive.checking.field_terms import WEIGHTS, terms_of
from archive.checking.pieces import sentences_of
from archive.checking.rarity import rarity
from archive.checking.stems import SMALL, stem
from archive.records import Answer, GradeClaim, HeldLetter, Point
from archive.words.wording import compared_words

# Where the thresholds stand, and why: docs/accuracy.md.
MENTIONED = 0.5
NOT_MENTIONED = 0.3
_TOPIC = 4.5  # weight from which a term is what a point is about
_TOPIC_MISSING = 0.45  # below this, a release that has few of a point's topics is silent on it
_FEW_TOPICS = 0.4
_TELLING = 1.2  # weight of a word that says what a point is about where no term does
_LONG = 16.0  # weight above which a point's further words count by half: they say how, not what
_SURE_WITHOUT_CUE = 0.75
_PLAIN_WEIGHT = 9.0  # more than one topic: of one alone a release may speak in praise
_RARE_WEIGHT = 5.0
# Words by which a release says that something is still to be done, or was found wanting; "has
# improved" and "strong" are no such words.
_CUE = re.compile(
    r"(?<!in )\bneed(?:s|ed|ing)?\b(?! (?:of )?(?:help|protection))|\b(?:to|must|should|could|can|"
    r"will) (?:be )?(?:further )?"
    r"(?:improve|strengthen|better|develop|address|reduce|tackle)|\bfurther\b|\bmust\b|\bshould\b|"
    r"\bcould be\b|\bbetter\b|\bwork (?:to do|remains|on)\b|\bmore to (?:do|be done)\b|"
    r"\bmore \w+(?:\.|,|$| so| and| for)|"
    r"\bareas? (?:for|of|to) (?:\w+ )?(?:improve|development|concern)|\brecommend|\bnot\b|"
    r"\bconcern(?:s|ed)?\b|"
    r"\bchalleng(?:es|ing)\b|\bremains? (?:an? )?(?:\w+ )?(?:challenge|issue|problem)\b|"
    r"\bwants? (?:\w+ ){1,5}to\b|\bwill (?:\w+ )?(?:make sure|ensure)\b|"
    r"\bweak|\binconsist|\bvariab|\btoo\b|\black|\bdelay|\bwait|\bdrift|"
    r"\bhowever\b|\bbut\b|\bstill\b|\bhigh\b|\bfail|\bmissed\b|\bgaps?\b|\blate\b|\bslow|"
    r"\bimprov(?:e|ing|ements?) (?:is |are |was |were )?(?:needed|required|the|how|our)|"
    r"\bstruggl|\bshort(?:age|fall)|"
    r"\bpriorit|\bfocus(?:ing)? on\b|\basked? (?:us|the council|for)\b|\bpressure|\bpoor|"
    r"\bimprovement plan\b|"
    r"\bincrease\b|\brobust(?:ly)?\b|\bnever\b|\bno longer\b|\bintroduc|\bunder way\b|"
    r"\bunderway\b|\bbegun\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\([^()]*(?:framework|outcome|enabler|principle|paragraph|page)[^()]*\)", re.I
)
_INSTANCES = re.compile(r",? (?:including|such as|particularly|especially)\b", re.IGNORECASE)
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


_SMALL_STEMS = frozenset(map(stem, SMALL))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a release, or a pair of neighbours, and the terms in it."""

    text: str
    terms: frozenset[str]


class ReleaseSentences:
    """A release made ready for all points of a letter."""

    def __init__(self, title: str, text: str) -> None:
        single = [_sentence(part) for part in sentences_of(f"{title}\n{text}")]
        self.single = [one for one in single if one.terms]
        self.all_terms = frozenset().union(*(one.terms for one in self.single))


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
    first, second = _terms(one), _terms(other)
    shared = _weight(first & second)
    return shared / max(_weight(first), _weight(second), 1.0)


# --- judgements ---


def _of_judgement(release: ReleaseSentences, point: Point, claims: Sequence[GradeClaim]) -> Answer:
    """Mentioned where a grade is claimed for the area; unsure where the area is spoken of."""
    own = [c for c in claims if c.area == point.item and c.verdict in ("right", "wrong", "unsure")]
    if own:
        return _answer(point, "mentioned", own[0].sentence, 1.0)
    area = re.compile(grade_words.AREAS.get(point.item, r"\bSEND\b"), re.IGNORECASE)
    is_graded = any(claim.area == "unknown" for claim in claims)
    for one in release.single:
        if area.search(one.text) and (is_graded or grade_words.GRADE.search(one.text)):
            return _answer(point, "unsure", one.text, 0.5)
    if point.item == "overall" and claims:
        return _answer(point, "unsure", claims[0].sentence, 0.5)
    return _answer(point, "not_mentioned", None, 0.0)


# --- points ---


def _of_point(release: ReleaseSentences, point: Point) -> Answer:
    text = _REFERENCE.sub(" ", point.text)
    terms = _terms(text)
    # What is only an instance of it ("including contingency planning") may go without a word.
    instances = terms - _terms(_INSTANCES.split(text)[0])
    whole = _weight(terms) - _weight(instances) / 2
    whole = min(whole, _LONG + (whole - _LONG) / 2) if whole > _LONG else whole
    if whole < _TOPIC:
        return _answer(point, "unsure", None, 0.0)  # nothing in it that could be recognised
    best, score = _nearest(release, terms, whole)
    topics = {term for term in terms if _weight_of(term) >= _TOPIC}
    # Of a point without a topic of the field, its rarer words say what it is about.
    told = topics or {
        term for term in terms if not term.startswith("=") and _weight_of(term) >= _TELLING
    }
    if best is None:
        return _answer(point, "not_mentioned", None, 0.0)
    has_topic = not topics or bool(topics & best.terms)
    of_topics = _weight(told & release.all_terms) / _weight(told) if told else 1.0
    is_plain = score >= _SURE_WITHOUT_CUE and _weight(terms & best.terms) >= _PLAIN_WEIGHT
    if score >= MENTIONED and has_topic and (_CUE.search(best.text) or is_plain):
        return _answer(point, "mentioned", best.text, min(score, 1.0))
    if point.item_kind == "finding" or not topics:
        is_silent = score < NOT_MENTIONED or (score < _TOPIC_MISSING and of_topics < _FEW_TOPICS)
    else:
        # A listed point has few words: one of its topics found anywhere may be all there is to say.
        is_silent = score < _TOPIC_MISSING and of_topics == 0.0
    return _answer(point, "not_mentioned" if is_silent else "unsure", best.text, score)


def _nearest(
    release: ReleaseSentences, terms: frozenset[str], whole: float
) -> tuple[Sentence | None, float]:
    """The sentence that has most of the point; or it and the next, which count a little less."""
    best: tuple[float, Sentence | None] = (0.0, None)
    for number, one in enumerate(release.single):
        shared = terms & one.terms
        score = _weight(shared) / whole if shared else 0.0
        if number + 1 < len(release.single):
            following = release.single[number + 1]
            both = 0.85 * _weight(terms & (one.terms | following.terms)) / whole
            if both > max(score, best[0]):
                pair = Sentence(f"{one.text} {following.text}", one.terms | following.terms)
                best = (both, pair)
                continue
        if score > best[0]:
            best = (score, one)
    return best[1], best[0]


def _sentence(text: str) -> Sentence:
    return Sentence(" ".join(text.split()), _terms(text))


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    stems = [stem(word) for word in compared_words(text).folded]
    return frozenset(term for term in terms_of(stems) if term not in _SMALL_STEMS)


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
