"""The `ofsted-letters` command. Bodies parse, call one function and print."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schedules import report
from schedules.guarded import ANOTHER_RUN as ANOTHER_RUN
from schedules.guarded import guarded, needs_archive
from schedules.keeping import COMMANDS, accept
from schedules.logs import speaker
from schedules.merging import merge
from schedules.options import (
    cluster_option,
    contact_option,
    crawl_options,
    data_option,
    replica_option,
    timeout_option,
)

if TYPE_CHECKING:
    from schedules.crawling import Crawling

EXIT_CODES = """
Exit codes: 0 all is well; 1 failed; 2 the command was not understood; 3 done, and something needs
a look (see `ofsted-letters status`); 4 another run is going on; 5 told to stop, and stopped.
"""

NEEDS_A_LOOK = 3


@click.group(epilog=EXIT_CODES)
@click.version_option(package_name="ofsted-letters")
def main() -> None:
    """What Ofsted said, what the council said Ofsted said, and what it left out."""


@main.command()
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the demo's archive in this folder; else it goes when the demo ends.",
)
@click.option("--port", default=8001, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
def demo(data: Path | None, port: int, host: str) -> None:
    """The whole product with no network: crawl an invented world, and open the site."""
    from schedules.demo import run_demo

    _needs_port(host, port)
    run_demo(data, host, port, click.echo)


@main.command()
@crawl_options
@click.option(
    "--backup",
    type=click.Path(file_okay=False, path_type=Path),
    help="Back up to this folder as well.",
)
@click.option("--longest", type=float, help="Hours after which a step that hangs is ended.")
@click.option(
    "--if-due", is_flag=True, help="Run only if tonight's run is missing: for catching up."
)
def nightly(backup: Path | None, longest: float | None, if_due: bool, **told: Any) -> None:
    """The nightly job: crawl, process, check, export, alerts. SOURCE: only these."""
    from schedules.nightly import nightly as run_night
    from schedules.scheduler import is_due

    job = _crawling(told)
    say = speaker(job.log_format)
    if if_due and not guarded(is_due, job.data, dt.datetime.now(dt.UTC)):
        return
    seconds = longest * 3600 if longest else None
    outcome = guarded(run_night, job, say, backup=backup, longest=seconds)
    say(report.of_night(outcome))
    sys.exit(outcome.exit_code)


@main.command()
@crawl_options
@click.option("--run", hidden=True, help="The run to write to.")
@click.option("--leash", type=int, hidden=True, help="A pipe whose end is ours.")
@click.option("--log", type=click.Path(path_type=Path), help="Write the log to this file.")
def crawl(**told: Any) -> None:
    """Only fetch and store; `process` does the rest. SOURCE: only these."""
    from schedules.crawling import crawl_sources

    sys.exit(guarded(crawl_sources, _crawling(told)))


def _crawling(told: dict[str, Any]) -> Crawling:
    """The crawl of which a command was told by `crawl_options`."""
    from schedules.crawling import Crawling

    since = told.pop("since")
    return Crawling(
        contact=_contact(told.pop("contact"), told["replica"]),
        sources=told.pop("source"),
        since=since.date() if since else None,
        **told,
    )


@main.command()
@data_option
@click.option("--again", is_flag=True, help="Read, link and check everything anew.")
@cluster_option
def process(data: Path, again: bool, cluster: str | None) -> None:
    """Read, link and check what is new, from the originals."""
    from schedules.processing import process_waiting

    done = guarded(process_waiting, data, again, cluster)
    click.echo(str(done))
    sys.exit(NEEDS_A_LOOK if done.failed or done.unread else 0)


@main.command()
@data_option
@click.option("--by", envvar="OFSTED_LETTERS_BY", prompt="Your name", help="Who decides.")
def review(data: Path, by: str) -> None:
    """Go through what is `unsure`, and decide it; answers last, in corrections.yml."""
    import shutil

    from schedules.processing import process_waiting
    from schedules.reviewing import review as review_all

    needs_archive(data)
    width = min(shutil.get_terminal_size((100, 24)).columns, 160)
    today = dt.datetime.now(dt.UTC).date()
    done = review_all(data, by, _typed, click.echo, today, width)
    click.echo(f"{done.answered} decided, {done.left} left.")
    if done.answered:
        click.echo(str(guarded(process_waiting, data, False)))


def _typed(question: str) -> str:
    try:
        return str(click.prompt(question, default="", show_default=False, prompt_suffix=""))
    except click.Abort:
        raise EOFError from None


@main.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True)
@click.option(
    "--snapshot",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Serve the newest snapshot in this folder instead, and each new one once it is there.",
)
@click.option(
    "--processes", type=click.IntRange(1), help="With --snapshot: how many.  [default: one a core]"
)
def serve(data: Path, host: str, port: int, snapshot: Path | None, processes: int | None) -> None:
    """Open the site: Datasette with our pages."""
    from archive.site.app import serve as serve_site

    if snapshot is None:
        needs_archive(data)
    _needs_port(host, port)
    if snapshot is not None:
        from schedules.serving import Serving, serve_snapshots

        originals = data if (data / "originals.db").exists() else None
        job = Serving(snapshot, originals, host, port, processes or os.cpu_count() or 1)
        guarded(serve_snapshots, job, click.echo)
        return
    click.echo(f"The site is on http://{host}:{port} (Ctrl+C ends it)")
    serve_site(data, host, port)


@main.group(invoke_without_command=True)
@data_option
@contact_option
@click.pass_context
def schedule(context: click.Context, data: Path, contact: str | None) -> None:
    """Stay and run the timetable; `schedule crontab` prints it for cron."""
    context.obj = ["--data", str(data.resolve()), *(["--contact", contact] if contact else [])]
    if context.invoked_subcommand is None:
        from schedules.scheduler import schedule as run_schedule

        _contact(contact, None)
        run_schedule(context.obj, click.echo)


@schedule.command()
@click.pass_obj
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="Write them there.")
def systemd(options: list[str], into: Path | None) -> None:
    """Print the units for systemd: the night's service and timer, and the site's service. Their
    place is /etc/systemd/system; they run as whoever prints them."""
    import getpass

    from schedules.systemd import units

    _needs_contact(options)
    program = Path(sys.argv[0]).resolve()
    Path(options[1]).mkdir(parents=True, exist_ok=True)
    for name, text in units(program, options, Path(options[1]), getpass.getuser()).items():
        if into:
            into.mkdir(parents=True, exist_ok=True)
            (into / name).write_text(text, encoding="utf-8")
            click.echo(into / name)
        else:
            click.echo(f"# {name}\n{text}")


@schedule.command()
@click.pass_obj
def crontab(options: list[str]) -> None:
    """Print the lines for `crontab -e`."""
    from schedules.scheduler import crontab as lines

    _needs_contact(options)
    click.echo(lines(options, Path(options[1])))


@main.command()
@data_option
@click.option("--json", "as_json", is_flag=True, help="For a monitor; the exit code says the same.")
def status(data: Path, as_json: bool) -> None:
    """Each source: last success, last new item, verdict; and what needs a look."""
    needs_archive(data)
    if not as_json:
        click.echo(guarded(report.of_archive, data / "archive.db"))
        return
    from archive.keeping.health import health_of

    health = guarded(health_of, data, dt.datetime.now(dt.UTC))
    click.echo(json.dumps(health, ensure_ascii=False, indent=1))
    sys.exit({"well": 0, "needs_a_look": NEEDS_A_LOOK}.get(health["state"], 1))


@main.group(invoke_without_command=True)
@data_option
@click.pass_context
def sources(context: click.Context, data: Path) -> None:
    """Every source that is visited, and what it has given; `sources probe` visits each,
    `sources accept` says that pages were taken down."""
    if context.invoked_subcommand is None:
        click.echo(guarded(report.of_sources, data / "archive.db"))


@sources.command("probe")
@click.argument("source", nargs=-1)
@contact_option
@replica_option
@timeout_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("newsrooms.patch"),
    show_default=True,
    help="Write the proposed change to the file of sources here; `git apply` accepts it.",
)
def probe(
    source: tuple[str, ...], contact: str | None, replica: str | None, timeout: int, out: Path
) -> None:
    """Do the newsrooms' addresses still work? Say which moved, and propose the change."""
    from schedules.probing import Probing, as_lines, probe_sources

    job = Probing(_contact(contact, replica), out, source, replica, timeout)
    found, patch = guarded(probe_sources, job, dt.datetime.now(dt.UTC).date())
    click.echo("\n".join(as_lines(found)))
    if patch:
        click.echo(f"A proposed change is in {out}: read it, and `git apply {out}` accepts it.")
    sys.exit(0 if all(one.verdict == "works" for one in found) else NEEDS_A_LOOK)


@main.command()
@click.argument(
    "letter", nargs=-1, required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
def read(letter: tuple[Path, ...]) -> None:
    """Print the record of each LETTER (a PDF) as JSON, a line each."""
    from schedules.reading import records_of

    unread = 0
    for record in records_of(letter):
        click.echo(json.dumps(record, ensure_ascii=False))
        unread += record["status"] == "unread"
    sys.exit(NEEDS_A_LOOK if unread else 0)


@main.command()
@click.argument("release")
@click.argument("letter", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for machines.")
@click.option("--report", "is_report", is_flag=True, help="RELEASE is a news report.")
def compare(
    release: str, letter: tuple[Path, ...], data: Path, as_json: bool, is_report: bool
) -> None:
    """What RELEASE quotes, alters, claims and leaves out of LETTER.

    RELEASE: a file of text (title, then paragraphs) or HTML, `-` for text pasted in, or an address
    in the archive. LETTER: a PDF, or its text; further letters are the authority's other ones.
    """
    from schedules.compare import compare as compare_with
    from schedules.comparison_report import report_of

    found = guarded(compare_with, release, letter, data, is_report)
    click.echo(json.dumps(found.plain(), ensure_ascii=False) if as_json else report_of(found))


@main.command()
@data_option
def check(data: Path) -> None:
    """Is the archive whole? Hashes, references, index, originals."""
    from archive.keeping.check import check as check_archive

    needs_archive(data)
    wrong = check_archive(data)
    click.echo("\n".join(wrong) if wrong else "The archive is whole.")
    sys.exit(1 if wrong else 0)


@main.command()
@click.argument(
    "manifest", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--port", default=8900, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
def replica(manifest: Path | None, port: int, host: str) -> None:
    """Serve a MANIFEST, or the demo's world, in the shapes of the real sites."""
    from crawler.replica import BUNDLED_MANIFEST, run

    _needs_port(host, port)
    click.echo(f"The replica is on http://{host}:{port} (Ctrl+C ends it). In another window:")
    click.echo(f"  ofsted-letters nightly --replica http://{host}:{port} --data DIR")
    guarded(run, manifest or BUNDLED_MANIFEST, port, host)


def _contact(contact: str | None, replica: str | None) -> str:
    if contact or replica:
        return contact or "a replica on this machine"
    raise click.UsageError(
        "Say who answers for this crawler: --contact you@example.org, or OFSTED_LETTERS_CONTACT in "
        "the environment. Councils see it in their logs."
    )


def _needs_contact(options: list[str]) -> None:
    """What is printed for others to run fails on every night without it, and tells nobody."""
    if "--contact" not in options:
        _contact(None, None)


def _needs_port(host: str, port: int) -> None:
    """Said before the work, not after it."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise click.UsageError(
            f"Nothing can be served on {host}:{port} ({error.strerror}): "
            "another --port may be free."
        ) from error


sources.add_command(accept)
for command in (*COMMANDS, merge):
    main.add_command(command)


if __name__ == "__main__":
    main()
