"""Takes the pictures of the site in docs/pictures: the demo, each kind of page, as wide as a desk's
screen and as a telephone's. Run it from a clone, after the pages have changed, and look at each:

    .venv/bin/python docs/screenshots.py
"""

from __future__ import annotations

import argparse
import io
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTHS = {1280: 900, 390: 844}  # pixels, and how much of the page's height is shown
COLOURS = 128  # of a picture: text on paper needs no more, and a clone stays small
MOST_BYTES = 1_500_000  # of all together

# What a picture is called, and the page; where a release or report is meant, the page that leads to
# it and the beginning of the link's address, since its id is not for good.
PAGES = {
    "home": ("/", None),
    "search": ("/search?q=care+leavers", None),
    "letter": ("/letters/99000105", None),
    "release": ("/letters/99000105", "/releases/"),
    "report": ("/letters/99000105", "/reports/"),
    "authority": ("/authorities/wexmoor", None),
    "national": ("/national", None),
    "quotations": ("/quotations?verdict=altered", None),
    "left-out": ("/left-out?item=improvement", None),
    "silent": ("/silent", None),
    "lists": ("/lists", None),
    "nights": ("/nights", None),
    "accuracy": ("/accuracy", None),
    "query": ("/archive/days_to_release", None),
}


@contextmanager
def demo() -> Iterator[str]:
    """The demo's site, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "schedules.cli", "demo", "--data", folder]
        site = subprocess.Popen(
            [*command, "--port", str(port)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        try:
            if site.stdout is None or not any("The site is on" in line for line in site.stdout):
                raise SystemExit("The demo did not come to its end.")
            address = f"http://127.0.0.1:{port}"
            _wait_for(port)
            yield address
        finally:
            site.terminate()
            site.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while socket.socket().connect_ex(("127.0.0.1", port)):
        if time.monotonic() > until:
            raise SystemExit("The demo's site does not answer.")
        time.sleep(0.1)


def take(browser: Browser, address: str, names: list[str]) -> None:
    """Take the pictures of these pages."""
    for width, height in WIDTHS.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        for name in names:
            _open(page, address, *PAGES[name])
            _write(page.screenshot(), PICTURES / f"{name}-{width}.png")
        page.close()


def _open(page: Page, address: str, path: str, leads_to: str | None) -> None:
    page.goto(address + path)
    if leads_to:
        link = page.locator(f"a[href^='{leads_to}']").first
        page.goto(f"{address}{link.get_attribute('href')}")
    page.wait_for_load_state("networkidle")


def _write(png: bytes, place: Path) -> None:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(place, optimize=True)


def main() -> None:
    """Take them all, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", nargs="*", choices=[[], *PAGES], help="Only these.")
    given = parser.parse_args()
    names = given.page or list(PAGES)
    PICTURES.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        take(browser, address, names)
        browser.close()
    whole = sum(picture.stat().st_size for picture in PICTURES.glob("*.png"))
    print(f"{whole:,} bytes together")
    if whole > MOST_BYTES:
        raise SystemExit(f"More than {MOST_BYTES:,}: leave one out, or show less of it.")


if __name__ == "__main__":
    main()
