"""Many files, each within bounds; whatever one of them does, the others are read."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import zlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.letters import reading
from archive.letters.reading import read_many, read_within_bounds
from archive.records import Letter
from tests.archive.letters.build import FOCUSED, TODAY, plain_pdf
from tests.shared import go_without

PDF = plain_pdf(FOCUSED)
HTML = b"<html><head><title>Report not found</title></head></html>"


def read(content: bytes | Path, seconds: float = 30, megabytes: int = 500) -> Letter:
    return read_within_bounds(
        content, listed=None, today=TODAY, seconds=seconds, megabytes=megabytes
    )


def test_a_file_is_read_from_its_bytes_or_its_place(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(PDF)
    letter = read(path)
    assert letter == read(PDF)
    assert letter.kind == "focused_visit"
    assert letter.published == dt.date(2024, 5, 14)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (Path("/nowhere/letter.pdf"), "The file cannot be opened: No such file or directory."),
        (b"", "The file is empty."),
        (HTML, "The file is not a PDF but an HTML page saying “Report not found”."),
    ],
)
def test_what_cannot_be_read_is_unread_with_the_reason(content: bytes | Path, reason: str) -> None:
    letter = read(content)
    assert (letter.kind, letter.status, letter.warnings) == ("other", "unread", (reason,))
    assert letter.parser_version


def _forever(_data: bytes) -> None:
    while True:
        time.sleep(0.01)


def _hoard(_data: bytes) -> None:
    held = [bytes(50_000_000) for _ in range(100)]
    raise AssertionError(len(held))


def _stumble(_data: bytes) -> None:
    raise KeyError("a bug")


def _crash(_data: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("misbehave", "said"),
    [
        (_forever, "Reading the file takes longer than 0.3 seconds."),
        (_hoard, "Reading the file takes more than 60 MB."),
        (_stumble, "The reader failed on this file: KeyError('a bug')."),
        (_crash, "Reading the file ended abnormally (exit code -9)"),
    ],
)
def test_a_reading_that_breaks_its_bounds_is_unread(
    misbehave: object, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "read_pdf", misbehave)
    if "fork" not in multiprocessing.get_all_start_methods():
        go_without("a child that starts from nothing does not know of the change")
    monkeypatch.setattr(reading, "_context", lambda: multiprocessing.get_context("fork"))
    letter = read(PDF, seconds=0.3, megabytes=60)
    assert letter.status == "unread"
    assert letter.warnings[0].startswith(said)


def bomb() -> bytes:
    """A file of half a megabyte whose one page is 150 MB of drawing commands."""
    packer = zlib.compressobj(9)
    words = b"BT /F1 12 Tf 72 700 Td (Words) Tj ET\n" * 20_000
    drawn = b"".join(packer.compress(words) for _ in range(200)) + packer.flush()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(drawn), drawn),
    )
    whole = b"%PDF-1.4\n"
    for number, each in enumerate(objects, start=1):
        whole += b"%d 0 obj %b endobj\n" % (number, each)
    return whole + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF\n"


def test_a_decompression_bomb_ends_within_its_memory() -> None:
    content = bomb()
    assert len(content) < 1_000_000
    letter = read(content)
    assert letter.status == "unread"
    assert "more than 500 MB" in letter.warnings[0]


DOCUMENTS: list[reading.Document] = [
    ("one", PDF, None),
    ("two", HTML, None),
    ("three", PDF, dt.date(2024, 5, 16)),
    ("four", PDF[:900], None),
]


@pytest.mark.parametrize("pool", [ProcessPoolExecutor, ThreadPoolExecutor])
def test_many_files_come_back_in_order(
    pool: type[ProcessPoolExecutor] | type[ThreadPoolExecutor],
) -> None:
    with pool(max_workers=2) as executor:
        letters = list(read_many(DOCUMENTS, today=TODAY, executor=executor))
    assert [name for name, _ in letters] == ["one", "two", "three", "four"]
    assert [letter.status for _, letter in letters] == ["read", "unread", "read", "unread"]
    assert "16 May 2024" in letters[2][1].warnings[0]


STARTS_WORKERS = """
import time
from archive.letters.reading import reading_pool
if __name__ == "__main__":
    with reading_pool(1) as pool:
        import os
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(60)
"""


def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(STARTS_WORKERS)
    with subprocess.Popen(
        [sys.executable, program],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    ) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not _is_running(worker):
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there")


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_all_cores_are_used_where_no_executor_is_given() -> None:
    ((name, letter),) = read_many(DOCUMENTS[:1], today=TODAY)
    assert (name, letter.status) == ("one", "read")
