"""A page of a PDF as a picture. Run as a command of its own, since the file is a stranger's and
PDFium is not thread safe: the file comes by standard input, the PNG goes to standard output.

    python -m archive.pdf.pdf_pictures 3 < letter.pdf > page-3.png
"""

from __future__ import annotations

import io
import sys

import pypdfium2

DOTS_A_POINT = 2.0  # 144 dots an inch: sharp on a telephone, some 100 KB a page
_MOST_POINTS = 2000  # either side of a page; A3 has 1,191

SECONDS = 20
MEGABYTES = 600


class NoPicture(Exception):
    """The page cannot be drawn. The message is a sentence for a person."""


def page_picture(data: bytes, number: int) -> bytes:
    """Page `number`, from 1, as a PNG of DOTS_A_POINT. Raises NoPicture."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NoPicture("The PDF does not open.") from error
    if not 1 <= number <= len(document):
        raise NoPicture(f"The PDF has no page {number}.")
    page = document[number - 1]
    if max(page.get_size()) > _MOST_POINTS:
        raise NoPicture("The page is too large to be drawn.")
    picture = page.render(scale=DOTS_A_POINT, grayscale=True).to_pil()
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=False, compress_level=6)
    return file.getvalue()


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the caller's time limit alone
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))


if __name__ == "__main__":
    _limit()
    try:
        sys.stdout.buffer.write(page_picture(sys.stdin.buffer.read(), int(sys.argv[1])))
    except NoPicture as reason:
        sys.exit(str(reason))
