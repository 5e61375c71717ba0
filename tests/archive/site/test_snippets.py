from __future__ import annotations

from archive.site.snippets import snippets
from archive.words.search_text import query_of


def lit(text: str, query: str) -> str:
    found = query_of(query)
    assert found is not None
    return str(snippets([text], found.lit)[0])


def test_words_are_marked_as_they_are_printed() -> None:
    assert lit("The children’s plans.", "childrens") == "The <mark>children’s</mark> plans."
    assert lit("It was ‘inspected’ well.", "inspection") == "It was ‘<mark>inspected</mark>’ well."


def test_the_stretch_with_the_most_found_words_is_shown() -> None:
    text = "plan " + "filler " * 100 + "plan and plan and plan " + "filler " * 100
    html = lit(text, "plan")
    assert html.count("<mark>") == 3
    assert html.startswith("… ")
    assert html.endswith(" …")


def test_what_was_scraped_is_escaped() -> None:
    assert lit("<script>plan</script>", "plan") == "&lt;script&gt;<mark>plan</mark>&lt;/script&gt;"


def test_a_document_found_by_its_title_shows_its_first_words() -> None:
    assert lit("No such word here.", "other") == "No such word here."
