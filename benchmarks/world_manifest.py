"""A world as a manifest with its files, for `ofsted-letters replica`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from benchmarks.world import World
from crawler.replica.manifest_entry import Nights
from crawler.replica.records import NewsPage, NewsSource, Provider


def write_manifest(folder: Path, world: World) -> Path:
    """Write `manifest.yml`, the letters' sources and the pages' texts; all pages of all sites."""
    made = world.manifest(folder / "letters", shown=None)
    (folder / "texts").mkdir(exist_ok=True)
    manifest = {
        "authorities": list(made.authorities),
        "providers": [_provider(each) for each in made.providers],
        "newsrooms": [_site(each, folder) for each in made.sources if each.kind == "newsroom"],
        "outlets": [_site(each, folder) for each in made.sources if each.kind != "newsroom"],
    }
    path = folder / "manifest.yml"
    path.write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False))
    return path


def _provider(provider: Provider) -> dict[str, Any]:
    documents = [
        {"file": each.file, "label": each.label, "published": each.published,
         "letter": f"letters/{each.path.name}", **_nights(each.nights)}
        for each in provider.documents
    ]  # fmt: skip
    return {"urn": provider.urn, "name": provider.name, "documents": documents}


def _site(source: NewsSource, folder: Path) -> dict[str, Any]:
    is_newsroom = source.kind == "newsroom"
    whose = "publisher" if is_newsroom else "outlet"
    return {
        "id": source.id,
        "authority": source.local_authority,
        whose: source.publisher,
        "listing": source.url,
        "design": source.design,
        "releases" if is_newsroom else "reports": [
            _page(page, f"{source.id}-{n}.txt", folder) for n, page in enumerate(source.pages)
        ],
    }


def _page(page: NewsPage, name: str, folder: Path) -> dict[str, Any]:
    (folder / "texts" / name).write_text(page.text, encoding="utf-8")
    told = {"url": page.url, "title": page.title, "published": page.published,
            "text": f"texts/{name}", **_nights(page.nights)}  # fmt: skip
    return {**told, "byline": page.byline} if page.byline else told


def _nights(nights: Nights) -> dict[str, int]:
    return {"from_night": nights.first} if nights.first > 1 else {}
