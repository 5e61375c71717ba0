"""Walks the local news outlets."""

from __future__ import annotations

from scrapy.http import Response

from archive.records import NewsReport, Source
from crawler.items import ReportRead
from crawler.pages import DESIGNS, design
from crawler.revisits import Known
from crawler.spiders.listings import ListingSpider, html_of


class NewsReports(ListingSpider):
    """Every report on the listing is read; the archive keeps 40 words of it in the open."""

    name = "news_reports"
    kind = "report"

    def sources(self) -> tuple[Source, ...]:
        """The outlets of the catalogue."""
        return self.night.catalogue.outlets

    def read_article(self, response: Response, source: Source, listed: Known) -> ReportRead:
        """The report on a page; its day as the page gives it, else as the listing does."""
        page = design(source.design).Article(response.url, html_of(response))
        published, published_source = page.published()
        if published is None and listed.published:
            published, published_source = listed.published, "listing"
        story_number = getattr(DESIGNS[source.design], "story_number", None)
        report = NewsReport(
            url=listed.url,
            outlet=source.publisher or source.id,
            title=page.title(),
            text="\n\n".join(page.paragraphs()),
            byline=page.byline(),
            published=published,
            published_source=published_source,
            outbound_links=page.links(),
            story=story_number(listed.url) if story_number else None,
        )
        return ReportRead(source.id, listed.url, response.url, response.meta["sha256"], report)
