"""Walks the local news outlets."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from scrapy.http import Response

from archive.records import ListedPage, NewsReport, Source
from crawler.items import ReportRead
from crawler.memory import Known
from crawler.pages import DESIGNS
from crawler.pages.article_page import ArticlePage, Published
from crawler.spiders.listings import ListingSpider

# A paper prints hundreds of stories a week. What a report on Ofsted's letters never does without,
# in its headline, its first words or its address; titles alone say "The list nobody knew about".
_CONCERNS_CHILDREN = re.compile(
    r"\b(?:ofsted|inspect\w*|watchdog|child\w*|kids?|teen\w*|young people|youngsters?|youth|"
    r"foster\w*|adopt(?:ed|ion|ive)\w*|care[ -](?:leavers?|homes?|system)|in care|"
    r"social[ -](?:work\w*|care|services)|safeguarding|send|special (?:educational )?needs|"
    r"neglect\w*|famil(?:y|ies))\b",
    re.IGNORECASE,
)


class NewsReports(ListingSpider):
    """Reports that may be about children's services are read; the archive keeps 40 words of each
    in the open."""

    name = "news_reports"
    kind = "report"

    def sources(self) -> tuple[Source, ...]:
        """The outlets of the catalogue."""
        return self.night.catalogue.outlets

    def is_worth_fetching(self, entry: ListedPage) -> bool:
        """Does its headline, summary or address speak of children or of inspectors?"""
        slug = unquote(urlsplit(entry.url).path.rstrip("/").rpartition("/")[2]).replace("-", " ")
        told = " ".join(filter(None, (entry.title, entry.summary, slug)))
        return bool(_CONCERNS_CHILDREN.search(told))

    def item_of(
        self, page: ArticlePage, response: Response, source: Source, listed: Known, day: Published
    ) -> ReportRead:
        """The report on a page."""
        story_number = getattr(DESIGNS[source.design], "story_number", None)
        report = NewsReport(
            url=listed.url,
            outlet=source.publisher or source.id,
            title=page.title(),
            text="\n\n".join(page.paragraphs()),
            byline=page.byline(),
            local_authority=source.local_authority,
            published=day[0],
            published_source=day[1],
            outbound_links=page.links(),
            block_quotes=page.block_quotes(),
            story=story_number(listed.url) if story_number else None,
        )
        return ReportRead(source.id, listed.url, response.url, response.meta["sha256"], report)
