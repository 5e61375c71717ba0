"""Datasette with our templates, plugins and metadata, over one data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.utils import parse_metadata

from archive.site.carried import carried

SITE = Path(__file__).parent
DATABASE = "archive"

# Each measured on an archive of a million documents; see docs/design.md.
SETTINGS: dict[str, Any] = {
    "suggest_facets": False,  # makes a search page 7 to 15 times slower
    "default_page_size": 50,
    "sql_time_limit_ms": 2000,
    "facet_time_limit_ms": 1000,
    "max_csv_mb": 0,  # no limit: a file that ends in the middle is worse than a long one
    "truncate_cells_html": 120,  # a letter is no table cell
    "allow_download": False,  # the whole file goes out as a dated snapshot, not while it is written
    "template_debug": False,
}


def metadata_file() -> Path:
    """`metadata.yml` at the top of a clone, or its copy in an installed package."""
    return carried("metadata.yml")


def site(data: Path, *, inspected: dict[str, Any] | None = None, **settings: Any) -> Datasette:
    """The site over the archive in `data`. `inspected`: what is known of a database that does not
    change; it is opened as such. Other keyword arguments go over our settings."""
    database = [str(data / f"{DATABASE}.db")]
    return Datasette(
        [] if inspected else database,
        immutables=database if inspected else (),
        inspect_data=inspected,
        metadata=parse_metadata(metadata_file().read_text(encoding="utf-8")),
        template_dir=str(SITE / "templates"),
        plugins_dir=str(SITE / "plugins"),
        static_mounts=[("assets", str(SITE / "static"))],
        settings={**SETTINGS, **settings},
    )


def serve(data: Path, host: str, port: int) -> None:
    """Serve the site until Ctrl+C."""
    uvicorn.run(site(data).app(), host=host, port=port, log_level="warning", lifespan="on")
