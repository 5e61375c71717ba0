"""Errors that a person can do something about: a sentence that says what, and an exit code."""

from __future__ import annotations

import errno
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

ANOTHER_RUN = 4

_Answer = TypeVar("_Answer")

_DAMAGED = "`ofsted-letters restore DIR` puts a backup in its place"
_SAYS = {
    "disk is full": "The disk is full. Nothing that was kept is lost: make room, and run it again",
    "readonly": "The archive cannot be written to: see to the rights of its folder and files",
    "unable to open": "The archive cannot be opened: see to the rights of its folder and files",
    "locked": "Another program holds the archive: end it, or try again later",
    "malformed": f"The archive is damaged: `ofsted-letters check` says where, and {_DAMAGED}",
    "not a database": f"The archive is damaged: {_DAMAGED}",
    "disk i/o": "The disk cannot be read or written: is it full, or failing?",
}
_OF_THE_SYSTEM = {
    errno.ENOSPC: "disk is full",
    errno.EDQUOT: "disk is full",
    errno.EROFS: "readonly",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
}


def guarded(function: Callable[..., _Answer], *args: Any, **options: Any) -> _Answer:
    """Call a function; our own errors, and those of disk and database, are a sentence."""
    from archive.keeping.backup import NotABackup
    from archive.keeping.other_table import NotATable
    from archive.originals import NotWhole, OriginalDamaged
    from archive.tables.upgrade import ArchiveOfNoRelease, ArchiveTooNew, ArchiveTooOld
    from crawler.errors import SourceMisconfigured
    from crawler.replica import ManifestError
    from schedules.cluster.connection import NoCluster
    from schedules.given_letters import NothingToCompare
    from schedules.lock import AnotherRunIsOn
    from schedules.serving import NothingToServe

    try:
        return function(*args, **options)
    except AnotherRunIsOn as error:
        click.echo(f"{error}.", err=True)
        sys.exit(ANOTHER_RUN)
    except (
        SourceMisconfigured,
        ManifestError,
        ArchiveOfNoRelease,
        ArchiveTooNew,
        ArchiveTooOld,
        NoCluster,
        NotWhole,
        NotABackup,
        NotATable,
        NothingToCompare,
        NothingToServe,
        OriginalDamaged,
    ) as error:
        raise click.ClickException(_sentence(str(error))) from error
    except sqlite3.Error as error:
        raise click.ClickException(explain(error)) from error
    except OSError as error:
        raise click.ClickException(explain(error)) from error


def explain(error: sqlite3.Error | OSError) -> str:
    """What an error of the disk or the database means to a person."""
    said = str(error)
    mark = _OF_THE_SYSTEM.get(getattr(error, "errno", None) or 0, said.casefold())
    for sign, sentence in _SAYS.items():
        if sign in mark:
            return f"{sentence} ({said})."
    return _sentence(said)


def needs_archive(data: Path) -> None:
    """Refuse a folder without an archive, or with one of another version."""
    from archive.tables.schema import archive_migrations
    from archive.tables.upgrade import (
        ArchiveOfNoRelease,
        ArchiveTooNew,
        ArchiveTooOld,
        refuse_other,
    )

    if not (data / "archive.db").exists():
        raise click.UsageError(
            f"There is no archive in {data}. `ofsted-letters nightly` makes one; "
            "`ofsted-letters demo` shows one."
        )
    try:
        with suppress(sqlite3.Error):  # a damaged one is each command's own affair
            refuse_other(data / "archive.db", archive_migrations)
    except (ArchiveOfNoRelease, ArchiveTooNew, ArchiveTooOld) as error:
        raise click.ClickException(_sentence(str(error))) from error


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
