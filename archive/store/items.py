"""Releases and reports as they were read, with their versions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from archive.originals import Originals
from archive.records import NewsReport, PressRelease, document_id
from archive.store.listings import STORED_AS
from archive.store.rows import TABLE_OF, Row, as_json, insert, iso, one, update
from archive.store.search_index import SearchIndex, Words
from archive.store.versions import add_version
from archive.store.waiting import Waiting

EXTRACT_WORDS = 40  # so much of a news report may stand in archive.db
# What an item is linked and checked by, beside its words: where it differs, that is done again.
TOLD = ("published", "local_authority", "outbound_links", "block_quotes")


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a document: `news` is new, changed (its words did) or same."""

    document: str
    news: str
    length_before: int = 0  # characters of its text, where it was held before


class Items:
    """A page whose words are those we hold is no news, whatever its frame."""

    def __init__(
        self, db: Database, originals: Originals, search: SearchIndex, waiting: Waiting
    ) -> None:
        self.db = db
        self.originals = originals
        self.search = search
        self.waiting = waiting

    def save_release(
        self, release: PressRelease, *, source: str, sha256: str, about_ofsted: bool, now: str
    ) -> Saved:
        """A release was read."""
        row: Row = {
            "local_authority": release.local_authority,
            "publisher": release.publisher,
            "source": source,
            "title": release.title,
            "published": iso(release.published),
            "published_source": release.published_source,
            "text": release.text,
            "outbound_links": as_json(release.outbound_links),
            "block_quotes": as_json(release.block_quotes),
            "about_ofsted": int(about_ofsted),
        }
        document = document_id(release.url)
        held = self._held("press_releases", document)
        return self._save(
            "press_release",
            document,
            release.url,
            row,
            held,
            words=(release.title, release.text),
            before=(held["title"], held["text"]) if held else None,
            sha256=sha256,
            version={"title": release.title, "text": release.text},
            now=now,
        )

    def save_report(
        self, report: NewsReport, *, source: str, sha256: str, about_ofsted: bool, now: str
    ) -> Saved:
        """A report was read. Its text stays in originals.db."""
        document = document_id(f"https://{report.story}/" if report.story else report.url)
        text_sha256 = self.originals.keep_text(report.title, report.text)
        held = self._held("news_reports", document)
        row: Row = {
            "local_authority": held["local_authority"] if held else report.local_authority,
            "outlet": held["outlet"] if held else report.outlet,
            "source": held["source"] if held else source,
            "title": report.title,
            "byline": report.byline,
            "published": iso(report.published),
            "published_source": report.published_source,
            "extract": extract_of(report.text),
            "outbound_links": as_json(report.outbound_links),
            "block_quotes": as_json(report.block_quotes),
            "about_ofsted": int(about_ofsted),
            "text_sha256": text_sha256,
        }
        return self._save(
            "news_report",
            document,
            report.url,
            row,
            held,
            words=(report.title, report.text),
            before=self.originals.text(held["text_sha256"]) if held else None,
            sha256=sha256,
            version={"title": report.title, "text_sha256": text_sha256},
            now=now,
        )

    def seen(self, kind: str, document: str, now: str) -> None:
        """A listed page of this kind is still there, unchanged."""
        self.db.execute(
            f"UPDATE {TABLE_OF[STORED_AS[kind]]} SET last_seen = ?, withdrawn = NULL WHERE id = ?",  # noqa: S608
            [now, document],
        )

    def _save(
        self,
        kind: str,
        document: str,
        url: str,
        row: Row,
        held: Row | None,
        *,
        words: Words,
        before: Words | None,
        sha256: str,
        version: Row,
        now: str,
    ) -> Saved:
        """`before`: the words that are held; None where the item is new, or they are lost."""
        _keep_the_day(row, held)
        changed = words != before
        told_otherwise = held is not None and any(row[name] != held[name] for name in TOLD)
        known = {"url": held["url"] if held else url, **row}
        with self.db.atomic():
            row["search_id"] = self.search.put(
                kind, document, words=words, before=before, facts=known
            )
            # The original of the words we hold: that of a page whose frame changed is no news.
            facts = {**row, "last_seen": now, **({"sha256": sha256} if changed else {})}
            if held is None:
                first = {"id": document, "url": url, "first_seen": now}
                insert(self.db, TABLE_OF[kind], {**first, **facts})
            else:
                update(self.db, TABLE_OF[kind], {"id": document}, {**facts, "withdrawn": None})
            if changed:
                add_version(self.db, kind, document, now, {"sha256": sha256, **version})
            if changed or told_otherwise:
                self.waiting.add("link", kind, document)
        news = "new" if held is None else "changed" if changed else "same"
        return Saved(document, news, len(before[1]) if before else 0)

    def _held(self, table: str, document: str) -> Row | None:
        return one(self.db, f"SELECT * FROM {table} WHERE id = ?", document)  # noqa: S608


def _keep_the_day(row: Row, held: Row | None) -> None:
    """A page that shows its day no longer was published on that day all the same."""
    if held and held["published"] and not row["published"]:
        row["published"] = held["published"]
        row["published_source"] = held["published_source"]


def extract_of(text: str) -> str:
    """The first forty words of a report."""
    words = text.split()
    return " ".join(words[:EXTRACT_WORDS]) + (" …" if len(words) > EXTRACT_WORDS else "")
