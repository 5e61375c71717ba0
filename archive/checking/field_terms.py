"""The field's terms: what inspectors, social workers and press offices call the same. Pure.

A row: a term, how much it says (7: a topic of its own; 2: found in any text of the field),
and the words by which it is meant. Words are matched by their stems, phrases in this order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.checking.stems import stem
from archive.words.wording import compared_words

_ROWS: tuple[tuple[str, float, str], ...] = (
    ("contingency", 7, "contingency | backup plan | back-up plan | plan b"),
    ("safety plan", 6, "safety plan | safety planning"),
    ("plan", 2, "plan | pathway to change | timebound | measurable | smart"),
    ("assessment", 4, "assess | assessed"),
    ("supervision", 6, "supervise | supervision | one-to-one with their manager | supervisor"),
    (
        "oversight",
        5,
        (
            "oversight | oversee | management grip | grip of | scrutiny | scrutinise | managers "
            "check | managers sign off | management direction"
        ),
    ),
    (
        "caseload",
        7,
        (
            "caseload | case load | workload | number of cases | cases per | too many children "
            "each | cases each | families each"
        ),
    ),
    (
        "turnover",
        7,
        (
            "turnover | changes of social worker | changes in social workers | change of social "
            "worker | changes of worker | vacancy | agency staff | agency worker | agency social "
            "worker | instability | stability of the "
            "workforce | workforce stability | stable workforce | too many social workers | "
            "social workers leave | churn | staff changes | keep changing | changed too often | "
            "different social workers | leave so often | consistent social worker | same social "
            "worker | consistent worker | same worker | keep their social worker | permanent "
            "social worker"
        ),
    ),
    (
        "staffing",
        5,
        (
            "staffing | consistency of staff | staffing levels | sufficiency of social workers | "
            "enough social workers | more social workers | number of social workers | additional "
            "social workers | social work capacity"
        ),
    ),
    (
        "communication",
        5,
        (
            "communication | communicate | tell families | telling families | tell parents | "
            "explain to families | explaining to families | explain to parents | keep families "
            "informed | keep parents informed"
        ),
    ),
    (
        "recruitment",
        5,
        (
            "recruit | recruitment | retention | retain staff | new social workers | posts | hire "
            "| hiring"
        ),
    ),
    (
        "care leavers",
        3,
        (
            "care leaver | leaving care | left care | care experienced | leave care | young "
            "people leaving | care-experienced"
        ),
    ),
    ("pathway plan", 7, "pathway plan | pathway planning"),
    ("personal adviser", 6, "personal adviser | personal advisor | pa"),
    ("local offer", 6, "local offer | offer to care leavers"),
    ("children in care", 3, "in care | looked after | cared for | in our care"),
    ("child in need", 4, "in need"),
    ("child protection", 4, "child protection"),
    ("disabled children", 7, "disabled | disability | short break | short-break"),
    ("private fostering", 8, "private fostering | privately fostered | private foster"),
    (
        "homeless",
        8,
        (
            "homeless | homelessness | nowhere to live | 16 and 17 year olds | sofa-surfing | "
            "rough sleep"
        ),
    ),
    (
        "accommodation",
        6,
        (
            "accommodation | supported lodgings | housing | bed and breakfast | somewhere to live "
            "| somewhere suitable to live | suitable home | flat | place to live"
        ),
    ),
    (
        "placement",
        5,
        (
            "placement | foster placement | homes for children | suitable homes | right home | "
            "where children live | enough homes | enough places | moves between homes | places to "
            "live | places for children | choice of homes | sufficiency"
        ),
    ),
    ("unregistered", 8, "unregistered | unregulated | illegal home | not registered"),
    (
        "permanence",
        7,
        (
            "permanence | permanent home | long-term match | for good | long-term home | matched "
            "| forever home | family for life"
        ),
    ),
    ("adoption", 7, "adopt | adoption | adopters"),
    (
        "special guardianship",
        7,
        (
            "special guardian | connected person | connected carer | kinship | family and friends "
            "carer | relatives who care | grandparents who"
        ),
    ),
    ("foster carers", 5, "foster carer | fostering household | fostering"),
    ("life story", 8, "life story | life-story | later life letter"),
    (
        "missing",
        7,
        (
            "missing | go missing | goes missing | return home interview | return interview | run "
            "away | ran away | running away"
        ),
    ),
    ("exploitation", 7, "exploit | exploitation | trafficked | grooming"),
    ("gangs", 7, "county lines | gang"),
    (
        "domestic abuse",
        7,
        "domestic abuse | domestic violence | abusive partner | coercive control",
    ),
    ("neglect", 7, "neglect | neglected"),
    ("substance misuse", 7, "substance misuse | drugs | alcohol"),
    (
        "front door",
        6,
        (
            "front door | multi-agency safeguarding hub | mash | contact and referral | first "
            "contact | referral | concerns about a child | calls about children"
        ),
    ),
    (
        "emergency duty",
        7,
        (
            "emergency duty | out of hours | out of office hours | outside office hours | outside "
            "of office hours | outside normal hours | at night | overnight | weekends"
        ),
    ),
    ("youth violence", 6, "youth violence | knife crime | serious violence | violent crime"),
    ("curiosity", 6, "professional curiosity | curious | curiosity | face value"),
    ("threshold", 6, "threshold | right level of help | criteria"),
    (
        "early help",
        7,
        (
            "early help | early intervention | prevention | preventative | family hub | help "
            "earlier | earlier help | help families early | help families sooner | help early"
        ),
    ),
    (
        "strategy meeting",
        7,
        (
            "strategy meeting | strategy discussion | section 47 | enquiry | police and health "
            "meet | child protection investigation"
        ),
    ),
    (
        "pre-proceedings",
        7,
        (
            "pre-proceedings | public law outline | before proceedings | plo | letter before | "
            "court | legal proceedings"
        ),
    ),
    (
        "voice",
        5,
        (
            "voice | wishes and feelings | views of children | listen to children | listened | "
            "advocacy | advocate | what children say | children are heard | participation"
        ),
    ),
    (
        "recording",
        5,
        (
            "record | recording | written down | case note | case record | paperwork | document | "
            "documented | written up"
        ),
    ),
    ("chronology", 8, "chronology | family history | history of the family"),
    (
        "quality assurance",
        6,
        (
            "quality assurance | audit | auditing | check the quality | quality checks | dip "
            "sample | moderation"
        ),
    ),
    (
        "performance information",
        6,
        (
            "performance information | performance management | data | performance reporting | "
            "dashboards | figures"
        ),
    ),
    ("analysis", 5, "analyse | analytical | analysis"),
    ("reflective", 6, "reflect | reflective | reflection"),
    ("challenge", 4, "challenge | escalate | escalation | hold to account"),
    (
        "inconsistent",
        6,
        (
            "inconsistent | inconsistency | inconsistently | variable | variability | variation | "
            "uneven | patchy | varies | varied | not consistent | not consistently | lacks "
            "consistency | not good enough everywhere | differs | postcode lottery | more "
            "consistent | lack of consistency | consistency of | more consistently"
        ),
    ),
    (
        "timeliness",
        4,
        (
            "delay | delayed | drift | too long | too slow | slow | timely | timeliness | late | "
            "wait | waiting | backlog | promptly | quickly | speed | quicker | sooner | faster | "
            "on time | in time | overdue"
        ),
    ),
    ("visits", 4, "visit | see children | seen by | seen alone"),
    ("direct work", 7, "direct work"),
    ("partners", 3, "partner | partnership | multi-agency | agencies | police | health services"),
    (
        "reviewing officer",
        7,
        (
            "reviewing officer | iro | conference chair | protection chair | independent chair | "
            "reviewing officers"
        ),
    ),
    ("allegations", 8, "designated officer | lado | allegation"),
    ("ehc plan", 7, "ehc | education health and care | ehcp"),
    ("send", 5, "send | special educational needs"),
    ("health assessment", 7, "health assessment | health check | dentist | dental | medical"),
    (
        "mental health",
        7,
        (
            "mental health | emotional well-being | emotional wellbeing | camhs | therapy | "
            "therapeutic | counselling | psychologist"
        ),
    ),
    (
        "speech therapy",
        8,
        "speech and language | speech therapy | occupational therapy | therapist",
    ),
    ("education", 5, "education | school | virtual school | learning | attainment"),
    ("personal education plan", 8, "personal education plan | pep"),
    ("employment", 7, "employment | apprenticeship | training | jobs | work experience | neet"),
    ("corporate parenting", 6, "corporate parent | corporate parenting | elected members"),
    ("leadership", 4, "leadership | governance | senior leaders | political"),
    ("training of staff", 5, "training | workforce development | learning culture"),
    ("identity", 6, "identity | culture | cultural | diversity | ethnicity | heritage"),
    ("transition", 6, "transition | adulthood | adult services | turn 18 | reach 18"),
    ("asylum", 8, "asylum | unaccompanied"),
    ("escalation of risk", 6, "risk | risks"),
    ("thorough checks", 5, "checks | vetting | references"),
    ("written agreement", 7, "written agreement"),
    (
        "family time",
        8,
        "family time | contact with their family | contact with family | contact arrangements",
    ),
    ("brothers and sisters", 7, "sibling | brother | sister"),
)

# Looser words, by which a release may well mean the term: where one stands beside what is still to
# be done, nobody can say that the release is silent on it.
_HINTS = {
    "accommodation": "home house live tenancy",
    "analysis": "understand",
    "asylum": "refugee migrant",
    "caseload": "capacity pressure busy",
    "corporate parenting": "councillor parent",
    "disabled children": "disability send",
    "early help": "prevent sooner",
    "education": "college class teacher pupil lesson",
    "employment": "job career college",
    "exploitation": "criminal abuse",
    "foster carers": "foster",
    "health assessment": "nurse doctor gp health",
    "homeless": "16 17 housing nowhere",
    "identity": "race faith black background ethnic",
    "life story": "story past memory",
    "local offer": "offer entitlement",
    "mental health": "anxiety wellbeing emotional",
    "missing": "interview whereabouts",
    "oversight": "manager check",
    "pathway plan": "future",
    "performance information": "figure information",
    "permanence": "permanent forever settle adoption",
    "placement": "home place foster residential",
    "pre-proceedings": "legal proceedings court",
    "private fostering": "private friend",
    "quality assurance": "check learn",
    "recording": "minutes file note written write",
    "reflective": "think",
    "reviewing officer": "review conference minutes",
    "special guardianship": "grandparent relative",
    "strategy meeting": "police meeting",
    "supervision": "manager",
    "threshold": "criteria",
    "transition": "adult 18 older",
    "turnover": "same stay permanent stability",
    "voice": "hear listen view feeling opinion",
}

_SAID_BEFORE: dict[str, list[tuple[tuple[str, ...], str]]] = {}
WEIGHTS: dict[str, float] = {}
_HINTED: dict[str, set[str]] = {}


def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(stem, compared_words(text).folded))


def _fill() -> None:
    for term, weight, phrases in _ROWS:
        WEIGHTS[f"={term}"] = weight
        for phrase in phrases.split("|"):
            stems = _stems(phrase)
            _SAID_BEFORE.setdefault(stems[0], []).append((stems, f"={term}"))
    for term, words in _HINTS.items():
        for word in _stems(words):
            _HINTED.setdefault(word, set()).add(f"={term}")
    for found in _SAID_BEFORE.values():
        found.sort(key=lambda each: -len(each[0]))


_fill()


def terms_of(stems: Sequence[str]) -> Iterator[str]:
    """The terms that these stems mean, each with `=` before it, and every stem that is part of no
    term as it is. The longest phrase counts."""
    at = 0
    for number, each in enumerate(stems):
        if number < at:
            continue  # part of a phrase that began before it
        for phrase, term in _SAID_BEFORE.get(each, ()):
            if len(phrase) == 1 or tuple(stems[number : number + len(phrase)]) == phrase:
                yield term
                at = number + len(phrase)
                break
        else:
            yield each


def hinted_at(stems: Sequence[str]) -> frozenset[str]:
    """The terms, each with `=` before it, that these stems may mean, though more loosely."""
    return frozenset().union(*(_HINTED[each] for each in _HINTED.keys() & set(stems)))
