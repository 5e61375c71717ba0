"""The commands of whoever keeps an archive: alerts, backup, restore, reconcile; and the steps of a
night. Bodies parse, call one function and print."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from archive import moments
from schedules.guarded import guarded, needs_archive
from schedules.leash import wear
from schedules.lock import only_run
from schedules.options import cluster_option, data_option


@click.command(hidden=True)
@click.argument("name")
@data_option
@click.option("--run", required=True)
@click.option("--at", required=True)
@click.option("--into", type=click.Path(path_type=Path))
@click.option("--leash", type=int)
@cluster_option
def step(
    name: str, data: Path, run: str, at: str, into: Path | None, leash: int | None,
    cluster: str | None,
) -> None:  # fmt: skip
    """One step of a night."""
    from schedules.steps import Task, run_step

    if leash is not None:
        wear(leash)
    sys.exit(guarded(run_step, name, Task(data, run, at, into, cluster), click.echo))


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@data_option
@click.option("--warc", "form", flag_value="warc", help="Every page and file as it came, as WARC.")
@click.option(
    "--snapshot", "form", flag_value="snapshot", help="A dated folder with the database itself."
)
@click.option(
    "--spreadsheet", "form", flag_value="spreadsheet", help="One .xlsx, a sheet for each table."
)
@click.option(
    "--keep", type=click.IntRange(2), help="With --snapshot: delete all but the newest so many."
)
def export(folder: Path, data: Path, form: str | None, keep: int | None) -> None:
    """Write a CSV of every table to FOLDER, with checksums; or another form of the archive."""
    needs_archive(data)
    if keep and form != "snapshot":
        raise click.UsageError("--keep goes with --snapshot.")
    for line in guarded(_export, folder, data, form, keep):
        click.echo(line)


def _export(folder: Path, data: Path, form: str | None, keep: int | None) -> list[str]:
    archive, today = data / "archive.db", moments.now()[:10]
    if form == "warc":
        from archive.outgoing.warc import export_warc

        files, count = export_warc(data, folder)
        return [*map(str, files), f"{count:,} records"]
    if form == "snapshot":
        from archive.outgoing.snapshot import prune
        from archive.outgoing.snapshot import snapshot as take
        from archive.site.app import metadata_file

        taken = take(data, folder, today, metadata_file())
        old = prune(folder, keep) if keep else []
        return [str(taken), *(f"deleted {path}" for path in old)]
    if form == "spreadsheet":
        from archive.site.app import metadata_file
        from archive.site.spreadsheets import whole_workbook

        return [str(whole_workbook(archive, folder, metadata_file(), today))]
    from archive.outgoing.export import export as export_all

    return [str(path) for path in export_all(archive, folder)]


@click.command()
@data_option
@click.option("--dry-run", is_flag=True, help="Show what would be sent, and send nothing.")
def alerts(data: Path, dry_run: bool) -> None:
    """Tell readers and the keeper what is new to them, by watches.yml."""
    from schedules.alerts import tell

    needs_archive(data)
    sys.exit(guarded(tell, data, moments.now(), click.echo, dry=dry_run))


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@data_option
@click.option("--days", default=7, show_default=True, help="Keep the last of so many days.")
@click.option("--weeks", default=5, show_default=True, help="Keep the last of so many weeks.")
@click.option("--months", default=12, show_default=True, help="Keep the last of so many months.")
def backup(folder: Path, data: Path, days: int, weeks: int, months: int) -> None:
    """Copy the archive to a folder of its own below FOLDER, also while a night runs."""
    from archive.keeping.backup import back_up

    needs_archive(data)
    keep = {"day": days, "week": weeks, "month": months}
    click.echo(guarded(back_up, data, folder, moments.now(), keep=keep))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@data_option
def restore(folder: Path, data: Path) -> None:
    """Put a backup, or the newest in FOLDER, in the place of the archive; that is moved aside."""
    from archive.keeping.check import check

    source, aside = guarded(_restore, folder, data)
    click.echo(f"restored from {source}")
    if aside:
        click.echo(f"what was there before is in {aside}")
    wrong = check(data)
    click.echo("\n".join(wrong) if wrong else "The archive is whole.")
    sys.exit(1 if wrong else 0)


def _restore(folder: Path, data: Path) -> tuple[Path, Path | None]:
    from archive.keeping.backup import restore as put_back
    from archive.store import Archive

    with only_run(data):
        restored = put_back(folder, data, moments.now())
        Archive(data).close()  # brings up a backup of an earlier version
        return restored


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
def reconcile(file: Path, data: Path) -> None:
    """Hold our days and grades against another table's (CSV, ODS): every disagreement, and what
    one side lacks."""
    from schedules.reconciling import reconcile_file

    needs_archive(data)
    told, agrees = guarded(reconcile_file, file, data)
    click.echo(told)
    sys.exit(0 if agrees else 3)


@click.command("serve-one", hidden=True)
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path))
@click.option("--socket", "descriptor", type=int, required=True)
@click.option("--ready", type=int, required=True)
@click.option("--parent", type=int, required=True)
def serve_one(snapshot: Path, data: Path | None, descriptor: int, ready: int, parent: int) -> None:
    """One process of `serve --snapshot`."""
    from schedules.serving import serve_one as serve_here

    guarded(serve_here, snapshot, data, descriptor, ready, parent)


@click.command("accept")
@click.argument("source", required=False)
@data_option
@click.option(
    "--by", envvar="OFSTED_LETTERS_BY", help="Who says so. Asked for where it is missing."
)
@click.option("--because", default="", help="Why, in a sentence.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def accept(source: str | None, data: Path, by: str | None, because: str, yes: bool) -> None:
    """Say that pages of SOURCE which were gone all at once were taken down on purpose.

    Without SOURCE: which sources have such pages.
    """
    from schedules.accepting import accept_removals

    needs_archive(data)
    if source and not by:
        by = click.prompt("Your name")

    def sure(question: str) -> bool:
        return yes or click.confirm(question)

    done = guarded(
        accept_removals, data, source, by or "", because, moments.now(), sure=sure, say=click.echo
    )
    sys.exit(0 if done else 3)


COMMANDS = (step, serve_one, export, alerts, backup, restore, reconcile)
