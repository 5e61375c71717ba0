"""Takes in another archive's rows: what was fetched and seen, in one transaction. What is read,
linked and checked is not taken: it is made anew from this, where something is new.

The other archive is attached; SQLite finds the rows in which the two differ, and only these are
looked at (`combining` says what becomes of each). A row that is the same in both is not touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archive.originals import Originals
from archive.store.beside import Beside
from archive.store.combining import RULES
from archive.store.items import TOLD
from archive.store.letters import Letters
from archive.store.merged_logs import MergedLogs
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
# Merged by rules of their own, in `merged_logs`.
LOGS = frozenset({"letters", "versions", "fetches", "reconciled"})

_KINDS = {TABLE_OF[kind]: kind for kind in ITEMS}
# A new row is no copy of theirs: two authorities never share a slug, and a document is indexed.
_NOT_AS_IT_IS = frozenset({"local_authorities", *_KINDS})


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
        self.beside = Beside(db)
        self.logs = MergedLogs(db, self.beside, letters)
        self.removals = removals

    def take(self, other: Path) -> Taken:
        """Take in what archive.db at `other` knows, whole or not at all. Its originals must be
        here already."""
        taken = Taken()
        with self.beside.attached(other), self.db.atomic():
            for table in RULES:
                count = self._take_table(table)
                if table in _KINDS:
                    setattr(taken, table, count)
                else:
                    taken.others += count
            self._forget_returned()
            taken.letters += self.logs.take_letters()
            taken.others += self.logs.take_versions()
            taken.others += self.logs.take_fetches()
            taken.others += self.logs.take_reconciled()
        return taken

    def _take_table(self, table: str) -> int:
        rule = RULES[table]
        count = 0 if table in _NOT_AS_IT_IS else self.beside.take_new(table, rule.key)
        columns = [name for name in self.beside.columns(table) if name not in rule.aside]
        for some in self.beside.differing(table, rule.key, columns):
            with self.search.together():
                count += sum(self._take_row(table, columns, theirs) for theirs in some)
        return count

    def _take_row(self, table: str, columns: Sequence[str], theirs: Row) -> bool:
        """True where it said something new."""
        rule = RULES[table]
        ours = self.beside.ours(table, rule.key, theirs, columns)
        if ours is None:
            self._insert(table, {**theirs, **self._at_first(table, theirs)})
            return True
        merged = rule.combine(ours, theirs)
        if merged != ours:
            self._change(table, ours, merged)
        return merged != ours

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
