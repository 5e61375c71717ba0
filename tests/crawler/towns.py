"""Newsrooms of invented towns on a replica, and what became of them in the archive."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from crawler.replica import load_manifest, serving
from tests.nights import requests_of, rows, write_manifest

TEXTS = {"words.txt": "First words of the council.\n\nMore words."}
AUTHORITIES = [{"urn": "90001", "name": "Tarn"}, {"urn": "90002", "name": "West Tarn"}]


def newsroom(
    name: str, *releases: dict[str, Any], design: str = "article", **more: Any
) -> dict[str, Any]:
    return {
        "authority": more.pop("authority", "90001"),
        "publisher": name,
        "listing": f"https://{name}.gov.example/news",
        "design": design,
        "releases": list(releases),
        **more,
    }


def release(host: str, slug: str, **more: Any) -> dict[str, Any]:
    return {
        "url": f"https://{host}.gov.example/news/{slug}",
        "title": slug.replace("-", " ").capitalize(),
        "published": dt.date(2026, 10, 1),
        "text": "words.txt",
        **more,
    }


def serve(tmp_path: Path, **manifest: Any) -> AbstractContextManager[str]:
    """A replica of the towns, with what the manifest adds."""
    whole = {"night": 1, "authorities": AUTHORITIES, **manifest}
    return serving(load_manifest(write_manifest(tmp_path, whole, TEXTS)))


def addresses(replica: str) -> list[str]:
    """What was asked for since the last call."""
    asked = requests_of(replica, forget=True)
    return [f"https://{one['host']}{one['path']}" for one in asked]


def problems(data: Path) -> dict[str, str]:
    return {
        row["url"]: row["what"]
        for row in rows(data, "SELECT url, what FROM problems WHERE resolved IS NULL")
    }
