"""Charts, feeds, spreadsheets, changes: pure pieces of the pages."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

from archive.site import plain_words
from archive.site.changed import word_changes
from archive.site.charts import Bar, Stretch, bars, columns, stretches
from archive.site.drawn import grades_over_time
from archive.site.feeds import Entry, atom
from archive.site.paper import paper
from archive.site.pictures import Box, boxed

HOSTILE = "<script>\"&'</script>"


def test_a_chart_is_sound_svg_whatever_its_words() -> None:
    first, last = dt.date(2020, 1, 1), dt.date(2026, 1, 1)
    held = Stretch(first, None, "requires improvement", "/letters/1")
    for chart in (
        bars(HOSTILE, [Bar(HOSTILE, {"a": 2, "b": 3}, "/x?y=1&z=2"), Bar("none", {})]),
        columns(HOSTILE, [(HOSTILE, 3), ("b", 0)]),
        columns("nothing", []),
        stretches(HOSTILE, [(HOSTILE, [held])], first, last),
        stretches("one day", [("a", [held])], first, first),
    ):
        svg = ET.fromstring(str(chart))
        assert svg.tag == "svg"
        assert svg.find(".//script") is None


def test_bars_are_as_long_as_what_they_say() -> None:
    svg = ET.fromstring(str(bars("x", [Bar("a", {"amount": 10}), Bar("b", {"amount": 5})])))
    widths = [float(rect.attrib["width"]) for rect in svg.iter("rect")]
    assert abs(widths[0] - 2 * widths[1]) < 2


def test_a_grade_stands_until_the_next_inspection() -> None:
    def judged(
        letter: str, day: str, grade: str | None, area: str = "overall"
    ) -> dict[str, object]:
        return {"letter": letter, "published": day, "grade": grade, "area": area,
                "kind": "inspection"}  # fmt: skip

    newest_first = [judged("2", "2024-05-14", "good"), judged("1", "2020-01-10", "inadequate"),
                    judged("1", "2020-01-10", "good", "adoption")]  # fmt: skip
    chart = grades_over_time("Tarn", newest_first, dt.date(2026, 11, 21))
    assert chart is not None
    titles = [title.text for title in ET.fromstring(str(chart)).iter("title")][1:]
    assert "Overall effectiveness: inadequate, from January 2020 until May 2024" in titles
    assert "Overall effectiveness: good, from May 2024" in titles
    assert "Adoption: good, from January 2020 until May 2024" in titles


def test_an_authority_without_a_grade_has_no_chart() -> None:
    assert grades_over_time("Tarn", [], dt.date(2026, 11, 21)) is None


def test_a_feed_is_sound_xml_whatever_its_words() -> None:
    entry = Entry("x/1", f"{HOSTILE}\x00\x0b", "/x?a=1&b=2", "2026-11-20", HOSTILE)
    feed = ET.fromstring(atom(HOSTILE, "http://127.0.0.1", "/x", "q=1&r=2", [entry]))
    atom_space = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{atom_space}updated") == "2026-11-20T00:00:00Z"
    assert feed.findtext(f"{atom_space}entry/{atom_space}summary") == HOSTILE


def test_a_change_is_shown_with_the_words_around_it() -> None:
    before = "one two three " + "same " * 50 + "end was here"
    html = word_changes(before, before.replace("two", "2").replace("was", "is"))
    assert html is not None
    assert '<del title="taken out">two</del>' in html
    assert '<ins title="put in">2</ins>' in html
    assert '<span class="gap">' in html
    assert html.count("same") < 40


def test_other_spaces_are_no_change_and_nothing_runs() -> None:
    assert word_changes("one  two\n", "one two") is None
    html = word_changes("one", f"one {HOSTILE}")
    assert html is not None
    assert "<script" not in html


def test_words_are_boxed_on_what_is_cut_from_the_page() -> None:
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.new("L", (1190, 1684), 255).save(file, "PNG")
    cut = Image.open(io.BytesIO(boxed(file.getvalue(), [Box(72, 400, 300, 412)], cut=True)))
    assert cut.size[0] == 1190
    assert cut.size[1] < 300
    colours = cut.convert("RGB").getcolors(maxcolors=1 << 20) or []
    assert any(c[0] > 120 and c[1] < 90 for _, c in colours if isinstance(c, tuple))


def test_days_and_lapses_are_said_as_people_say_them() -> None:
    assert plain_words.lapse(0) == "the same day"
    assert plain_words.lapse(1) == "1 day later"
    assert plain_words.lapse(-3) == "3 days before"
    assert plain_words.at_least(11, 10, "letter") == "more than 10 letters"
    assert plain_words.month("2024-03") == "March 2024"


def test_a_paper_is_shown_with_its_tables_and_nothing_in_it_runs() -> None:
    html = paper(
        "# Title\n\nOne `code` and **bold**.\n\n<!-- x:begin -->\n## Part\n\n"
        "| a | b |\n| --- | --: |\n"
        "| 1 | <script> |\n\n- first\n  goes on\n- second [x](https://x.example/)\n<!-- x:end -->\n"
    )
    assert "Title" not in html
    assert "<h2>Part</h2>" in html
    assert "<td>1</td><td>&lt;script&gt;</td>" in html
    assert "<li>first goes on</li>" in html
    assert '<a href="https://x.example/">x</a>' in html
    assert "begin" not in html
    assert "---" not in html
