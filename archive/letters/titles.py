"""A document's title, and the authority that stands in it or above it. No I/O."""

from __future__ import annotations

from archive.letters.body import Body
from archive.letters.families import SERVICES, Recognised
from archive.letters.ledger import Ledger

# “Durham’s children’s services” is about Durham; “St Helen’s children’s services” about St Helen’s.
AUTHORITYS_SERVICES = (
    r"(?:the )?(?P<name>\S.*?)(?:(?<!St Helen)[’']s)?"
    rf"(?: local authority(?:[’']s)?)? {SERVICES}"
)


def read_title(recognised: Recognised, ledger: Ledger) -> str | None:
    """The title; None, with a warning, of a document that was known by other words."""
    if recognised.title is None:
        ledger.warn("The letter's title could not be read.")
        return None
    ledger.found("title", recognised.title)
    return recognised.title.text


def name_above_title(body: Body, recognised: Recognised, ledger: Ledger) -> str | None:
    """The name that reports print large above their title; None, with a warning, without one."""
    above = [par for par in body.paragraphs[: recognised.at] if par.page == 1]
    for paragraph in above:
        ledger.found("authority_as_printed", paragraph)
    if not above:
        ledger.warn("The authority's name could not be read.")
    return " ".join(paragraph.text for paragraph in above) or None
