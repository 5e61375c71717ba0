"""What a reporter does, in a real browser."""

from __future__ import annotations

import csv
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page, expect

from archive.site.app import site


@pytest.fixture(scope="module")
def address(world: Path) -> Iterator[str]:
    """The site, served from a thread."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(site(world).app(), log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_a_reporter_searches_opens_a_letter_and_downloads_csv(
    page: Page, address: str, tmp_path: Path
) -> None:
    errors: list[str] = []
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.goto(address)
    page.locator("main input[name=q]").fill("“child protection plan” Wexmoor")
    page.keyboard.press("Enter")
    expect(page.locator(".hits mark").first).to_be_visible()
    page.get_by_role("link", name="Monitoring visit to Wexmoor").first.click()
    expect(page.locator("h1")).to_contain_text("Monitoring visit to Wexmoor")
    expect(page.locator(".text mark").first).to_be_visible()
    page.goto(f"{address}/search?q=wexmoor")
    with page.expect_download() as started:
        page.locator(".files").get_by_role("link", name="CSV").click()
    target = tmp_path / "found.csv"
    started.value.save_as(target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert {"letter", "press_release", "news_report"} <= {row["document_kind"] for row in found}
    assert errors == []


def test_a_marked_word_leads_to_whoever_quoted_it_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}/letters/99000304")
    page.locator(".text mark.verdict-altered a").first.click()
    expect(page.locator("h1")).to_contain_text("Immediate action")
    page.locator("aside .quoted a").first.click()
    expect(page.locator("h1")).to_contain_text("Focused visit to Kelderby")
    expect(page.locator(":target")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "path",
    ["/", "/letters/99000105", "/authorities/wexmoor", "/search?q=children", "/sources", "/silent"],
)
def test_nothing_runs_out_of_the_page(page: Page, address: str, width: int, path: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_works_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("foster")
    page.keyboard.press("Enter")
    expect(page.locator(".found")).to_be_visible()
