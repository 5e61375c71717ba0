"""Many readers: a dated snapshot behind a proxy, switched to the new night while they read."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import threading
from collections import Counter
from pathlib import Path

import pytest

from archive.outgoing.checksums import named_in
from archive.outgoing.snapshot import inspected, prune, snapshot, snapshots
from archive.site.app import metadata_file
from tests.nights import command, rows
from tests.serving import Asker, needs_nginx, proxy, serving, wait_for

PATHS = ("/", "/about", "/letters/99000105", "/authorities/wexmoor", "/quotations", "/archive",
         "/archive/letters", "/letters.csv", "/exports/SHA256SUMS")  # fmt: skip


def test_a_snapshot_says_how_many_rows_it_has(world: Path, tmp_path: Path) -> None:
    place = snapshot(world, tmp_path, "2026-11-22", metadata_file())
    told = json.loads((place / "inspect.json").read_text())["archive"]
    (letters,) = rows(world, "SELECT count(*) AS n FROM letters")
    assert told["tables"]["letters"]["count"] == letters["n"]
    assert told["hash"] == named_in(place / "SHA256SUMS")["archive.db"]
    assert told == inspected(place / "archive.db", told["hash"])["archive"]


def test_of_old_snapshots_so_many_are_kept_as_are_asked_for(tmp_path: Path) -> None:
    for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
        place = tmp_path / f"ofsted-letters-snapshot-{day}"
        place.mkdir()
        (place / "SHA256SUMS").touch()
    (tmp_path / "ofsted-letters-snapshot-2026-11-23").mkdir()  # not whole
    (tmp_path / "notes").mkdir()
    assert [path.name[-10:] for path in snapshots(tmp_path)] == [
        "2026-11-22", "2026-11-21", "2026-11-20"]  # fmt: skip
    assert [path.name[-10:] for path in prune(tmp_path, 2)] == ["2026-11-20"]
    assert len(list(tmp_path.iterdir())) == 4


def test_a_folder_without_snapshots_is_said(tmp_path: Path) -> None:
    done = command("serve", "--snapshot", tmp_path, "--port", "0")
    assert done.returncode == 1
    assert "holds no snapshot" in done.stderr


@pytest.mark.thorough
def test_readers_notice_nothing_of_a_new_night(world: Path, tmp_path: Path) -> None:
    nginx = needs_nginx()
    ready, shown = tmp_path / "ready", tmp_path / "snapshots"
    days = [f"2026-11-{day}" for day in (20, 21, 22)]
    made = [snapshot(world, ready, day, metadata_file()) for day in days]
    shown.mkdir()
    made[0].rename(shown / made[0].name)
    answers: Counter[tuple[int, str]] = Counter()
    wrong: list[str] = []
    over = threading.Event()

    def read(port: int, path: str) -> None:
        reader = Asker(port)
        number = 0
        while not over.is_set():
            number += 1
            try:  # an address that is in no cache: each is answered by a process
                status, day, body = reader.ask(f"{path}?_={number}{path}")
            except (OSError, http.client.HTTPException) as error:
                wrong.append(f"{path}: {error!r}")
                reader = Asker(port)
                continue
            answers[status, day] += 1
            if not body:
                wrong.append(f"{path}: empty")

    log = tmp_path / "log"
    with (
        serving(shown, world, log, processes=2) as (port, server),
        proxy(nginx, tmp_path / "nginx", port) as front,
    ):
        asker = Asker(front)
        for path in PATHS:
            assert asker.ask(path)[:2] == (200, days[0]), path
        assert asker.ask("/letters/99000105/original")[2].startswith(b"%PDF")
        readers = [threading.Thread(target=read, args=[front, path]) for path in PATHS[:5]]
        for reader in readers:
            reader.start()
        for number, place in enumerate(made[1:], start=2):
            place.rename(shown / place.name)
            os.kill(server, signal.SIGHUP)
            wait_for(log, "serving", number)
        (damaged,) = [shown / "ofsted-letters-snapshot-2026-11-23"]
        shutil.copytree(made[2].parent.parent / "snapshots" / made[2].name, damaged)
        (damaged / "archive.db").write_bytes(b"SQLite format 3\x00 and no more")
        os.kill(server, signal.SIGHUP)
        wait_for(log, "cannot be served, and is passed over")
        over.set()
        for reader in readers:
            reader.join(60)
        assert asker.ask("/about?last")[:2] == (200, days[2])
    assert wrong == []
    assert {status for status, _ in answers} == {200}
    assert {day for _, day in answers} == set(days)


@pytest.mark.endurance
def test_a_process_that_died_is_started_again_and_all_end_together(
    world: Path, tmp_path: Path
) -> None:
    snapshot(world, tmp_path / "snapshots", "2026-11-20", metadata_file())
    log = tmp_path / "log"
    with serving(tmp_path / "snapshots", world, log, processes=2) as (port, server):
        children = _children(server)
        assert len(children) == 2
        os.kill(children[0], signal.SIGKILL)
        wait_for(log, "starting another")
        assert Asker(port).ask("/about")[0] == 200
        os.kill(server, signal.SIGKILL)
        for _ in range(200):
            if not any(Path(f"/proc/{pid}").exists() for pid in _children_of_any(children[1:])):
                break
            threading.Event().wait(0.1)
        else:
            pytest.fail("a process outlived the one that holds the socket")


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in found]


def _children_of_any(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}/cmdline").exists()
            and Path(f"/proc/{pid}/cmdline").read_bytes()]  # fmt: skip
