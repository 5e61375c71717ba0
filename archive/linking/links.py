"""A decision as it is kept: with its reason for a reader and its evidence for a checker. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.linking.came_out import days_after
from archive.linking.case import Case, leading_kind
from archive.linking.evidence import Candidate
from archive.linking.places import Place
from archive.linking.weights import EARLY, LEAD, WEEKS
from archive.records import Link


def linked(
    best: Candidate, others: Sequence[Candidate], known: dict[str, Any], places: Sequence[Place]
) -> Link:
    """It is about this letter; `others` that it tells of are mentioned."""
    mentioned = [other.letter.id for other in others if other.identified_by >= 2.0]
    evidence = {**_evidence(best), "mentions": mentioned, "known": known}
    return Link(best.letter.id, "linked", best.score, _reason(best, places), evidence)


def unsure(candidates: Sequence[Candidate], known: dict[str, Any], places: Sequence[Place]) -> Link:
    """It may be about the first of these, or about one that fits nearly as well."""
    best = candidates[0]
    near = [c for c in candidates[1:6] if best.score - c.score < LEAD]
    why = "another letter fits as well" if near else "too little speaks for it"
    might_be = [best.letter.id, *(c.letter.id for c in near)]
    several = [_evidence(candidate) for candidate in (best, *near)]
    evidence = {**several[0], "might_be": might_be, "candidates": several, "known": known}
    return Link(None, "unsure", best.score, f"{why}: {_reason(best, places)}", evidence)


def not_held(candidates: Sequence[Candidate], known: dict[str, Any]) -> Link:
    """It is about a letter, and that is not here."""
    said = known["days"] or known["months"] or [k.replace("_", " ") for k in known["kinds"]]
    reason = f"about a letter that is not here: {', '.join(said) or 'none came out at that time'}"
    if known["unread"]:
        reason += f"; of {known['unread'][0]['published']} there is one that could not be read"
    score = candidates[0].score if candidates else 0.0
    evidence = _evidence(candidates[0]) if candidates else {}
    return Link(None, "letter_not_held", score, reason, {**evidence, "known": known})


def none(reason: str, candidates: Sequence[Candidate] = ()) -> Link:
    """It is about no letter."""
    evidence = _evidence(candidates[0]) if candidates else {}
    score = candidates[0].score if candidates else 0.0
    return Link(None, "not_about_a_letter", score, reason, evidence)


def known_of(case: Case, places: Sequence[Place]) -> dict[str, Any]:
    """What an item says of its letter: kept, so that the letter is known when it comes."""
    mentions, came_out = case.mentions, case.item.came_out
    day = case.item.published
    kind = leading_kind(mentions)
    return {
        "kinds": [kind] if kind else [],
        "days": [days.words for days in mentions.days if not days.past],
        "months": [month.words for month in mentions.months if not month.past],
        "grades": sorted({grade.what for grade in mentions.grades if not grade.past}),
        "published": day.isoformat() if day else None,
        "authorities": [place.urn for place in places],
        "unread": [
            {"letter": letter.id, "published": letter.published.isoformat()}
            for letter in case.letters
            if letter.status != "read"
            and letter.published
            and came_out
            and -EARLY <= days_after(came_out, letter.published) <= WEEKS
        ],
    }


def _evidence(candidate: Candidate) -> dict[str, Any]:
    signs = [
        {"sign": s.name, "points": round(s.points, 2), "words": s.words} for s in candidate.signs
    ]
    published = candidate.letter.published
    return {
        "letter": candidate.letter.id,
        "letter_published": published.isoformat() if published else None,
        "signs": signs,
    }


def _reason(candidate: Candidate, places: Sequence[Place]) -> str:
    for_it = sorted((s for s in candidate.signs if s.points > 0), key=lambda s: -s.points)
    urn = candidate.letter.local_authority
    whose = next((p.known_by for p in places if p.urn == urn and not p.named), "same authority")
    return "; ".join([whose, *(sign.words for sign in for_it)])
