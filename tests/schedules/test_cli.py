"""The command as people type it: what it says, and the code it ends with."""

from __future__ import annotations

import json
import re
import shutil
import socket
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.store import Archive
from schedules.cli import ANOTHER_RUN, NEEDS_A_LOOK, main
from schedules.lock import only_run
from tests.archive.letters.build import FOCUSED, plain_pdf

ROOT = Path(__file__).resolve().parents[2]

NOW = "2099-01-01T03:30:00Z"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize("words", [["--help"], ["nightly", "--help"], ["schedule", "--help"]])
def test_help_is_there(words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 0
    assert "Usage" in done.output


def test_the_version_is_that_of_pyproject_and_of_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert run("--version").output.split()[-1] == version
    heads = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert version in heads[:2]  # what is not released yet may stand above it


@pytest.mark.parametrize("words", [["nightly"], ["crawl"], ["schedule"], ["schedule", "crontab"],
                                   ["schedule", "systemd"]])  # fmt: skip
def test_the_real_sites_need_somebody_who_answers(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OFSTED_LETTERS_CONTACT", raising=False)
    done = run(words[0], "--data", tmp_path, *words[1:])
    assert done.exit_code == 2
    assert "--contact" in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["status"], ["check"], ["serve"], ["export", "/tmp/none"]])
def test_without_an_archive_the_way_to_one_is_named(words: list[str], tmp_path: Path) -> None:
    done = run(*words, "--data", tmp_path)
    assert done.exit_code == 2
    assert "ofsted-letters nightly" in done.output


@pytest.mark.parametrize("words", [["demo"], ["serve"]])
def test_a_port_that_is_taken_is_named_before_the_work(words: list[str], world: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        options: list[str | Path] = ["--data", world] if words == ["serve"] else []
        done = run(*words, *options, "--port", str(port))
    assert done.exit_code == 2
    assert f"127.0.0.1:{port}" in done.output
    assert "Night" not in done.output


def test_a_source_that_does_not_exist_is_named(tmp_path: Path) -> None:
    done = run("crawl", "atlantis", "--contact", "a@example.org", "--data", tmp_path)
    assert done.exit_code == 1
    assert "atlantis" in done.output


def test_a_second_run_waits_for_nobody(tmp_path: Path) -> None:
    with only_run(tmp_path):
        done = run("process", "--data", tmp_path)
    assert done.exit_code == ANOTHER_RUN
    assert "run" in done.output


def test_letters_are_read_to_json_a_line_each(tmp_path: Path) -> None:
    letter, other = tmp_path / "visit - 16 may 2024.pdf", tmp_path / "page.pdf"
    letter.write_bytes(plain_pdf(FOCUSED))
    other.write_text("<html><title>Gone</title></html>")
    done = run("read", letter, other)
    assert done.exit_code == 3  # one of them could not be read
    assert run("read", letter).exit_code == 0
    first, second = map(json.loads, done.output.splitlines())
    assert first["file"] == str(letter)
    assert (first["kind"], first["status"]) == ("focused_visit", "read")
    assert first["inspectors"][0]["position"] == 1
    assert (second["status"], second["published"]) == ("unread", None)
    assert "Gone" in second["warnings"][0]


def test_a_letter_that_is_not_there_is_said_and_is_no_record(tmp_path: Path) -> None:
    done = run("read", tmp_path / "gone.pdf")
    assert done.exit_code == 2
    assert "gone.pdf' does not exist" in done.output
    assert "{" not in done.output


def test_the_archive_is_told_of(world: Path) -> None:
    status = run("status", "--data", world)
    assert status.exit_code == 0
    for words in ("Last night:", "ofsted ", "Open problems:"):
        assert words in status.output
    assert "wexmoor" in run("sources", "--data", world).output
    assert run("check", "--data", world).output == "The archive is whole.\n"


def test_while_a_night_is_on_the_last_verdict_on_a_source_is_told(
    world: Path, tmp_path: Path
) -> None:
    shutil.copytree(world, tmp_path / "data")
    with Archive(tmp_path / "data") as archive:
        archive.runs.start_source(archive.runs.start(NOW), "wexmoor", NOW)
    (line,) = [
        line
        for line in run("sources", "--data", tmp_path / "data").output.splitlines()
        if line.startswith("wexmoor ")
    ]
    assert "healthy" in line
    assert "not visited" not in line


def test_sources_are_listed_before_there_is_an_archive(tmp_path: Path) -> None:
    assert "cheshire_east" in run("sources", "--data", tmp_path).output


def test_export_names_its_files(world: Path, tmp_path: Path) -> None:
    done = run("export", tmp_path / "csv", "--data", world)
    assert str(tmp_path / "csv" / "letters.csv") in done.output.splitlines()


def test_everything_can_be_processed_again_to_the_same_end(world: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(world, data)
    done = run("process", "--again", "--data", data)
    assert done.exit_code in (0, NEEDS_A_LOOK)
    assert "letters read" in done.output
    assert run("check", "--data", data).exit_code == 0


def test_damage_is_an_exit_code(world: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(world, data)
    (data / "originals.db").write_bytes(b"not a database" * 1000)
    done = run("check", "--data", data)
    assert done.exit_code == 1
    assert "damaged" in done.output


def test_our_own_errors_are_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    done = run("process", "--data", blocked / "data")
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
