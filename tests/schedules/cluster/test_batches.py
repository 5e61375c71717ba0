"""Which sources go together: no host is ever with two workers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from schedules.cluster.batches import batches


def test_sources_that_share_a_site_stay_together() -> None:
    sites = {
        "council": {"council.gov.example"},
        "trust": {"trust.example", "council.gov.example"},  # its listing leads there
        "paper": {"paper.example"},
        "other_paper": {"other.example"},
    }
    found = batches(sites, {"council": 5, "trust": 5, "paper": 6, "other_paper": 1}, 3)
    assert [set(batch.sources) for batch in found] == [
        {"council", "trust"}, {"paper"}, {"other_paper"},
    ]  # fmt: skip
    assert found[0].sites == ("council.gov.example", "trust.example")


def test_the_longest_comes_first_and_what_was_never_asked_is_taken_for_usual() -> None:
    sites = {name: {f"{name}.example"} for name in "abcd"}
    found = batches(sites, {"a": 10, "b": 100, "c": 20}, 2)
    assert [batch.sources for batch in found] == [("b",), ("c", "d", "a")]


def test_a_source_without_a_place_is_in_a_batch_as_well() -> None:
    (one,) = batches({"nowhere": set()}, {}, 4)
    assert one.sources == ("nowhere",)


@given(
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=3),
        st.sets(st.sampled_from("uvwxyz"), max_size=2),
        max_size=12,
    ),
    st.integers(1, 5),
)
def test_every_source_is_in_one_batch_and_every_site_too(
    sites: dict[str, set[str]], number: int
) -> None:
    found = batches(sites, {}, number)
    assert len(found) <= number
    assert sorted(name for batch in found for name in batch.sources) == sorted(sites)
    held = [site for batch in found for site in batch.sites]
    assert len(held) == len(set(held))
