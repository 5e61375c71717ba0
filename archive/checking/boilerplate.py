"""Words that stand in any letter, and so are nobody's to share. Pure.

The names of judgements, frameworks and visits, how a letter opens and closes, and whose names and
days it gives: two texts on the same visit have them in common, and neither is taken from the other.
"""

from __future__ import annotations

import re

_FORMULAS = re.compile(
    r"\b(?:the impact of leaders on social work practice(?: with children and families)?"
    r"|(?:the )?experiences and progress of (?:children|care leavers)[\w ,]*"
    r"|children (?:and families )?(?:who|in) need (?:of )?help (?:and|or) protection"
    r"|children in care and care leavers|children looked after and achieving permanence"
    r"|inspection of (?:[\w ]+ )?(?:local authority )?children['’]?s (?:social care )?services"
    r"|in line with the (?:inspection|ILACS)[\w ,’'()-]*|ILACS\)? framework"
    r"|inspection of services for children[\w ,]*"
    r"|(?:his|her) majesty['’]?s (?:chief )?inspectors?(?: of education)?"
    r"|(?:this|the) visit was carried out|inspectors? for this visit were"
    r"|joint targeted area inspection|special educational needs and(?:/or)? disabilit\w+"
    r"|(?:this letter )?summarises the findings of (?:the|a)"
    r"|(?:focused|monitoring|assurance) visit to [\w ,]*"
    r"|local authority['’]?s arrangements for|department for education|care quality commission"
    r"|since the local authority was judged \w+ in \w+ \d+|multi-agency safeguarding hub"
    r"|overall effectiveness|requires? improvement to be good"
    r"|(?:leadership,? management and governance)|local safeguarding children board)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\b|\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\b"
)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]+")


def without(passage: str) -> str:
    """A passage of a letter without formulas, days, and names of people and places."""
    text = _FORMULAS.sub(" ", passage)
    return _NAME.sub(" ", _DATE.sub(" ", text))
