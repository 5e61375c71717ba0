"""Is the archive whole? Finds damage and says it; mends nothing. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.originals import POINTERS, OriginalDamaged, text_sum, unpacked
from archive.outgoing.checksums import files_that_differ
from archive.outgoing.export import EXPORTS
from archive.read_only import address, opened
from archive.store.examinations import Marks
from archive.store.rows import TABLE_OF
from archive.tables.index_sums import SEARCH_INDEX
from archive.tables.sums import tables_that_differ

RESTORE = "Restore it from a backup: `ofsted-letters restore DIR`."
MENDS = "The next night mends it."


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong. `what`: file, page, content, reference, index, waiting, original,
    text, export; `subject`: the table, the checksum or the step."""

    what: str
    subject: str
    sentence: str


def check(folder: Path) -> list[str]:
    """What is wrong with the archive in `folder`, a sentence each; nothing wrong, no sentence."""
    return [damage.sentence for damage in examine(folder)]


def examine(folder: Path) -> list[Damage]:
    """The same, for whoever mends it."""
    for name in ("archive.db", "originals.db"):
        if not (folder / name).exists():
            return [Damage("file", name, f"{folder / name} is not there. {RESTORE}")]
    found: list[Damage] = []
    with (
        _opened(folder / "archive.db") as archive,
        _opened(folder / "originals.db") as originals,
    ):
        for look in _OF_ARCHIVE:
            found += _try(look, "archive.db", archive)
        for look in _OF_ORIGINALS:
            found += _try(look, "originals.db", originals)
        found += _attached(archive, folder) or _try(_pointers, "archive.db", archive)
    found += [
        Damage("export", name, f"{folder / EXPORTS / name} is not as it was written. {MENDS}")
        for name in files_that_differ(folder / EXPORTS)
    ]
    return list(dict.fromkeys(found))


def examine_new(folder: Path, since: Marks) -> list[Damage]:
    """What is wrong with what came since an earlier examination; takes as long as there is of it.

    Whether what was held before is as it was, only `examine` tells.
    """
    with (
        _opened(folder / "archive.db") as archive,
        _opened(folder / "originals.db") as originals,
    ):
        if damage := _attached(archive, folder):
            return damage
        found = [
            *_try(_work, "archive.db", archive),
            *_try(_missing_originals, "archive.db", archive, "versions", since.last_version),
            *_try(_missing_originals, "archive.db", archive, "fetches", since.last_fetch),
            *_try(_missing_texts, "archive.db", archive, "versions", since.last_version),
            *_try(_unindexed, "archive.db", archive, since.last_version),
            *_try(_bytes, "originals.db", originals, since.last_original),
            *_try(_texts, "originals.db", originals, since.last_text),
        ]
    return list(dict.fromkeys(found))


def marks_of(folder: Path) -> Marks:
    """How far an examination that begins now will come."""
    with (
        _opened(folder / "archive.db") as archive,
        _opened(folder / "originals.db") as originals,
    ):
        return Marks(
            *(
                db.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0]  # noqa: S608
                for db, table in (
                    (archive, "versions"),
                    (archive, "fetches"),
                    (originals, "originals"),
                    (originals, "report_texts"),
                )
            )
        )


def _attached(archive: sqlite3.Connection, folder: Path) -> list[Damage]:
    """Beside the archive, its originals: what is held by the million is looked up there. What
    keeps them from it."""
    path = folder / "originals.db"
    try:
        archive.execute("ATTACH ? AS originals", [address(path)])
    except sqlite3.DatabaseError as error:
        return [Damage("page", path.name, f"{path.name} is damaged: {error}. {RESTORE}")]
    return []


def _opened(path: Path) -> closing[sqlite3.Connection]:
    return closing(opened(path))


def _try(look: Callable[..., Iterator[Damage]], name: str, *told: Any) -> list[Damage]:
    """All that one look finds: what breaks it off is damage as well, and ends no other."""
    found: list[Damage] = []
    try:
        found.extend(look(*told))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        found.append(Damage("page", name, f"{name} is damaged: {error}. {RESTORE}"))
    return found


def _pages(db: sqlite3.Connection) -> Iterator[Damage]:
    name = _name(db)
    for (answer,) in db.execute("PRAGMA integrity_check(20)"):
        if answer != "ok":
            said = " ".join(answer.split())
            yield Damage("page", name, f"A page of {name} is damaged: {said}. {RESTORE}")


def _content(db: sqlite3.Connection) -> Iterator[Damage]:
    """Do the rows hold what was written to them? SQLite's own check does not know."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'table_sums'").fetchone():
        return  # made by an earlier version: the next night adds them up
    for table in tables_that_differ(db):
        if table == SEARCH_INDEX:
            yield Damage("index", table, f"The search index is damaged. {MENDS}")
            continue
        sentence = (
            f"The table {table} of {_name(db)} does not hold what was written to it: it is "
            f"damaged, or was changed by another program. {RESTORE}"
        )
        yield Damage("content", table, sentence)


def _name(db: sqlite3.Connection) -> str:
    return Path(db.execute("PRAGMA database_list").fetchone()[2]).name


def _references(db: sqlite3.Connection) -> Iterator[Damage]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        sentence = f"Row {row} of {table} points to a row of {parent} that is not there."
        yield Damage("reference", table, f"{sentence} {RESTORE}")


def _index(db: sqlite3.Connection) -> Iterator[Damage]:
    """Is every document in the search index, and nothing else?"""
    documents = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, id, search_id FROM {table} WHERE search_id IS NOT NULL"  # noqa: S608
        for kind, table in TABLE_OF.items()
    )
    for kind, document in db.execute(
        f"""SELECT d.kind, d.id FROM ({documents}) AS d
            LEFT JOIN search_documents AS s ON s.id = d.search_id
                AND s.document_kind = d.kind AND s.document = d.id
            WHERE s.id IS NULL"""  # noqa: S608
    ):
        sentence = f"The {kind.replace('_', ' ')} {document} cannot be found by searching."
        yield Damage("index", document, f"{sentence} {MENDS}")
    yield from _told_otherwise(db)
    (listed,) = db.execute("SELECT count(*) FROM search_documents").fetchone()
    (indexed,) = db.execute("SELECT count(*) FROM search_index_docsize").fetchone()
    if listed != indexed:
        sentence = f"The search index holds {indexed} documents, and {listed} are listed."
        yield Damage("index", SEARCH_INDEX, f"{sentence} {MENDS}")


def _told_otherwise(db: sqlite3.Connection) -> Iterator[Damage]:
    """Do lists show of each document what its own row says?"""
    for kind, table, title, publisher in (
        ("letter", "letters", "coalesce(nullif(held.title, ''), held.label)", "NULL"),
        ("press_release", "press_releases", "held.title", "held.publisher"),
        ("news_report", "news_reports", "held.title", "held.outlet"),
    ):
        rows = db.execute(
            f"""SELECT held.id FROM {table} AS held
                JOIN search_documents AS s ON s.id = held.search_id AND s.document = held.id
                WHERE (s.title, s.publisher, s.url, s.local_authority)
                    IS NOT ({title}, {publisher}, held.url, held.local_authority)"""  # noqa: S608
        )
        for (document,) in rows:
            what = f"{kind.replace('_', ' ')} {document}"
            sentence = f"Lists show another {what} than the one that is held."
            yield Damage("index", document, f"{sentence} {MENDS}")


def _unindexed(db: sqlite3.Connection, after: int) -> Iterator[Damage]:
    """Is each document that came, or came anew, in the search index?"""
    for kind, table in TABLE_OF.items():
        rows = db.execute(
            f"""SELECT held.id FROM versions JOIN {table} AS held ON held.id = versions.document
                WHERE versions.rowid > ? AND versions.document_kind = ? AND search_id IS NOT NULL
                    AND NOT EXISTS (
                        SELECT 1 FROM search_documents AS s
                        JOIN search_index_docsize AS d ON d.id = s.id
                        WHERE s.id = held.search_id AND s.document = held.id)""",  # noqa: S608
            [after, kind],
        )
        for (document,) in rows:
            sentence = f"The {kind.replace('_', ' ')} {document} cannot be found by searching."
            yield Damage("index", document, f"{sentence} {MENDS}")


def _work(db: sqlite3.Connection) -> Iterator[Damage]:
    rows = db.execute("SELECT step, count(*) FROM waiting GROUP BY step ORDER BY step")
    for step, count in rows:
        wait = "1 document waits" if count == 1 else f"{count} documents wait"
        yield Damage(
            "waiting", step, f"{wait} for the step '{step}': run `ofsted-letters process`."
        )


def _pointers(db: sqlite3.Connection) -> Iterator[Damage]:
    """Does all that is pointed to exist? `db` has originals.db attached."""
    for table in POINTERS["originals"][1]:
        yield from _missing_originals(db, table)
    for table in POINTERS["report_texts"][1]:
        yield from _missing_texts(db, table)


def _missing_originals(db: sqlite3.Connection, table: str, after: int = 0) -> Iterator[Damage]:
    for sha in _pointing_nowhere(db, table, "originals", after):
        yield Damage(
            "original",
            sha,
            f"An original that {table} points to is missing: {sha}. The next night asks for it "
            f"again; what the site shows no more is in a backup alone.",
        )


def _missing_texts(db: sqlite3.Connection, table: str, after: int = 0) -> Iterator[Damage]:
    for sha in _pointing_nowhere(db, table, "report_texts", after):
        sentence = f"A report's text that {table} points to is missing: {sha}."
        yield Damage("text", sha, f"{sentence} {RESTORE}")


def _pointing_nowhere(db: sqlite3.Connection, table: str, target: str, after: int) -> Iterator[str]:
    """The checksums in rows after a number to which nothing is held."""
    column, _ = POINTERS[target]
    rows = db.execute(
        f"""SELECT {column} FROM {table} AS pointing
            WHERE pointing.rowid > ? AND {column} IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM originals.{target} AS held WHERE held.sha256 = pointing.{column})""",  # noqa: S608
        [after],
    )
    for (sha,) in rows:
        yield sha


def _bytes(originals: sqlite3.Connection, after: int = 0) -> Iterator[Damage]:
    """Does every original still have the bytes it was kept with?"""
    sql = "SELECT sha256, packing, size, body FROM originals WHERE rowid > ?"
    for sha, packing, size, body in originals.execute(sql, [after]):
        try:
            unpacked(sha, packing, size, body)
        except OriginalDamaged:
            yield Damage(
                "original",
                sha,
                f"The original {sha} is damaged. The next night asks for it again; what the site "
                "shows no more is in a backup alone (`ofsted-letters restore DIR`).",
            )


def _texts(originals: sqlite3.Connection, after: int = 0) -> Iterator[Damage]:
    sql = "SELECT sha256, title, text FROM report_texts WHERE rowid > ?"
    for sha, title, text in originals.execute(sql, [after]):
        if text_sum(title, text) != sha:
            yield Damage("text", sha, f"The report text {sha} is damaged. {RESTORE}")


_Look = Callable[[sqlite3.Connection], Iterator[Damage]]
_OF_ARCHIVE: tuple[_Look, ...] = (_pages, _content, _references, _index, _work)
_OF_ORIGINALS: tuple[_Look, ...] = (_pages, _content, _bytes, _texts)
