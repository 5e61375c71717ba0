"""Who is named in some words: Ofsted, a person, a body, or nobody but a pronoun. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OFSTED = "Ofsted"
UNKNOWN = "unknown"

VERBS = (
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
VERB = re.compile(rf"\b(?:{VERBS})\b")

# Reports and letters that are not Ofsted's, though they are called the same.
_NOT_THEIRS = (
    r"(?<!council )(?<!council['’]s )(?<!committee )(?<!cabinet )(?<!scrutiny )(?<!officers['’] )"
    r"(?<!commissioner )(?<!commissioner['’]s )(?<!improvement )(?<!annual )(?<!minister['’]s )"
    r"(?<!review )(?<!government )(?<!DfE )(?<!budget )(?<!auditor['’]s )(?<!media )(?<!press )"
    r"(?<!news )(?<!own )(?<!auditor )(?<!auditors['’] )(?<!team['’]s )(?<!panel['’]s )(?<!peer )"
    r"(?<!board['’]s )(?<!coroner['’]s )(?<!judge['’]s )(?<!ombudsman['’]s )(?<!charity['’]s )"
    r"(?<!union['’]s )(?<!partnership['’]s )"
)
_THING = r"(?:reports?|letters?|findings|judge?ment|document)\b"
_OFSTED = re.compile(
    rf"\b(?:Ofsted\b(?:['’]s?)?(?: (?:inspectors?|inspection|report|letter|team|\w+ report))?"
    rf"(?!['’]s? (?:letter to|visit to))(?! (?:framework|rating scale))"
    rf"|(?:HM |lead |Her Majesty['’]s |His Majesty['’]s )?inspectors?\b|inspection (?:report|"
    rf"letter|team|findings)\b|inspection(?: in [A-Z]\w+| last \w+|"
    rf" earlier this \w+)?(?= (?:also )?(?:{VERBS})\b)"
    rf"|(?:the|its|this|their|a|his|her) (?:[\w'’-]+ ){{0,2}}{_NOT_THEIRS}{_THING}"
    rf"(?! (?:to|for|by|from|before|prepared for|presented to) (?:the |a )?(?:\w+ )?"
    rf"(?:council|cabinet|committee|councillors|members|commissioner|board|minister|department))"
    rf"|watchdogs?\b|inspectorates?\b|regulators?\b|HMI\b)",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:Councillors?|Coun\.?|Cllrs?|Mayor|Leader|Deputy Leader|Lord|Lady|Sir|Dame|Dr|Prof|"
    r"Professor|Mr|Mrs|Ms|Miss|MP)\.?"
)
_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr")
_WORD = r"[A-Z][\w'’-]+"
NAME = rf"{_WORD}(?: (?:{_WORD}|[A-Z]\.)){{1,3}}"
_PERSON = re.compile(
    rf"{_OFFICE} {NAME}|{_OFFICE} {_WORD}|{NAME}(?=,)|{NAME}(?= (?:\([^)]{{1,40}}\) )?"
    rf"(?:also |has |had |have )?(?:{VERBS})\b)|(?<=said ){NAME}|(?<=added ){NAME}|"
    rf"(?<=adds ){NAME}|(?<=says ){NAME}"
)
_BODY = re.compile(
    r"\b(?:spokes(?:person|man|woman)|director|chief executive|lead member|cabinet member|"
    r"portfolio holder|chair(?:man|woman)?|leader|head of|minister|commissioner|union|charity|"
    r"department for education|DfE|government|[Oo]pposition|council(?:lors?)?|trust|"
    r"local authority|partnership|committee|social workers?|staff|managers?|parents?|"
    r"young (?:people|person)|foster carers?|care leavers?|children told)\b"
)
# Those of whom inspectors tell: what they are said to feel or have said is told in the letter.
_GROUP = re.compile(
    r"social workers?|staff|managers?|parents?|young (?:people|person)|foster carers?|"
    r"care leavers?|children told"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ii]|[Ww]e)\b")
_TOLD = re.compile(r"\b(?:told|tell|telling|spoke|speaking|talked)(?: (?:to|with))?\s+$")
# Inspectors of the police; Ofsted as those meet it who speak: "a parent who complained to Ofsted".
_OF_OTHERS = re.compile(
    r"\b(?:police|detective|HMICFRS|HMIC|CQC|HMI Probation)\s+$|"
    r"\bwho (?:[\w'’-]+ ){1,4}(?:to|with|from|against|about)(?: the)?\s+$",
    re.IGNORECASE,
)
_OF_A_PAPER = re.compile(  # "the Courier's report"
    r"(?:[Tt]he )?(?!(?:Ofsted|HMI|Inspect\w*|Watchdog|Regulator)['’])"
    r"[A-Z][\w-]+['’]s (?:[\w-]+ )?(?:report|letter)$"
)
_HANGING = re.compile(
    r"\b(?:on|in|into|of|about|at|for|from|to|across|near|around)\s+(?:[A-Z][\w'’-]+ (?:and|&) )?$"
)
# "The report into Tarn council, published today, found": the council found nothing.
_REPORTED_ON = re.compile(
    r"\b(?:reports?|letter|inspection|visit|review|findings|verdict|judge?ment) "
    r"(?:into|on|of|about) (?:[\w'’&-]+ ){0,4}$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^(?:However|Meanwhile|But|And|The|This|These|In|On|At|As|For|Since|Following|While|"
    r"Children(?:['’]s)?|Local|Social|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday)\b"
)
PRONOUNS = ("he", "she", "it", "they", "i", "we")


@dataclass(frozen=True, slots=True)
class Named:
    start: int
    end: int
    who: str  # OFSTED, a name as printed, or a pronoun in lower case


def is_group(who: str) -> bool:
    """Is it one of those to whom inspectors speak, and not somebody by name or office?"""
    return _GROUP.fullmatch(who) is not None


def is_name(who: str) -> bool:
    """Is it a person's name, as printed?"""
    return who not in (OFSTED, UNKNOWN, *PRONOUNS) and who[:1].isupper() and " " in who


def is_one_person(speaker: str, name: str) -> bool:
    """Is who speaks the one of this name: by the whole of it, or by the surname with a title that
    no councillor has?

    >>> [is_one_person(s, "Ada Penn") for s in ("Ada Penn", "Ms Penn", "Cllr Bea Penn", "Bea Penn")]
    [True, True, False, False]
    """
    said, own = speaker.replace(".", " ").split(), name.split()
    if not said or not own or said[-1].lower() != own[-1].lower():
        return False
    first = [word for word in said[:-1] if word not in _TITLES]
    is_office = len(said) > 1 and re.fullmatch(_OFFICE, said[0]) and said[0] not in _TITLES
    return not is_office and (not first or first[0].lower() == own[0].lower())


def named_in(words: str) -> Iterator[Named]:
    """All who are named in these words, in order; none overlapping another."""
    found = [*_ofsted(words), *_people(words), *_bodies(words)]
    found += [
        Named(match.start(), match.end(), match[0].lower()) for match in _PRONOUN.finditer(words)
    ]
    end = -1
    rank = {OFSTED: 0}
    for one in sorted(found, key=lambda one: (one.start, rank.get(one.who, 1), -one.end)):
        if one.start >= end:
            yield one
            end = one.end


def _ofsted(words: str) -> Iterator[Named]:
    for match in _OFSTED.finditer(words):
        if _TOLD.search(words[: match.start()]):
            continue  # "children told inspectors": others speak to them
        if _OF_OTHERS.search(words[: match.start()]) or _OF_A_PAPER.match(match[0]):
            continue
        yield Named(match.start(), match.end(), OFSTED)


def _people(words: str) -> Iterator[Named]:
    """Names of persons. A name that hangs on a preposition is a place, or begins with one: `the
    letter on West Tarn says`, `Mayor of Tarn Ada Penn said`. An inspector's name is Ofsted's."""
    at = 0
    while match := _PERSON.search(words, at):
        first = match[0].split()[0]
        if _HANGING.search(words[: match.start()]) or _NO_NAME.match(match[0]):
            at = match.start() + len(first)
            continue
        at = match.end()
        is_inspector = re.search(
            r"(?<!police )(?<!Police )(?<!detective )(?<!Detective )\b(?:inspector|HMI)s?,?\s*$",
            words[: match.start()],
        )
        if is_inspector or _OFSTED.search(match[0]):
            yield Named(match.start(), match.end(), OFSTED)
        else:
            yield Named(match.start(), match.end(), _once(match[0]))


def _bodies(words: str) -> Iterator[Named]:
    for match in _BODY.finditer(words):
        if _REPORTED_ON.search(words[: match.start()]):
            continue
        yield Named(match.start(), match.end(), match[0])


def _once(name: str) -> str:
    """A name that a picture's alternative text has doubled: `Cllr A BCllr A B`."""
    return re.sub(r"^(.{5,}?)\1$", r"\1", name.rstrip("."))
