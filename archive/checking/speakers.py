"""Who is said to have said what stands in quotation marks, by the words around it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.checking.named import (
    NAME,
    OFSTED,
    PRONOUNS,
    UNKNOWN,
    VERB,
    VERBS,
    Named,
    is_group,
    is_name,
    named_in,
)

_SENTENCE = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"‘•])|\n")
_EARLIER = re.compile(
    r"\bprevious(?:ly)?\b|\bat th(?:e|at) time\b|\byears? (?:ago|earlier)\b|\blast year\b|"
    r"\b(?:19|20)\d\d\b|"
    r"\bearlier (?:report|inspection|"
    r"visit)|"
    r"\b(?:last|first|initial|original|then) (?:full |Ofsted )?(?:inspection|report|visit)\b|"
    r"\bhad (?:said|found|described|warned|judged|been|highlighted|identified)\b",
)
# Ofsted speaks of "we" nowhere; a child may, in a letter that says so.
_FIRST_PERSON = re.compile(
    r"\b(?:[Ww]e|[Ww]e['’](?:re|ve|ll|d)|[Oo]urs?|I|I['’](?:m|ve|ll|d)|[Mm]y)\b"
)
# Nor does it tell what inspectors, or others, said: who does so quotes them.
_OF_OTHERS = re.compile(
    r"\b(?:[Tt]hey|[Ii]nspectors|Ofsted) (?:said|say|wrote|called|described|told us)\b"
)
_DOUBTED = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg\w+|really|rumou?r\w*|whether|den(?:y|ies|ied))\b"
)
# Between two quotations of one sentence: `praised the “A” and “B” by the council`.
_JOINS = re.compile(r",? (?:and|or|but)(?: also)?(?: (?:an?|the|its|their))? ")
_SPEECH = "said|says|added|adds|explained|commented|continued|recalled|joked|laughed"
_QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")


def is_anothers(words: str) -> bool:
    """Are these words that a letter of Ofsted's would hardly have?"""
    return bool(_FIRST_PERSON.search(words) or _OF_OTHERS.search(words))


@dataclass(frozen=True, slots=True)
class Speaker:
    """`who`: `Ofsted`, a person or body as printed, or `unknown`. `is_certain`: a verb of saying,
    or a colon, stands between them and the words. `is_earlier`: said of an earlier inspection."""

    who: str
    is_certain: bool
    is_earlier: bool = False

    @property
    def is_ofsted(self) -> bool:
        return self.who == OFSTED


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a quotation: `lead` and `trail` in its own paragraph, up to its
    neighbours; `above` all that is before its paragraph. `ends_so`: the quotation's last mark."""

    lead: str
    trail: str
    above: str
    ends_so: str = ""


def speaker_of(around: Around, before: Speaker | None) -> Speaker | None:
    """Who says the words; None where nothing around them tells. `before`: who said those before."""
    lead = _SENTENCE.split(around.lead)[-1]
    before_it = lead if re.search(r"[.!?]\s*$", lead) else ""
    lead = "" if before_it else lead
    trail = re.split(r"(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"‘•])|\n", around.trail)[0]
    found = None
    if lead.rstrip().endswith(":"):
        found = _in_lead(lead)
    found = found or _in_trail(trail, around.ends_so) or _in_lead(lead)
    if found is None and before and before.who != UNKNOWN and _JOINS.fullmatch(around.lead):
        return before
    found = found or _by(trail)
    if found is None and lead.strip():
        found = _merely_near(lead, trail)
    if found is None and not lead.strip():
        found = _announced(around.above) or _merely_near("", trail) or _just_before(before_it)
    if found is None:
        return None
    so_far = "" if before_it else _SENTENCE.split(_QUOTED.sub("", around.above[-600:] + lead))[-1]
    earlier = bool(_EARLIER.search(f"{so_far} … {trail}"))
    if found.is_ofsted and _DOUBTED.search(lead):
        found = replace(found, is_certain=False)  # who claims that Ofsted said so, may err
    return _resolved(replace(found, is_earlier=earlier), around, before)


def names_somebody(words: str) -> bool:
    """Is a person, a body or Ofsted named in these words?"""
    return any(one.who not in PRONOUNS for one in named_in(words))


def is_saying(words: str) -> bool:
    """Do these few words say that the same speaker goes on (`and added that`)?"""
    return len(words) < 60 and VERB.search(words) is not None and not list(named_in(words))


def _in_trail(trail: str, ends_so: str) -> Speaker | None:
    """`…,” said Cllr A`; `…,” the report said`; `…,” according to inspectors`; `…” by Ofsted`."""
    verb = re.match(rf"\s*[,–-]?\s*(?:\w+ly )?(?:{VERBS})\s+", trail)
    if verb:
        return _first(trail[verb.end() :]) or _stranger(trail)
    source = re.match(r"\s*,?\s*(?:according to|in the words of)\s+", trail)
    if source:
        return _first(trail[source.end() :])
    if not (ends_so in ",.?!" or trail.lstrip().startswith((",", "–", "-"))):
        return None
    own = next((one for one in named_in(trail) if _verb_after(trail, one)), None)
    between = trail[: own.start] if own else ""
    is_near = re.fullmatch(r"[\s,–-]*(?:(?:the|an?|its|his|her|as|new) )*", between, re.IGNORECASE)
    return Speaker(own.who, is_certain=True) if own and is_near else None


def _stranger(trail: str) -> Speaker | None:
    """`…,” said mother-of-two Jess Arkwell`; `…,” said a neighbour`: somebody of their own."""
    speech = re.match(
        rf"\s*,?\s*(?:{_SPEECH})\s+(?P<who>(?:an?|one|another|the|[\w-]+-of-[\w-]+|{NAME})\b[^,.;:]*)",
        trail,
    )
    if not speech:
        return None
    name = re.search(NAME, speech["who"])
    return Speaker(name[0] if name else UNKNOWN, is_certain=True)


def _by(trail: str) -> Speaker | None:
    """`described as “…” by inspectors`."""
    source = re.match(r"\s*,?\s*by\s+", trail)
    return _first(trail[source.end() :]) if source else None


def _first(words: str) -> Speaker | None:
    people = list(named_in(words))
    if not people:
        return None
    first = people[0]
    # "said the council's leader, Ada Penn": the office comes first, and the name is meant.
    named = next((one for one in people if is_name(one.who)), None)
    if named and first.who != OFSTED and named.start - first.start < 60:
        first = named
    return Speaker(first.who, is_certain=True)


def _in_lead(lead: str) -> Speaker | None:
    """Whoever has the last verb of saying before the quotation; before a colon, who is there."""
    people = list(named_in(lead))
    subject = _subject(lead, people)
    if subject:
        return Speaker(subject.who, is_certain=True)
    said_by = re.search(rf"\b(?:{VERBS}) (?:by|to) ", lead)
    if said_by:
        return _first(lead[said_by.end() :])
    if lead.rstrip().endswith(":") and people:
        # "… of the report. Cllr Ada Penn:" and "said Cllr Ada Penn:"
        return Speaker(people[-1].who if not VERB.search(lead) else people[0].who, is_certain=True)
    return None


def _subject(words: str, people: list[Named]) -> Named | None:
    """Of the last verb of saying: whoever stands right before it; else, before a clause between
    commas, the first: `Cllr A, who welcomed the Ofsted report, said`."""
    verbs = [(_verb_after(words, one), one) for one in people]
    reached = [(*verb, one) for verb, one in verbs if verb]
    if not reached:
        return None
    last = max(place for place, _, _ in reached)
    own = [(is_next, one) for place, is_next, one in reached if place == last]
    adjacent = [one for is_next, one in own if is_next]
    return adjacent[-1] if adjacent else own[0][1]


_CLAUSE = r"(?:\s*\([^)]{1,80}\))?(?:,[^,:“\"]{2,110}){0,4},?"
_FEW = r"(?:\s+(?:also|then|has|had|have|further|even|now|later|again|who|which|that|\w+ly))*"
_OWN_VERB = re.compile(rf"(?:['’]s?)?(?P<clause>{_CLAUSE}){_FEW}\s+(?P<verb>(?:{VERBS})\b)")


def _verb_after(words: str, one: Named) -> tuple[int, bool] | None:
    """Where the verb of saying stands whose subject this may be, and whether nothing but small
    words is between; None where there is none."""
    found = _OWN_VERB.match(words, one.end)
    return (found.start("verb"), not found["clause"]) if found else None


def _merely_near(lead: str, trail: str) -> Speaker | None:
    """Nobody has a verb of their own: who is spoken of at all. Certain of a person, not of Ofsted:
    words near its name may be anybody's."""
    people = [one for one in named_in(f"{lead} … {trail}") if one.who not in PRONOUNS]
    if any(one.who == OFSTED for one in people):
        return Speaker(OFSTED, is_certain=False)
    if people and VERB.search(lead):
        return Speaker(people[0].who, is_certain=False)
    return None


def _announced(above: str) -> Speaker | None:
    """A paragraph that ends with a colon announces who speaks in the next, or in the next list."""
    lines = [line.strip() for line in above[-1500:].split("\n") if line.strip()]
    while lines and re.match(r"[•*–-]", lines[-1]):
        lines.pop()
    if not lines or not lines[-1].endswith(":"):
        return None
    return (
        _in_lead(_SENTENCE.split(lines[-1])[-1])
        or _in_lead(lines[-1])
        or _merely_near(lines[-1], "")
    )


def _just_before(sentence: str) -> Speaker | None:
    """`Cllr A said that she was glad. “…”`; `It had not, replied director B. “…”`: perhaps they."""
    inverted = re.search(rf"\b(?:{_SPEECH}|replied|responded)\s+(?=[\w ]{{2,40}}\.)", sentence)
    after = _first(sentence[inverted.end() :]) if inverted else None
    subject = _subject(sentence, list(named_in(sentence)))
    if subject and is_name(subject.who):
        return Speaker(subject.who, is_certain=False)
    if after and after.who not in (OFSTED, *PRONOUNS):
        return Speaker(after.who, is_certain=False)
    return None


def _resolved(found: Speaker, around: Around, before: Speaker | None) -> Speaker | None:
    """A pronoun stands for whoever was named before: `he` never for Ofsted, `it` never for a
    person."""
    if found.who not in PRONOUNS:
        return found
    if found.who in ("i", "we"):
        return replace(found, who=UNKNOWN)
    # Who is only spoken of in a quotation does not speak next.
    text = _QUOTED.sub(" ", f"{around.above}\n{around.lead}"[-1200:])
    sentences = [part for part in _SENTENCE.split(text)[:-1] if part.strip()]
    if found.who in ("he", "she"):
        return _he_or_she(found, around, sentences, before)
    return _it_or_they(found, sentences[-4:]) or (
        replace(before, is_certain=False) if before else None
    )


def _he_or_she(
    found: Speaker, around: Around, sentences: Sequence[str], before: Speaker | None
) -> Speaker:
    just_now = _names(around.lead)
    if not just_now and not around.lead.strip():
        just_now = [name for part in sentences[-1:] for name in _names(part)]
    if before and is_name(before.who) and not just_now:
        return replace(found, who=before.who)
    people = [*(name for part in sentences for name in _names(part)), *just_now]
    return replace(found, who=people[-1] if people else UNKNOWN)


def _names(words: str) -> list[str]:
    return [one.who for one in named_in(words) if is_name(one.who)]


def _it_or_they(found: Speaker, sentences: Sequence[str]) -> Speaker | None:
    """The body that was named last; nobody where `it` may be that or the inspectorate."""
    for sentence in reversed(sentences):
        bodies = [one.who for one in named_in(sentence) if one.who not in PRONOUNS]
        bodies = [who for who in bodies if not is_name(who)]
        if found.who == "it":
            bodies = [who for who in bodies if not is_group(who)]
        if bodies:
            if found.who == "it" and bodies[0] != OFSTED and any(map(_is_ofsteds, sentences)):
                return replace(found, who=UNKNOWN, is_certain=False)
            return replace(found, who=bodies[0], is_certain=len(bodies) == 1)
    return None


def _is_ofsteds(sentence: str) -> bool:
    return any(one.who == OFSTED for one in named_in(sentence))
