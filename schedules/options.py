"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

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
