"""What others link and check is what is linked and checked here."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from archive.ahead import in_order
from archive.letters.reading import reading_pool
from archive.linking import Rarity, bundles
from archive.processing import hands, read_step, work
from archive.processing.process import Process
from archive.records import Authority, Item
from archive.store import Archive
from tests.merged import whole

NOW = "2026-12-24T03:30:00Z"
NOW_DAY = dt.date(2026, 12, 24)


def everything_again(world: Path, folder: Path, executor: Executor | None) -> dict[str, list[str]]:
    shutil.copytree(world, folder)
    with Archive(folder) as archive:
        # From nothing: every row is made anew.
        for table in ("links", "quotations", "grade_claims", "answers", "borrowed_words",
                      "shared_passages"):  # fmt: skip
            archive.db.execute(f"DELETE FROM {table}")
        archive.waiting.add_everything()
        done = Process(archive, NOW, executor=executor).everything()
        assert done.linked > 40
        assert done.checked > 20
        assert done.failed == 0
    return whole(folder)


@pytest.fixture
def few_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "_ITEMS", 7)
    monkeypatch.setattr(work, "WORTH", 1)


@pytest.mark.usefixtures("few_are_worth_it")
def test_processes_link_and_check_as_one_alone_does(world: Path, tmp_path: Path) -> None:
    alone = everything_again(world, tmp_path / "alone", None)
    with reading_pool(2) as pool:
        assert everything_again(world, tmp_path / "many", pool) == alone


@pytest.mark.usefixtures("few_are_worth_it")
def test_what_others_cannot_do_is_done_here(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = everything_again(world, tmp_path / "alone", None)

    def nothing(bundle: Any) -> list[None]:
        return [None for _ in bundle.items]

    monkeypatch.setattr(hands, "decide_bundle", nothing)
    monkeypatch.setattr(hands, "check_bundle", nothing)
    monkeypatch.setattr(read_step, "read_many", read_here)
    with ThreadPoolExecutor(1) as pool:
        assert everything_again(world, tmp_path / "many", pool) == alone


def read_here(documents: Any, *, today: Any, executor: Any) -> Any:
    """Reading by processes, where those who link and check are threads."""
    from archive.letters.reading import read_many

    with reading_pool(2) as pool:
        yield from read_many(documents, today=today, executor=pool)


def test_an_item_about_an_authority_whose_letters_are_not_there_comes_back() -> None:
    north, south = (Authority(urn, name, name.lower()) for urn, name in
                    (("90001", "Northwick"), ("90002", "Southmere")))  # fmt: skip
    said = "Ofsted inspectors have rated Southmere’s children’s services as inadequate."
    item = Item("news_report", "d", "Southmere rated inadequate", said, NOW_DAY, NOW_DAY)
    bundle = bundles.LinkBundle(
        (bundles.Undecided(item, ("90001",)),), {"90001": ()}, (north, south), Rarity()
    )
    assert bundles.decide_bundle(bundle) == [None]
    held = dataclasses.replace(bundle, letters={"90001": (), "90002": ()})
    (decided,) = bundles.decide_bundle(held)
    assert decided is not None
    assert decided.place == "90002"


class Counting(Executor):
    """Does a call when it is sent, and counts those whose results nobody has taken."""

    def __init__(self) -> None:
        self.sent = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.sent += 1
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def test_no_more_is_taken_than_is_asked_for_ahead() -> None:
    executor = Counting()
    results = in_order(executor, lambda n: n * n, iter(range(100)), ahead=5)
    assert next(results) == 0
    assert executor.sent == 5
    assert list(results) == [n * n for n in range(1, 100)]


def test_what_a_call_raises_is_raised_in_its_place() -> None:
    with ThreadPoolExecutor(2) as pool:
        results = in_order(pool, lambda n: 1 // n, [1, 0])
        assert next(results) == 1
        with pytest.raises(ZeroDivisionError):
            next(results)
