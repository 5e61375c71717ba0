"""Whose letter it is: the authorities that an item names, not their neighbours. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.linking.whose_page import authority_of_site
from archive.records import Authority, Item

_TITLE, _LEAD, _BODY = 4.0, 2.0, 1.0  # what a name counts, by where it stands
_LEAD_LENGTH = 500  # characters
_READ = 40_000
_ENOUGH = 0.3  # of the most-named one's count: named as much as that, another may be meant too
_BY_AREA = "names no authority, and its outlet's area is this one's"
_BY_SITE = "names no authority, and its site is named after this one"
_MOST = 12  # authorities that one item may be about

# Companies and trusts that run services, and are named in an authority's place. Those whose name
# holds the authority's own need no entry.
_TRUSTS = {
    "Brighter Futures for Children": ("80540",),
    "Together for Children": ("80566",),
    "Achieving for Children": ("80513", "80545", "80546"),
    "Northamptonshire Children's Trust": ("2637539", "2637548"),
    "Northamptonshire Childrens Trust": ("2637539", "2637548"),
}
_SENTENCES = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
# Words of the language that are names as well: at the head of a sentence they need company.
_WORDS = {"reading", "bury", "bath", "sale", "barking", "sandwell", "poole"}
_COMPANY = re.compile(
    r"^(?:['’]s|s['’])?\s*(?:borough|council|town|children|mbc|social|services)", re.I
)
_NOT_IT = re.compile(
    r"^(?:['’]s)? (?:road|street|avenue|lane|close|hospital|university|college|school|academy|"
    r"united|city fc|"
    r"fc|town fc|rovers|wanderers|live|post|mail|echo|gazette|herald|advertiser|chronicle|"
    r"express|news|"
    r"times|standard|observer|reporter|crown court|magistrates|police)\b",
    re.IGNORECASE,
)
# Health bodies are named after the councils they serve: "NHS A and B Integrated Care Board".
_HEALTH = re.compile(
    r"^(?:,? (?:and|&) (?:the )?(?!NHS\b)[A-Z][\w'’]+(?: (?:of |upon |on )?[A-Z][\w'’]+){0,3}?| "
    r"partnership| community| healthcare){0,3} (?:integrated care|ICB\b|ICS\b|"
    r"clinical commissioning|CCGs?\b|(?:university )?(?:hospitals? )?NHS\b|health and care|"
    r"partnership (?:NHS )?trust)",
    re.IGNORECASE,
)
_OF_HEALTH = re.compile(r"\bNHS (?:[A-Z][\w'’]+(?:,| and| &) )*$")
_FORMER = re.compile(
    r"\b(?:following|after|like|unlike|behind|joining|joins|alongside)\s+$|"
    r"\b(?:previously|formerly|former|came from|joins? from|role (?:at|in|with)|worked (?:at|in|"
    r"for)|"
    r"director (?:at|in|of \w+ (?:at|in))|commissioner from|career (?:at|in|with)|similar role|"
    r"expert from|support(?:ed)? (?:from|by)|help (?:from|of)|advis\w+ (?:from|by)|led by|"
    r"partner(?:ed|ship)? with|"
    r"services (?:at|in)|post in|neighbouring|"
    r"now (?:the |its )?(?:DCS|(?:chief|director|head|leader|commissioner|boss)\b[^.,\n]{0,40}?) "
    r"(?:at|in|of|for))\b[^.\n]{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """An authority that an item may be about. `share`: of all that is counted; `leads`: it is in
    the title or the first lines; `known_by`: what tells it where the item names none, as
    words."""

    urn: str
    name: str
    share: float
    leads: bool
    known_by: str = ""

    @property
    def named(self) -> bool:
        """Does the item name it, or its own newsroom give the item out?"""
        return not self.known_by


def authorities_of(
    item: Item,
    authorities: Sequence[Authority],
    usual: str | Sequence[str] | None = None,
) -> list[Place]:
    """The authorities an item may be about, the likeliest first.

    A release is about its own newsroom's. A report is about what it names, most often and by its
    whole name; `usual` are the authorities of the outlet's area, taken where it names none (without
    them, the one that the site of its page is named after), and preferred where two are named
    alike. An abolished authority stands for its heirs as well.
    """
    named = _index(tuple(authorities))
    if item.local_authority and item.document_kind == "press_release":
        own = named.by_urn.get(item.local_authority)
        return [Place(item.local_authority, own.name if own else "", 1.0, True)]
    home = [usual] if isinstance(usual, str) else list(usual or ())
    counts, leading = _count(item, named)
    if not counts:
        own_site = None if home else authority_of_site(item.address, authorities)
        home, known_by = ([own_site], _BY_SITE) if own_site else (home, _BY_AREA)
        return [Place(u, _name(named, u), 1.0 / len(home), False, known_by) for u in home]
    for urn in home:
        if urn in counts:
            counts[urn] += 0.5
    whole = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    enough = ranked[0][1] * _ENOUGH
    chosen = [(u, n) for u, n in ranked if n >= enough or u in leading][:_MOST]
    return [Place(u, _name(named, u), n / whole, u in leading) for u, n in chosen]


@dataclass(frozen=True, slots=True)
class _Index:
    pattern: re.Pattern[str] | None
    by_name: dict[str, tuple[str, ...]]
    by_urn: dict[str, Authority]


@lru_cache(maxsize=4)
def _index(authorities: tuple[Authority, ...]) -> _Index:
    by_name: dict[str, tuple[str, ...]] = {}
    by_urn = {authority.urn: authority for authority in authorities}
    for authority in authorities:
        for name in (authority.name, *authority.aliases):
            for form in _forms(name):
                by_name.setdefault(form.lower(), (authority.urn,))
    for name, urns in _TRUSTS.items():
        known = tuple(urn for urn in urns if urn in by_urn)
        if known:
            by_name[name.lower()] = known
    if not by_name:
        return _Index(None, {}, by_urn)
    # The longest name wins, so that `Cheshire West and Chester` is not also Cheshire, nor `Central
    # Bedfordshire` also Bedford.
    longest = sorted(by_name, key=len, reverse=True)
    names = "|".join(re.escape(name).replace("'", "['’]") for name in longest)
    return _Index(re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE), by_name, by_urn)


def _forms(name: str) -> Iterator[str]:
    """A name, and the other ways to write its joints."""
    if len(name) <= 2:
        return
    yield name
    if " and " in name:
        yield name.replace(" and ", " & ")
    elif " & " in name:
        yield name.replace(" & ", " and ")
    if ", " in name:
        yield name.replace(",", "")


def _count(item: Item, named: _Index) -> tuple[dict[str, float], set[str]]:
    if named.pattern is None:
        return {}, set()
    whole = f"{item.title}\n{item.text}"[:_READ]
    title, lead = len(item.title), len(item.title) + _LEAD_LENGTH
    counts: dict[str, float] = {}
    leading: set[str] = set()
    for match in named.pattern.finditer(whole):
        if not _is_a_name(match, whole):
            continue
        worth = _TITLE if match.start() <= title else _LEAD if match.start() <= lead else _BODY
        if _FORMER.search(whole[max(0, match.start() - 60) : match.start()]):
            worth = 0.25
        urns = named.by_name[match[0].lower().replace("’", "'")]
        for urn in _of_that_day(urns, item.told_on, named):
            counts[urn] = counts.get(urn, 0.0) + worth
            if worth > _BODY:
                leading.add(urn)
    return counts, leading


def _is_a_name(match: re.Match[str], whole: str) -> bool:
    """ "reading" and "bury" are words, Reading and Bury are places; Reading Road is neither."""
    found = match[0]
    if found.islower() and len(found) > 3:
        return False
    if len(found) <= 5 and found.isupper() is False and "&" in found and found.upper() != found:
        return False
    after = whole[match.end() : match.end() + 80]
    if _NOT_IT.match(after[:30]) or _HEALTH.match(after):
        return False
    if _OF_HEALTH.search(whole[max(0, match.start() - 60) : match.start()]):
        return False
    if found.lower() in _WORDS:
        before = whole[max(0, match.start() - 2) : match.start()].strip(" \"'“‘")
        if (not before or before[-1] in ".!?\n") and not _COMPANY.match(after.strip()):
            return False
    return True


def _of_that_day(urns: Sequence[str], day: dt.date | None, named: _Index) -> Iterator[str]:
    """The authorities that a name stood for on that day; of an undated item, whoever it may be."""
    for urn in urns:
        authority = named.by_urn[urn]
        continued = _continued_by(authority, named)
        if continued:
            yield continued
            continue
        if authority.active_to is None or day is None or day < authority.active_to:
            yield urn
        if authority.active_to is not None and (day is None or day >= authority.active_to):
            heirs = re.split(r"[;,]\s*", authority.successor or "")
            yield from (heir for heir in heirs if heir in named.by_urn)


def _continued_by(authority: Authority, named: _Index) -> str | None:
    """The one heir that goes on under the same name: "North Yorkshire County" is in registers a
    council of its own, and Ofsted lists its letters under North Yorkshire's number."""
    heir = named.by_urn.get((authority.successor or "").strip())
    return heir.urn if heir and authority.name.startswith(f"{heir.name} ") else None


def _name(named: _Index, urn: str) -> str:
    authority = named.by_urn.get(urn)
    return authority.name if authority else ""


def part_about(
    item: Item, place: Place, others: Sequence[Place], authorities: Sequence[Authority]
) -> str:
    """The paragraphs of an item that are about one of several authorities it names: those that name
    it, and those after them up to the first that names another. Of a paragraph that names several,
    the same by sentences."""
    if len(others) < 2:
        return item.text
    named = _index(tuple(authorities))
    chosen = {other.urn for other in others}
    kept: list[str] = []
    current: set[str] = set()
    for paragraph in re.split(r"\n+", item.text[:_READ]):
        whole = _named_in(paragraph, named, item.told_on) & chosen
        pieces = _SENTENCES.split(paragraph) if len(whole) > 1 else [paragraph]
        own: list[str] = []
        for piece in pieces:
            current = _named_in(piece, named, item.told_on) & chosen or current
            if not current or place.urn in current:
                own.append(piece)
        if own:
            kept.append(" ".join(own))
    return "\n\n".join(kept)


def _named_in(text: str, named: _Index, day: dt.date | None) -> set[str]:
    if named.pattern is None:
        return set()
    return {
        urn
        for match in named.pattern.finditer(text)
        if _is_a_name(match, text)
        for urn in _of_that_day(named.by_name[match[0].lower().replace("’", "'")], day, named)
    }
