"""Datasette's own CSV, whole. Its link stops at a thousand rows without a word, and its cells may
be formulas; ours gives every row that the table page or the query would, and no formula."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import Forbidden, NotFound, Request
from datasette.app import Datasette
from datasette.utils import (
    InvalidSql,
    derive_named_parameters,
    validate_sql_select,
)
from datasette.utils.asgi import AsgiStream, BadRequest
from datasette.views.database import DatabaseView

from archive.outgoing.csv_text import csv_text
from archive.site.downloads import rows_of
from archive.site.reading import Reading
from archive.site.replies import page, stream

_ROWS_A_PAGE = 1000
_DATABASE = "archive"


async def every_table(datasette: Datasette, request: Request, send: Any) -> Any:
    """All tables and questions. Datasette's own page counts every table on each visit, which
    takes a second at a million documents; it still answers where SQL is asked."""
    if request.url_vars["format"] or request.args.get("sql"):
        return await DatabaseView.as_view(datasette)(request, send)
    database = datasette.get_database(_DATABASE)
    hidden = set(await database.hidden_table_names())
    tables = [name for name in await database.table_names() if name not in hidden]
    queries = await datasette.get_canned_queries(_DATABASE, request.actor)
    allowed = await _may_ask(datasette, request)
    return await page(
        datasette,
        request,
        "database.html",
        tables={name: datasette.table_metadata(_DATABASE, name) for name in sorted(tables)},
        views={name: datasette.table_metadata(_DATABASE, name)
               for name in sorted(await database.view_names())},
        queries=queries,
        metadata=datasette.metadata(),
        allow_execute_sql=allowed,
    )  # fmt: skip


async def _may_ask(datasette: Datasette, request: Request) -> bool:
    may: bool = await datasette.permission_allowed(
        request.actor, "execute-sql", _DATABASE, default=True
    )
    return may


async def query_csv(datasette: Datasette, request: Request) -> Any:
    """The rows of `/archive.csv?sql=…`."""
    sql = request.args.get("sql") or ""
    if not await _may_ask(datasette, request):
        raise Forbidden("This site does not take SQL.")
    try:
        validate_sql_select(sql)
    except InvalidSql as error:
        raise BadRequest(str(error)) from error
    return await _query(datasette, request, sql, "query")


async def table_csv(datasette: Datasette, request: Request) -> Any:
    """The rows of a table, a view or a canned query, as its page shows them."""
    name = request.url_vars["table"]
    canned = await datasette.get_canned_query(_DATABASE, name, request.actor)
    if canned:
        return await _query(datasette, request, canned["sql"], name)
    database = datasette.get_database(_DATABASE)
    shown = [*await database.table_names(), *await database.view_names()]
    if name not in shown or name in await database.hidden_table_names():
        raise NotFound(f"There is no table called {name}.")
    asked = [(key, value) for key, value in parse_qsl(request.query_string)
             if key not in ("_stream", "_dl", "_size", "_labels")]  # fmt: skip
    if not asked:
        archive = Reading(datasette).folder / "archive.db"
        columns, rows = await asyncio.to_thread(rows_of, archive, f'SELECT * FROM "{name}"', {})  # noqa: S608
        return stream(csv_text(columns, rows), f"{name}.csv", "text/csv; charset=utf-8")
    first = await _page(datasette, name, asked, None)
    if "rows" not in first:
        raise BadRequest(str(first.get("error", "This cannot be shown.")))
    return _paged(datasette, name, asked, first)


async def _query(datasette: Datasette, request: Request, sql: str, name: str) -> Any:
    names = await derive_named_parameters(datasette.get_database(_DATABASE), sql)
    parameters = {key: request.args.get(key) or "" for key in names}
    archive = Reading(datasette).folder / "archive.db"
    try:
        columns, rows = await asyncio.to_thread(rows_of, archive, sql, parameters)
    except Exception as error:
        raise BadRequest(f"SQLite does not understand this query: {error}.") from error
    return stream(csv_text(columns, rows), f"{name}.csv", "text/csv; charset=utf-8")


def _paged(
    datasette: Datasette, name: str, asked: list[tuple[str, str]], first: dict[str, Any]
) -> AsgiStream:
    """Page after page of the table as Datasette filters and sorts it."""

    async def pages() -> AsyncIterator[dict[str, Any]]:
        rows = first
        yield rows
        while rows.get("next"):
            rows = await _page(datasette, name, asked, rows["next"])
            if "rows" not in rows:  # a file that ends early must not look whole: break off
                raise OSError(f"{name}.csv: {rows.get('error', 'no rows')}")
            yield rows

    async def send(writer: Any) -> None:
        head = True
        async for rows in pages():
            text = "".join(csv_text(rows["columns"], rows["rows"]))
            await writer.write(text if head else text.split("\r\n", 1)[1])
            head = False

    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return AsgiStream(send, headers=headers, content_type="text/csv; charset=utf-8")


async def _page(
    datasette: Datasette, name: str, asked: list[tuple[str, str]], after: str | None
) -> dict[str, Any]:
    ours = [*asked, ("_size", str(_ROWS_A_PAGE)), ("_shape", "arrays"), ("_nofacet", "1"),
            ("_nocount", "1")]  # fmt: skip
    if after is not None:
        ours = [*(pair for pair in ours if pair[0] != "_next"), ("_next", after)]
    answer = await datasette.client.get(f"/{_DATABASE}/{name}.json?{urlencode(ours)}")
    rows: dict[str, Any] = json.loads(answer.content)
    return rows
