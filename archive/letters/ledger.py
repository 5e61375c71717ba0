"""What was read and where it stood, and what could not be read and why. No I/O."""

from __future__ import annotations

from archive.letters.paragraphs import Paragraph
from archive.records import Evidence


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
        page, box = paragraph.box(start, stop)
        x0, y0, x1, y1 = (round(side, 1) for side in box)
        words = paragraph.text[start:stop]
        self.evidence.append(Evidence(field, page, x0, y0, x1, y1, words))

    def warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)
