"""The replica's own pages under `/-/`: the night, the sources, and what was asked. No I/O."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

from crawler.replica import answers
from crawler.replica.answers import Answer
from crawler.replica.records import NewsSource
from crawler.replica.replica import Replica

_HOME = """<!DOCTYPE html>
<html lang="en"><head><title>A replica for ofsted-letters</title></head>
<body><h1>A replica for ofsted-letters</h1>
<p>This server answers for other sites, from a manifest: <code>https://HOST/path</code> is
here at <code>/HOST/path</code>. Tonight is night {night}.</p>
<ul>
<li><a href="/-/sources">/-/sources</a>: which sites are here</li>
<li><a href="/-/requests">/-/requests</a>: what was asked so far</li>
<li><a href="/-/night">/-/night</a>: which night it is; POST /-/night/2 makes it the second</li>
</ul></body></html>
"""


def is_control(path: str) -> bool:
    """Whether a path belongs to the replica itself, and to no site."""
    return path == "/" or path.startswith("/-/")


def answer_control(replica: Replica, method: str, path: str) -> Answer:
    """Answer one of the replica's own pages; 404 for what is none."""
    match method, path.strip("/").split("/"):
        case "GET" | "HEAD", [""]:
            return answers.page(_HOME.format(night=replica.night))
        case "GET", ["-", "sources"]:
            return _json(_sources(replica))
        case "GET", ["-", "night"]:
            return _json({"night": replica.night})
        case "POST", ["-", "night", number] if re.fullmatch(r"[1-9]\d*", number, re.ASCII):
            replica.night = int(number)
            return _json({"night": replica.night})
        case "GET", ["-", "requests"]:
            return _json([dataclasses.asdict(asked) for asked in replica.requests])
        case "DELETE", ["-", "requests"]:
            replica.requests.clear()
            return _json([])
    return answers.plain(f"The replica has no page for {method} {path}.\n", status=404)


def _sources(replica: Replica) -> dict[str, Any]:
    """What a crawler may visit here, and whom it belongs to."""
    manifest = replica.manifest
    facts = {p.urn: {"urn": p.urn, "name": p.name} for p in manifest.providers}
    for authority in manifest.authorities:
        facts[authority["urn"]] = {**facts.get(authority["urn"], {}), **authority}
    return {
        "night": replica.night,
        "authorities": list(facts.values()),
        "ofsted": bool(manifest.providers),
        "sources": [_source(source) for source in manifest.sources],
    }


def _source(source: NewsSource) -> dict[str, Any]:
    facts = {
        "id": source.id,
        "kind": source.kind,
        "url": source.url,
        "design": source.design,
        "local_authority": list(source.covers) or source.local_authority,
        "publisher" if source.kind == "newsroom" else "outlet": source.publisher,
    }
    more = {"feed": source.feed, "tagged": source.tagged}
    return facts | {key: url for key, url in more.items() if url}


def _json(value: object) -> Answer:
    body = json.dumps(value, ensure_ascii=False, indent=1)
    return Answer(body.encode(), "application/json; charset=utf-8")
