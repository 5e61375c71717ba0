"""No test reaches beyond this machine; a test in CI that needs a browser has one."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from archive.store import Archive
from tests.shared import go_without

# How long an example takes says how busy the machine is.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but those to this machine."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1"):
            pytest.fail(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive in a folder of its own."""
    with Archive(tmp_path) as empty:
        yield empty


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium: the tests download none. Skipped where there is none; in CI that fails."""
    if CHROMIUM is None:
        go_without("there is no chromium here (Debian: apt install chromium)")
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync", "--no-first-run",
                 "--disable-quic"],
    }  # fmt: skip


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of the bundled world, after its two nights. Not to be written to."""
    from schedules.demo import crawl_world

    folder = tmp_path_factory.mktemp("world")
    crawl_world(folder, lambda _line: None)
    return folder


@pytest.fixture
def own_world(world: Path, tmp_path: Path) -> Path:
    """The folder of a copy of that archive, to be written to."""
    return Path(shutil.copytree(world, tmp_path / "data"))
