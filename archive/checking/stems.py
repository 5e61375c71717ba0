"""Words reduced to their stems, so that `inspects` and `inspecting` are one. Pure.

A light stemmer: what counts is that the forms of a word meet, not that the stem is one.
"""

from __future__ import annotations

from functools import lru_cache

# Words that hold a sentence together and are found in any text.
_SMALL_WORDS = (
    "a about above after again all also am an and any are as at be because been before being both "
    "but by can could did do does doing down during each for from further had has have having he "
    "her here hers him his how i if in into is it its itself just made make makes making may more "
    "most must my no nor not now of off on once only or other our ours out over own per s same "
    "she should so some such t than that the their theirs them then there these they this those "
    "through to too under until up upon us very was we well were what when where which while who "
    "whom why will with within without would you your yours"
)
SMALL = frozenset(_SMALL_WORDS.split())
_SUFFIXES = (
    "ability ibility ation ition ment ness fully ively ingly edly ently antly ity ency ancy "
    "ance ence ion ing ive ically ical ally al er or ory ously ous ied ed ely liness ly ful "
    "able ible ent ant"
)
_ENDINGS = tuple(sorted(_SUFFIXES.split(), key=len, reverse=True))
_LEAST = 4  # letters that a stem keeps
# "Took place" is not about placements.
_OF_THEIR_OWN = frozenset({"placement"})
_TOGETHER = {
    "child": "children", "stabl": "stabil", "safet": "safe", "safety": "safe", "analys": "analy",
    "analyt": "analy", "analyz": "analy", "analysi": "analy", "analysis": "analy",
    "respond": "respon", "respons": "respon", "retent": "retain", "reten": "retain",
    "weakn": "weak", "dela": "delay", "fami": "famil", "family": "famil", "practis": "practic",
    "organis": "organ", "vary": "vari", "vacan": "vacanc", "vacancy": "vacanc",
    "strategy": "strateg", "agency": "agenc", "policy": "polic_", "quality": "qual",
    "curios": "curi", "anxiety": "anxi", "urgency": "urgent", "ambit": "ambiti",
    "complaint": "complain", "capabl": "capabil", "enquiry": "enquir", "accuracy": "accura",
    "accurat": "accura", "ease": "easi",
}  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word in small letters.

    >>> [stem(w) for w in ("improves", "improving", "improvement", "analytical", "analysis")]
    ['improv', 'improv', 'improv', 'analy', 'analy']
    """
    if len(word) < _LEAST or not word.isalpha():
        return word
    short = _singular(word)
    if short in _OF_THEIR_OWN:
        return short
    for ending in _ENDINGS:
        if short.endswith(ending) and len(short) - len(ending) >= _LEAST:
            short = short[: -len(ending)]
            break
    for ending in ("ive", "e"):
        if short.endswith(ending) and len(short) - len(ending) >= _LEAST:
            short = short[: -len(ending)]
    if len(short) > _LEAST and short[-1] == short[-2] and short[-1] not in "ls":
        short = short[:-1]
    return _TOGETHER.get(short, short)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _LEAST + 1:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_small(word: str) -> bool:
    """Is it one of the words that hold a sentence together?"""
    return word in SMALL
