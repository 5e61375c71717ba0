"""Who is said to have said what stands in quotation marks, by the words around it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

OFSTED = "Ofsted"
UNKNOWN = "unknown"

_VERBS = (
    "said|says|say|saying|added|adds|adding|told|commented|commenting|explained|continued|"
    "continues|continuing|wrote|writes|writing|written|stated|states|state|stating|noted|notes|"
    "note|noting|concluded|concludes|concluding|reported|reports|reporting|read|reads|reading|"
    "found|finds|find|finding|praised|praises|praising|highlighted|highlights|highlighting|"
    "recognised|recognises|recognising|described|describes|describing|judged|judges|judging|"
    "observed|observes|acknowledged|acknowledges|acknowledging|welcomed|insisted|warned|warns|"
    "warning|commended|commends|commending|criticised|criticises|criticising|identified|"
    "identifies|identifying|called|calls|calling|branded|brands|deemed|cited|cites|citing|"
    "referred|raised|raises|saw|see|seen|recorded|outlined|outlines|confirmed|confirms|"
    "confirming|revealed|reveals|stressed|emphasised|reckoned|claimed|went on|goes on|summarised|"
    "summarises|summed|labelled|ruled|replied|responded|paid tribute|credited|complimented|"
    "remarked|discovered|criticized|recognized|labeled|recommended|recommends|concedes|conceded|"
    "listed|lists|singled out"
)
_VERB = re.compile(rf"\b(?:{_VERBS})\b")

# Reports and letters that are not Ofsted's, though they are called the same.
_NOT_THEIRS = (
    r"(?<!council )(?<!council['’]s )(?<!committee )(?<!cabinet )(?<!scrutiny )(?<!officers['’] )"
    r"(?<!commissioner )(?<!commissioner['’]s )(?<!improvement )(?<!annual )(?<!minister['’]s )"
    r"(?<!review )(?<!government )(?<!DfE )(?<!budget )(?<!auditor['’]s )(?<!media )(?<!press )"
    r"(?<!news )(?<!own )"
)
_THING = r"(?:reports?|letters?|findings|judge?ment|document)\b"
_OFSTED = re.compile(
    rf"\bOfsted\b(?:['’]s?)?(?: (?:inspectors?|inspection|report|letter|team|\w+ report))?"
    rf"(?!['’]s? (?:letter to|visit to))(?! (?:framework|rating scale))"
    rf"|\b(?:HM |lead |Her Majesty['’]s |His Majesty['’]s )?inspectors?\b|\binspection (?:report|"
    rf"letter|team|findings)\b|\binspection(?: in [A-Z]\w+| last \w+|"
    rf" earlier this \w+)?(?= (?:also )?(?:{_VERBS})\b)"
    rf"|\b(?:the|its|this|their|a|his|her) (?:[\w'’-]+ ){{0,2}}{_NOT_THEIRS}{_THING}"
    rf"(?! (?:to|for|by|from|before|prepared for|presented to) (?:the |a )?(?:\w+ )?"
    rf"(?:council|cabinet|committee|councillors|members|commissioner|board|minister|department))"
    rf"|\bwatchdog\b|\binspectorate\b|\bregulator\b|\bHMI\b",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:Councillors?|Coun\.?|Cllrs?|Mayor|Leader|Deputy Leader|Lord|Lady|Sir|Dame|Dr|Prof|"
    r"Professor|Mr|Mrs|Ms|Miss|MP)\.?"
)
_WORD = r"[A-Z][\w'’-]+"
_NAME = rf"{_WORD}(?: (?:{_WORD}|[A-Z]\.)){{1,3}}"
_PERSON = re.compile(
    rf"{_OFFICE} {_NAME}|{_OFFICE} {_WORD}|{_NAME}(?=,)|{_NAME}(?= (?:\([^)]{{1,40}}\) )?"
    rf"(?:also |has |had |have )?(?:{_VERBS})\b)|(?<=said ){_NAME}|(?<=added ){_NAME}|"
    rf"(?<=adds ){_NAME}|(?<=says ){_NAME}"
)
_BODY = re.compile(
    r"\b(?:spokes(?:person|man|woman)|director|chief executive|lead member|cabinet member|"
    r"portfolio holder|chair(?:man|woman)?|leader|head of|minister|commissioner|union|charity|"
    r"department for education|DfE|government|[Oo]pposition|council(?:lors?)?|trust|"
    r"local authority|partnership|committee|social workers?|staff|managers?|parents?|"
    r"young (?:people|person)|foster carers?|care leavers?|children told)\b"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ii]|[Ww]e)\b")
_TOLD = re.compile(r"\b(?:told|tell|telling|spoke|speaking|talked)(?: (?:to|with))?\s+$")
_HANGING = re.compile(r"\b(?:on|in|of|at|for|from|to|across|near|around)\s+$")
_NO_NAME = re.compile(
    r"^(?:However|Meanwhile|But|And|The|This|These|In|On|At|As|For|Since|Following|While|"
    r"Children(?:['’]s)?|Local|Social|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"‘•])|\n")
_EARLIER = re.compile(
    r"\bprevious(?:ly)?\b|\bat th(?:e|at) time\b|\byears? (?:ago|earlier)\b|\blast year\b|"
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Uu]ntil|from|of) (?:[A-Z]\w+ )?(?:19|20)\d\d\b|"
    r"\bearlier (?:report|inspection|"
    r"visit)|"
    r"\b(?:last|first|initial|original|then) (?:full |Ofsted )?(?:inspection|report|visit)\b|"
    r"\bhad (?:said|found|described|warned|judged|been|highlighted|identified)\b",
)
# Ofsted speaks of "we" nowhere; a child may, in a letter that says so.
FIRST_PERSON = re.compile(r"\b(?:we|we['’](?:re|ve|ll|d)|our|ours|I|I['’](?:m|ve|ll|d)|my)\b")


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
class _Named:
    start: int
    end: int
    who: str  # OFSTED, a name as printed, or a pronoun in lower case


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
    lead = "" if re.search(r"[.!?]\s*$", lead) else lead
    trail = re.split(r"(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"‘•])|\n", around.trail)[0]
    found = None
    if lead.rstrip().endswith(":"):
        found = _in_lead(lead)
    found = found or _in_trail(trail, around.ends_so) or _in_lead(lead) or _by(trail)
    if found is None and lead.strip():
        found = _merely_near(lead, trail)
    if found is None and not lead.strip():
        found = _announced(around.above) or _merely_near("", trail)
    if found is None:
        return None
    earlier = bool(_EARLIER.search(f"{lead} … {trail}"))
    return _resolved(replace(found, is_earlier=earlier), around, before)


def names_somebody(words: str) -> bool:
    """Is a person, a body or Ofsted named in these words?"""
    return any(one.who not in _PRONOUNS for one in _named(words))


def is_saying(words: str) -> bool:
    """Do these few words say that the same speaker goes on (`and added that`)?"""
    return len(words) < 60 and _VERB.search(words) is not None and not list(_named(words))


def _in_trail(trail: str, ends_so: str) -> Speaker | None:
    """`…,” said Cllr A`; `…,” the report said`; `…,” according to inspectors`; `…” by Ofsted`."""
    verb = re.match(rf"\s*[,–-]?\s*(?:\w+ly )?(?:{_VERBS})\s+", trail)
    if verb:
        return _first(trail[verb.end() :])
    source = re.match(r"\s*,?\s*(?:according to|in the words of)\s+", trail)
    if source:
        return _first(trail[source.end() :])
    if not (ends_so in ",.?!" or trail.lstrip().startswith((",", "–", "-"))):
        return None
    own = next((one for one in _named(trail) if _verb_after(trail, one)), None)
    between = trail[: own.start] if own else ""
    is_near = re.fullmatch(r"[\s,–-]*(?:(?:the|an?|its|his|her|as|new) )*", between, re.IGNORECASE)
    return Speaker(own.who, is_certain=True) if own and is_near else None


def _by(trail: str) -> Speaker | None:
    """`described as “…” by inspectors`."""
    source = re.match(r"\s*,?\s*by\s+", trail)
    return _first(trail[source.end() :]) if source else None


def _first(words: str) -> Speaker | None:
    people = list(_named(words))
    if not people:
        return None
    first = people[0]
    # "said the council's leader, Ada Penn": the office comes first, and the name is meant.
    named = next((one for one in people if _is_name(one.who)), None)
    if named and first.who != OFSTED and named.start - first.start < 60:
        first = named
    return Speaker(first.who, is_certain=True)


def _in_lead(lead: str) -> Speaker | None:
    """Whoever has the last verb of saying before the quotation; before a colon, who is there."""
    people = list(_named(lead))
    subject = _subject(lead, people)
    if subject:
        return Speaker(subject.who, is_certain=True)
    said_by = re.search(rf"\b(?:{_VERBS}) (?:by|to) ", lead)
    if said_by:
        return _first(lead[said_by.end() :])
    if lead.rstrip().endswith(":") and people:
        # "… of the report. Cllr Ada Penn:" and "said Cllr Ada Penn:"
        return Speaker(people[-1].who if not _VERB.search(lead) else people[0].who, is_certain=True)
    return None


def _subject(words: str, people: list[_Named]) -> _Named | None:
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
_OWN_VERB = re.compile(rf"(?:['’]s?)?(?P<clause>{_CLAUSE}){_FEW}\s+(?P<verb>(?:{_VERBS})\b)")


def _verb_after(words: str, one: _Named) -> tuple[int, bool] | None:
    """Where the verb of saying stands whose subject this may be, and whether nothing but small
    words is between; None where there is none."""
    found = _OWN_VERB.match(words, one.end)
    return (found.start("verb"), not found["clause"]) if found else None


def _merely_near(lead: str, trail: str) -> Speaker | None:
    """Nobody has a verb of their own: who is spoken of at all. Certain of a person, not of Ofsted:
    words near its name may be anybody's."""
    people = [one for one in _named(f"{lead} … {trail}") if one.who not in _PRONOUNS]
    if any(one.who == OFSTED for one in people):
        return Speaker(OFSTED, is_certain=False)
    if people and _VERB.search(lead):
        return Speaker(people[0].who, is_certain=False)
    return None


def _announced(above: str) -> Speaker | None:
    """A paragraph that ends with a colon announces who speaks in the next, or in the next list."""
    lines = [line.strip() for line in above[-1500:].split("\n") if line.strip()]
    while lines and re.match(r"[•*–-]", lines[-1]):
        lines.pop()
    if not lines or not lines[-1].endswith(":"):
        return None
    return _in_lead(_SENTENCE.split(lines[-1])[-1]) or _in_lead(lines[-1]) or _near(lines[-1])


def _near(line: str) -> Speaker | None:
    return _merely_near(line, "")


_PRONOUNS = ("he", "she", "it", "they", "i", "we")


def _resolved(found: Speaker, around: Around, before: Speaker | None) -> Speaker | None:
    """A pronoun stands for whoever was named before: `he` never for Ofsted, `it` never for a
    person."""
    if found.who not in _PRONOUNS:
        return found
    if found.who in ("i", "we"):
        return replace(found, who=UNKNOWN)
    text = f"{around.above}\n{around.lead}"[-1200:]
    sentences = [part for part in _SENTENCE.split(text)[:-1] if part.strip()]
    if found.who in ("he", "she"):
        just_now = [one.who for one in _named(around.lead) if _is_name(one.who)]
        if not just_now and not around.lead.strip():
            just_now = [
                one.who for part in sentences[-1:] for one in _named(part) if _is_name(one.who)
            ]
        if before and _is_name(before.who) and not just_now:
            return replace(found, who=before.who)
        people = [one.who for part in sentences for one in _named(part) if _is_name(one.who)]
        people += just_now
        return replace(found, who=people[-1] if people else UNKNOWN)
    for sentence in reversed(sentences[-4:]):
        bodies = [one for one in _named(sentence) if one.who not in _PRONOUNS]
        bodies = [one for one in bodies if not _is_name(one.who)]
        if bodies:
            return replace(found, who=bodies[0].who, is_certain=len(bodies) == 1)
    return replace(before, is_certain=False) if before else None


def _is_name(who: str) -> bool:
    return who not in (OFSTED, UNKNOWN, *_PRONOUNS) and who[:1].isupper() and " " in who


def _named(words: str) -> Iterator[_Named]:
    """All who are named in these words, in order; none overlapping another."""
    found = [*_ofsted(words), *_people(words), *_bodies(words)]
    found += [
        _Named(match.start(), match.end(), match[0].lower()) for match in _PRONOUN.finditer(words)
    ]
    end = -1
    rank = {OFSTED: 0}
    for one in sorted(found, key=lambda one: (one.start, rank.get(one.who, 1), -one.end)):
        if one.start >= end:
            yield one
            end = one.end


def _ofsted(words: str) -> Iterator[_Named]:
    for match in _OFSTED.finditer(words):
        if _TOLD.search(words[: match.start()]):
            continue  # "children told inspectors": others speak to them
        yield _Named(match.start(), match.end(), OFSTED)


def _people(words: str) -> Iterator[_Named]:
    """Names of persons. A name that hangs on a preposition is a place, or begins with one: `the
    letter on West Tarn says`, `Mayor of Tarn Ada Penn said`. An inspector's name is Ofsted's."""
    at = 0
    while match := _PERSON.search(words, at):
        first = match[0].split()[0]
        if _HANGING.search(words[: match.start()]) or _NO_NAME.match(match[0]):
            at = match.start() + len(first)
            continue
        at = match.end()
        is_inspector = re.search(r"\b(?:inspector|HMI)s?,?\s*$", words[: match.start()])
        if is_inspector or _OFSTED.search(match[0]):
            yield _Named(match.start(), match.end(), OFSTED)
        else:
            yield _Named(match.start(), match.end(), _once(match[0]))


def _bodies(words: str) -> Iterator[_Named]:
    for match in _BODY.finditer(words):
        yield _Named(match.start(), match.end(), match[0])


def _once(name: str) -> str:
    """A name that a picture's alternative text has doubled: `Cllr A BCllr A B`."""
    return re.sub(r"^(.{5,}?)\1$", r"\1", name.rstrip("."))
