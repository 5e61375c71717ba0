"""The `merge` command: another archive is taken into ours, and what is new is processed."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import click

from schedules.guarded import guarded, needs_archive
from schedules.lock import only_run
from schedules.options import data_option


@click.command()
@click.argument("other", type=click.Path(exists=True, file_okay=False, path_type=Path))
@data_option
def merge(other: Path, data: Path) -> None:
    """Take in what the archive in OTHER knows: documents, versions, originals, nights. Merged
    twice, or in any order, two archives come to the same; OTHER is not changed."""
    needs_archive(other)
    if other.resolve() == data.resolve():
        raise click.UsageError("An archive is not merged with itself.")
    to_decide = guarded(merge_archives, other, data, dt.datetime.now(dt.UTC), click.echo)
    sys.exit(3 if to_decide else 0)


def merge_archives(other: Path, data: Path, now: dt.datetime, say: Callable[[str], None]) -> bool:
    """Merge, and process what is new; True where a person should look. Raises AnotherRunIsOn for
    either archive, and what `archive.keeping.merging.merge` raises."""
    from archive.keeping.merging import merge as merge_into
    from archive.keeping.merging import merge_corrections
    from archive.letters.reading import reading_pool
    from archive.moments import written
    from archive.outgoing import export
    from archive.processing.process import Process
    from archive.store import Archive

    with only_run(other), only_run(data):
        with Archive(data) as archive, reading_pool() as pool:
            taken = merge_into(archive, other)
            say(str(taken))
            to_decide = merge_corrections(data, other, now.date())
            for sentence in to_decide:
                say(sentence)
            process = Process(archive, written(now), executor=pool)
            done = process.everything()
            say(str(done))
        export.refresh(data)
    return bool(to_decide or done.failed)
