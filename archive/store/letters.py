"""What Ofsted's site says of its letters, and their files. What the files say: `readings`."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from archive.records import ListedLetter
from archive.store.rows import Row, insert, iso, one, update
from archive.store.search_index import SearchIndex
from archive.store.versions import add_version
from archive.store.waiting import Waiting

NOT_FETCHED = "The file has not been fetched yet."


class Letters:
    """A letter is a row from the day on which it is listed, read or not."""

    def __init__(self, db: Database, search: SearchIndex, waiting: Waiting) -> None:
        self.db = db
        self.search = search
        self.waiting = waiting

    def listed(self, letters: Iterable[ListedLetter], now: str) -> None:
        """An authority's page lists these documents: each is a letter, read or not."""
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
                self.put({**owner, "first_seen": now, **facts})

    def tell_of(self, letter: str) -> None:
        """What the site says of a letter may have changed: lists show it as it now is."""
        row = one(self.db, "SELECT title, label, url, search_id FROM letters WHERE id = ?", letter)
        if row and row["search_id"]:
            self.search.tell(row["search_id"], row)

    def put(self, row: Row) -> None:
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

    def save_file(self, letter: str, sha256: str, now: str, *, sound: bool) -> str:
        """A letter's file came; return `new`, `changed` or `same`.

        A file that is not a sound PDF never takes the place of one that we hold.
        """
        row = one(self.db, "SELECT sha256 FROM letters WHERE id = ?", letter) or {}
        held = row.get("sha256")
        if held == sha256 or (held and not sound):
            return "same"
        with self.db.atomic():
            self._keep_text_of_earlier_issue(letter, held)
            add_version(self.db, "letter", letter, now, {"sha256": sha256})
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
