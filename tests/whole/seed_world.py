"""A manifest of the five seed documents and of every file of the two Cheshire authorities."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from crawler.pages.dates import date_of_text
from tests.shared import shared

RELEASES = "https://www.cheshireeast.gov.uk/council_and_democracy/council_information/media_hub/media_releases"
RELEASE_2025 = f"{RELEASES}/ofsted-recognise-continued-progress-in-children's-services.aspx"
RELEASE_2021 = f"{RELEASES}/quality-of-social-work-with-children-and-families-has-improved.aspx"
REPORT = (
    "https://sandbach.nub.news/news/local-news/sandbach-councillor-reveals-the-progress-made-in-"
    "childrens-services-in-cheshire-east-265380"
)
MONITORING = "50282001"  # the number the monitoring letter gets here; the real one is not known

_LABELS = {
    "focused": "Children's services focused visit",
    "ilacs": "Children's services inspection",
    "jtai": "Joint area child protection inspection",
}
_CHESHIRE = {"80447": "Cheshire East", "80448": "Cheshire West and Chester"}


def write_manifest(folder: Path) -> Path:
    """Write the manifest and what it needs into `folder`; return its path."""
    print_text(shared("seeds", "001_ebcc53043bbe7fb3.txt").read_text(), folder / "monitoring.pdf")
    documents = {urn: list(_corpus_files(urn)) for urn in _CHESHIRE}
    providers = [
        {"urn": urn, "name": name, "documents": documents[urn]} for urn, name in _CHESHIRE.items()
    ]
    documents[min(_CHESHIRE)].append(
        _document(MONITORING, "Children's services monitoring visit", dt.date(2025, 7, 10),
                  folder / "monitoring.pdf")
    )  # fmt: skip
    manifest = {
        "night": 1,
        "providers": providers,
        "newsrooms": [{"source": "cheshire_east", "releases": _releases()},
                      {"source": "cheshire_west_and_chester", "releases": []}],
        "outlets": [{"source": "sandbach_nub_news", "reports": [_report()]}],
    }  # fmt: skip
    path = folder / "manifest.yml"
    path.write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False))
    return path


def print_text(text: str, path: Path) -> None:
    """Print a text as it stands, line by line, in one plain font: no heading is bold, no footer is
    small, and what stood in the middle of a sentence stands there still."""
    pdfmetrics.registerFont(TTFont("PlainText", "Vera.ttf"))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    y = 0.0
    for line in text.split("\n"):
        if y < 60:
            canvas.showPage() if y else None
            canvas.setFont("PlainText", 11)
            y = 780.0
        canvas.drawString(70, y, line.replace("◼", "•"))
        y -= 14
    canvas.save()


def _corpus_files(urn: str) -> Any:
    for number, path in enumerate(sorted(shared("corpus").glob(f"*/{urn}_*/*.pdf"))):
        day = date_of_text(path.stem)
        assert day is not None
        yield _document(f"{urn}{number:03}", _LABELS[path.parts[-3]], day, path)


def _document(file: str, label: str, published: dt.date, pdf: Path) -> dict[str, Any]:
    return {"file": file, "label": label, "published": published, "pdf": str(pdf)}


def _releases() -> list[dict[str, Any]]:
    return [
        {
            "url": RELEASE_2025,
            "title": "Ofsted recognise continued progress in children’s services",
            "published": dt.date(2025, 7, 10),
            "text": str(shared("seeds", "000_b206156ea1487cf6.txt")),
        },
        {
            "url": RELEASE_2021,
            "title": "Quality of social work with children and families in Cheshire East has "
            "improved says Ofsted",
            "published": dt.date(2021, 12, 8),
            "text": str(shared("seeds", "002_9ec21a66cd51020d.txt")),
        },
    ]


def _report() -> dict[str, Any]:
    return {
        "url": REPORT,
        "title": "Sandbach councillor reveals the progress made in children's services in "
        "Cheshire East",
        "text": str(shared("seeds", "003_5ca8345e73613976.txt")),
    }
