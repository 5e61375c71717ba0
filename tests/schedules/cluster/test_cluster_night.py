"""The writer of a cluster's night: what workers bring comes to the archive of one machine.

Here the workers are calls in this process; `test_dask` has Dask's own."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import yaml

from archive.processing.process import Process
from archive.store import Archive
from archive.store.merged_logs import MergedLogs
from crawler.catalogue import replica_catalogue
from crawler.replica import BUNDLED_MANIFEST, load_manifest, serving
from crawler.run import Crawl
from schedules.cluster import parcels
from schedules.cluster.at_worker import Answer, Brought, crawl_parcel
from schedules.cluster.brought import BROUGHT, merge_left_over
from schedules.cluster.crawling import ClusterNight, sites_of
from tests.merged import MOMENTS, whole
from tests.nights import crawl, raise_night, requests_of, rows


class Here:
    """Workers of this process. `spoil` may change an answer."""

    def __init__(self, spoil: Callable[[int, Answer], Answer] = lambda _n, answer: answer) -> None:
        self.spoil = spoil
        self.sent: list[int] = []

    def slots(self) -> int:
        return 2

    def crawl(
        self, seeds: dict[int, Callable[[], bytes]], crawls: dict[int, Crawl]
    ) -> Iterator[tuple[int, Answer]]:
        for n in list(seeds):
            self.sent.append(n)
            yield n, self.spoil(n, crawl_parcel(seeds[n](), crawls[n]))


def of_one_machine(data: Path, replica: str) -> dict[str, list[str]]:
    assert crawl(data, replica).returncode == 0
    return processed(data)


def of_a_cluster(data: Path, replica: str, workers: Here | None = None) -> dict[str, list[str]]:
    with Archive(data) as archive:
        night(archive, replica, workers or Here()).run()
    return processed(data)


def night(archive: Archive, replica: str, workers: Here) -> ClusterNight:
    work = Crawl(archive.folder, replica_catalogue(replica), "a test", replica)
    return ClusterNight(archive, work, workers, print)


def processed(data: Path) -> dict[str, list[str]]:
    with Archive(data) as archive:
        Process(archive, "2026-12-01T03:30:00Z").everything()
    told = whole(data, MOMENTS)
    # The names of runs, and what each added up when it ended: both are of `nightly`.
    return {name: held for name, held in told.items() if name != "runs"}


def served(folder: Path, **fewer: int) -> AbstractContextManager[str]:
    """The bundled world, or some of it, without its faults: those that are over after some requests
    are met by the first who comes."""
    shutil.copytree(BUNDLED_MANIFEST.parent, folder / "world")
    path = folder / "world" / BUNDLED_MANIFEST.name
    manifest = yaml.safe_load(path.read_text())
    manifest["faults"] = []
    for kind, number in fewer.items():
        manifest[kind] = manifest[kind][:number]
    path.write_text(yaml.safe_dump(manifest, allow_unicode=True))
    return serving(load_manifest(path))


@pytest.fixture(scope="module")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two authorities, two newsrooms and a paper."""
    folder = tmp_path_factory.mktemp("small")
    with served(folder, providers=2, newsrooms=2, outlets=1) as address:
        yield address


@pytest.mark.endurance
def test_the_nights_of_a_cluster_are_those_of_one_machine(tmp_path: Path) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    with served(tmp_path) as replica:
        for number in range(1, 4):
            raise_night(replica, number)
            requests_of(replica, forget=True)
            wanted = of_one_machine(one, replica)
            asked = asked_of(replica)
            assert of_a_cluster(many, replica) == wanted
            # And no more was asked than by one machine: an unchanged page by its mark.
            assert asked_of(replica) == asked
    assert not list((many / BROUGHT).iterdir())


def asked_of(replica: str) -> Counter[tuple[str, int]]:
    """What was asked and answered; robots.txt is asked by each crawl."""
    told = requests_of(replica, forget=True)
    return Counter((r["host"] + r["path"], r["status"]) for r in told if r["path"] != "/robots.txt")


@pytest.mark.thorough
def test_a_batch_that_is_lost_is_sent_again_and_one_that_comes_twice_is_there_once(
    tmp_path: Path, small_world: str
) -> None:
    raise_night(small_world, 1)
    seen: list[int] = []
    kept: dict[int, bytes] = {}

    def spoil(n: int, answer: Answer) -> Answer:
        seen.append(n)
        assert isinstance(answer, Brought)
        kept[n] = answer.parcel
        if seen == [0]:
            return ConnectionError("lost")
        if seen.count(1) == 1 and n == 1:
            return Brought(answer.parcel[:-1], answer.outcome)
        return answer

    many = tmp_path / "many"
    of_a_cluster(many, small_world, Here(spoil))
    assert sorted(seen) == [0, 0, 1, 1]
    before = whole(many)
    with Archive(many) as archive:
        for n, parcel in kept.items():
            parcels.keep(parcel, many / BROUGHT / f"again-{n}.parcel")
        merge_left_over(archive, print)
    assert whole(many) == before


class Killed(BaseException):
    pass


@pytest.mark.thorough
def test_a_writer_killed_while_merging_loses_nothing(
    tmp_path: Path, small_world: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_night(small_world, 1)
    wanted = of_a_cluster(tmp_path / "wanted", small_world)

    def die(_: MergedLogs) -> int:
        raise Killed

    many = tmp_path / "many"
    with Archive(many) as archive, monkeypatch.context() as patch:
        patch.setattr(MergedLogs, "take_versions", die)
        with pytest.raises(Killed):
            night(archive, small_world, Here()).run()
    (left,) = (many / BROUGHT).glob("*.parcel")
    assert rows(many, "SELECT * FROM letters") + rows(many, "SELECT * FROM press_releases") == []
    # Whatever comes next completes it, be it the crawl of one machine.
    assert crawl(many, small_world).returncode == 0
    assert not left.exists()
    told = processed(many)
    assert {name: told[name] for name in ("letters", "versions", "links", "quotations")} == {
        name: wanted[name] for name in ("letters", "versions", "links", "quotations")
    }


def test_sources_that_no_worker_could_crawl_are_a_problem(tmp_path: Path, small_world: str) -> None:
    class Nobody(Here):
        def crawl(
            self, seeds: dict[int, Callable[[], bytes]], crawls: dict[int, Crawl]
        ) -> Iterator[tuple[int, Answer]]:
            for n in list(seeds):
                yield n, ConnectionError("lost")

    with Archive(tmp_path) as archive:
        assert night(archive, small_world, Nobody()).run() == "failed"
    problems = rows(tmp_path, "SELECT source, what FROM problems")
    assert {p["what"] for p in problems} == {"not crawled"}
    assert len(problems) == len(rows(tmp_path, "SELECT id FROM sources"))
    with Archive(tmp_path) as archive:
        assert night(archive, small_world, Here()).run() == "done"
    sql = "SELECT * FROM problems WHERE what = 'not crawled' AND resolved IS NULL"
    assert rows(tmp_path, sql) == []


def test_the_sites_of_a_source_are_those_that_its_listing_led_to(
    tmp_path: Path, small_world: str
) -> None:
    catalogue = replica_catalogue(small_world)
    with Archive(tmp_path) as archive:
        archive.places.put_authorities(catalogue.authorities)
        archive.places.put_sources(catalogue.sources())
        source = catalogue.newsrooms[0].id
        archive.db.execute(
            """INSERT INTO listings (source, url, kind, first_listed, last_listed, due, misses)
               VALUES (?, 'https://www.elsewhere.example/news/1?a=/', 'release', '', '', '', 0)""",
            [source],
        )
        sites = sites_of(archive, catalogue)
    assert "elsewhere.example" in sites[source]
    assert sites["ofsted"] == {"reports.ofsted.gov.uk"}


def test_a_parcel_is_what_was_packed_or_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_text("words")
    parcel = parcels.pack(tmp_path / "a")
    parcels.unpack(parcel, tmp_path / "b")
    assert (tmp_path / "b" / "x").read_text() == "words"
    with pytest.raises(parcels.ParcelDamaged):
        parcels.unpack(parcel[:-3] + b"xyz", tmp_path / "c")
