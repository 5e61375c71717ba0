"""A small manifest on disk, and clients that talk to a real server on the loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from crawler.replica import BUNDLED_MANIFEST, Manifest, load_manifest
from crawler.replica.replica import Replica
from crawler.replica.server import application, background

Serve = Callable[..., httpx.Client]
Load = Callable[..., Manifest]

LETTER = """---
form: letter
date: 1 July 2025
to: [A. Person, Director]
dear: A. Person
title: Focused visit to Nowhere children’s services
signed: [[B. Inspector, His Majesty’s Inspector]]
---
## Headline findings

All is well.
"""


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write a manifest given as keywords, beside a letter and two texts, and load it."""
    (tmp_path / "letter.md").write_text(LETTER, encoding="utf-8")
    (tmp_path / "file.pdf").write_bytes(b"%PDF-1.4 " + b"x" * 5000)
    (tmp_path / "text.txt").write_text("First words.\n\nSecond & last.\n", encoding="utf-8")
    (tmp_path / "long.txt").write_text(" ".join(f"word{n}" for n in range(60)), encoding="utf-8")

    def load_these(**sections: Any) -> Manifest:
        path = tmp_path / "manifest.yml"
        path.write_text(yaml.dump(sections, Dumper=yaml.CSafeDumper, allow_unicode=True))
        return load_manifest(path)

    return load_these


class Stage:
    """One server for all tests: to start one for each would take most of their time."""

    base = ""

    def show(self, manifest: Manifest) -> None:
        self._shown = application(Replica(manifest))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self._shown(scope, receive, send)


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    stage = Stage()
    with background(stage) as stage.base:
        yield stage


@pytest.fixture(scope="session")
def client(stage: Stage) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stage.base) as client:
        yield client


@pytest.fixture
def serve(load: Load, stage: Stage, client: httpx.Client) -> Serve:
    """Serve a manifest given as keywords, in place of the last; gives a client of it."""

    def serve_these(**sections: Any) -> httpx.Client:
        stage.show(load(**sections))
        return client

    return serve_these


@pytest.fixture(scope="session")
def world() -> Manifest:
    return load_manifest(BUNDLED_MANIFEST)


@pytest.fixture
def world_client(world: Manifest, stage: Stage, client: httpx.Client) -> httpx.Client:
    """The bundled world on its first night, all its faults still to come."""
    stage.show(world)
    return client


def newsroom(design: str, listing: str, *releases: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A newsroom of authority 90001 as a manifest has it."""
    source = {"authority": "90001", "publisher": "Nowhere Council", "listing": listing}
    return source | {"design": design, "releases": list(releases)} | more


def release(url: str, **more: Any) -> dict[str, Any]:
    return {"url": url, "title": "A title", "text": "text.txt"} | more


def provider(*documents: dict[str, Any]) -> dict[str, Any]:
    return {"urn": "90001", "name": "Nowhere", "documents": list(documents)}


def document(file: str, **more: Any) -> dict[str, Any]:
    return {"file": file, "label": "Children's services focused visit", "pdf": "file.pdf"} | more
