"""Which sources go to one worker. Pure.

Sources that share a site, by their own addresses or by those that their listings have led to, are
never parted: each worker keeps to one request at a time to a host, so the cluster does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

_OF_NONE = 1  # what asking a source costs at least


@dataclass(frozen=True, slots=True)
class Batch:
    """Sources for one worker, and every site that they are known to be on."""

    sources: tuple[str, ...]
    sites: tuple[str, ...]
    requests: int  # as many as they took last time


def batches(
    sites: Mapping[str, Collection[str]], requests: Mapping[str, int], number: int
) -> list[Batch]:
    """At most `number` batches of about as many requests each, the longest first.

    `sites`: those of each source; `requests`: what each took on its last night, where it had one.
    """
    usual = _usual(requests.values())
    groups = [
        Batch(tuple(some), tuple(sorted({s for name in some for s in sites[name]})),
              sum(max(requests.get(name, usual), _OF_NONE) for name in some))
        for some in _together(sites)
    ]  # fmt: skip
    found: list[list[Batch]] = [[] for _ in range(min(number, len(groups)))]
    for group in sorted(groups, key=lambda group: (-group.requests, group.sources)):
        min(found, key=lambda some: (sum(g.requests for g in some), len(some))).append(group)
    whole = [_as_one(some) for some in found]
    return sorted(whole, key=lambda batch: (-batch.requests, batch.sources))


def _together(sites: Mapping[str, Collection[str]]) -> Iterable[list[str]]:
    """The sources in groups that share no site with one another."""
    leads_to: dict[str, str] = {}

    def root(name: str) -> str:
        while leads_to.setdefault(name, name) != name:
            name = leads_to[name]
        return name

    for source, own in sites.items():
        for site in own:
            leads_to[root(f"site {site}")] = root(source)
    groups: dict[str, list[str]] = {}
    for source in sites:
        groups.setdefault(root(source), []).append(source)
    return groups.values()


def _as_one(groups: Sequence[Batch]) -> Batch:
    return Batch(
        tuple(name for group in groups for name in group.sources),
        tuple(sorted({site for group in groups for site in group.sites})),
        sum(group.requests for group in groups),
    )


def _usual(requests: Collection[int]) -> int:
    """Of a source that was never asked: as much as of the one in the middle."""
    return sorted(requests)[len(requests) // 2] if requests else _OF_NONE
