"""What a spider hands on: things read, each with the source and address it was read from; and
`archive.records.Problem`."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import ListedLetter, ListedPage, NewsReport, PressRelease


@dataclass(frozen=True, slots=True)
class ListingRead:
    """A listing was read; `kind` is what its entries lead to: provider, release, report."""

    source: str
    url: str
    kind: str
    pages: tuple[ListedPage, ...]


@dataclass(frozen=True, slots=True)
class ProviderRead:
    """An authority's page at Ofsted's site was read, with all the documents it lists."""

    source: str
    url: str
    urn: str
    name: str
    letters: tuple[ListedLetter, ...]


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A letter's file came. `sound`: it is a whole PDF, as far as its first and last bytes tell."""

    source: str
    url: str
    letter: str
    sha256: str
    sound: bool


@dataclass(frozen=True, slots=True)
class ReleaseRead:
    """A release was read from its page. `url` is the address it was listed under."""

    source: str
    url: str
    fetched_from: str
    sha256: str
    release: PressRelease


@dataclass(frozen=True, slots=True)
class ReportRead:
    """A report was read from its page."""

    source: str
    url: str
    fetched_from: str
    sha256: str
    report: NewsReport


@dataclass(frozen=True, slots=True)
class StillThere:
    """A page or file that we hold was asked for and is unchanged."""

    source: str
    url: str
    kind: str
    document: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A page or file that we hold answers that it is not there (404, 410)."""

    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Walked:
    """A source's listing was followed to its end, or to what an earlier walk had seen."""

    source: str
