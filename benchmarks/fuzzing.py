"""Fuzzes the readers: whatever comes, the answer is a record or an error of ours, never a crash.

    python benchmarks/fuzzing.py TARGET --seconds 600 [--found DIR]

With atheris installed (it is no dependency: `pip install atheris`) mutation is guided by coverage;
without it the same targets are given mutated examples at random. Each crash is written to DIR.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

try:
    import atheris
except ImportError:
    atheris = None

from contextlib import nullcontext  # noqa: E402

with (
    atheris.instrument_imports(include=["archive", "crawler", "schedules"])
    if atheris
    else nullcontext()
):
    from archive.checking.quoted import find_quoted
    from archive.corrected import corrections_file
    from archive.keeping.other_table import NotATable, read_table
    from archive.letters import read_letter
    from archive.pdf.pdf_lines import PdfText
    from archive.pdf.pdf_text import PdfUnreadable, read_pdf
    from crawler.errors import CrawlerError
    from crawler.pages import DESIGNS, design
    from crawler.pages.dates import date_of_text
    from crawler.pages.feed import feed_entries, looks_like_feed
    from crawler.pages.ofsted_provider import ProviderPage
    from crawler.pages.ofsted_search import SearchPage
    from crawler.pages.sitemap import looks_like_sitemap, sitemap_entries
    from schedules.watches import NotUnderstood, load_watches

TODAY = dt.date(2026, 11, 22)
URL = "https://www.example.gov.example/news/2026/a-page"
CASES = ROOT / "tests/crawler/pages/cases"

warnings.filterwarnings("ignore")


def pages(data: bytes) -> None:
    """Every design's listing and article, by the first byte."""
    names = [*DESIGNS, "ofsted"]
    name, html = names[(data[:1] or b"\0")[0] % len(names)], data[1:].decode("utf-8", "replace")
    if name == "ofsted":
        _allowing(CrawlerError, _search, html)
        _allowing(CrawlerError, _provider, html)
        return
    _allowing(CrawlerError, _listing, name, html)
    _allowing(CrawlerError, _article, name, html)


def _listing(name: str, html: str) -> None:
    listing = design(name).Listing(URL, html)
    listing.entries()
    listing.next_page()


def _article(name: str, html: str) -> None:
    page = design(name).Article(URL, html)
    page.title(), page.published(), page.paragraphs(), page.links(), page.byline()


def _search(html: str) -> None:
    page = SearchPage(URL, html)
    page.total(), page.authorities(), page.next_page()


def _provider(html: str) -> None:
    page = ProviderPage(URL, html)
    page.name(), page.letters("80001")


def texts(data: bytes) -> None:
    """Dates, feeds, sitemaps and quotations."""
    text = data.decode("utf-8", "replace")
    date_of_text(text)
    if looks_like_feed(text):
        _allowing(CrawlerError, feed_entries, URL, text)
    if looks_like_sitemap(text):
        _allowing(CrawlerError, sitemap_entries, text)
    find_quoted(text)


def files(data: bytes) -> None:
    """What people write: corrections, watches, and tables to reconcile."""
    corrections_file.parse(data, TODAY)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "watches.yml"
        path.write_bytes(data)
        _allowing(NotUnderstood, load_watches, path.parent)
        _allowing(NotATable, read_table, path)


def letters(data: bytes) -> None:
    """The readers of letters, over lines of real shapes that are mixed, cut and spoilt."""
    chance = random.Random(data)
    pdf = chance.choice(_letters())
    read_letter(_spoilt(pdf, chance), listed=None, today=TODAY)


def pdfs(data: bytes) -> None:
    """Bytes of a PDF, spoilt; the product reads each in a process of its own besides."""
    _allowing(PdfUnreadable, read_pdf, data)


def _allowing(allowed: type[Exception], read: Callable[..., object], *args: object) -> None:
    try:
        read(*args)
    except allowed:
        return


TARGETS = {"pages": pages, "texts": texts, "files": files, "letters": letters, "pdfs": pdfs}

_HELD: list[PdfText] = []


def _letters() -> list[PdfText]:
    if not _HELD:
        _HELD.extend(read_pdf(body) for body in _world_pdfs())
    return _HELD


def _world_pdfs() -> Iterator[bytes]:
    """The invented letters of the replica's world, as it prints them."""
    from crawler.replica import BUNDLED_MANIFEST, load_manifest
    from crawler.replica.letter_pdf import print_letter

    for provider in load_manifest(BUNDLED_MANIFEST).providers:
        for document in provider.documents:
            path = document.path
            is_printed = document.is_printed
            yield print_letter(path.read_text("utf-8")) if is_printed else path.read_bytes()


def _spoilt(pdf: PdfText, chance: random.Random) -> PdfText:
    pages = [list(page.lines) for page in pdf.pages]
    everything = [line for lines in pages for line in lines]
    for _ in range(chance.randrange(1, 12)):
        lines = chance.choice(pages)
        if not lines:
            continue
        at, other = chance.randrange(len(lines)), chance.choice(everything)
        match chance.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, replace(other, page=lines[at].page))
            case 2:
                lines[at] = replace(lines[at], text=other.text)
            case 3:
                lines[at] = replace(lines[at], text=_mangled(lines[at].text, chance) or "x")
            case 4:
                lines[at] = replace(lines[at], size=chance.choice([0.0, 6.0, 11.0, 14.0, 40.0]))
            case _:
                lines[at:] = lines[at : at + chance.randrange(40)]
    return PdfText(
        tuple(replace(p, lines=tuple(ls)) for p, ls in zip(pdf.pages, pages, strict=True))
    )


_PIECES = ("\x00", "“", "”", "31 February 2024", "0", "9" * 20, "(", ":", "judgement", "Ofsted",
           "inadequate", "\u2028", "�", "1.", "•", "\t", "Dear", "ILACS", "é" * 50)  # fmt: skip


def _mangled(text: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(3):
            case 0:
                text = text[:at] + chance.choice(_PIECES) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randrange(9) :]
            case _:
                text = text[:at] + text[at:] * 2
    return text[:5000].strip()  # as read_pdf gives them


def examples(target: str) -> list[bytes]:
    """Where mutation begins."""
    if target == "pages":
        names = [*DESIGNS, "ofsted"]
        return [
            bytes([names.index(path.parent.parent.name)]) + path.read_bytes()
            for path in CASES.glob("*/*/*")
            if path.name != "expected.json" and path.parent.parent.name in names
        ]
    if target == "pdfs":
        return list(_world_pdfs())
    if target == "files":
        return [(ROOT / "README.md").read_bytes(),
                b"- {table: letters, row: '1', column: kind, is: jtai, by: A, on: 2026-01-01}",
                b"watches: [{name: x, email: a@b.example, when: no release after 7 days}]",
                b"Local authority,Date,Overall\nX,1 May 2024,Good\n"]  # fmt: skip
    return [path.read_bytes() for path in CASES.glob("*/*/*")][:200]


def _random(target: str, test: Callable[[bytes], None], seconds: float, found: Path) -> int:
    chance, until, runs = random.Random(8), time.monotonic() + seconds, 0
    seeds, crashes = examples(target), set()
    while time.monotonic() < until:
        runs += 1
        data = _spoilt_bytes(chance.choice(seeds), chance)
        try:
            test(data)
        except Exception as error:  # noqa: BLE001 - what it looks for
            where = traceback.extract_tb(error.__traceback__)[-1]
            sign = f"{type(error).__name__} {Path(where.filename).name}:{where.lineno}"
            if sign not in crashes:
                crashes.add(sign)
                found.mkdir(parents=True, exist_ok=True)
                (found / f"{target}-{len(crashes)}").write_bytes(data)
                print(f"{sign}: {error!r}"[:300], flush=True)
                traceback.print_exc(limit=-10)
    print(f"{target}: {runs:,} inputs in {seconds:.0f} s, {len(crashes)} different crashes")
    return len(crashes)


def _spoilt_bytes(data: bytes, chance: random.Random) -> bytes:
    whole = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(whole) + 1)
        match chance.randrange(5):
            case 0:
                whole[at : at + chance.randrange(60)] = b""
            case 1:
                whole[at:at] = chance.choice(_PIECES).encode()
            case 2 if at < len(whole):
                whole[at] ^= 1 << chance.randrange(8)
            case 3:
                start = chance.randrange(len(whole) + 1)
                whole[at:at] = whole[start : start + chance.randrange(200)]
            case _:
                whole[at : at + 8] = chance.randbytes(8)
    return bytes(whole)


def main() -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--found", type=Path, default=Path("fuzzing"))
    options = parser.parse_args()
    test = TARGETS[options.target]
    if atheris is None or options.target in ("letters", "pdfs"):
        sys.exit(1 if _random(options.target, test, options.seconds, options.found) else 0)
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(examples(options.target)):
            (Path(folder) / str(number)).write_bytes(data)
        options.found.mkdir(parents=True, exist_ok=True)
        words = [sys.argv[0], folder, f"-max_total_time={options.seconds:.0f}", "-max_len=60000",
                 f"-artifact_prefix={options.found}/{options.target}-", "-timeout=20"]  # fmt: skip
        atheris.Setup(words, test)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
