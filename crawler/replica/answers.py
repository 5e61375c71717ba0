"""What is sent back for a request, and when "not modified" is said instead. No I/O."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import format_datetime, parsedate_to_datetime

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body and its headers. `modified` is the day behind Last-Modified, if any."""

    body: bytes = b""
    media_type: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    modified: dt.date | None = None


def page(html: str, *, status: int = 200, modified: dt.date | None = None) -> Answer:
    """An HTML page."""
    return Answer(html.encode(), HTML, status, modified=modified)


def plain(text: str, *, status: int = 200) -> Answer:
    """Plain text, such as a robots.txt."""
    return Answer(text.encode(), "text/plain; charset=utf-8", status)


def redirect(url: str, status: int = 301) -> Answer:
    """Send the visitor to a real address, as the real site would."""
    return Answer(b"", HTML, status, (("Location", url),))


def with_validators(answer: Answer) -> Answer:
    """The same answer with a strong ETag, and Last-Modified where a date is known."""
    if answer.status != 200:
        return answer
    validators = [("ETag", f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"')]
    if answer.modified is not None:
        validators.append(("Last-Modified", _http_date(answer.modified)))
    return replace(answer, headers=(*answer.headers, *validators))


def unless_unchanged(answer: Answer, asked: Mapping[str, str]) -> Answer:
    """304 where the visitor's copy is still good; If-None-Match counts before the date.

    `asked` has the request's headers, their names in small letters.
    """
    own = {name: value for name, value in answer.headers if name in {"ETag", "Last-Modified"}}
    if "ETag" not in own:
        return answer
    tags = asked.get("if-none-match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        unchanged = bool(known & {own["ETag"], "*"})
    else:
        unchanged = _not_newer(own.get("Last-Modified"), asked.get("if-modified-since"))
    return replace(answer, status=304, body=b"") if unchanged else answer


def _not_newer(modified: str | None, since: str | None) -> bool:
    if modified is None or since is None:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _http_date(day: dt.date) -> str:
    """Half past nine in the morning, when press offices and inspectorates publish."""
    moment = dt.datetime.combine(day, dt.time(9, 30), tzinfo=dt.UTC)
    return format_datetime(moment, usegmt=True)
