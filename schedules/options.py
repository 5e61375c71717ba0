"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from schedules.logs import log_format_option

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="The folder that holds the archive.",
)

cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    envvar="OFSTED_LETTERS_CLUSTER",
    help="Have the workers of the Dask scheduler at this address do it (tcp://HOST:8786).",
)

contact_option = click.option(
    "--contact",
    envvar="OFSTED_LETTERS_CONTACT",
    help="Who answers for this crawler: an address for the user agent. Needed for the real sites.",
)
replica_option = click.option(
    "--replica", metavar="URL", help="Send every request to a replica at this address instead."
)
since_option = click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Go back to this day, and no further."
)
timeout_option = click.option(
    "--timeout", type=int, default=30, show_default=True, help="Seconds to wait for an answer."
)
largest_option = click.option(
    "--largest", type=int, default=25, show_default=True, help="Megabytes an answer may have."
)


def crawl_options(command: Callable[..., None]) -> Callable[..., None]:
    """All that a crawl is told, be it a night's or one by itself; the fields of `Crawling`."""
    for option in reversed(
        (
            click.argument("source", nargs=-1),
            data_option,
            contact_option,
            replica_option,
            since_option,
            timeout_option,
            largest_option,
            cluster_option,
            log_format_option,
        )
    ):
        command = option(command)
    return command
