"""A document's family is told by its own words."""

from __future__ import annotations

import pytest

from archive.letters.families import Family, recognise
from tests.archive.letters.build import body_of

TITLES = [
    ("Focused visit to Ashmere children’s services", Family.VISIT),
    ("Focused visit to children’s services", Family.VISIT),
    ("Focused visit to the London Borough of Ashmere’s Children’s Services.", Family.VISIT),
    ("Focused visit to Ashmere Children First", Family.VISIT),
    ("Monitoring visit of Ashmere Council children’s services", Family.VISIT),
    ("Assurance visit to Ashmere children's services", Family.VISIT),
    ("Inspection of Ashmere local authority children’s services", Family.INSPECTION),
    ("Inspection of children’s social care services", Family.INSPECTION),
    ("Inspection of local authority children's services", Family.INSPECTION),
    ("Short inspection of Ashmere local authority children’s services", Family.INSPECTION),
    ("Inspection of services for children in need of help and protection, children looked after",
     Family.SINGLE),
    ("Re-inspection of services for children in need of help and protection", Family.SINGLE),
    ("Reinspection of services for children in need of help and protection", Family.SINGLE),
    ("Review of the effectiveness of the Local Safeguarding Children Board", Family.BOARD),
    ("Inspection of looked after children services", Family.EARLIER),
    ("Inspection of safeguarding and looked after children services", Family.EARLIER),
    ("Inspection of local authority arrangements for the protection of children", Family.EARLIER),
    ("Joint targeted area inspection of Ashmere", Family.JOINT),
    ("Joint targeted area inspection of the multi-agency response to neglect in Ashmere", Family.JOINT),
    ("Joint area review progress inspection", Family.JOINT_REVIEW),
    ("Area SEND inspection of Ashmere Local Area Partnership", Family.SEND),
    ("Area SEND monitoring inspection of Ashmere Local Area Partnership", Family.SEND),
    ("Joint local area SEND inspection in Ashmere", Family.SEND),
    ("Short inspection of Ashmere Primary School", Family.OTHER),
    ("Monitoring inspection visit to Ashmere Academy", Family.OTHER),
    ("Inspection of a children’s home", Family.OTHER),
    ("Review of health services for children looked after in Ashmere", Family.OTHER),
]  # fmt: skip


@pytest.mark.parametrize(("title", "family"), TITLES)
def test_the_title_tells_the_family(title: str, family: Family) -> None:
    assert recognise(body_of(f"Ashmere\n\n## {title}\n\nWords.")).family is family


def test_the_first_sentence_tells_it_where_the_title_does_not() -> None:
    text = "Dear Marian\n\nThis letter summarises the findings of the focused visit to Ashmere children’s\nservices on 9 April 2024."
    assert recognise(body_of(text)).family is Family.VISIT
