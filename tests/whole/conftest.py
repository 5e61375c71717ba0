from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.replica import BUNDLED_MANIFEST, load_manifest, serving
from tests.nights import night, tables


@pytest.fixture
def replica() -> Iterator[str]:
    """The bundled world on its first night, all its faults still to come."""
    with serving(load_manifest(BUNDLED_MANIFEST)) as address:
        yield address


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """All that the archive says after one whole run over the first night."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with serving(load_manifest(BUNDLED_MANIFEST)) as address:
        night(folder, address)
    return tables(folder)
