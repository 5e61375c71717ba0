"""What alerts and reports ask of the archive each night is found by an index."""

from __future__ import annotations

import pytest

from archive.keeping import run_report
from archive.store import Archive
from schedules import events

QUESTIONS = {
    **{name: f"SELECT * FROM ({sql}) WHERE moment >= 'a'" for name, sql in events._QUERIES.items()},
    "came": run_report._DOCUMENTS.format(version="= 1").replace("?", "'a'"),
    "changed": run_report._DOCUMENTS.format(version="> 1").replace("?", "'a'"),
    "withdrawn in a run": run_report._WITHDRAWN.replace("?", "'a'"),
    "found": run_report._FOUND.replace("?", "'a'"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_reads_a_whole_table(archive: Archive, name: str) -> None:
    plan = [row[3] for row in archive.db.execute(f"EXPLAIN QUERY PLAN {QUESTIONS[name]}")]
    assert [step for step in plan if step.startswith("SCAN ")] == []
    # The key of versions begins with the kind of document: all releases, and no help at all.
    assert [step for step in plan if "autoindex_versions_1 (document_kind=?)" in step] == []
