"""The three outcomes of an area SEND inspection (since 2023), and how they are spoken of. Pure."""

from __future__ import annotations

import re

# The group that matched names the outcome, in `SEND_GRADES`.
SEND = re.compile(
    r"(?P<inconsistent>inconsistent (?:experiences|outcomes)|"
    r"\bexperiences?\b[^.\n]{0,90}\b(?:is|are) inconsistent\b)"
    r"|(?P<positive>(?:typically|generally) (?:leads? to |have |had )?positive "
    r"(?:experiences|outcomes))"
    r"|(?P<systemic>(?:widespread )?(?:and ?/ ?or |and |or )?systemic failings)",
    re.IGNORECASE,
)
SEND_GRADES = {
    "inconsistent": "inconsistent",
    "positive": "positive",
    "systemic": "systemic failings",
}
