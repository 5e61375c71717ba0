from __future__ import annotations

import datetime as dt

import pytest

from crawler.pages.any_site import day_of

_LATEST = dt.date(2030, 1, 1)
_WORDS = "<p>Children here are safe, the inspectors wrote after a week with social workers.</p>"


def _page(head: str = "", body: str = "") -> str:
    return f"<html><head>{head}</head><body><article>{body}{_WORDS}</article></body></html>"


@pytest.mark.parametrize(
    "html",
    [
        _page(body="<time datetime='2018-12'>December 2018</time>"),
        _page(body="<time datetime='2018'>2018</time>"),
        _page('<meta property="article:published_time" content="2018-12">'),
        _page('<meta name="date" content="2018">'),
        _page(body="<p class='date'>December 2018</p>"),
    ],
)
@pytest.mark.parametrize("address", ["/news/2018/12/visit", "/news/december-2018/visit", "/visit"])
def test_of_a_month_no_day_is_made(html: str, address: str) -> None:
    assert day_of(html, f"https://www.tarnmouth.example{address}", _LATEST) is None


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (_page(body="<time datetime='2018-12-05'>December 2018</time>"), "/visit"),
        (
            _page('<meta property="article:published_time" content="2018-12-05T10:00:00Z">'),
            "/visit",
        ),
        (_page('<meta name="date" content="20181205">'), "/visit"),
        (_page(), "/2018/12/05/visit"),
        (_page(), "/news/2018-12-05-visit"),
        (_page(body="<p class='date'>5 December 2018</p>"), "/visit"),
        (_page(body="<p class='date'>December 5, 2018</p>"), "/visit"),
        (_page(body="<p class='date'>05/12/2018</p>"), "/visit"),
    ],
)
def test_a_day_that_is_written_is_found(html: str, address: str) -> None:
    found = day_of(html, f"https://www.tarnmouth.example{address}", _LATEST)
    assert found == dt.date(2018, 12, 5)
