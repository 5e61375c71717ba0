"""The invented releases and reports quote, share and claim as the truths say."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.crawler.replica.reading import plain, quoted
from tests.crawler.replica.truths import (
    ABOUT,
    LETTERS,
    QUOTATIONS,
    TRUTHS,
    letter_text,
    names,
    stands_in,
    text_of,
)


@pytest.mark.parametrize("item", ABOUT, ids=names(ABOUT))
def test_every_quotation_is_listed_in_its_order(item: dict[str, Any]) -> None:
    listed = [quotation["text"] for quotation in item["quotations"]]
    assert listed == quoted(text_of(item["text"]))


@pytest.mark.parametrize(("item", "quotation"), QUOTATIONS)
def test_a_quotation_deserves_its_verdict(item: dict[str, Any], quotation: dict[str, Any]) -> None:
    words, verdict, linked = quotation["text"], quotation["verdict"], item["letter"]
    assert (verdict == "not_ofsted") is (quotation["speaker"] != "ofsted")
    if verdict == "not_ofsted":
        assert quotation["name"] in text_of(item["text"])
        assert not any(stands_in(words, file) for file in LETTERS)
        return
    own = quotation["letter"]
    assert stands_in(words, own) is (verdict in {"exact", "cut_short", "another_letter"})
    assert (own == linked) is (verdict != "another_letter")
    if verdict == "cut_short":
        assert f"{plain(words)} However, " in letter_text(LETTERS[own]["source"])
    if verdict == "another_letter":
        assert not stands_in(words, linked)
    if verdict == "joined":
        pieces = re.split(r"(?<=\.)\s", words)
        assert len(pieces) > 1
        assert all(stands_in(piece, own) for piece in pieces)
    if verdict == "altered":
        changed, _, original = quotation["difference"].partition(" for ")
        assert stands_in(words.replace(changed, original), own)


def test_all_verdicts_occur() -> None:
    assert {q["verdict"] for _, q in QUOTATIONS} == {
        "exact",
        "cut_short",
        "joined",
        "altered",
        "another_letter",
        "not_ofsted",
    }


@pytest.mark.parametrize("item", ABOUT, ids=names(ABOUT))
def test_shared_words_are_shared_without_quotation_marks(item: dict[str, Any]) -> None:
    text = text_of(item["text"])
    for passage in item.get("shared_passages", []):
        assert plain(passage) in plain(text)
        assert stands_in(passage, item["letter"])
        assert not any(plain(passage) in plain(q) for q in quoted(text))


@pytest.mark.parametrize("item", ABOUT, ids=names(ABOUT))
def test_claims_of_grades_are_right_or_wrong_as_said(item: dict[str, Any]) -> None:
    grades = LETTERS[item["letter"]].get("grades", {})
    for claim in item["grade_claims"]:
        is_given = grades.get(claim["area"]) == claim["claimed"]
        assert {"right": is_given, "wrong": not is_given}.get(claim["verdict"], True)


def test_one_claim_is_wrong_and_some_are_of_older_inspections() -> None:
    verdicts = [c["verdict"] for item in ABOUT for c in item["grade_claims"]]
    assert verdicts.count("wrong") == 1
    assert verdicts.count("older_inspection") >= 3


@pytest.mark.parametrize("item", [i for i in ABOUT if "answers" in i])
def test_answers_are_about_points_that_there_are(item: dict[str, Any]) -> None:
    truth = LETTERS[item["letter"]]
    for point, verdict in item["answers"].items():
        key = "priority_actions" if str(point).startswith("priority") else "improvement_points"
        assert 1 <= int(str(point).split()[-1]) <= truth[key]
        assert verdict in {"mentioned", "not_mentioned"}


def test_a_sentence_quoted_on_the_first_night_is_changed_in_the_letter_on_the_second() -> None:
    changed = [q for _, q in QUOTATIONS if q.get("earlier_issue_on_night_2")]
    (reissue,) = TRUTHS["night_2"]["replaced_files"]
    assert len(changed) == 1
    assert plain(changed[0]["text"]) in letter_text(reissue["from"])
    assert plain(changed[0]["text"]) not in letter_text(reissue["to"])
