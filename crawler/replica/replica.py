"""The replica itself, without HTTP: asked for a real address, it says what is there tonight.

Keeps the night, the faults that have happened and the list of what was asked. It reads the
manifest's PDF files and prints letters when they are first asked for; nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.replica import answers
from crawler.replica.addresses import Address, page_key, real_address
from crawler.replica.answers import Answer
from crawler.replica.faults import Delivery, FaultBook, own_answer, replaces_answer, spoil
from crawler.replica.records import Manifest, NewsPage, NewsSource
from crawler.replica.sites import DESIGNS, ofsted


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as `GET /-/requests` tells it. `bytes` counts what was sent of the body."""

    method: str
    host: str
    path: str
    status: int
    bytes: int
    if_none_match: str | None
    if_modified_since: str | None
    user_agent: str | None


class Replica:
    """What stands on the sites of a manifest, one night at a time."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self.night = manifest.night
        self.requests: list[Asked] = []
        self._faults = FaultBook(manifest.faults)
        self._at_host: dict[str, list[NewsSource]] = {}
        for source in manifest.sources:
            for host in _hosts_of(source):
                self._at_host.setdefault(host, []).append(source)
        self._shown: dict[tuple[str, int], tuple[NewsPage, ...]] = {}

    def deliver(self, method: str, address: Address, asked: Mapping[str, str]) -> Delivery:
        """What goes out for a request; `asked` has its headers in small letters. Notes it down."""
        fault = self._faults.next_for(page_key(address.url), self.night)
        if fault is not None and replaces_answer(fault):
            answer = own_answer(fault)
        else:
            answer = answers.with_validators(self.answer(address))
        answer = answers.unless_unchanged(answer, asked)
        delivery = Delivery(answer) if fault is None else spoil(answer, fault)
        self._note(method, address, asked, delivery)
        return delivery

    def answer(self, address: Address) -> Answer:
        """The site's own answer tonight, faults apart."""
        if address.path == "/robots.txt" and address.host in self.hosts():
            return answers.plain(self._robots(address.host))
        if self.manifest.providers and address.host in ofsted.HOSTS:
            return ofsted.answer_ofsted(self.manifest.providers, self.night, address)
        return self._news_answer(address)

    def hosts(self) -> set[str]:
        """Every host that answers here."""
        ofsted_hosts = set(ofsted.HOSTS) if self.manifest.providers else set()
        return ofsted_hosts.union(self._at_host)

    def _news_answer(self, address: Address) -> Answer:
        sources = self._at_host.get(address.host, [])
        for source in sources:
            found = DESIGNS[source.design].answer(source, address, self._tonight(source))
            if found is not None:
                return found
        if sources:
            return DESIGNS[sources[0].design].not_found(sources[0])
        return answers.plain(f"The replica has no site at {address.host}.\n", status=404)

    def _tonight(self, source: NewsSource) -> tuple[NewsPage, ...]:
        """The source's pages tonight, newest first, the undated ones last."""
        key = source.id, self.night
        if key not in self._shown:
            there = [page for page in source.pages if page.nights.include(self.night)]
            there.sort(key=lambda page: page.published or dt.date.min, reverse=True)
            self._shown[key] = tuple(there)
        return self._shown[key]

    def _robots(self, host: str) -> str:
        sources = self._at_host.get(host, [])
        lines = ["User-agent: *"]
        for source in sources:
            lines += [f"Disallow: {path}" for path in DESIGNS[source.design].DISALLOWED]
            lines += [f"Crawl-delay: {source.crawl_delay}"] if source.crawl_delay else []
        if not sources:
            lines += [f"Disallow: {path}" for path in ofsted.DISALLOWED]
        return "\n".join(dict.fromkeys(lines)) + "\n"

    def _note(
        self, method: str, address: Address, asked: Mapping[str, str], delivery: Delivery
    ) -> None:
        whole = 0 if method == "HEAD" else len(delivery.answer.body)
        sent = whole if delivery.cut_at is None else min(whole, delivery.cut_at)
        path = address.url.split(address.host, 1)[1] or "/"
        self.requests.append(
            Asked(
                method,
                address.host,
                path,
                delivery.answer.status,
                sent,
                asked.get("if-none-match"),
                asked.get("if-modified-since"),
                asked.get("user-agent"),
            )
        )


def _hosts_of(source: NewsSource) -> set[str]:
    return {real_address(url).host for url in (source.url, *(page.url for page in source.pages))}
