"""The bundled world and what its truths.yml says of it, for the tests of both."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from crawler.replica import BUNDLED_MANIFEST
from crawler.replica.letter_pdf import print_letter
from crawler.replica.letter_source import LetterSource, read_letter_source
from tests.crawler.replica.reading import body_text, plain

WORLD = BUNDLED_MANIFEST.parent
TRUTHS: dict[str, Any] = yaml.safe_load((WORLD / "truths.yml").read_text(encoding="utf-8"))
LETTERS: dict[str, Any] = TRUTHS["letters"]
ITEMS: list[dict[str, Any]] = [*TRUTHS["releases"], *TRUTHS["reports"]]
ABOUT = [item for item in ITEMS if item["decision"] == "linked"]
QUOTATIONS = [(item, q) for item in ABOUT for q in item["quotations"]]
OFSTED = {"reports.ofsted.gov.uk", "files.ofsted.gov.uk", "www.gov.uk", "ofsted.gov.uk"}


def text_of(path: str) -> str:
    return (WORLD / path).read_text(encoding="utf-8")


@cache
def source(file: str) -> LetterSource:
    return read_letter_source(text_of(LETTERS[file]["source"]))


@cache
def letter_text(path: str) -> str:
    return body_text(print_letter(text_of(path)))


def stands_in(words: str, file: str) -> bool:
    """Word for word in a letter as printed; the first letter's case may differ."""
    return plain(words).rstrip(".").lower() in letter_text(LETTERS[file]["source"]).lower()


def names(items: list[dict[str, Any]]) -> list[str]:
    return [item["text"].split("/")[1].removesuffix(".txt") for item in items]
