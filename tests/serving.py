"""The site over snapshots as a keeper runs it: the real command, and nginx with docs/nginx.conf."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.shared import ROOT, go_without

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def needs_nginx() -> str:
    """nginx's path. Without it a test is skipped; in CI it fails."""
    if NGINX is None:
        go_without("there is no nginx here (Debian: apt install nginx-light)")
    return NGINX


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def serving(snapshots: Path, data: Path, log: Path, processes: int) -> Iterator[tuple[int, int]]:
    """`serve --snapshot` on a free port; yields the port and the process. Ends all of it."""
    port = free_port()
    command = [
        sys.executable, "-m", "schedules.cli", "serve", "--snapshot", str(snapshots),
        "--data", str(data), "--port", str(port), "--processes", str(processes),
    ]  # fmt: skip
    with log.open("wb") as file:
        server = subprocess.Popen(command, stdout=file, stderr=file, cwd=ROOT)
    try:
        wait_for(log, "serving")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(60)


def wait_for(log: Path, words: str, times: int = 1, seconds: float = 90) -> None:
    """Wait until a log holds these words so often."""
    until = time.monotonic() + seconds
    while log.read_text(encoding="utf-8").count(words) < times:
        if time.monotonic() > until:
            raise AssertionError(f"{words!r} is not in {log.read_text(encoding='utf-8')!r}")
        time.sleep(0.05)


@contextmanager
def proxy(nginx: str, folder: Path, port: int) -> Iterator[int]:
    """nginx with our configuration, its places and ports being this folder's; yields its port."""
    ours, folder = free_port(), folder.resolve()
    (folder / "cache").mkdir(parents=True)
    site = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    for theirs, here in (
        ("/var/cache/nginx/ofsted-letters", str(folder / "cache")),
        ("server 127.0.0.1:8001;", f"server 127.0.0.1:{port};"),
        ("listen 80;", f"listen 127.0.0.1:{ours};"),
    ):
        assert theirs in site
        site = site.replace(theirs, here)
    user = "user root;" if os.geteuid() == 0 else ""
    whole = f"""{user} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error;
        events {{ worker_connections 1024; }}
        http {{ access_log off; include /etc/nginx/mime.types;
                client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
                fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
                scgi_temp_path {folder}/scgi; {site} }}"""
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", f"{folder}/error"]
    subprocess.run([*command, "-t", "-q"], check=True)
    server = subprocess.Popen(command)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", ours), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield ours
    finally:
        server.terminate()
        server.wait(20)


class Asker:
    """One reader's connection, kept open; each answer is (status, day of the snapshot, body)."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, path: str) -> tuple[int, str, bytes]:
        """Ask for a path. Raises OSError or HTTPException where no answer comes."""
        self._connection.request("GET", path, headers={"Host": "letters.example.org"})
        answer = self._connection.getresponse()
        body = answer.read()
        return answer.status, answer.getheader("X-Snapshot") or "", body
