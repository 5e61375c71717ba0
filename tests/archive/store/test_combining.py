"""Two rows of one key, from two archives: what they come to hangs on no order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.store.combining import RULES, as_text, fetches, letter, versions


def moment(day: int) -> str:
    return f"2026-11-{day:02}T03:30:00Z"


_DAYS = st.integers(1, 4).map(moment)
_MAYBE = st.none() | st.sampled_from(["a", "b"])


def _gone_after_it_was_seen(row: dict[str, Any]) -> bool:
    return row["withdrawn"] is None or bool(row["withdrawn"] > row["last_seen"])


_ROWS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "listings": st.fixed_dictionaries(
        {"source": st.just("s"), "url": st.just("u"), "kind": st.sampled_from(["release", "x"]),
         "document": _MAYBE, "title": _MAYBE, "published": _MAYBE, "first_listed": _DAYS,
         "last_listed": _DAYS, "fetched": st.none() | _DAYS, "due": st.none() | _DAYS,
         "misses": st.integers(0, 2)}),
    "problems": st.fixed_dictionaries(
        {"id": st.just("p"), "run": _MAYBE, "detail": st.sampled_from(["a", "b"]),
         "first_seen": _DAYS, "last_seen": _DAYS, "resolved": st.none() | _DAYS}),
    "runs": st.fixed_dictionaries(
        {"id": st.just("r"), "started": _DAYS, "finished": st.none() | _DAYS, "outcome": _MAYBE}),
    "press_releases": st.fixed_dictionaries(
        {"id": st.just("d"), "url": _MAYBE, "title": st.sampled_from(["a", "b"]),
         "published": st.sampled_from(["2026-01-01", "2026-01-02"]),
         "published_source": st.just("label"), "first_seen": _DAYS,
         "last_seen": _DAYS, "withdrawn": st.none() | st.sampled_from(["2026-11-02", "2026-11-05"])}
    ).filter(_gone_after_it_was_seen),
    "alerted": st.fixed_dictionaries({"key": st.just("k"), "sent": _DAYS}),
    "sources": st.fixed_dictionaries({"id": st.just("s"), "url": _MAYBE, "notes": _MAYBE}),
}  # fmt: skip


@pytest.mark.parametrize("table", _ROWS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_rule_knows_no_order(table: str, data: st.DataObject) -> None:
    combine = RULES[table].combine
    a, b, c = (data.draw(_ROWS[table]) for _ in range(3))
    assert combine(a, a) == a
    assert combine(a, b) == combine(b, a)
    assert combine(combine(a, b), b) == combine(a, b)
    assert combine(combine(a, b), c) == combine(a, combine(b, c))


def test_a_page_that_shows_its_day_no_longer_keeps_it() -> None:
    facts = {"id": "d", "url": "u", "first_seen": moment(1), "withdrawn": None}
    dated = {**facts, "published": "2026-11-01", "published_source": "meta", "last_seen": moment(1)}
    undated = {**facts, "published": None, "published_source": None, "last_seen": moment(2)}
    merged = RULES["press_releases"].combine(undated, dated)
    assert (merged["published"], merged["last_seen"]) == ("2026-11-01", moment(2))


def test_a_letter_that_was_seen_again_is_not_withdrawn() -> None:
    facts = {"id": "5", "local_authority": "9", "label": "x", "first_seen": moment(1)}
    gone = {**facts, "last_seen": moment(1), "withdrawn": "2026-11-03"}
    back = {**facts, "last_seen": moment(4), "withdrawn": None}
    assert letter(gone, back)["withdrawn"] is None
    assert letter({**back, "last_seen": moment(2)}, gone)["withdrawn"] == "2026-11-03"


def version(day: int, text: str) -> dict[str, object]:
    return {"document_kind": "press_release", "document": "d", "version": 9, "seen": moment(day),
            "title": "t", "text": text, "text_sha256": None, "sha256": f"{text}{day}"}  # fmt: skip


def test_what_both_saw_is_one_version_and_an_edit_taken_back_is_three() -> None:
    seen = versions([version(1, "x"), version(3, "y"), version(4, "x")], [version(2, "x")])
    assert [(row["version"], row["seen"], row["text"]) for row in seen] == [
        (1, moment(1), "x"), (2, moment(3), "y"), (3, moment(4), "x"),
    ]  # fmt: skip


def test_a_fetch_that_both_hold_is_confirmed_by_the_later() -> None:
    fact = {"url": "u", "fetched_at": moment(1), "sha256": "s", "run": None}
    ours = {**fact, "id": 7, "used": 0, "confirmed": moment(3)}
    theirs = {**fact, "id": 1, "used": 1, "confirmed": None}
    (one,) = fetches([ours], [theirs])
    assert one == {**fact, "used": 1, "confirmed": moment(3)}
    assert as_text(fetches([theirs], [ours])) == as_text([one])
