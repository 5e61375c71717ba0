"""Takes in another archive's letters and logs: what is put together from all that either has seen
of one document, address or file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from archive.store.beside import Beside
from archive.store.combining import LETTER, as_text, fetches, letter, versions
from archive.store.letters import Letters
from archive.store.rows import Row, insert, one, put, update


class MergedLogs:
    """Each method says of how many something new was taken. Asked while the other archive is
    attached."""

    def __init__(self, db: Database, beside: Beside, letters: Letters) -> None:
        self.db = db
        self.beside = beside
        self.letters = letters

    def take_letters(self) -> int:
        """What the site says of letters. What their files say is read anew."""
        count = 0
        for theirs in self._differing("letters", ("id",), LETTER):
            ours = self.beside.ours("letters", ("id",), theirs, LETTER)
            if ours is None:
                self.letters.put(theirs)
            else:
                merged = letter(ours, theirs)
                if merged == ours:
                    continue
                put(self.db, "letters", merged)
                self.letters.tell_of(ours["id"])
                if ours["published_on_site"] != merged["published_on_site"]:
                    self.letters.read_again(ours["id"])
            count += 1
        return count

    def take_versions(self) -> int:
        """Put together what both have seen of each document; a letter's file is the last one."""
        key = ("document_kind", "document")
        # Of most there is one version, and it is new. A letter's file is pointed to (below).
        count = self.beside.take_new("versions", key, "document_kind <> 'letter'")
        for kind, document in self._documents_with_other_versions():
            which = "document_kind = ? AND document = ?"
            ours, theirs = self.beside.both("versions", which, kind, document)
            merged = versions(ours, theirs)
            if kind == "letter":
                merged = self._with_texts_of_issues(document, merged)
                self.letters.point_to_file(document, merged[-1]["sha256"])
            if as_text(merged) != as_text(sorted(ours, key=lambda row: int(row["version"]))):
                self._replace_versions(kind, document, merged)
                count += 1
        return count

    def _documents_with_other_versions(self) -> list[tuple[str, str]]:
        key = ("document_kind", "document")
        columns = (*key, "seen", "sha256", "title", "text")
        rows = self._differing("versions", key, columns)
        return sorted({(row["document_kind"], row["document"]) for row in rows})

    def _with_texts_of_issues(self, document: str, rows: list[Row]) -> list[Row]:
        """The text of a file that either archive held last and that is an earlier issue now: a
        release that quoted it quoted it rightly."""
        for side in ("main", "other"):
            read = one(
                self.db,
                f"""SELECT sha256, title, text FROM {side}.letters AS l
                    WHERE id = ? AND text IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM {side}.waiting WHERE step = 'read' AND document = l.id)""",  # noqa: S608
                document,
            )
            if read and read["sha256"] != rows[-1]["sha256"]:
                words = {"title": read["title"], "text": read["text"]}
                rows = [
                    {**row, **words}
                    if row["sha256"] == read["sha256"] and row["text"] is None
                    else row
                    for row in rows
                ]
        return rows

    def _replace_versions(self, kind: str, document: str, rows: Sequence[Row]) -> None:
        self.db.execute(
            "DELETE FROM versions WHERE document_kind = ? AND document = ?", [kind, document]
        )
        for row in rows:
            insert(self.db, "versions", row)

    def take_fetches(self) -> int:
        """The last one of an address is the one that was fetched last, whoever fetched it."""
        count = self.beside.take_new("fetches", ("url",), leave="id")
        columns = [name for name in self.beside.columns("fetches") if name != "id"]
        urls = dict.fromkeys(row["url"] for row in self._differing("fetches", ("url",), columns))
        for url in urls:
            ours, theirs = self.beside.both("fetches", "url = ? ORDER BY id", url)
            self._put_fetches(url, ours, fetches(ours, theirs))
        return count + len(urls)

    def _put_fetches(self, url: str, ours: Sequence[Row], merged: Sequence[Row]) -> None:
        marks = {"used", "confirmed"}
        held = [{n: v for n, v in row.items() if n not in {"id", *marks}} for row in ours]
        kept = merged[: len(ours)]
        in_place = [{n: v for n, v in row.items() if n not in marks} for row in kept]
        if held != in_place:  # something came in between: the order is the numbers' order
            self.db.execute("DELETE FROM fetches WHERE url = ?", [url])
            kept = []
        for row, now in zip(ours, kept, strict=False):
            news = {name: now[name] for name in marks if row[name] != now[name]}
            update(self.db, "fetches", {"id": row["id"]}, news)
        for row in merged[len(kept) :]:
            insert(self.db, "fetches", row)

    def take_reconciled(self) -> int:
        """Each comparison is of one moment, and taken whole."""
        columns = self.beside.columns("reconciled")
        count = 0
        for file in dict.fromkeys(
            row["file"] for row in self._differing("reconciled", ("file", "position"), columns)
        ):
            ours, theirs = self.beside.both("reconciled", "file = ? ORDER BY position", file)
            if as_text(theirs) > as_text(ours):
                self.db.execute("DELETE FROM reconciled WHERE file = ?", [file])
                for row in theirs:
                    insert(self.db, "reconciled", row)
                count += 1
        return count

    def _differing(self, table: str, key: Sequence[str], columns: Sequence[str]) -> Iterator[Row]:
        for some in self.beside.differing(table, key, columns):
            yield from some
