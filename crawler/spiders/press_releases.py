"""Walks the newsrooms of councils and of the children's trusts that speak for them."""

from __future__ import annotations

import re

from scrapy.http import Response

from archive.records import PressRelease, Source
from crawler.items import ReleaseRead
from crawler.memory import Known
from crawler.pages.article_page import ArticlePage, Published
from crawler.spiders.listings import ListingSpider


class PressReleases(ListingSpider):
    """Every release is kept, whatever it is about."""

    name = "press_releases"
    kind = "release"

    def sources(self) -> tuple[Source, ...]:
        """The newsrooms of the catalogue."""
        return self.night.catalogue.newsrooms

    def item_of(
        self, page: ArticlePage, response: Response, source: Source, listed: Known, day: Published
    ) -> ReleaseRead:
        """The release on a page."""
        title, text = page.title(), "\n\n".join(page.paragraphs())
        release = PressRelease(
            url=listed.url,
            local_authority=source.local_authority or self._whose(source, title, text),
            publisher=source.publisher or source.id,
            title=title,
            text=text,
            published=day[0],
            published_source=day[1],
            outbound_links=page.links(),
            block_quotes=page.block_quotes(),
        )
        return ReleaseRead(source.id, listed.url, response.url, response.meta["sha256"], release)

    def _whose(self, source: Source, title: str, text: str) -> str | None:
        """Of a trust that serves several authorities: the one that the release names, if one."""
        words = f"{title}\n{text}".lower()
        served = [a for a in self.night.catalogue.authorities if a.urn in source.covers]
        names = {name.lower(): a.urn for a in served for name in (a.name, *a.aliases)}
        named = set()
        for name in sorted(names, key=len, reverse=True):  # West Tarn is not Tarn, nor is Tarnmouth
            words, times = re.subn(rf"(?<!\w){re.escape(name)}(?!\w)", " ", words)
            if times:
                named.add(names[name])
        return named.pop() if len(named) == 1 else None
