"""Dask's own scheduler and workers, as processes of this machine, and what bad luck does to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from schedules.cluster.brought import BROUGHT
from schedules.cluster.connection import NoCluster, connected
from schedules.cluster.executor import ClusterExecutor
from tests.cluster import Cluster
from tests.merged import MOMENTS, whole
from tests.nights import command, night, requests_of
from tests.schedules.cluster.test_cluster_night import served

# What a run says of itself: two runs are never one.
_OF_RUNS = ("runs", "run_steps")


def told(data: Path) -> dict[str, list[str]]:
    return {name: held for name, held in whole(data, MOMENTS).items() if name not in _OF_RUNS}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("dask")) as two_workers:
        yield two_workers


@pytest.mark.thorough
def test_calls_are_done_in_order_by_processes_of_the_workers(cluster: Cluster) -> None:
    with connected(cluster.address) as client:
        executor = ClusterExecutor(client)
        assert list(executor.map(pow, range(20), [2] * 20)) == [n * n for n in range(20)]
        where = set(executor.map(_process, range(8)))
        assert where.isdisjoint({worker.pid for worker in cluster.workers})
        assert executor.submit(divmod, 7, 2).result() == (3, 1)
        with pytest.raises(ZeroDivisionError):
            list(executor.map(divmod, [1], [0]))


def test_a_call_whose_process_dies_is_done_by_another(cluster: Cluster, tmp_path: Path) -> None:
    with connected(cluster.address) as client:
        executor = ClusterExecutor(client)
        assert list(executor.map(_die_once, [str(tmp_path / "mark")])) == ["alive"]


def _process(_: int) -> int:
    return os.getpid()


def _die_once(mark: str) -> str:
    if not Path(mark).exists():
        Path(mark).touch()
        os._exit(1)
    return "alive"


# --- what a person is told ---


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"pip install '\.\[cluster\]'"), connected("x"):
        pass


def test_without_a_scheduler_it_is_said_how_one_is_started() -> None:
    address = "tcp://127.0.0.1:9"
    with pytest.raises(NoCluster, match="dask scheduler"), connected(address, patience=1):
        pass


@pytest.mark.thorough
def test_without_a_worker_too(tmp_path: Path) -> None:
    with (
        Cluster(tmp_path, workers=0) as nobody,
        pytest.raises(NoCluster, match="dask worker"),
        connected(nobody.address, patience=8),
    ):
        pass


# --- bad luck ---


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("world")) as replica:
        yield replica


@pytest.fixture(scope="module")
def one_machine(world: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    data = tmp_path_factory.mktemp("one")
    assert night(data, world).returncode in (0, 3)
    return told(data)


def begin(data: Path, replica: str, cluster: Cluster) -> subprocess.Popen[str]:
    requests_of(replica, forget=True)
    return subprocess.Popen(
        [sys.executable, "-m", "schedules.cli", "nightly", "--data", str(data),
         "--replica", replica, "--cluster", cluster.address],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def when_asked(replica: str, number: int) -> None:
    """Wait until the sites were asked so many times: some pages are stored, others are not."""
    for _ in range(6000):
        if len(requests_of(replica)) >= number:
            return
        time.sleep(0.01)
    raise AssertionError("nothing was asked")


@pytest.mark.thorough
def test_a_worker_killed_in_the_middle_of_a_batch(
    tmp_path: Path, world: str, one_machine: dict[str, list[str]]
) -> None:
    with Cluster(tmp_path / "dask") as cluster:
        run = begin(tmp_path / "many", world, cluster)
        when_asked(world, 15)
        cluster.workers[0].kill()
        said, _ = run.communicate(timeout=300)
        assert run.returncode in (0, 3), said
    assert told(tmp_path / "many") == one_machine


@pytest.mark.endurance
def test_the_scheduler_and_its_workers_restarted_in_the_middle(
    tmp_path: Path, world: str, one_machine: dict[str, list[str]]
) -> None:
    with Cluster(tmp_path / "dask") as cluster:
        run = begin(tmp_path / "many", world, cluster)
        when_asked(world, 15)
        cluster.restart()
        said, _ = run.communicate(timeout=300)
        assert run.returncode in (0, 3), said
        assert "was lost" in said
    assert told(tmp_path / "many") == one_machine


@pytest.mark.endurance
def test_the_writer_killed_when_something_was_brought(
    tmp_path: Path, world: str, cluster: Cluster, one_machine: dict[str, list[str]]
) -> None:
    many = tmp_path / "many"
    run = begin(many, world, cluster)
    while not list((many / BROUGHT).glob("*.parcel")):
        assert run.poll() is None
        time.sleep(0.002)
    run.kill()
    run.communicate()
    again = night(many, world, "--cluster", cluster.address)
    assert again.returncode in (0, 3), again.stdout
    assert not list((many / BROUGHT).glob("*.parcel"))
    held, wanted = told(many), one_machine
    # The one night was two: what the sources gave stands in two rows.
    apart = ("source_runs", "examinations")
    assert {n: held[n] for n in held if n not in apart} == {
        n: wanted[n] for n in wanted if n not in apart
    }
    assert command("check", "--data", many).returncode == 0


@pytest.mark.thorough
def test_a_night_that_is_told_to_stop_ends_and_so_do_its_crawls(
    tmp_path: Path, world: str, cluster: Cluster
) -> None:
    run = begin(tmp_path / "many", world, cluster)
    when_asked(world, 15)
    run.send_signal(signal.SIGTERM)
    said, _ = run.communicate(timeout=60)
    assert run.returncode == 5, said
    time.sleep(2)
    asked = len(requests_of(world))
    time.sleep(2)
    assert len(requests_of(world)) == asked  # nobody crawls on for no one


@pytest.mark.endurance
def test_everything_read_linked_and_checked_again_by_the_workers(
    tmp_path: Path, world: str, cluster: Cluster, one_machine: dict[str, list[str]]
) -> None:
    many = tmp_path / "many"
    assert night(many, world, "--cluster", cluster.address).returncode in (0, 3)
    before = told(many)
    assert before == one_machine
    done = command("process", "--again", "--data", many, "--cluster", cluster.address)
    assert done.returncode == 0, done.stdout + done.stderr
    assert told(many) == before
