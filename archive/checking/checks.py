"""All that a release or report is held to: quotations, shared words, grades, points. Pure.

What is costly to make of a letter is made once, and used for every release and report about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from archive.checking.elsewhere import Elsewhere
from archive.checking.grade_claims import grade_claims
from archive.checking.letter_text import LetterText, ReleaseText, SoughtText
from archive.checking.points import answers, points_of
from archive.checking.quotations import quotations_of
from archive.checking.quoted import find_quoted
from archive.checking.release_sentences import ReleaseSentences
from archive.checking.shared_words import borrowed, shared_passages
from archive.checking.vouching import Shown, answers_told, claims_told, quotations_told
from archive.records import Answer, Checks, GradeClaim, HeldLetter, Item, Point


class ReadyLetter(LetterText):
    """A letter made ready for every check."""

    def __init__(self, letter: HeldLetter) -> None:
        super().__init__(letter)

    @cached_property
    def points(self) -> list[Point]:
        """What a release may answer."""
        return points_of(self.letter)


def check_item(
    item: Item,
    letters: Sequence[ReadyLetter],
    others: Sequence[ReadyLetter] = (),
    releases: Sequence[ReleaseText] = (),
    elsewhere: Elsewhere | None = None,
    *,
    is_said_to_be: bool = False,
) -> Checks:
    """Everything, for a document about `letters` (the first is the one that counts where only one
    can). `others`: the authority's other letters; `releases`: for a report, those about the same
    letter; `elsewhere`: tells where another authority is spoken of. `is_said_to_be`: a person says
    that the document is about the letters, so that it need not show it.
    """
    if not letters:
        return Checks()
    first = letters[0]
    own = SoughtText(item.text)
    quoted = find_quoted(item.text, item.block_quotes)
    quotations = quotations_of(item, quoted, own, letters, others, releases, elsewhere)
    shown = Shown(item, letters, others, quotations, is_said_to_be=is_said_to_be)
    claims = claims_told(
        grade_claims(
            item, first.letter, [one.letter for one in (*letters[1:], *others)], elsewhere
        ),
        shown,
    )
    return Checks(
        quotations=tuple(quotations_told(quotations, shown)),
        shared_passages=tuple(shared_passages(own, quoted, first, others)),
        grade_claims=tuple(claims),
        answers=tuple(answers_told(_answers(item, own, letters, claims), shown)),
        borrowed=borrowed(own, first, releases),
    )


def _answers(
    item: Item, own: SoughtText, letters: Sequence[ReadyLetter], claims: Sequence[GradeClaim]
) -> list[Answer]:
    if item.document_kind != "press_release":
        return []
    release = ReleaseSentences(item.title, own)
    return [
        answer
        for letter in letters
        for answer in answers(
            release,
            letter.points,
            [claim for claim in claims if claim.letter in (letter.letter.id, None)],
            letter.letter.id,
        )
    ]
