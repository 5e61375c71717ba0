"""Lines for people, or for a program that gathers logs."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable

import click

from archive import moments

FORMATS = ("plain", "json")

log_format_option = click.option(
    "--log-format",
    type=click.Choice(FORMATS),
    default="plain",
    envvar="OFSTED_LETTERS_LOG_FORMAT",
    show_default=True,
    help="Plain lines, or JSON with a line each.",
)


def speaker(log_format: str) -> Callable[[str], None]:
    """What prints a line."""
    return _say_json if log_format == "json" else click.echo


def _say_json(line: str) -> None:
    click.echo(json.dumps({"at": moments.now(), "said": line}, ensure_ascii=False))


class JsonLines(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's moment, level, logger and words; and what went wrong, if something did."""
        facts = {
            "at": moments.written(dt.datetime.fromtimestamp(record.created, dt.UTC)),
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": record.getMessage(),
        }
        if record.exc_info:
            facts["error"] = self.formatException(record.exc_info)
        return json.dumps(facts, ensure_ascii=False)
