"""The archive of a world, written directly: what the crawl of a first night would have stored of
it, without requests, and without reading from a page what is known of it. A test holds the one
against the other, table by table.

It is an archive of long standing: each document came on the night after its day. What is then to
be read, linked and checked waits, as after any crawl. Ofsted's pages and letters go through the
store; of the pages of newsrooms and papers there may be millions, so their rows are written many at
a time, and indexed and summed at the end.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from archive.linking import is_about_ofsted
from archive.records import Authority, Fetch, ListedLetter, ListedPage, Source, document_id
from archive.store import Archive
from archive.store.batches import Batches
from archive.store.items import extract_of
from archive.words.search_text import fold, row_for
from benchmarks.world import LAST, World, document_of
from benchmarks.world_letters import Place, WorldLetter
from crawler.catalogue import OFSTED, real_catalogue
from crawler.pages.ofsted_search import search_address
from crawler.replica import answers
from crawler.replica.addresses import real_address
from crawler.replica.answers import Answer
from crawler.replica.letter_pdf import print_letter
from crawler.replica.manifest_entry import Nights
from crawler.replica.records import NewsPage, NewsSource, Provider
from crawler.replica.sites import DESIGNS, ofsted
from crawler.replica.sites.markup import moment, ordinal_day, weekday

NOW = f"{LAST}T23:30:00Z"
DUE_TONIGHT = 300  # pages that the next night looks at again: the newest of each site
_LATER = "2100-01-01T03:30:00Z"  # on no night that is measured
_BATCH = 4000  # pages in a transaction
_FIRST_LISTED = {"newsroom": 10, "news_outlet": 20}  # entries of a listing's first page
_KINDS = {"newsroom": "press_release", "news_outlet": "news_report"}
_LISTED_AS = {"newsroom": "release", "news_outlet": "report"}
_DAY_BY = {"newsroom": "label", "news_outlet": "json-ld"}  # what the pages say their day by

Say = Callable[[str], None]
Rows = dict[str, list[tuple[Any, ...]]]


def write(folder: Path, world: World, say: Say = lambda _line: None, *, index: bool = True) -> None:
    """Fill an empty folder. Without `index`, what the pages say is not in the search index yet."""
    with Archive(folder) as archive:
        run = _First(archive, world, say).store()
    with (
        closing(sqlite3.connect(folder / "archive.db", isolation_level=None)) as db,
        closing(sqlite3.connect(folder / "originals.db", isolation_level=None)) as originals,
    ):
        _Pages(db, originals, world, run, index).write(say)
    with Archive(folder):  # the sums are taken anew
        say("added up")


# --- Ofsted's pages and letters, through the store ---


class _First:
    def __init__(self, archive: Archive, world: World, say: Say) -> None:
        self.archive, self.world, self.say = archive, world, say
        self.run = archive.runs.start(NOW)
        self.batches = Batches(archive.db, archive.originals.db, archive.search)

    def store(self) -> str:
        """Store them; return the run."""
        archive, sources = self.archive, list(_sources(self.world))
        archive.places.put_authorities(_authorities(self.world))
        archive.places.put_sources(sources)
        self._search()
        for place in self.world.places:
            self._authority(place)
        self.say(f"{len(self.world.places) * self.world.letters_each:,} letters")
        for source in sources:
            archive.runs.start_source(self.run, source.id, NOW)
            facts = {"finished": NOW, "reached": "", "verdict": "healthy", "reason": "New."}
            archive.runs.finish_source(self.run, source.id, facts)
        self.batches.close()
        archive.runs.finish(self.run, NOW, "finished")
        return self.run

    def _search(self) -> None:
        providers = [_provider(self.world, place) for place in self.world.places]
        # A mature archive has asked for the first page alone.
        url = search_address(_ofsted().url)
        self._keep(url, ofsted.answer_ofsted(providers, 1, real_address(url)))
        self.archive.fetches.use(url)

    def _authority(self, place: Place) -> None:
        archive = self.archive
        url = f"https://reports.ofsted.gov.uk/provider/44/{place.urn}"
        archive.listings.shown(OFSTED, "provider", [ListedPage(url, place.name)], NOW)
        provider = _provider(self.world, place)
        self._keep(url, ofsted.answer_ofsted([provider], 1, real_address(url)))
        letters = self.world.letters(place)
        listed = [_listed(letter, url) for letter in letters]
        archive.letters.listed(listed, NOW)
        pages = [ListedPage(one.url, one.label, one.published) for one in listed]
        archive.listings.shown(OFSTED, "letter", pages, NOW)
        archive.listings.visited(OFSTED, url, NOW, place.urn, due=NOW)
        archive.fetches.use(url)
        for letter, one in zip(letters, listed, strict=True):
            file = Answer(print_letter(letter.source), "application/pdf", modified=letter.published)
            sha256 = self._keep(one.url, file)
            archive.letters.save_file(letter.file, sha256, NOW, sound=True)
            archive.listings.visited(OFSTED, one.url, NOW, letter.file, due=_LATER)
            archive.fetches.use(one.url)
            self.batches.item_done()

    def _keep(self, url: str, answer: Answer) -> str:
        whole = answers.with_validators(answer)
        headers = dict(whole.headers)
        kept = self.archive.fetches.keep(
            Fetch(url, NOW, OFSTED, whole.status, whole.body, whole.media_type,
                  headers.get("ETag"), headers.get("Last-Modified")),
            self.run,
        )  # fmt: skip
        assert kept is not None
        return kept


def _ofsted() -> Source:
    found = real_catalogue().ofsted
    assert found is not None
    return found


def _sources(world: World) -> Iterator[Source]:
    yield _ofsted()
    for _, site, _ in world.sites():
        yield Source(site.id, site.kind, site.url, site.design,
                     local_authority=site.local_authority, publisher=site.publisher)  # fmt: skip


def _authorities(world: World) -> list[Authority]:
    return [
        Authority(urn=facts["urn"], name=facts["name"], slug=facts["slug"],
                  aliases=tuple(facts["aliases"]), gss_code=facts["gss_code"],
                  region=facts["region"], type=facts["type"],
                  statistical_neighbours=tuple(facts["statistical_neighbours"]))
        for facts in world.authorities
    ]  # fmt: skip


def _provider(world: World, place: Place) -> Provider:
    documents = [document_of(letter, Path(), Nights()) for letter in world.letters(place)]
    return Provider(place.urn, place.name, tuple(documents), Nights())


def _listed(letter: WorldLetter, provider: str) -> ListedLetter:
    document = document_of(letter, Path(), Nights())
    url = f"https://files.ofsted.gov.uk/v1/file/{letter.file}"
    return ListedLetter(letter.file, letter.place.urn, document.label, url, provider,
                        letter.published)  # fmt: skip


# --- the pages of newsrooms and papers, many at a time ---


class _Pages:
    def __init__(
        self,
        db: sqlite3.Connection,
        originals: sqlite3.Connection,
        world: World,
        run: str,
        index: bool,
    ) -> None:
        self.db, self.originals, self.world, self.run, self.index = db, originals, world, run, index
        self.taken: set[int] = {row for (row,) in db.execute("SELECT id FROM search_documents")}
        self.due = DUE_TONIGHT // (2 * len(world.places))
        for each in (db, originals):
            each.execute("PRAGMA synchronous=OFF")
            each.execute("PRAGMA cache_size=-400000")

    def write(self, say: Say) -> None:
        """All of them; nothing is summed, and the indexes are made at the end."""
        indexes = self.db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            self.db.execute(f'DROP INDEX "{name}"')
        done, rows = 0, _no_rows()
        for place, source, many in self.world.sites():
            for row_of_page in self._site(place, source, many):
                for table, row in row_of_page:
                    rows[table].append(row)
                done += 1
                if not done % _BATCH:
                    self._insert(rows)
                    rows = _no_rows()
                    if not done % (25 * _BATCH):
                        say(f"{done:,} pages")
        self._insert(rows)
        for _, sql in indexes:
            self.db.execute(sql)
        self.db.execute("DELETE FROM search_index_sums")
        for each in (self.db, self.originals):
            each.execute("DELETE FROM table_sums")

    def _insert(self, rows: Rows) -> None:
        for db in (self.originals, self.db):
            db.execute("BEGIN")
        for table, some in rows.items():
            own = self.originals if table in ("originals", "report_texts") else self.db
            columns = _COLUMNS[table]
            names = ", ".join(f'"{name}"' for name in columns)
            marks = ", ".join("?" * len(columns))
            own.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', some)
        for db in (self.originals, self.db):
            db.execute("COMMIT")

    def _site(
        self, place: Place, source: NewsSource, many: int
    ) -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
        newest = self._newest(place, source, many)
        site = _Site(source, newest)
        shown = {page.url for page in newest[: self.due]}
        yield list(self._listing(source, newest))
        for n in range(many):
            page = self.world.page(place, source, n)
            due = f"{page.published}T23:30:00Z" if page.url in shown else _LATER
            yield list(self._page(source, page, site.body(page), due))

    def _newest(self, place: Place, source: NewsSource, many: int) -> list[NewsPage]:
        """The first entries of the listing, as the replica sorts them."""
        last = self.world.newest(place, source, many)
        last.sort(key=lambda page: page.published or dt.date.min, reverse=True)
        return last

    def _listing(
        self, source: NewsSource, newest: Sequence[NewsPage]
    ) -> Iterator[tuple[str, tuple[Any, ...]]]:
        answer = DESIGNS[source.design].answer(source, real_address(source.url), tuple(newest))
        assert answer is not None
        yield from self._kept(source, source.url, answer.body, None, NOW)

    def _kept(
        self, source: NewsSource, url: str, body: bytes, modified: str | None, now: str
    ) -> Iterator[tuple[str, tuple[Any, ...]]]:
        sha256 = hashlib.sha256(body).hexdigest()
        yield "originals", (sha256, answers.HTML, len(body), "zlib", zlib.compress(body))
        yield "fetches", (url, now, 200, sha256, answers.HTML, len(body), f'"{sha256[:32]}"',
                          modified, 1, self.run, source.id)  # fmt: skip

    def _page(
        self, source: NewsSource, page: NewsPage, body: bytes, due: str
    ) -> Iterator[tuple[str, tuple[Any, ...]]]:
        kind, now = _KINDS[source.kind], f"{page.published}T23:30:00Z"
        day = page.published.isoformat() if page.published else None
        document, urn = document_id(page.url), source.local_authority
        sha256 = hashlib.sha256(body).hexdigest()
        yield from self._kept(source, page.url, body, _modified(page), now)
        yield "listings", (source.id, page.url, _LISTED_AS[source.kind], document, page.title, day,
                           now, now, now, due, 0)  # fmt: skip
        row = self._row(kind, document, page)
        yield "search_documents", (row, kind, document, urn, None, day, int(str(day)[:4]),
                                   page.title, source.publisher, page.url)  # fmt: skip
        if self.index:
            yield "search_index", (row, fold(page.title), fold(page.text))
        about = int(is_about_ofsted(page.title, page.text))
        text_sha256 = None
        if kind == "press_release":
            yield "press_releases", (document, urn, source.publisher, source.id, page.url,
                                     page.title, day, _DAY_BY[source.kind], page.text, about,
                                     sha256, now, now, row)  # fmt: skip
        else:
            words = f"{page.title}\n\n{page.text}".encode()
            text_sha256 = hashlib.sha256(words).hexdigest()
            yield "report_texts", (text_sha256, page.title, page.text)
            yield "news_reports", (document, urn, source.publisher, source.id, page.url, page.title,
                                   page.byline, day, _DAY_BY[source.kind], extract_of(page.text),
                                   about, text_sha256, sha256, now, now, row)  # fmt: skip
        text = page.text if kind == "press_release" else None
        yield "versions", (kind, document, 1, now, page.title, text, text_sha256, sha256)
        yield "waiting", ("link", kind, document)

    def _row(self, kind: str, document: str, page: NewsPage) -> int:
        row = row_for(page.published, hashlib.sha256(f"{kind} {document}".encode()).hexdigest())
        while row in self.taken:
            row += 1
        self.taken.add(row)
        return row


def _no_rows() -> Rows:
    return defaultdict(list)


_COLUMNS = {
    "originals": ("sha256", "media_type", "size", "packing", "body"),
    "report_texts": ("sha256", "title", "text"),
    "fetches": ("url", "fetched_at", "status", "sha256", "media_type", "bytes", "etag",
                "last_modified", "used", "run", "source"),
    "listings": ("source", "url", "kind", "document", "title", "published", "first_listed",
                 "last_listed", "fetched", "due", "misses"),
    "search_documents": ("id", "document_kind", "document", "local_authority", "kind", "published",
                         "year", "title", "publisher", "url"),
    "search_index": ("rowid", "title", "text"),
    "press_releases": ("id", "local_authority", "publisher", "source", "url", "title", "published",
                       "published_source", "text", "about_ofsted", "sha256", "first_seen",
                       "last_seen", "search_id"),
    "news_reports": ("id", "local_authority", "outlet", "source", "url", "title", "byline",
                     "published", "published_source", "extract", "about_ofsted", "text_sha256",
                     "sha256", "first_seen", "last_seen", "search_id"),
    "versions": ("document_kind", "document", "version", "seen", "title", "text", "text_sha256",
                 "sha256"),
    "waiting": ("step", "document_kind", "document"),
}  # fmt: skip


def _modified(page: NewsPage) -> str | None:
    whole = answers.with_validators(answers.page("", modified=page.modified))
    return dict(whole.headers).get("Last-Modified")


class _Site:
    """The pages of a site as its design shows them. Rendering a template is dear, and of a site's
    plain pages only title, day, author and words differ: one is rendered, and these are put in."""

    _PLAIN = tuple(f"Zzparagraph{n}" for n in range(5))
    _DAY = dt.date(1999, 9, 19)

    def __init__(self, source: NewsSource, newest: Sequence[NewsPage]) -> None:
        self._source, self._newest = source, newest[:4]
        form = NewsPage("https://form.example/", "Zztitle", "\n\n".join(self._PLAIN), self._DAY,
                        byline="Zzauthor")  # fmt: skip
        self._form = self._rendered(form).decode()

    def body(self, page: NewsPage) -> bytes:
        """The page, as bytes."""
        paragraphs = page.text.split("\n\n")
        if len(paragraphs) != len(self._PLAIN) or page in self._newest or "’" in page.text:
            return self._rendered(page)
        assert page.published is not None
        made = self._form.replace("Zztitle", page.title).replace("Zzauthor", page.byline or "")
        for written in (weekday, ordinal_day, lambda day: moment(day).isoformat()):
            made = made.replace(written(self._DAY), written(page.published))
        for mark, words in zip(self._PLAIN, paragraphs, strict=True):
            made = made.replace(mark, words)
        return made.encode()

    def _rendered(self, page: NewsPage) -> bytes:
        shown = (page, *(each for each in self._newest if each.url != page.url))
        answer = DESIGNS[self._source.design].answer(self._source, real_address(page.url), shown)
        assert answer is not None
        return answer.body
