from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing

import pytest

from archive.words.search_text import first_row_of_day, fold, query_of, row_for


@pytest.mark.parametrize("text", ["children’s", "children's", "childrens", "childrenʼs"])
def test_all_spellings_of_an_apostrophe_are_one_word(text: str) -> None:
    assert fold(text) == "childrens"


def test_marks_around_a_word_stay() -> None:
    assert fold("the ‘front door’ of 'plans'") == "the ‘front door’ of 'plans'"


def test_row_numbers_grow_with_the_day() -> None:
    days = [None, dt.date(1980, 1, 1), dt.date(2015, 5, 1), dt.date(2026, 11, 21)]
    rows = [row_for(day, "ffffffffffff") for day in days]
    assert rows == sorted(rows)
    assert first_row_of_day(dt.date(2026, 11, 22)) > rows[-1]


@pytest.mark.parametrize(
    "query",
    ['"', "' OR 1", "NEAR(a b)", "a* ^b", "title:x", "-only -minus", "(((", "日本 児童", "a" * 10_000,
     'unclosed "phrase here', "AND OR NOT", "\x00", "--", "+-*/"],
)  # fmt: skip
def test_no_query_is_an_error_to_sqlite(query: str) -> None:
    found = query_of(query)
    if found is None:
        return
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(text)")
    for match in (found.match, found.lit):
        db.execute("SELECT count(*) FROM t WHERE t MATCH ?", [match]).fetchone()


def test_words_phrases_and_exclusions() -> None:
    found = query_of('children’s “ignored marks” "social work" -school')
    assert found is not None
    assert found.match == ('("childrens" AND "ignored" AND "marks" AND "social work") NOT "school"')


def test_nothing_to_look_for_is_no_query() -> None:
    assert query_of("  “” -- ") is None
    assert query_of("-school") is None


def test_a_words_beginning_finds_what_the_index_has_stemmed() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='porter unicode61')")
        held = ["permanence", "permanent", "permission", "safeguarding", "inspections"]
        db.executemany("INSERT INTO t VALUES (?)", [[word] for word in held])

        def found(text: str) -> set[str]:
            query = query_of(text)
            assert query is not None
            return {
                row[0] for row in db.execute("SELECT text FROM t WHERE t MATCH ?", [query.match])
            }

        assert found("permanen*") == {"permanence", "permanent"}
        assert found("safeguardi*") == {"safeguarding"}
        assert found("inspectio*") == {"inspections"}
        assert found("perm*") == {"permanence", "permanent", "permission"}
        assert found("pe*") == set()  # too short: a word that nobody wrote
        assert found("perm* -permission") == {"permanence", "permanent"}
