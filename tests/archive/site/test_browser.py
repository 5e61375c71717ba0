"""What a reporter does, in a real browser: the starred questions of docs/questions.md, each from
the start page and in at most four clicks; and what every page owes every reader."""

from __future__ import annotations

import csv
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from archive.site.app import site
from archive.site.lists import LISTS
from tests.nights import rows


def served(folder: Path) -> Iterator[str]:
    """The site over an archive, served from a thread; its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(site(folder).app(), log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def address(world: Path) -> Iterator[str]:
    """The site over the bundled world."""
    yield from served(world)


class Reporter:
    """Someone with a browser who counts their clicks. Enter after typing is one, too."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.clicks = 0
        self.errors: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("request", lambda r: self._only_here(r.url, address))
        page.goto(address)

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def type(self, field: str, words: str) -> None:
        self.page.locator(field).fill(words)
        self.clicks += 1
        self.page.keyboard.press("Enter")

    def link(self, name: str, *, exact: bool = False) -> None:
        self.click(self.page.get_by_role("link", name=name, exact=exact).first)

    def _only_here(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:")):
            self.errors.append(f"asked another address: {url}")


@pytest.fixture
def reporter(page: Page, address: str) -> Iterator[Reporter]:
    someone = Reporter(page, address)
    yield someone
    assert someone.clicks <= 4
    assert someone.errors == []


# --- the starred questions ---


def test_1_what_is_new_since_yesterday(reporter: Reporter) -> None:
    new = reporter.page.locator("section", has=reporter.page.get_by_text("New since yesterday"))
    expect(new).to_contain_text("Two children were living in unregistered home")
    reporter.link("Two children were living in unregistered home")
    expect(reporter.page.locator("h1")).to_contain_text("Two children")


def test_2_what_ofsted_said_of_one_council(reporter: Reporter) -> None:
    reporter.link("Authorities")
    reporter.link("Wexmoor", exact=True)
    expect(reporter.page.locator("h1")).to_have_text("Wexmoor")
    expect(reporter.page.locator("svg.chart")).to_contain_text("inadequate")
    reporter.link("Inspection of Wexmoor local authority children’s services")
    expect(reporter.page.locator("table.grades")).to_contain_text("inadequate")


def test_3_letters_that_no_release_answers_as_csv(reporter: Reporter, tmp_path: Path) -> None:
    reporter.link("Letters without a release")
    reporter.page.get_by_label("Show").first.select_option("no release found")
    reporter.clicks += 1
    reporter.click(reporter.page.get_by_role("button", name="Show"))
    with reporter.page.expect_download() as started:
        reporter.click(reporter.page.locator(".files").get_by_role("link", name="CSV"))
    target = tmp_path / "silent.csv"
    started.value.save_as(target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert {row["verdict"] for row in found} == {"no release found"}


def test_6_a_quotation_that_differs_and_the_words_in_the_letter(reporter: Reporter) -> None:
    reporter.link("Quotations that differ")
    panel = reporter.page.locator(".panel", has_text="robust").first
    expect(panel.locator("ins").first).to_have_text("robust")
    reporter.click(panel.get_by_role("link", name="of the letter"))
    expect(reporter.page.locator("mark:target")).to_be_visible()
    expect(reporter.page.locator("mark:target")).to_contain_text("credible")


def test_8_what_a_release_left_out(reporter: Reporter, world: Path) -> None:
    reporter.type("main input[name=q]", "“accepts Ofsted’s findings”")
    reporter.link("Council accepts Ofsted’s findings in full")
    expect(reporter.page.locator("#left-out")).to_be_visible()
    shown = reporter.page.locator(".left-out li").count()
    (held,) = rows(
        world,
        """SELECT count(*) AS n FROM answers q JOIN press_releases p ON p.id = q.press_release
           WHERE p.title LIKE 'Council accepts%' AND q.verdict = 'not_mentioned'""",
    )
    assert shown == held["n"] > 0


def test_10_what_was_changed_in_an_edited_release(reporter: Reporter) -> None:
    reporter.link("Edited and vanished")
    reporter.link("Immediate action after Ofsted visit")
    reporter.link("What changed")
    expect(reporter.page.locator(".changes del").first).to_be_visible()
    expect(reporter.page.locator(".changes ins").first).to_be_visible()


def test_11_the_latest_grade_of_every_authority(reporter: Reporter) -> None:
    reporter.link("National picture")
    row = reporter.page.locator("tr", has_text="Kelderby")
    expect(row).to_contain_text("good")
    expect(row.locator("time")).to_have_text("12 October 2022")
    expect(reporter.page.locator("svg.chart").first).to_be_visible()


def test_17_words_of_a_letter_and_where_a_fact_stands_in_the_pdf(reporter: Reporter) -> None:
    reporter.type("main input[name=q]", "“child protection plan” Wexmoor -nursery")
    expect(reporter.page.locator(".hits mark").first).to_be_visible()
    reporter.link("Monitoring visit to Wexmoor")
    reporter.click(reporter.page.locator("details.evidence summary").first)
    picture = reporter.page.locator("details.evidence[open] img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("picture => picture.naturalWidth") > 400


def test_18_an_authority_beside_its_neighbours(reporter: Reporter) -> None:
    reporter.link("Wexmoor", exact=True)
    reporter.link("Beside its neighbours")
    expect(reporter.page.locator("table", has_text="Dunmarrow").last).to_contain_text("good")


def test_20_how_much_of_a_report_is_the_councils_release(reporter: Reporter) -> None:
    reporter.link("reports")
    reporter.link("Wexmoor children’s services rated inadequate")
    table = reporter.page.locator("table", has_text="Also in a release")
    expect(table).to_be_visible()
    expect(reporter.page.locator(".passages").first).to_contain_text("very hard reading")


# --- what every page owes every reader ---

PAGES = ["/", "/search?q=children", "/search?q=safegarding", "/letters/99000105",
         "/letters/99000101", "/authorities/wexmoor", "/lists", "/accuracy", "/about", "/archive",
         "/archive/letters", "/archive/letters/99000105", "/archive?sql=select+1",
         "/archive/letters_of_authority?authority=wexmoor", "/nowhere",
         "/releases/{press_releases}", "/reports/{news_reports}",
         *(f"/{name}" for name in LISTS)]  # fmt: skip


@pytest.fixture(scope="module")
def ids(world: Path) -> dict[str, str]:
    """A release that was edited, and a report that quotes it."""
    found = rows(world, """SELECT 'press_releases' AS name, id FROM press_releases
                           WHERE title LIKE 'Immediate action%'
                           UNION ALL SELECT 'news_reports', id FROM news_reports
                           WHERE title LIKE 'Wexmoor children%'""")  # fmt: skip
    return {row["name"]: row["id"] for row in found}


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_keeps_a_reader_out_and_nothing_runs_out_of_the_page(
    page: Page, address: str, ids: dict[str, str], path: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address + path.format(**ids))
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
                                                 "wcag22aa", "best-practice"]})  # fmt: skip
    assert found.violations_count == 0, found.generate_report()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
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


def test_evidence_opens_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/letters/99000105")
    page.locator("details.evidence summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.evidence[open] img")).to_be_visible()


def test_a_marked_word_leads_to_whoever_quoted_it_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}/letters/99000304")
    page.locator(".text mark.verdict-altered a").first.click()
    expect(page.locator("h1")).to_contain_text("Immediate action")
    page.locator("aside .quoted a").first.click()
    expect(page.locator("h1")).to_contain_text("Focused visit to Kelderby")
    expect(page.locator(":target")).to_be_visible()


def test_a_mistyped_word_is_asked_about(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=safegarding")
    page.get_by_role("link", name="safeguarding").click()
    expect(page.locator(".found")).to_be_visible()


def test_on_paper_the_frame_is_left_out(page: Page, address: str) -> None:
    page.goto(f"{address}/letters/99000105")
    page.emulate_media(media="print")
    expect(page.locator(".top nav")).to_be_hidden()
    expect(page.locator(".find")).to_be_hidden()
    expect(page.locator(".text")).to_be_visible()


def test_a_phone_shows_an_authoritys_latest_grades(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/authorities/wexmoor")
    latest = page.locator("svg.chart a", has_text="Overall effectiveness: inadequate")
    box = latest.locator("rect").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    assert latest.locator("text:visible").text_content() in ("inadequate", "inad.")
