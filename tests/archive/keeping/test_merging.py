"""Two archives, put together by content: twice, in any order, after a kill."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.corrected.corrections import FILE
from archive.keeping.check import check
from archive.keeping.merging import merge, merge_corrections
from archive.originals import NotWhole, OriginalDamaged
from archive.outgoing.export import EXPORTS, changed_since
from archive.processing.process import Process
from archive.records import (
    Authority,
    Fetch,
    ListedLetter,
    ListedPage,
    NewsReport,
    PressRelease,
    Problem,
    Source,
)
from archive.store import Archive
from archive.store.combining import RULES
from archive.store.merged import DERIVED, LOGS
from archive.store.merged_logs import MergedLogs
from tests.merged import whole
from tests.nights import command

TODAY = dt.date(2026, 11, 20)
COUNCIL = Authority("90001", "Tarnbeck", "tarnbeck")
NEWSROOM = Source("tarnbeck", "newsroom", "https://tarnbeck.example/news", "jadu", "90001")
PAPER = Source("echo", "news_outlet", "https://echo.example/news", "article")


def moment(day: int) -> str:
    return f"2026-11-{day:02}T03:30:00Z"


class Teller:
    """Writes what a night would."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder)
        self.archive.places.put_authorities([COUNCIL])
        self.archive.places.put_sources([NEWSROOM, PAPER])

    def night(self, day: int) -> str:
        run = self.archive.runs.start(moment(day))
        self.archive.runs.start_source(run, NEWSROOM.id, moment(day))
        facts = {"finished": moment(day), "reached": "", "verdict": "healthy"}
        self.archive.runs.finish_source(run, NEWSROOM.id, facts)
        self.archive.runs.finish(run, moment(day), "finished")
        return run

    def release(self, day: int, slug: str, text: str, published: dt.date | None = TODAY) -> None:
        url = f"{NEWSROOM.url}/{slug}"
        archive = self.archive
        body = f"<html><p>{text}</p></html>".encode()
        fetch = Fetch(url, moment(day), NEWSROOM.id, 200, body, "text/html", f'"{len(body)}"')
        sha256 = archive.fetches.keep(fetch, None)
        assert sha256
        archive.listings.shown(
            NEWSROOM.id, "release", [ListedPage(url, "A path", TODAY)], moment(day)
        )
        release = PressRelease(url, "90001", "Tarnbeck Council", "A path", text, published, "label")
        saved = archive.items.save_release(
            release, source=NEWSROOM.id, sha256=sha256, about_ofsted="Ofsted" in text,
            now=moment(day),
        )  # fmt: skip
        archive.listings.visited(NEWSROOM.id, url, moment(day), saved.document)
        archive.fetches.use(url)

    def report(self, day: int, slug: str, text: str) -> None:
        url = f"{PAPER.url}/{slug}"
        sha256 = self.archive.fetches.keep(
            Fetch(url, moment(day), PAPER.id, 200, text.encode()), None
        )
        assert sha256
        report = NewsReport(url, "Echo", "Inspectors say", text, story="echo-12")
        self.archive.items.save_report(
            report, source=PAPER.id, sha256=sha256, about_ofsted=True, now=moment(day)
        )

    def letter(self, day: int, file: str, body: bytes, on_site: dt.date = TODAY) -> None:
        listed = ListedLetter(
            file, "90001", "Children's services focused visit", f"https://files.example/{file}",
            "https://reports.example/80", on_site,
        )  # fmt: skip
        self.archive.letters.listed([listed], moment(day))
        sha256 = self.archive.originals.keep(body, "application/pdf")
        self.archive.letters.save_file(file, sha256, moment(day), sound=True)


@pytest.fixture
def three(built: list[Path], tmp_path: Path) -> list[Path]:
    """Three archives that know some of the same things, on other days, and each something else."""
    return [Path(shutil.copytree(each, tmp_path / each.name)) for each in built]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("three")
    folders = [folder / name for name in "abc"]
    a, b, c = map(Teller, folders)
    a.night(1)
    a.release(1, "one", "Ofsted has praised the path.")
    a.release(1, "undated", "The path is open.", None)
    a.letter(1, "50000001", b"%PDF-1 the first issue %%EOF")
    a.archive.runs.put_problem(
        Problem("tarnbeck", NEWSROOM.url, "timed out", "No answer."), None, moment(1)
    )
    a.archive.alerted.put(["x", "y"], moment(1))
    b.night(2)
    b.release(2, "one", "Ofsted has praised the path.")
    b.release(2, "two", "Ofsted came again.")
    b.release(3, "two", "Ofsted came twice.")
    b.report(2, "ours", "Ofsted praises the path. It says so.")
    b.letter(2, "50000001", b"%PDF-1 the second issue %%EOF", dt.date(2026, 11, 19))
    b.archive.runs.put_problem(
        Problem("tarnbeck", NEWSROOM.url, "timed out", "None."), None, moment(2)
    )
    b.archive.runs.resolve(NEWSROOM.url, moment(3))
    b.archive.alerted.put(["y"], moment(2))
    b.archive.places.know_authority("90002", "Tarnbeck")
    c.night(4)
    c.release(4, "one", "Ofsted has praised the path, and the bridge.")
    c.release(4, "undated", "The path is open.")
    c.report(4, "theirs", "Ofsted praises the path. It says so.")
    c.archive.listings.missed("tarnbeck", f"{NEWSROOM.url}/one", moment(5), 1)
    c.archive.places.know_authority("90003", "Tarnbeck")
    for each in (a, b, c):
        Process(each.archive, moment(6)).everything()
        each.archive.close()
    return folders


def together(target: Path, folders: list[Path], *, twice: bool = False) -> dict[str, list[str]]:
    shutil.copytree(folders[0], target)
    with Archive(target) as archive:
        for other in folders[1:] * (2 if twice else 1):
            merge(archive, other)
        Process(archive, moment(6)).everything()
    assert check(target) == []
    return whole(target)


def test_in_any_order_and_however_often_the_archive_is_the_same(
    three: list[Path], tmp_path: Path
) -> None:
    first = together(tmp_path / "first", three, twice=True)
    assert len(first["press_releases"]) == 3
    assert len(first["news_reports"]) == 1  # one story, two addresses
    for n, order in enumerate(itertools.permutations(three)):
        assert together(tmp_path / str(n), list(order)) == first


def test_nothing_that_either_knew_is_lost(three: list[Path], tmp_path: Path) -> None:
    together(tmp_path / "all", three)
    with Archive(tmp_path / "all") as archive:
        issues = archive.rows("SELECT seen, sha256 FROM versions WHERE document_kind = 'letter'")
        assert [row["seen"] for row in issues] == [moment(1), moment(2)]
        (held,) = archive.rows("SELECT sha256, published_on_site FROM letters")
        assert held == {"sha256": issues[1]["sha256"], "published_on_site": "2026-11-19"}
        one = archive.rows(
            """SELECT p.text, p.first_seen, p.last_seen, p.withdrawn, count(*) AS versions
               FROM press_releases p JOIN versions ON document = p.id WHERE p.url LIKE '%/one'"""
        )
        assert one == [
            {"text": "Ofsted has praised the path, and the bridge.", "first_seen": moment(1),
             "last_seen": moment(4), "withdrawn": "2026-11-05", "versions": 2}
        ]  # fmt: skip
        (problem,) = archive.rows("SELECT * FROM problems WHERE what = 'timed out'")
        assert (problem["first_seen"], problem["resolved"]) == (moment(1), moment(3))
        slugs = archive.rows("SELECT urn, slug FROM local_authorities ORDER BY urn")
        assert [row["slug"] for row in slugs] == ["tarnbeck", "tarnbeck-90002", "tarnbeck-90003"]


def test_a_merge_of_what_is_known_changes_nothing(three: list[Path], tmp_path: Path) -> None:
    together(tmp_path / "all", three)
    with Archive(tmp_path / "all") as archive:
        before = archive.db.execute("SELECT total_changes()").fetchone()
        for other in three:
            assert not merge(archive, other).anything
        assert archive.db.execute("SELECT total_changes()").fetchone() == before
        assert archive.waiting.count("read") + archive.waiting.count("link") == 0


def test_what_is_held_is_looked_up_and_never_gone_through(three: list[Path]) -> None:
    """What comes from a worker is little, what is held may be a million documents."""
    asked: list[str] = []
    with Archive(three[0]) as archive:
        archive.db.conn.set_trace_callback(asked.append)
        merge(archive, three[1])
        archive.db.conn.set_trace_callback(None)
        comparing = {sql for sql in asked if "AS m" in sql}
        assert len(comparing) > len(RULES)
        archive.db.execute("ATTACH DATABASE ? AS other", [str(three[1] / "archive.db")])
        for sql in comparing:
            plan = archive.db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            steps = [row[-1] for row in plan]
            assert [step for step in steps if step.startswith("SEARCH m ")], sql
            assert not [step for step in steps if step.startswith("SCAN m")], sql


def test_a_merge_that_breaks_off_leaves_no_words_waiting(
    three: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words are held back to be indexed together; those of a merge that failed are forgotten."""

    def die(self: Archive, *_: object) -> None:
        raise Killed

    with Archive(three[0]) as archive:
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr("archive.store.merged.insert", die)
            merge(archive, three[1])
        merge(archive, three[1])
        Process(archive, moment(6)).everything()
    assert check(three[0]) == []


def _facts(folder: Path) -> dict[str, list[str]]:
    """All but the originals, which come first."""
    told = whole(folder)
    return {name: told[name] for name in told if name not in ("originals", "report_texts")}


class Killed(BaseException):
    pass


@pytest.mark.parametrize("step", ["take_letters", "take_versions", "take_fetches"])
def test_a_writer_killed_in_the_middle_is_gone_on_with(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    wanted = together(tmp_path / "wanted", three[:2])

    def die(self: MergedLogs) -> int:
        raise Killed

    with Archive(three[0]) as archive:
        before = _facts(three[0])
        with monkeypatch.context() as patch:
            patch.setattr(MergedLogs, step, die)
            with pytest.raises(Killed):
                merge(archive, three[1])
    assert _facts(three[0]) == before
    with closing(sqlite3.connect(three[0] / "originals.db")) as db:
        assert db.execute("SELECT count(*) FROM originals").fetchone()[0] > 3  # they came first
    with Archive(three[0]) as archive:
        merge(archive, three[1])
        Process(archive, moment(6)).everything()
    assert whole(three[0]) == wanted


def test_an_original_that_is_damaged_stops_the_merge_before_any_fact(three: list[Path]) -> None:
    with closing(sqlite3.connect(three[1] / "originals.db")) as db, db:
        db.execute("UPDATE originals SET body = x'00' WHERE packing = 'none'")
    before = _facts(three[0])
    with Archive(three[0]) as archive, pytest.raises(OriginalDamaged):
        merge(archive, three[1])
    assert _facts(three[0]) == before


def test_an_original_that_is_missing_stops_the_merge(three: list[Path]) -> None:
    with closing(sqlite3.connect(three[1] / "originals.db")) as db, db:
        db.execute("DELETE FROM report_texts")
    before = _facts(three[0])
    with Archive(three[0]) as archive, pytest.raises(NotWhole, match="1 originals are missing"):
        merge(archive, three[1])
    assert _facts(three[0]) == before


def test_the_last_fetch_of_an_address_is_the_last_in_time(
    three: list[Path], tmp_path: Path
) -> None:
    """Whoever merges first: what a night asks by is what came last."""
    for n, order in enumerate((three, three[::-1])):
        together(tmp_path / str(n), order)
        with Archive(tmp_path / str(n)) as archive:
            days = archive.rows("SELECT fetched_at FROM fetches WHERE url LIKE '%/one' ORDER BY id")
            assert [row["fetched_at"] for row in days] == [moment(1), moment(2), moment(4)]
            validators = archive.fetches.validators(f"{NEWSROOM.url}/one")
            assert validators is not None
            body = archive.originals.body(validators.sha256)
            assert body is not None
            assert b"bridge" in body


def test_every_table_is_merged_or_said_to_be_made_anew(archive: Archive) -> None:
    """A new table is a question: what do two archives' rows come to?"""
    tables = {
        name
        for name in archive.db.table_names()
        if not name.startswith(("sqlite_", "_sqlite", "search_index_"))
    }
    known = RULES.keys() | DERIVED | LOGS
    assert tables - known == set()
    assert known - tables - {"search_index_sums"} == set()


# --- what people said ---

_ENTRY = """- table: letters
  row: "50000001"
  column: published
  is: {day}
  by: Ann Reader
  on: 2026-11-02
  because: It says so.
"""


def test_what_people_said_is_brought_along_and_where_they_disagree_a_person_decides(
    tmp_path: Path,
) -> None:
    ours, theirs = tmp_path / "a", tmp_path / "b"
    for folder in (ours, theirs):
        folder.mkdir()
    (theirs / FILE).write_text("# from the other\n" + _ENTRY.format(day="2026-10-01"))
    assert merge_corrections(ours, theirs, TODAY) == []
    taken = (ours / FILE).read_text()
    assert merge_corrections(ours, theirs, TODAY) == []
    assert (ours / FILE).read_text() == taken
    assert "is: 2026-10-01" in taken
    (theirs / FILE).write_text(_ENTRY.format(day="2026-10-02"))
    (sentence,) = merge_corrections(ours, theirs, TODAY)
    assert "letters/50000001/published" in sentence
    assert (ours / FILE).read_text() == taken


def test_the_command_merges_processes_and_says_what_was_new(three: list[Path]) -> None:
    file = three[0] / EXPORTS / "press_releases.csv"
    command("export", three[0] / EXPORTS, "--data", three[0])
    before = file.read_text(encoding="utf-8")
    done = command("merge", three[1], "--data", three[0])
    assert done.returncode == 0, done.stdout + done.stderr
    assert changed_since(three[0] / "archive.db", three[0] / EXPORTS) == []  # written anew
    assert file.read_text(encoding="utf-8") != before
    assert "1 letters, 2 releases and 1 reports" in done.stdout
    again = command("merge", three[1], "--data", three[0])
    assert "nothing new" in again.stdout
    alone = command("merge", three[0], "--data", three[0])
    assert (alone.returncode, "itself" in alone.stderr) == (2, True)
