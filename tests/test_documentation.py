"""What the papers say is so: commands, tables, set-up lines, lock files."""

from __future__ import annotations

import datetime as dt
import importlib
import itertools
import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from archive.corrected.corrections_file import parse as parse_corrections
from archive.store import Archive
from crawler.catalogue import SOURCES, real_catalogue
from schedules.cli import main
from schedules.watches import parse as parse_watches

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
PAPERS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HIDDEN = re.compile(r"_sqlite|sqlite_|search_|waiting|alerted|table_sums")


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Every table and view of archive.db that a reader sees, with its columns."""
    folder = tmp_path_factory.mktemp("schema")
    Archive(folder).close()
    with closing(sqlite3.connect(folder / "archive.db")) as db:
        names = [
            name
            for (name,) in db.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
            )
            if not HIDDEN.match(name)
        ]
        return {
            name: [row[1] for row in db.execute(f'PRAGMA table_info("{name}")')] for name in names
        }


def test_the_design_names_every_table(schema: dict[str, list[str]]) -> None:
    missing = [name for name in schema if f"`{name}`" not in DESIGN]
    assert missing == []


def test_the_design_draws_every_module() -> None:
    house = DESIGN.partition("## 2. The house")[2].partition("## 3.")[0]
    modules = [
        path
        for package in ("archive", "crawler", "schedules")
        for path in (ROOT / package).glob("*.py")
        if path.name != "__init__.py"
    ]
    assert [path.name for path in modules if path.name not in house] == []


# --- the README ---


def fenced_blocks() -> list[list[str]]:
    return [
        block.strip().splitlines() for block in re.findall(r"```\w*\n(.*?)```", README, re.DOTALL)
    ]


def commands_of(group: click.Group) -> set[str]:
    return {name for name, command in group.commands.items() if not command.hidden}


def test_the_first_block_is_the_two_set_up_commands() -> None:
    demo, tests = fenced_blocks()[0]
    for line, lock in ((demo, "requirements.lock"), (tests, "requirements-dev.lock")):
        assert line.startswith("python3 -m venv .venv && ")
        assert f"--require-hashes -r {lock} " in line
        assert "-e ." in line
    assert demo.endswith(".venv/bin/ofsted-letters demo")
    assert ".venv/bin/pytest" in tests


def test_the_readme_names_every_command_and_no_other() -> None:
    table = re.findall(r"^\| `([a-z]+)[^`]*` \|", README, re.MULTILINE)
    assert sorted(table) == sorted(commands_of(main))


def commands_in(paper: str) -> list[list[str]]:
    """Each `ofsted-letters` command of a paper, in words: in a line, or quoted over its end."""
    text = re.sub(r"\\\n *|^ *```.*$", "", PAPERS[paper], flags=re.MULTILINE)
    lines = re.sub(r"`[^`]*`", lambda quoted: f"\n{' '.join(quoted[0].split())}\n", text)
    found = re.findall(r"ofsted-letters +([a-z-].*)", lines)
    return [re.sub(r"  .*|[`#;&|>)].*|[\[\]\\]", "", line).split() for line in found]


@pytest.mark.parametrize("paper", PAPERS)
def test_commands_and_options_in_the_papers_exist(paper: str) -> None:
    for words in commands_in(paper):
        command: click.Command = main
        known = {"--help", "--version"}
        for before, word in itertools.pairwise(["", *words]):
            is_value = word.isupper() or before.startswith("--")
            if isinstance(command, click.Group) and not word.startswith("-") and not is_value:
                assert word in command.commands, f"{paper}: {' '.join(words)}"
                command = command.commands[word]
                known |= {name for option in command.params for name in option.opts}
            elif word.startswith("--"):
                assert word.rstrip(".,:") in known, f"{paper}: {' '.join(words)}"


def test_the_readmes_table_gives_each_command_options_that_it_has() -> None:
    rows = re.findall(r"^\| `([a-z]+)(.*)\|$", README, re.MULTILINE)
    assert len(rows) > 15
    for name, row in rows:
        command = main.commands[name]
        inner = command.commands.values() if isinstance(command, click.Group) else ()
        known = {name for one in (command, *inner) for o in one.params for name in o.opts}
        assert set(re.findall(r"--[a-z-]+", row)) <= known, name


def test_there_are_commands_in_the_papers() -> None:
    assert ["export", "DIR"] in [words[:2] for words in commands_in("docs/design.md")]
    assert {words[0] for words in commands_in("README.md")} >= {"demo", "nightly", "schedule"}
    assert any("--contact" in words for words in commands_in("CONTRIBUTING.md"))


def blocks(paper: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAPERS[paper], re.MULTILINE | re.DOTALL)


def test_the_readmes_files_are_understood(tmp_path: Path) -> None:
    watches, corrections, newsroom = blocks("README.md", "yaml")
    assert parse_watches(yaml.safe_load(watches)).watches[0].silent_days == 7
    followed, wrong = parse_corrections(corrections, dt.date(2026, 11, 22))
    assert ([one.column for one in followed], wrong) == (["published"], [])
    (name,) = yaml.safe_load(newsroom)
    for path in SOURCES.glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        # The entry takes the place of the one that is there.
        rest = re.sub(rf"^{name}:\n(?:  .*\n)+", "", text, flags=re.MULTILINE)
        (tmp_path / path.name).write_text(rest, encoding="utf-8")
    with (tmp_path / "newsrooms.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{newsroom}")
    catalogue = real_catalogue(tmp_path)
    assert len(catalogue.newsrooms) == len(real_catalogue().newsrooms)
    assert catalogue.newsrooms[-1].confidence == "seen"


def test_the_cron_line_is_the_one_that_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the folder of the archive is made
    printed = CliRunner().invoke(
        main, ["schedule", "--contact", "you@example.org", "crontab"], catch_exceptions=False
    )
    (line,) = [
        line
        for line in printed.output.splitlines()
        if " nightly " in line and "--if-due" not in line
    ]
    shown = next(line.strip() for line in README.splitlines() if " * * * " in line)
    assert line.split()[:5] == shown.split()[:5]
    assert "--contact you@example.org" in line
    assert "--contact you@example.org" in shown


@pytest.mark.parametrize("paper", PAPERS)
def test_links_and_pictures_in_the_papers_are_there(paper: str) -> None:
    for target in re.findall(r"""\]\(([^)#]+)|<img src="(pic[^"]+)""", PAPERS[paper]):
        path = "".join(target)
        if "://" not in path:
            assert (ROOT / paper).parent.joinpath(path).exists(), path


def test_every_picture_is_shown_and_all_are_small() -> None:
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    assert [one.name for one in pictures if not any(one.name in p for p in PAPERS.values())] == []
    assert sum(one.stat().st_size for one in pictures) < 1_500_000


# --- the lock files ---


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ["install"]), ("requirements-dev.lock", ["install", "dev"])],
)
def test_a_lock_file_pins_what_is_asked_for_with_hashes_and_no_index(
    lock: str, extras: list[str]
) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    settings = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    assert not re.search(r"index-url|find-links|https?://", "\n".join(settings))
    pins = {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([\w.\[\]-]+)==([\w.]+)", text, re.MULTILINE)
    }
    assert len(re.findall(r"^[\w.\[\]-]+==", text, re.MULTILINE)) <= text.count("--hash=sha256:")
    project = PYPROJECT["project"]
    asked = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    for line in asked:
        wanted = Requirement(line)
        pinned = pins.get(canonicalize_name(wanted.name))
        assert pinned is not None, f"{lock} lacks {wanted.name}"
        assert wanted.specifier.contains(pinned, prereleases=True), f"{wanted} against {pinned}"


@pytest.mark.parametrize("script", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda p: p.stem)
def test_every_benchmark_can_be_begun(script: Path) -> None:
    importlib.import_module(f"benchmarks.{script.stem}")
