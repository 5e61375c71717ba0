"""Takes in another archive's rows: what was fetched and seen, in one transaction. What is read,
linked and checked is not taken: it is made anew from this, where something is new.

The other archive is attached; SQLite finds the rows in which the two differ, and only these are
looked at (`combining` says what becomes of each). A row that is the same in both is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archive.originals import Originals
from archive.store.combining import LETTER, RULES, as_text, fetches, letter, versions
from archive.store.items import TOLD
from archive.store.letters import Letters
from archive.store.removals import Removals
from archive.store.rows import ITEMS, TABLE_OF, Row, insert, one, put, selected, update
from archive.store.search_index import SearchIndex
from archive.store.waiting import Waiting

# Made by reading, linking and checking; from a person's file; of this file alone.
DERIVED = frozenset(
    {"visit_windows", "inspectors", "judgements", "improvement_points", "sections",
     "numbered_paragraphs", "evidence", "links", "quotations", "shared_passages", "borrowed_words",
     "answers", "grade_claims", "recurring_points", "corrections", "waiting", "search_documents",
     "search_index", "search_index_sums", "table_sums", "examinations"}
)  # fmt: skip
# Merged by rules of their own, below.
LOGS = frozenset({"letters", "versions", "fetches", "reconciled"})

_KINDS = {TABLE_OF[kind]: kind for kind in ITEMS}


@dataclass
class Taken:
    """How many rows of the other archive said something new."""

    letters: int = 0
    press_releases: int = 0
    news_reports: int = 0
    others: int = 0

    def __str__(self) -> str:
        if not self.anything:
            return "There was nothing new in it."
        return (
            f"{self.letters} letters, {self.press_releases} releases and {self.news_reports} "
            f"reports were new or known better there, and {self.others} other rows."
        )

    @property
    def anything(self) -> bool:
        """Did the other archive know of anything that this one did not?"""
        return bool(self.letters or self.press_releases or self.news_reports or self.others)


class MergedRows:
    """Rows of an archive that is attached as `other`."""

    def __init__(
        self,
        db: Database,
        originals: Originals,
        search: SearchIndex,
        waiting: Waiting,
        letters: Letters,
        removals: Removals,
    ) -> None:
        self.db = db
        self.originals = originals
        self.search = search
        self.waiting = waiting
        self.letters = letters
        self.removals = removals

    def take(self, other: Path) -> Taken:
        """Take in what archive.db at `other` knows, whole or not at all. Its originals must be
        here already."""
        taken = Taken()
        with self._attached(other), self.db.atomic():
            for table in RULES:
                count = self._take_table(table)
                if table in _KINDS:
                    setattr(taken, table, count)
                else:
                    taken.others += count
            self._forget_returned()
            taken.letters += self._take_letters()
            taken.others += self._take_versions()
            taken.others += self._take_fetches()
            taken.others += self._take_reconciled()
        return taken

    @contextmanager
    def _attached(self, other: Path) -> Iterator[None]:
        self.db.execute("ATTACH DATABASE ? AS other", [str(other)])
        try:
            yield
        finally:
            self.db.execute("DETACH DATABASE other")

    # --- tables of rows with a key ---

    def _take_table(self, table: str) -> int:
        rule = RULES[table]
        columns = [name for name in self._columns(table) if name not in rule.aside]
        count = 0
        for theirs in self._differing(table, columns):
            ours = self._held(table, rule.key, theirs, columns)
            if ours is None:
                self._insert(table, {**theirs, **self._at_first(table, theirs)})
            else:
                merged = rule.combine(ours, theirs)
                if merged == ours:
                    continue
                self._change(table, ours, merged)
            count += 1
        return count

    def _at_first(self, table: str, row: Row) -> Row:
        rule = RULES[table]
        if not rule.at_first:
            return {}
        sql = f"SELECT {', '.join(rule.at_first)} FROM other.{table} WHERE id = ?"  # noqa: S608
        return one(self.db, sql, row["id"]) or {}

    def _insert(self, table: str, row: Row) -> None:
        if table == "local_authorities":
            row = self._with_free_slug(row)
        if table in _KINDS:
            row = {**row, "search_id": self._index(table, row, None)}
            self.waiting.add("link", _KINDS[table], row["id"])
        insert(self.db, table, row)

    def _change(self, table: str, ours: Row, merged: Row) -> None:
        if table == "local_authorities":
            merged = self._with_free_slug(merged)
        if table in _KINDS:
            before, words = (self._words(table, row) for row in (ours, merged))
            facts = {**self._derived(table, ours), **merged}
            merged["search_id"] = self._index(table, facts, before)
            told = [name for name in (*TOLD, "first_seen") if name in merged]
            if words != before or any(ours[name] != merged[name] for name in told):
                self.waiting.add("link", _KINDS[table], ours["id"])
        put(self.db, table, merged)

    def _derived(self, table: str, row: Row) -> Row:
        aside = ", ".join(sorted(RULES[table].aside))
        return one(self.db, f"SELECT {aside} FROM main.{table} WHERE id = ?", row["id"]) or {}  # noqa: S608

    def _with_free_slug(self, row: Row) -> Row:
        """Two authorities never share a slug: the one with the lower number has it."""
        same = "SELECT urn FROM local_authorities WHERE slug = ? AND urn <> ?"
        holder = one(self.db, same, row["slug"], row["urn"])
        if holder is None:
            return row
        longer = f"{row['slug']}-{max(row['urn'], holder['urn'])}"
        if holder["urn"] < row["urn"]:
            return {**row, "slug": longer}
        update(self.db, "local_authorities", {"urn": holder["urn"]}, {"slug": longer})
        return row

    def _index(self, table: str, row: Row, before: tuple[str, str] | None) -> int:
        words = self._words(table, row)
        return self.search.put(_KINDS[table], row["id"], words=words, before=before, facts={
            "kind": None, **row})  # fmt: skip

    def _words(self, table: str, row: Row) -> tuple[str, str]:
        if table == "press_releases":
            return row["title"], row["text"]
        words = self.originals.text(row["text_sha256"])
        if words is None:
            raise LookupError(f"the text {row['text_sha256']} of the report {row['id']} is missing")
        return words

    def _forget_returned(self) -> None:
        for row in selected(self.db, "SELECT DISTINCT source FROM removals"):
            self.removals.forget_returned(row["source"])

    # --- letters and versions ---

    def _take_letters(self) -> int:
        """What the site says of letters. What their files say is read anew."""
        count = 0
        for theirs in self._differing("letters", LETTER):
            ours = self._held("letters", ("id",), theirs, LETTER)
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

    def _take_versions(self) -> int:
        """Put together what both have seen of each document; a letter's file is the last one."""
        count = 0
        for kind, document in self._documents_with_other_versions():
            ours, theirs = (
                selected(
                    self.db,
                    f'SELECT * FROM {side}."versions" WHERE document_kind = ? AND document = ?',  # noqa: S608
                    [kind, document],
                )
                for side in ("main", "other")
            )
            merged = versions(ours, theirs)
            if kind == "letter":
                merged = self._with_texts_of_issues(document, merged)
                self.letters.point_to_file(document, merged[-1]["sha256"])
            if as_text(merged) != as_text(sorted(ours, key=lambda row: int(row["version"]))):
                self._replace_versions(kind, document, merged)
                count += 1
        return count

    def _documents_with_other_versions(self) -> list[tuple[str, str]]:
        key = "document_kind, document, seen, sha256, title, text"
        rows = self.db.execute(
            f"""SELECT DISTINCT document_kind, document FROM (
                    SELECT {key} FROM other.versions EXCEPT SELECT {key} FROM main.versions)"""  # noqa: S608
        )
        return [(kind, document) for kind, document in rows.fetchall()]

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

    # --- fetches ---

    def _take_fetches(self) -> int:
        """The last one of an address is the one that was fetched last, whoever fetched it."""
        columns = [name for name in self._columns("fetches") if name != "id"]
        urls = dict.fromkeys(row["url"] for row in self._differing("fetches", columns))
        for url in urls:
            ours, theirs = (
                selected(
                    self.db,
                    f"SELECT * FROM {side}.fetches WHERE url = ? ORDER BY id",  # noqa: S608
                    [url],
                )
                for side in ("main", "other")
            )
            self._put_fetches(url, ours, fetches(ours, theirs))
        return len(urls)

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

    # --- another table of the same inspections ---

    def _take_reconciled(self) -> int:
        """Each comparison is of one moment, and taken whole."""
        columns = self._columns("reconciled")
        count = 0
        for file in dict.fromkeys(row["file"] for row in self._differing("reconciled", columns)):
            ours, theirs = (
                selected(
                    self.db,
                    f"SELECT * FROM {side}.reconciled WHERE file = ? ORDER BY position",  # noqa: S608
                    [file],
                )
                for side in ("main", "other")
            )
            if as_text(theirs) > as_text(ours):
                self.db.execute("DELETE FROM reconciled WHERE file = ?", [file])
                for row in theirs:
                    insert(self.db, "reconciled", row)
                count += 1
        return count

    # --- where the two differ ---

    def _columns(self, table: str) -> list[str]:
        return [column.name for column in self.db.table(table).columns]

    def _differing(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """The other archive's rows that are not here in the same words."""
        names = ", ".join(f'"{name}"' for name in columns)
        found = self.db.execute(
            f'SELECT {names} FROM other."{table}" EXCEPT SELECT {names} FROM main."{table}"'  # noqa: S608
        )
        while some := found.fetchmany(500):
            yield from (dict(zip(columns, row, strict=True)) for row in some)

    def _held(self, table: str, key: Sequence[str], row: Row, columns: Sequence[str]) -> Row | None:
        names = ", ".join(f'"{name}"' for name in columns)
        where = " AND ".join(f'"{name}" = ?' for name in key)
        return one(
            self.db,
            f'SELECT {names} FROM main."{table}" WHERE {where}',  # noqa: S608
            *(row[name] for name in key),
        )
