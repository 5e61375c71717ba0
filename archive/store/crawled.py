"""What the crawler brings: fetches, listings, and the documents themselves with their versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from archive.originals import Originals
from archive.records import (
    Fetch,
    ListedLetter,
    ListedPage,
    NewsReport,
    PressRelease,
    document_id,
)
from archive.store.rows import Row, as_json, insert, iso, one, selected, update
from archive.store.search_index import SearchIndex
from archive.store.waiting import Waiting

EXTRACT_WORDS = 40  # so much of a news report may stand in archive.db
NOT_FETCHED = "The file has not been fetched yet."
# What an item is linked and checked by, beside its words: where it differs, that is done again.
TOLD = ("published", "local_authority", "outbound_links", "block_quotes")


@dataclass(frozen=True, slots=True)
class Validators:
    """What to ask an unchanged page by, and the original to read if it is unchanged."""

    etag: str | None
    last_modified: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a document: `news` is new, changed (its words did) or same."""

    document: str
    news: str
    length_before: int = 0  # characters of its text, where it was held before


class Crawled:
    """Originals first, then rows: a crash between the two leaves an unused original, no more."""

    def __init__(
        self, db: Database, originals: Originals, search: SearchIndex, waiting: Waiting
    ) -> None:
        self.db = db
        self.originals = originals
        self.search = search
        self.waiting = waiting

    # --- requests ---

    def keep(self, fetch: Fetch, run: str | None) -> str | None:
        """Keep what came of one request; return the body's SHA-256, None if there was no body.

        A body that is the one we hold is no new row: the old row is confirmed.
        """
        sha256 = self.originals.keep(fetch.body, fetch.media_type) if fetch.body else None
        held = self._last_fetch(fetch.url)
        row: Row = {
            "status": fetch.status,
            "sha256": sha256,
            "etag": fetch.etag,
            "last_modified": fetch.last_modified,
        }
        with self.db.atomic():
            if held and all(held[name] == value for name, value in row.items()):
                update(self.db, "fetches", {"id": held["id"]}, {"confirmed": fetch.fetched_at})
                return sha256
            insert(
                self.db,
                "fetches",
                {
                    "url": fetch.url,
                    "fetched_at": fetch.fetched_at,
                    "media_type": fetch.media_type,
                    "bytes": len(fetch.body or b""),
                    "used": 0,
                    "run": run,
                    "source": fetch.source,
                    **row,
                },
            )
        return sha256

    def validators(self, url: str) -> Validators | None:
        """What to ask by whether a page has changed; None where it must be fetched whole.

        Only a body whose reading was stored counts: else a page that was fetched and lost in a
        crash would be "unchanged" for ever.
        """
        row = self._last_body(url)
        if not row or not row["used"] or not (row["etag"] or row["last_modified"]):
            return None
        if not self.originals.has(row["sha256"]):
            return None
        return Validators(row["etag"], row["last_modified"], row["sha256"])

    def use(self, url: str) -> None:
        """What was read from the last body of this address is stored."""
        row = self._last_body(url)
        if row and not row["used"]:
            update(self.db, "fetches", {"id": row["id"]}, {"used": 1})

    def confirm(self, url: str, now: str) -> None:
        """The server says that this address is unchanged."""
        row = self._last_body(url)
        if row:
            update(self.db, "fetches", {"id": row["id"]}, {"confirmed": now})

    def ask_again(self, lost: Sequence[str]) -> int:
        """Have the pages fetched again whose bytes or text (by SHA-256) are lost; how many."""
        count = 0
        with self.db.atomic():
            for sha256 in lost:
                held = self.db.query(
                    """SELECT DISTINCT url FROM fetches WHERE sha256 = :sha OR sha256 IN
                       (SELECT sha256 FROM news_reports WHERE text_sha256 = :sha)""",
                    {"sha": sha256},
                )
                for url in [row["url"] for row in held]:
                    self.db.execute("UPDATE fetches SET used = 0 WHERE url = ?", [url])
                    self.db.execute(
                        "UPDATE listings SET fetched = NULL, due = '' WHERE url = ?", [url]
                    )
                    count += 1
        return count

    def _last_fetch(self, url: str) -> Row | None:
        return one(self.db, "SELECT * FROM fetches WHERE url = ? ORDER BY id DESC LIMIT 1", url)

    def _last_body(self, url: str) -> Row | None:
        sql = """SELECT * FROM fetches WHERE url = ? AND sha256 IS NOT NULL
                 ORDER BY id DESC LIMIT 1"""
        return one(self.db, sql, url)

    # --- listings ---

    def list_pages(self, source: str, kind: str, pages: Iterable[ListedPage], now: str) -> int:
        """Note the entries of a listing; return how many were new to us."""
        new = 0
        with self.db.atomic():
            for page in pages:
                facts = {
                    "title": page.title,
                    "published": iso(page.published),
                    "last_listed": now,
                }
                new += self._list_page(source, kind, page.url, facts, now)
        return new

    def dated(self, source: str, urls: Sequence[str]) -> set[str]:
        """Which of these listed pages had a day on a listing before."""
        found: set[str] = set()
        for start in range(0, len(urls), 500):
            some = urls[start : start + 500]
            marks = ", ".join("?" * len(some))
            sql = (
                "SELECT url FROM listings WHERE source = ? AND published IS NOT NULL "  # noqa: S608
                f"AND url IN ({marks})"
            )
            found |= {row["url"] for row in selected(self.db, sql, [source, *some])}
        return found

    def _list_page(self, source: str, kind: str, url: str, facts: Row, now: str) -> int:
        if one(self.db, "SELECT 1 FROM listings WHERE source = ? AND url = ?", source, url):
            told = {name: value for name, value in facts.items() if value is not None}
            update(self.db, "listings", {"source": source, "url": url}, told)
            return 0
        row = {"source": source, "url": url, "kind": kind, "first_listed": now, "misses": 0}
        insert(self.db, "listings", {**row, "due": now, **facts})
        return 1

    def visited(
        self,
        source: str,
        url: str,
        now: str,
        document: str | None = None,
        *,
        due: str | None = None,
    ) -> None:
        """A listed page was fetched, and stored or found unchanged. `due`: from when on it is to be
        looked at again; None: from now on."""
        self.db.execute(
            """UPDATE listings
               SET fetched = ?, due = ?, misses = 0, document = coalesce(?, document)
               WHERE source = ? AND url = ?""",
            [now, due or now, document, source, url],
        )

    def look_again(self, source: str, url: str, due: str) -> None:
        """A listed page is due from that moment on."""
        update(self.db, "listings", {"source": source, "url": url}, {"due": due})

    def is_listed_since(self, source: str, url: str, run: str) -> bool:
        """Has this run seen the page on its listing?"""
        sql = """SELECT 1 FROM listings JOIN runs ON runs.id = ?
                 WHERE source = ? AND url = ? AND last_listed >= runs.started"""
        return one(self.db, sql, run, source, url) is not None

    def missed(self, source: str, url: str, now: str, nights: int) -> int:
        """A listed page is gone (404, 410): count the night; from `nights` on it is withdrawn.

        Returns the number of nights in a row. A second look within one night counts once.
        """
        row = one(self.db, "SELECT * FROM listings WHERE source = ? AND url = ?", source, url)
        if row is None:
            return 0
        if row["misses"] and row["fetched"] and row["fetched"][:10] == now[:10]:
            return int(row["misses"])
        misses = int(row["misses"]) + 1
        with self.db.atomic():
            self.db.table("listings").update((source, url), {"misses": misses, "fetched": now})
            if misses >= nights and row["document"]:
                self._withdraw(row["kind"], row["document"], now)
        return misses

    def _withdraw(self, kind: str, document: str, now: str) -> None:
        table = _TABLES[kind]
        if not (one(self.db, f"SELECT withdrawn FROM {table} WHERE id = ?", document) or {}).get(  # noqa: S608
            "withdrawn"
        ):
            self.db.table(table).update(document, {"withdrawn": now[:10]})

    # --- letters ---

    def list_letters(self, letters: Iterable[ListedLetter], now: str) -> None:
        """Note the documents on an authority's page: each is a letter, read or not."""
        with self.db.atomic():
            for letter in letters:
                facts = {
                    "label": letter.label,
                    "url": letter.url,
                    "provider_url": letter.provider_url,
                    "published_on_site": iso(letter.published),
                    "last_seen": now,
                    "withdrawn": None,
                }
                held = one(
                    self.db, "SELECT published_on_site FROM letters WHERE id = ?", letter.file
                )
                if held:
                    self.db.table("letters").update(letter.file, facts)
                    self.tell_of(letter.file)
                    if held["published_on_site"] != facts["published_on_site"]:
                        self.read_again(letter.file)
                    continue
                owner = {"id": letter.file, "local_authority": letter.local_authority}
                self.put_letter({**owner, "first_seen": now, **facts})

    def tell_of(self, letter: str) -> None:
        """What the site says of a letter may have changed: lists show it as it now is."""
        row = one(self.db, "SELECT title, label, url, search_id FROM letters WHERE id = ?", letter)
        if row and row["search_id"]:
            self.search.tell(row["search_id"], row)

    def put_letter(self, row: Row) -> None:
        """A letter of which nothing is known yet but what the site says."""
        day = row["published_on_site"]
        unread = {
            "published": day,
            "published_source": "site" if day else None,
            "status": "unread",
            "warnings": NOT_FETCHED,
        }
        insert(self.db, "letters", {**row, **unread})

    def read_again(self, letter: str) -> None:
        """The site's day for a letter has changed, by which its file is read."""
        if (one(self.db, "SELECT sha256 FROM letters WHERE id = ?", letter) or {}).get("sha256"):
            self.waiting.add("read", "letter", letter)

    def point_to_file(self, letter: str, sha256: str) -> bool:
        """This is a letter's file from now on; True where it was another one, or none."""
        row = one(self.db, "SELECT sha256 FROM letters WHERE id = ?", letter)
        if row is None or row["sha256"] == sha256:
            return False
        update(self.db, "letters", {"id": letter}, {"sha256": sha256})
        self.waiting.add("read", "letter", letter)
        return True

    def no_longer_listed(self, urn: str, letters: Iterable[ListedLetter]) -> list[str]:
        """The files of an authority's letters that its page does not list any more."""
        listed = {letter.file for letter in letters}
        held = self.db.query(
            "SELECT id, url FROM letters WHERE local_authority = ? AND withdrawn IS NULL", [urn]
        )
        return [row["url"] for row in held if row["id"] not in listed]

    def save_letter_file(self, letter: str, sha256: str, now: str, *, sound: bool) -> str:
        """A letter's file came; return `new`, `changed` or `same`.

        A file that is not a sound PDF never takes the place of one that we hold.
        """
        row = one(self.db, "SELECT sha256 FROM letters WHERE id = ?", letter) or {}
        held = row.get("sha256")
        if held == sha256 or (held and not sound):
            return "same"
        with self.db.atomic():
            self._keep_text_of_earlier_issue(letter, held)
            self._add_version("letter", letter, now, {"sha256": sha256})
            self.point_to_file(letter, sha256)
        return "changed" if held else "new"

    def _keep_text_of_earlier_issue(self, letter: str, sha256: str | None) -> None:
        """A release that quoted the letter before Ofsted changed it quoted it rightly. Where the
        letter still waits to be read, its text is not that of this file."""
        self.db.execute(
            """UPDATE versions SET title = letters.title, text = letters.text FROM letters
               WHERE versions.document_kind = 'letter' AND versions.document = letters.id
                   AND versions.sha256 = ? AND letters.id = ? AND NOT EXISTS (
                       SELECT 1 FROM waiting WHERE step = 'read' AND document = letters.id)""",
            [sha256, letter],
        )

    # --- releases and reports ---

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
        held = self._held("press_releases", document_id(release.url))
        _keep_the_day(row, held)
        before = (held["title"], held["text"]) if held else None
        return self._save_item(
            "press_release",
            release.url,
            document_id(release.url),
            row,
            sha256=sha256,
            words=(release.title, release.text),
            before=before,
            held_url=held["url"] if held else None,
            told_otherwise=_tells_otherwise(row, held),
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
        _keep_the_day(row, held)
        return self._save_item(
            "news_report",
            report.url,
            document,
            row,
            sha256=sha256,
            words=(report.title, report.text),
            before=self.originals.text(held["text_sha256"]) if held else None,
            held_url=held["url"] if held else None,
            told_otherwise=_tells_otherwise(row, held),
            version={"title": report.title, "text_sha256": text_sha256},
            now=now,
        )

    def seen(self, kind: str, document: str, now: str) -> None:
        """A document is still there, unchanged."""
        self.db.execute(
            f"UPDATE {_TABLES[kind]} SET last_seen = ?, withdrawn = NULL WHERE id = ?",  # noqa: S608
            [now, document],
        )

    def _save_item(
        self,
        kind: str,
        url: str,
        document: str,
        row: Row,
        *,
        sha256: str,
        words: tuple[str, str],
        before: tuple[str, str] | None,
        held_url: str | None,
        told_otherwise: bool,
        version: Row,
        now: str,
    ) -> Saved:
        changed = words != before
        # The original of the words we hold: a page whose frame changed around them is no news.
        fresh = {"first_seen": now, "url": url} if before is None else {}
        original = {"sha256": sha256} if changed else {}
        with self.db.atomic():
            row["search_id"] = self.search.put(
                kind, document, words=words, before=before, facts={"url": held_url or url, **row}
            )
            table = _TABLES[kind]
            if before is None:
                insert(
                    self.db, table, {"id": document, "last_seen": now, **fresh, **original, **row}
                )
            else:
                facts = {"withdrawn": None, "last_seen": now, **original, **row}
                update(self.db, table, {"id": document}, facts)
            if changed:
                self._add_version(kind, document, now, {"sha256": sha256, **version})
            if changed or told_otherwise:
                self.waiting.add("link", kind, document)
        news = "new" if before is None else "changed" if changed else "same"
        return Saved(document, news, len(before[1]) if before else 0)

    def _add_version(self, kind: str, document: str, now: str, facts: Row) -> None:
        last = one(
            self.db,
            "SELECT max(version) AS n FROM versions WHERE document_kind = ? AND document = ?",
            kind,
            document,
        )
        number = ((last or {}).get("n") or 0) + 1
        row = {"document_kind": kind, "document": document, "version": number, "seen": now}
        insert(self.db, "versions", {**row, **facts})

    def _held(self, table: str, document: str) -> dict[str, Any] | None:
        return one(self.db, f"SELECT * FROM {table} WHERE id = ?", document)  # noqa: S608


_TABLES = {
    "letter": "letters",
    "release": "press_releases",
    "report": "news_reports",
    "press_release": "press_releases",
    "news_report": "news_reports",
}


def _keep_the_day(row: Row, held: Row | None) -> None:
    """A page that shows its day no longer was published on that day all the same."""
    if held and held["published"] and not row["published"]:
        row["published"] = held["published"]
        row["published_source"] = held["published_source"]


def _tells_otherwise(row: Row, held: Row | None) -> bool:
    """Does a page say something else that linking goes by, beside its words?"""
    return held is not None and any(row[name] != held[name] for name in TOLD)


def extract_of(text: str) -> str:
    """The first forty words of a report."""
    words = text.split()
    return " ".join(words[:EXTRACT_WORDS]) + (" …" if len(words) > EXTRACT_WORDS else "")
