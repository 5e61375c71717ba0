"""The nights: what each run brought; and the health address, for a monitor."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from datasette import NotFound, Request, Response
from datasette.app import Datasette

from archive.keeping.health import health_of
from archive.keeping.run_report import OUTCOMES, as_text, report_of
from archive.read_only import address
from archive.site.reading import Reading
from archive.site.replies import bounded, page

_LISTED = 60


@bounded
async def show(datasette: Datasette, request: Request) -> Response:
    """One run, the last where none is named, and the way to the others."""
    reading = Reading(datasette)
    run = request.url_vars.get("run")
    text = await asyncio.to_thread(_text, reading.folder, run)
    if text is None and run:
        raise NotFound("No night is held under this name.")
    runs = await reading.rows(
        "SELECT id, started, outcome FROM runs ORDER BY rowid DESC LIMIT ?", [_LISTED]
    )
    return await page(datasette, request, "nights.html", text=text, runs=runs, outcomes=OUTCOMES)


async def health(datasette: Datasette, request: Request) -> Response:  # noqa: ARG001
    """200 while all is well or something needs a look, 503 when a run failed or none came."""
    folder = Reading(datasette).folder
    told = await asyncio.to_thread(health_of, folder, dt.datetime.now(dt.UTC))
    status = 200 if told["state"] in ("well", "needs_a_look") else 503
    return Response.json(told, status=status, headers={"cache-control": "no-store"})


def _text(folder: Path, run: str | None) -> str | None:
    path = folder / "archive.db"
    with closing(sqlite3.connect(address(path), uri=True)) as db:
        report = report_of(db, run)
    return as_text(report) if report else None
