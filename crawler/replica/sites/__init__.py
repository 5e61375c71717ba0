"""How each website design looks, a module per design.

A newsroom or outlet design is a module in this folder that has

    answer(source, address, pages) -> Answer | None    None: not a page of this source
    not_found(source) -> Answer                        the design's own 404 page
    DISALLOWED                                         paths its robots.txt keeps robots from

where `pages` are the source's pages of the night, newest first. Putting the module here is all
it takes: its file name is the design's name in manifests. `ofsted` is no such design.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Protocol, cast

from crawler.replica.addresses import Address
from crawler.replica.answers import Answer
from crawler.replica.records import NewsPage, NewsSource


class Design(Protocol):
    """What a design module offers."""

    DISALLOWED: tuple[str, ...]

    def answer(
        self, source: NewsSource, address: Address, pages: tuple[NewsPage, ...]
    ) -> Answer | None: ...

    def not_found(self, source: NewsSource) -> Answer: ...


def _designs() -> dict[str, Design]:
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    found = {name: module for name, module in modules.items() if hasattr(module, "answer")}
    return {name: cast(Design, module) for name, module in found.items()}


DESIGNS = _designs()
