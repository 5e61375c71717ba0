from archive.words.wording import Seeds, find, page_at, words_of


def test_typography_does_not_make_another_word() -> None:
    curly = words_of("Children’s plans – child-in-need plans – weren’t “SMART”.")
    straight = words_of("children's plans - child in need plans - weren't 'smart'")
    assert curly.folded == straight.folded


def test_each_word_knows_its_place() -> None:
    text = "The  plans, again"
    words = words_of(text)
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [
        "The",
        "plans",
        "again",
    ]


def test_words_are_found_only_in_a_row() -> None:
    hay = words_of("a b c a b d").folded
    assert find(("a", "b", "d"), hay) == 3
    assert find(("a", "c"), hay) is None
    assert find((), hay) is None


def test_the_longest_run_is_taken_and_a_shorter_one_left() -> None:
    letter = words_of(
        "one two three four five six. Other words stand here. one two three four five"
    )
    runs = Seeds(letter).runs(words_of("he said one two three four five six and went"))
    assert [(run.there, run.length) for run in runs] == [(0, 6)]


def test_runs_shorter_than_five_words_are_chance() -> None:
    assert Seeds(words_of("one two three four six")).runs(words_of("one two three four five")) == []


def test_a_place_stands_on_the_page_that_begins_before_it() -> None:
    starts = (0, 100, 250)
    assert [page_at(place, starts) for place in (0, 99, 100, 900)] == [1, 1, 2, 3]
    assert page_at(5, ()) is None
