"""Where to look: the entries of `sources/`, or those that a replica's manifest names.

Bad entries are refused with a sentence before anything is fetched.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import urllib.request
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from archive import moments
from archive.local_authorities import authorities_by_urn, known_authorities, slug_of
from archive.records import Authority, Source
from crawler.errors import SourceMisconfigured
from crawler.pages import DESIGNS

# The C loader where PyYAML has it: 200 entries take a while with the other.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NAME = re.compile(r"^(\w+):", re.MULTILINE)
SOURCES = Path(__file__).with_name("sources")
OFSTED = "ofsted"

_ALLOWED = {"authority", "publisher", "outlet", "url", "feed", "tagged", "design", "least", "most",
            "notes", "confidence"}  # fmt: skip
CONFIDENCE = ("seen", "likely", "old", "inferred", "none")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All sources of a night. `night` counts a replica's nights; the real world is always in 1."""

    ofsted: Source | None
    provider_address: str
    newsrooms: tuple[Source, ...]
    outlets: tuple[Source, ...]
    authorities: tuple[Authority, ...]
    night: int = 1

    def now(self) -> str:
        """This moment, as the tables hold it. A replica's nights are a day apart, however fast they
        follow, so that what is due on the next night is due there too."""
        later = dt.timedelta(days=self.night - 1)
        return moments.written(dt.datetime.now(dt.UTC) + later)

    def sources(self) -> tuple[Source, ...]:
        """All of them."""
        return (*((self.ofsted,) if self.ofsted else ()), *self.newsrooms, *self.outlets)

    def only(self, names: Iterable[str]) -> Catalogue:
        """The same with some sources only. Raises SourceMisconfigured for an unknown name."""
        wanted = set(names)
        unknown = wanted - {source.id for source in self.sources()}
        if unknown:
            raise SourceMisconfigured(", ".join(sorted(unknown)), "no source has this name")
        return replace(
            self,
            ofsted=self.ofsted if OFSTED in wanted else None,
            newsrooms=tuple(s for s in self.newsrooms if s.id in wanted),
            outlets=tuple(s for s in self.outlets if s.id in wanted),
        )


def real_catalogue(folder: Path = SOURCES) -> Catalogue:
    """The sources of the real world, from the files in `folder`."""
    ofsted = _read(folder / "ofsted.yml")[OFSTED]
    return Catalogue(
        ofsted=_ofsted(ofsted),
        provider_address=ofsted["provider"],
        newsrooms=tuple(
            _newsroom(name, entry) for name, entry in _read(folder / "newsrooms.yml").items()
        ),
        outlets=tuple(
            _outlet(name, entry) for name, entry in _read(folder / "news_outlets.yml").items()
        ),
        authorities=known_authorities(),
    )


def replica_catalogue(replica: str) -> Catalogue:
    """The sources that a replica's manifest names, as the replica tells them."""
    with urllib.request.urlopen(f"{replica}/-/sources", timeout=30) as answer:  # noqa: S310
        told = json.load(answer)
    real = _read(SOURCES / "ofsted.yml")[OFSTED]
    entries = [_told_source(entry) for entry in told["sources"]]
    return Catalogue(
        ofsted=_ofsted(real) if told["ofsted"] else None,
        provider_address=real["provider"],
        newsrooms=tuple(source for source in entries if source.kind == "newsroom"),
        outlets=tuple(source for source in entries if source.kind == "news_outlet"),
        authorities=tuple(_told_authority(facts) for facts in told["authorities"]),
        night=told["night"],
    )


def chosen_catalogue(replica: str | None, names: Sequence[str]) -> Catalogue:
    """What a command is told to visit: the sources named, or all; of a replica, or the real ones.

    Raises SourceMisconfigured, and OSError where the replica is not there.
    """
    whole = replica_catalogue(replica) if replica else real_catalogue()
    return whole.only(names) if names else whole


def _read(path: Path) -> dict[str, dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    entries = yaml.load(text, _LOADER) or {}  # noqa: S506
    if not isinstance(entries, dict):
        raise SourceMisconfigured(path.name, "a list of names with their facts is expected")
    # YAML takes the last of two and says nothing; every council has an entry already.
    for name, times in Counter(_NAME.findall(text)).items():
        if times > 1:
            said = f"stands {times} times in {path.name}: change the entry that is there"
            raise SourceMisconfigured(name, said)
    return entries


def _ofsted(entry: Mapping[str, Any]) -> Source:
    return Source(
        id=OFSTED,
        kind="ofsted",
        url=entry["search"],
        design="ofsted",
        publisher="Ofsted",
        least=entry.get("least"),
        most=entry.get("most"),
        notes=entry.get("notes"),
    )


def _newsroom(name: str, entry: Mapping[str, Any]) -> Source:
    _check(name, entry, needs=("authority",))
    first = _authorities(name, entry)[0]
    publisher = entry.get("publisher") or (first.aliases or (f"{first.name} Council",))[0]
    return _source(name, "newsroom", {**entry, "publisher": publisher})


def _outlet(name: str, entry: Mapping[str, Any]) -> Source:
    _check(name, entry, needs=("outlet",))
    _authorities(name, entry)
    return _source(name, "news_outlet", {**entry, "publisher": entry["outlet"]})


def _authorities(name: str, entry: Mapping[str, Any]) -> list[Authority]:
    """The authorities of an entry, one or several. Raises where one has an unknown number."""
    known = authorities_by_urn()
    numbers = _several(entry.get("authority"))
    for number in numbers:
        if number not in known:
            raise SourceMisconfigured(name, f"no authority has the number {number!r}")
    return [known[number] for number in numbers]


def _several(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (str(value),)


def _check(name: str, entry: Mapping[str, Any], needs: Iterable[str]) -> None:
    if not name.isidentifier() or name != name.lower():
        raise SourceMisconfigured(name, "a name is lower-case letters, digits and underscores")
    unknown = set(entry) - _ALLOWED
    if unknown:
        raise SourceMisconfigured(name, f"{', '.join(sorted(unknown))} means nothing here")
    if entry.get("confidence", "old") not in CONFIDENCE:
        raise SourceMisconfigured(name, f"confidence is one of {', '.join(CONFIDENCE)}")
    # A newsroom that nobody has found is an entry all the same: a gap that is said.
    nowhere = entry.get("confidence") == "none"
    missing = [
        key for key in (*needs, *(() if nowhere else ("url", "design"))) if not entry.get(key)
    ]
    if missing:
        raise SourceMisconfigured(name, f"{', '.join(missing)} is missing")
    if nowhere and entry.get("url"):
        raise SourceMisconfigured(name, "an entry with a url has some confidence in it")
    if entry.get("design", "article") not in DESIGNS:
        known = ", ".join(sorted(DESIGNS))
        raise SourceMisconfigured(name, f"no design is called {entry['design']!r}; known: {known}")
    for key in ("url", "feed", "tagged"):
        if entry.get(key) and not str(entry[key]).startswith("https://"):
            raise SourceMisconfigured(name, f"{key} must begin with https://")


def _source(name: str, kind: str, entry: Mapping[str, Any]) -> Source:
    authorities = _several(entry.get("authority"))
    return Source(
        id=name,
        kind=kind,
        url=entry.get("url") or "",
        design=entry.get("design") or "article",
        local_authority=authorities[0] if len(authorities) == 1 else None,
        publisher=entry["publisher"],
        least=entry.get("least"),
        most=entry.get("most"),
        notes=entry.get("notes"),
        feed=entry.get("feed"),
        tagged=entry.get("tagged"),
        confidence=entry.get("confidence"),
        covers=authorities if len(authorities) > 1 else (),
    )


def _told_source(entry: Mapping[str, Any]) -> Source:
    if entry["design"] not in DESIGNS:
        raise SourceMisconfigured(entry["id"], f"no design is called {entry['design']!r}")
    publisher = entry.get("publisher") or entry.get("outlet") or entry["id"]
    known = ("url", "feed", "tagged", "design", "notes", "confidence", "least", "most")
    told = {key: entry[key] for key in known if key in entry}
    told |= {"authority": entry.get("local_authority"), "publisher": publisher}
    return _source(entry["id"], entry["kind"], told)


def _told_authority(facts: Mapping[str, Any]) -> Authority:
    known = authorities_by_urn().get(facts["urn"])
    return known or Authority(
        urn=facts["urn"],
        name=facts["name"],
        slug=facts.get("slug") or slug_of(facts["name"]),
        aliases=tuple(facts.get("aliases") or ()),
        gss_code=facts.get("gss_code"),
        la_code=facts.get("la_code"),
        region=facts.get("region"),
        type=facts.get("type"),
        statistical_neighbours=tuple(facts.get("statistical_neighbours") or ()),
    )
