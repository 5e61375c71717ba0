"""What this is, how sure it is, all lists, and the night's files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from datasette import NotFound, Request, Response
from datasette.app import Datasette
from datasette.utils.asgi import asgi_send_file

from archive.letters import PARSER_VERSION
from archive.outgoing.checksums import CHECKSUMS
from archive.outgoing.export import INTERNAL
from archive.site import spreadsheets
from archive.site.carried import carried
from archive.site.cited import citation
from archive.site.lists import LISTS
from archive.site.paper import paper
from archive.site.reading import Reading, home, listed
from archive.site.replies import bounded, page

_GROUPS = (
    ("What Ofsted said", ("letters", "national", "points", "recurring", "themes")),
    ("What was made of it", ("releases", "reports", "quotations", "claims", "left-out")),
    ("Silence and change", ("silent", "delays", "changes")),
    ("The archive itself", ("authorities", "sources", "problems", "corrections")),
)


@bounded
async def about(datasette: Datasette, request: Request) -> Response:
    """What this is, how it works and what it cannot do."""
    reading = Reading(datasette)
    return await page(
        datasette,
        request,
        "about.html",
        cited=await asyncio.to_thread(citation, reading.folder),
        night=await home.last_night(reading),
    )


@bounded
async def lists(datasette: Datasette, request: Request) -> Response:
    """Every list, in groups."""
    groups = [(title, [LISTS[name] for name in names]) for title, names in _GROUPS]
    return await page(datasette, request, "lists.html", groups=groups)


@bounded
async def accuracy(datasette: Datasette, request: Request) -> Response:
    """How often this archive is right, what it could not read, and what people put right."""
    reading = Reading(datasette)
    return await page(
        datasette,
        request,
        "accuracy.html",
        parser=PARSER_VERSION,
        measured=paper(await asyncio.to_thread(_measured), deeper=2),
        letters=await reading.held(
            "SELECT kind, status, count(*) AS n FROM letters GROUP BY kind, status ORDER BY kind"
        ),
        judgements=await reading.held(
            "SELECT status, count(*) AS n FROM judgements GROUP BY status ORDER BY n DESC"
        ),
        decisions=await reading.held(
            """SELECT decision, decided_by, count(*) AS n FROM links
               GROUP BY decision, decided_by ORDER BY n DESC"""
        ),
        verdicts=await reading.held(
            "SELECT verdict, count(*) AS n FROM quotations GROUP BY verdict ORDER BY n DESC"
        ),
        tables=await reading.held(
            """SELECT file, count(*) AS n, sum(verdict = 'agrees') AS agrees,
                      sum(verdict = 'disagrees') AS disagrees,
                      sum(verdict = 'only_theirs') AS only_theirs,
                      sum(verdict = 'only_ours') AS only_ours,
                      sum(verdict = 'not_understood') AS not_understood
               FROM reconciled GROUP BY file ORDER BY file"""
        ),
        disagreements=await reading.held(
            """SELECT coalesce(a.name, r.authority) AS authority, r.date, r.area, r.theirs, r.ours,
                      r.letter, r.file, r.note
               FROM reconciled r LEFT JOIN local_authorities a ON a.urn = r.local_authority
               WHERE r.verdict = 'disagrees' ORDER BY r.date DESC, r.file, r.position LIMIT 50"""
        ),
        corrections=await listed.rows_of(reading, LISTS["corrections"], {}, 20),
        unread=await reading.held(
            """SELECT l.id, coalesce(l.title, l.label) AS title, l.warnings, a.name AS authority
               FROM letters l JOIN local_authorities a ON a.urn = l.local_authority
               WHERE l.status = 'unread' ORDER BY l.published DESC LIMIT 50"""
        ),
    )


def _measured() -> str:
    """docs/accuracy.md; "" where there is none."""
    measured = carried("docs/accuracy.md")
    return measured.read_text(encoding="utf-8") if measured.is_file() else ""


async def exported(datasette: Datasette, request: Request, send: Any) -> Response | None:
    """One of the night's files; a table too long to be one is sent as it stands."""
    reading = Reading(datasette)
    folder = reading.folder / "exports"
    name = request.url_vars["name"]
    path = folder / name
    if path.parent != folder or not path.is_file():
        if (folder / CHECKSUMS).is_file() and await _is_table(reading, path):
            return Response.redirect(f"/archive/{name}")
        raise NotFound(f"There is no exported file called {name}.")
    await asgi_send_file(send, str(path), filename=name, content_type=_type_of(path))
    return None


async def _is_table(reading: Reading, path: Path) -> bool:
    """Is this the name of a table that is exported?"""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    found = await reading.rows(sql, [path.stem])
    return bool(found) and path.suffix == ".csv" and not path.stem.startswith(INTERNAL)


def _type_of(path: Path) -> str:
    types = {".csv": "text/csv; charset=utf-8", ".xlsx": spreadsheets.MEDIA_TYPE}
    return types.get(path.suffix, "text/plain; charset=utf-8")


async def robots(datasette: Datasette, request: Request) -> Response:  # noqa: ARG001
    """Search engines may read the pages; the raw tables only repeat them at length."""
    return Response.text("User-agent: *\nDisallow: /archive\nDisallow: /-/\nDisallow: /search\n")
