"""Which family a document belongs to, by what it says of itself and never by where it was filed:
of 104 files kept as joint inspections, 39 were area SEND reports. No I/O."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.letters.body import Body
from archive.letters.paragraphs import Paragraph

# The kinds of letters, and what a reader calls them.
KINDS = {
    "inspection": "Inspection",
    "focused_visit": "Focused visit",
    "monitoring_visit": "Monitoring visit",
    "assurance_visit": "Assurance visit",
    "jtai": "Joint targeted area inspection",
    "area_send": "Area SEND inspection",
    "other": "Other document",
}


class Family(enum.Enum):
    """Each has a reader of its own."""

    VISIT = "visit letter"
    INSPECTION = "inspection report"
    SINGLE = "single inspection report"
    BOARD = "review of a safeguarding board"
    EARLIER = "inspection before 2014"
    JOINT = "joint targeted area inspection"
    JOINT_REVIEW = "joint area review"
    SEND = "area SEND inspection"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The family, and the paragraph that tells it: the title, or the one numbered `at` where no
    title does."""

    family: Family
    title: Paragraph | None
    at: int

    @property
    def after(self) -> int:
        """The number of the first paragraph after the title, or of the one in its place."""
        return self.at + 1 if self.title else self.at


SERVICES = (
    r"children(?:[’']?s[’']?)? (?:social care |and (?:families|family)[’']? "
    r"|and young people[’']s )?services"
)
_TRUST = r"(?:children[’']s (?:services )?trust|children first|children[’']s company|for children)"
# Tried in this order on each of the first paragraphs.
_TITLES = (
    (
        Family.VISIT,
        rf"(?:focused|monitoring|assurance) visit (?:to|of|at)\b.*(?:{SERVICES}|{_TRUST})",
    ),
    (Family.JOINT, r"joint targeted area inspection\b"),
    (Family.SEND, r"(?:joint )?(?:local )?area SEND (?:\w+ )?(?:inspection|visit)\b"),
    (Family.SEND, r"(?:joint )?(?:local )?area (?:\w+ )?inspection .*special educational needs"),
    (
        Family.SINGLE,
        r"(?:re-?)?inspection of services for children in need of help and protection",
    ),
    (Family.SINGLE, r"single inspection of (?:la|local authority) children"),
    (
        Family.EARLIER,
        r"(?:announced )?inspection of .{0,40}\blooked[- ]after children",
    ),
    (
        Family.EARLIER,
        r"inspection of (?:local authority )?arrangements for the protection of children",
    ),
    (
        Family.JOINT_REVIEW,
        r"joint area review\b|inspection of progress made in the provision of safeg",
    ),
    (Family.INSPECTION, rf"(?:short )?inspection of\b.*\b{SERVICES}"),
    (Family.BOARD, r"review of the effectiveness of the local safeguarding children board"),
)
_COMPILED = tuple((family, re.compile(words, re.IGNORECASE)) for family, words in _TITLES)
# What a first sentence or a table says, where the title is missing or worded otherwise.
_SENTENCES = (
    (Family.VISIT, re.compile(rf"findings of (?:the|a|our) .{{0,40}}visit (?:to|of) .*{SERVICES}")),
    (Family.JOINT, re.compile(r"findings of the joint targeted area inspection")),
    (Family.INSPECTION, re.compile(r"^The impact of leaders on social work practice")),
)
_NO_TITLES = ("item", "numbered", "footnote")
FIRST_PARAGRAPHS = 60
LONGEST_TITLE = 260


def recognise(body: Body) -> Recognised:
    """The family of the first paragraph that a family's title begins."""
    for at, paragraph in _first(body):
        if paragraph.kind in _NO_TITLES or len(paragraph.text) > LONGEST_TITLE:
            continue
        for family, words in _COMPILED:
            if words.match(paragraph.text):
                return Recognised(family, paragraph, at)
    for at, paragraph in _first(body):
        for family, words in _SENTENCES:
            if words.search(paragraph.text):
                return Recognised(family, None, at)
    return Recognised(Family.OTHER, None, 0)


def _first(body: Body) -> Iterator[tuple[int, Paragraph]]:
    for at, paragraph in enumerate(body.paragraphs[:FIRST_PARAGRAPHS]):
        if paragraph.page > 2:
            return
        yield at, paragraph
