"""Whose area a page is of, by the name of its site: a council's own pages and a town's paper write
"the council", and leave out which. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from archive.records import Authority

# What a council's, a paper's, a partnership's or a party's site is called besides its place.
_OF_A_COUNCIL = "council|citycouncil|bc|cc|dc|mbc|city|borough|county"
_OF_A_PAPER = (
    "advertiser|argus|chronicle|citizen|courier|echo|examiner|eveningnews|eveningpost|express|fm|"
    "gazette|guardian|herald|independent|journal|leader|live|mail|mercury|messenger|news|observer|"
    "online|post|press|radio|recorder|reporter|sentinel|standard|star|telegraph|times|today|world"
)
_OF_OTHERS = "scp|scb|lscb|safeguarding|send|conservatives|greens|labour|libdems"
_BESIDE = re.compile(f"(?:{_OF_A_COUNCIL}|{_OF_A_PAPER}|{_OF_OTHERS})?")
_BEFORE = re.compile(r"(?:the|my)(?=\w{4})")


def authority_of_site(address: str, authorities: Sequence[Authority]) -> str | None:
    """The number of the authority after which the site of an address is named; None where there is
    none.

    >>> authority_of_site("https://tarnnews.example/1", [Authority("90001", "Tarn", "tarn")])
    '90001'
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    known = _by_joined_name(tuple(authorities))
    # A council's name is rarely the last label; what stands before it is the desk ("democracy.").
    for label in host.replace("-", "").split("."):
        for name in (label, _BEFORE.sub("", label, count=1)):
            for length in range(len(name), 3, -1):
                if name[:length] in known and _BESIDE.fullmatch(name, length):
                    return known[name[:length]]
    return None


@lru_cache(maxsize=4)
def _by_joined_name(authorities: Sequence[Authority]) -> dict[str, str]:
    """Numbers by names as sites join them. An abolished authority's name is left out: who goes on
    is not told by it."""
    return {
        form: authority.urn
        for authority in authorities
        if authority.active_to is None
        for form in _joined(authority.name)
    }


def _joined(name: str) -> Iterator[str]:
    words = re.findall(r"[a-z]+", name.lower().replace("'", "").replace("’", ""))
    yield "".join(words)
    yield "".join(word for word in words if word not in ("and", "of", "upon"))
