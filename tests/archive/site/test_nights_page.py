"""The page of a run, and the health address."""

from __future__ import annotations

from pathlib import Path

from tests.archive.site.test_pages import get
from tests.nights import rows


def test_a_night_tells_what_it_brought(world: Path) -> None:
    for run in rows(world, "SELECT id, letters FROM runs"):
        answer = get(world, f"/nights/{run['id']}")
        assert answer.status_code == 200
        assert f"Came: {run['letters']} letters" in answer.text
    assert get(world, "/nights").status_code == 200
    assert get(world, "/nights/none").status_code == 404


def test_what_came_is_what_the_sources_call_new(world: Path) -> None:
    for run in rows(world, "SELECT * FROM runs"):
        (new,) = rows(world, "SELECT sum(new) AS n FROM source_runs WHERE run = ?", [run["id"]])
        assert run["letters"] + run["press_releases"] + run["news_reports"] == new["n"]


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
