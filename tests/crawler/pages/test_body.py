from __future__ import annotations

from lxml.html import fromstring

from crawler.pages.body import Body


def body_of(fragment: str, *drop: str) -> Body:
    return Body(fromstring(f"<div>{fragment}</div>"), drop)


def paragraphs_of(fragment: str, *drop: str) -> list[str]:
    return body_of(fragment, *drop).paragraphs()


def test_pictures_and_captions_are_not_words() -> None:
    html = '<p><img alt="Cllr Ada Penn">Cllr Ada Penn, <b>chair</b>, said:</p><figure>A</figure>'
    assert paragraphs_of(html) == ["Cllr Ada Penn, chair, said:"]


def test_a_picture_in_the_middle_of_a_word_does_not_part_it() -> None:
    assert paragraphs_of('<p>C<img alt="x">ouncillor</p>') == ["Councillor"]


def test_lists_breaks_and_bare_text_are_kept_in_order() -> None:
    html = "<div>One <i>two</i><p>Three<br>four</p>five<ul><li>six</li><li>seven</li></ul></div>"
    assert paragraphs_of(html) == ["One two", "Three\nfour", "five", "six", "seven"]


def test_scripts_comments_and_hidden_parts_are_left_out() -> None:
    html = (
        "<p>A<!-- b --><script>c</script></p><p hidden>d</p><nav>e</nav><p aria-hidden=true>f</p>"
    )
    assert paragraphs_of(html) == ["A"]


def test_parts_named_by_a_design_are_left_out() -> None:
    assert paragraphs_of('<p>A</p><div class="share">b</div>', ".share") == ["A"]


def test_links_are_those_of_the_words() -> None:
    html = '<p><a href="/a">A</a></p><nav><a href="/b">b</a></nav>'
    assert body_of(html).links() == ["/a"]


def test_the_paragraphs_of_a_block_quote_are_told_apart() -> None:
    html = """<p>The report says:</p><blockquote><p>Plans are in place.</p>Leaders<br>act.
    <footer>— <cite>Ofsted</cite></footer></blockquote><p>Thanks.</p><footer>Contact us</footer>"""
    body = body_of(html)
    assert body.block_quotes() == ["Plans are in place.", "Leaders\nact.", "— Ofsted"]
    assert body.paragraphs() == ["The report says:", *body.block_quotes(), "Thanks."]


def test_the_marks_that_a_browser_shows_are_the_pages() -> None:
    html = "<p>They <q>know <i>it</i></q>, and <q>“act”</q> on it.</p>"
    assert paragraphs_of(html) == ["They “know it”, and “act” on it."]
