"""What was read and where it stood, and what could not be read and why. No I/O."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.letters.paragraphs import Box, Paragraph, box_of
from archive.pdf.pdf_lines import Line
from archive.records import Evidence

Facts = dict[str, Any]  # some fields of a letter's record, by their names


class Ledger:
    """Collects the evidence and the warnings of one document while its facts are read."""

    def __init__(self) -> None:
        self.evidence: list[Evidence] = []
        self.warnings: list[str] = []

    def found(
        self, field: str, paragraph: Paragraph, start: int = 0, end: int | None = None
    ) -> None:
        """The words paragraph.text[start:end] say what `field` is."""
        stop = len(paragraph.text) if end is None else end
        self._keep(field, *paragraph.box(start, stop), paragraph.text[start:stop])

    def found_in(self, field: str, lines: Sequence[Line]) -> None:
        """These lines say what `field` is: those of them that stand on the first one's page."""
        page, box = box_of(lines)
        self._keep(field, page, box, " ".join(line.text for line in lines if line.page == page))

    def warn(self, sentence: str) -> None:
        """Something could not be read, or is to be looked at; each sentence is kept once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def _keep(self, field: str, page: int, box: Box, words: str) -> None:
        x0, y0, x1, y1 = (round(side, 1) for side in box)
        self.evidence.append(Evidence(field, page, x0, y0, x1, y1, words))
