"""What a night says of itself is so."""

from __future__ import annotations

import datetime as dt
from typing import Any

from archive.keeping.run_report import as_text, report_of
from archive.records import Authority, Checks, Link, ListedLetter, PressRelease, Quotation, Source
from archive.store import Archive

NOW = "2026-11-22T03:30:00Z"
URL = "https://www.tarn.gov.example/news/two-letters"


def test_a_quotation_of_a_release_on_two_letters_counts_once(archive: Archive) -> None:
    archive.places.put_authorities([Authority("90001", "Tarn", "tarn")])
    archive.places.put_sources([Source("tarn", "newsroom", URL, "jadu", "90001")])
    run = archive.runs.start(NOW)
    letters = [ListedLetter(number, "90001", "Visit", f"https://f.example/{number}", "")
               for number in ("99000101", "99000102")]  # fmt: skip
    archive.letters.listed(letters, NOW)
    release = PressRelease(URL, "90001", "Tarn", "Two letters", "Words.", dt.date(2026, 11, 21))
    saved = archive.items.save_release(
        release, source="tarn", sha256="a" * 64, about_ofsted=True, now=NOW
    )
    facts: dict[str, Any] = {"evidence": {}, "reason": "so", "score": 9.0}
    links = [Link(letter.file, "linked", **facts) for letter in letters]
    archive.findings.save_links("press_release", saved.document, links, NOW)
    quotation = Quotation("words", "ofsted", "altered", 0, 5, letter="99000101")
    archive.findings.save_checks("press_release", saved.document, Checks((quotation,)))
    archive.runs.finish(run, NOW, "finished")
    report = report_of(archive.db.conn)
    assert report is not None
    assert "2 linked to a letter, 1 quotations altered" in as_text(report)
