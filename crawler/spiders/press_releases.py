"""Walks the newsrooms of councils and of the children's trusts that speak for them."""

from __future__ import annotations

from scrapy.http import Response

from archive.records import PressRelease, Source
from crawler.items import ReleaseRead
from crawler.pages import design
from crawler.revisits import Known
from crawler.spiders.listings import ListingSpider, html_of


class PressReleases(ListingSpider):
    """Every release is kept, whatever it is about."""

    name = "press_releases"
    kind = "release"

    def sources(self) -> tuple[Source, ...]:
        """The newsrooms of the catalogue."""
        return self.night.catalogue.newsrooms

    def read_article(self, response: Response, source: Source, listed: Known) -> ReleaseRead:
        """The release on a page; its day as the page gives it, else as the listing does."""
        page = design(source.design).Article(response.url, html_of(response))
        published, published_source = page.published()
        if published is None and listed.published:
            published, published_source = listed.published, "listing"
        release = PressRelease(
            url=listed.url,
            local_authority=source.local_authority or "",
            publisher=source.publisher or source.id,
            title=page.title(),
            text="\n\n".join(page.paragraphs()),
            published=published,
            published_source=published_source,
            outbound_links=page.links(),
        )
        return ReleaseRead(source.id, listed.url, response.url, response.meta["sha256"], release)
