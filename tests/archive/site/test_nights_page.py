"""The page of a run, and the health address."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.archive.site.test_pages import get
from tests.nights import rows


def test_a_night_tells_what_it_brought(world: Path) -> None:
    for run in rows(world, "SELECT id, letters FROM runs"):
        answer = get(world, f"/nights/{run['id']}")
        assert answer.status_code == 200
        assert f"Came: {run['letters']} letter{'' if run['letters'] == 1 else 's'}, " in answer.text
    assert get(world, "/nights").status_code == 200
    assert get(world, "/nights/none").status_code == 404


def test_what_came_is_what_the_sources_call_new(world: Path) -> None:
    for run in rows(world, "SELECT * FROM runs"):
        (new,) = rows(world, "SELECT sum(new) AS n FROM source_runs WHERE run = ?", [run["id"]])
        assert run["letters"] + run["press_releases"] + run["news_reports"] == new["n"]


def test_while_a_night_is_on_the_last_verdict_of_each_source_stands(own_world: Path) -> None:
    before = get(own_world, "/sources.json").json()
    with closing(sqlite3.connect(own_world / "archive.db")) as db, db:
        db.execute(
            "INSERT INTO runs (id, started, outcome) VALUES ('99990101', '9999', 'going on')"
        )
        db.execute("""INSERT INTO source_runs (run, source, started, listed, new, changed)
                      SELECT '99990101', id, '9999', 0, 0, 0 FROM sources""")
    told = [(row["source"], row["verdict"]) for row in get(own_world, "/sources.json").json()]
    assert told == [(row["source"], row["verdict"]) for row in before]


def test_a_monitor_is_told(world: Path) -> None:
    answer = get(world, "/health")
    assert answer.status_code == 200
    told = answer.json()
    assert told["state"] == "needs_a_look"
    assert told["last_run"]["outcome"] == "needs_a_look"
    assert told["sources"]["visited"] == 10


def test_readers_are_not_told_where_the_archive_stands(world: Path) -> None:
    assert str(world) not in get(world, "/nights").text
    assert not rows(world, f"SELECT 1 FROM run_steps WHERE instr(said, '{world}')")
