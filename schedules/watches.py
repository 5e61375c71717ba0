"""watches.yml: who wants to be told what, and how to reach them. Refused with a sentence.

site: https://letters.example.org        # for the links in what is sent
mail:
  server: mail.example.org               # and port, tls (none, starttls, ssl), user
  from: letters@example.org
keeper:
  email: keeper@example.org              # and, or: webhook
watches:
  - name: Wexmoor
    email: reporter@example.org
    authority: wexmoor                   # name, slug or number; several as a list; none: all
    kind: [inspection, focused_visit]    # of letters; none: all
    phrase: return home interviews       # in letters, releases and reports
    when: [new letter, quotation altered, no release after 7 days]
    since: 2026-01-01                    # none: the day on which this watch is first seen
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from archive.letters.families import KINDS

FILE = "watches.yml"
PASSWORD = "OFSTED_LETTERS_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
CIPHERS = ("none", "starttls", "ssl")
WHEN = (
    "new letter",
    "new release",
    "new report",
    "quotation altered",
    "wrong grade claimed",
    "grade changed",
    "release edited",
    "release withdrawn",
    "letter changed",
    "letter withdrawn",
)
USUAL = WHEN  # without `when`, all of them
_NO_RELEASE = re.compile(r"no release after (\d{1,3}) days?")
_ADDRESS = re.compile(r"[^@\s<>,;:\"']+@[^@\s<>,;:\"']+")


class NotUnderstood(Exception):
    """watches.yml says something that is not understood: mend the file; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail leaves. The password comes from the environment, so that no file holds it."""

    server: str = "localhost"
    port: int = 25
    tls: str = "none"
    user: str | None = None
    sender: str = ""

    @property
    def password(self) -> str:
        """The password of `user`."""
        return os.environ.get(PASSWORD, "")


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody is told."""

    email: tuple[str, ...] = ()
    webhook: str | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """What one reader wants to be told."""

    name: str
    reach: Reach
    authorities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    phrase: str | None = None
    when: tuple[str, ...] = USUAL
    silent_days: int | None = None
    since: dt.date | None = None

    @property
    def key(self) -> str:
        """By which it is known again, whatever its order in the file."""
        return hashlib.sha256(repr((self.name, self.reach)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Watches:
    """The whole file."""

    site: str = ""
    mail: Mail = Mail()
    keeper: Reach | None = None
    watches: tuple[Watch, ...] = ()


def load_watches(folder: Path) -> Watches | None:
    """The watches of a data folder; None where there is no file. Raises NotUnderstood."""
    path = folder / FILE
    if not path.exists():
        return None
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError) as error:  # ValueError: no UTF-8, or the 31st of June
        raise NotUnderstood(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    try:
        return parse(told)
    except NotUnderstood as error:
        raise NotUnderstood(f"{path}: {error}") from error


def parse(told: Any) -> Watches:
    """What the file says. Raises NotUnderstood."""
    top = _mapping(told or {}, "the file", {"site", "mail", "keeper", "watches"})
    watches = top.get("watches") or []
    if not isinstance(watches, list):
        raise NotUnderstood("watches: a list is expected, each with a dash before it")
    found = tuple(_watch(entry, number) for number, entry in enumerate(watches, start=1))
    whole = Watches(
        site=str(top.get("site") or "").rstrip("/"),
        mail=_mail(top.get("mail")),
        keeper=_keeper(top.get("keeper")),
        watches=found,
    )
    reached = [watch.reach for watch in found] + ([whole.keeper] if whole.keeper else [])
    if any(reach.email for reach in reached) and not whole.mail.sender:
        raise NotUnderstood("mail: from: the address that mail is sent from is missing")
    return whole


def _keeper(told: Any) -> Reach | None:
    if not told:
        return None
    return _reach(_mapping(told, "keeper", {"email", "webhook"}), "keeper")


def _mapping(told: Any, where: str, allowed: set[str]) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise NotUnderstood(f"{where}: entries of the form `name: value` are expected")
    unknown = {str(name) for name in told} - allowed
    if unknown:
        known = ", ".join(sorted(allowed))
        raise NotUnderstood(f"{where}: {', '.join(sorted(unknown))} is none of {known}")
    return told


def _mail(told: Any) -> Mail:
    entry = _mapping(told or {}, "mail", {"server", "port", "tls", "user", "from"})
    tls = entry.get("tls", "none")
    if tls not in CIPHERS:
        raise NotUnderstood(f"mail: tls: {tls} is none of {', '.join(CIPHERS)}")
    usual = {"none": 25, "starttls": 587, "ssl": 465}[tls]
    port = entry.get("port", usual)
    if not isinstance(port, int):
        raise NotUnderstood(f"mail: port: {port} is no number")
    sender = _addresses(entry.get("from"), "mail: from")
    return Mail(
        str(entry.get("server") or "localhost"),
        port,
        tls,
        entry.get("user"),
        sender[0] if sender else "",
    )


def _watch(told: Any, number: int) -> Watch:
    entry = _mapping(
        told,
        f"watch {number}",
        {"name", "email", "webhook", "authority", "kind", "phrase", "when", "since"},
    )
    name = str(entry.get("name") or f"watch {number}")
    when, silent_days = _when(entry.get("when"), name)
    kinds = _listed(entry.get("kind"))
    unknown = [each for each in kinds if each not in KINDS]
    if unknown:
        raise NotUnderstood(f"{name}: kind: {unknown[0]} is none of {', '.join(KINDS)}")
    since = entry.get("since")
    if since is not None and type(since) is not dt.date:
        raise NotUnderstood(f"{name}: since: {since} is no day such as 2026-01-31")
    return Watch(
        name=name,
        reach=_reach(entry, name),
        authorities=_listed(entry.get("authority")),
        kinds=kinds,
        phrase=str(entry["phrase"]) if entry.get("phrase") else None,
        when=when,
        silent_days=silent_days,
        since=since,
    )


def _when(told: Any, name: str) -> tuple[tuple[str, ...], int | None]:
    """What a watch is for, and after how many days without a release it is told."""
    when = _listed(told) or USUAL
    days = [int(match[1]) for match in map(_NO_RELEASE.fullmatch, when) if match]
    unknown = [each for each in when if each not in WHEN and not _NO_RELEASE.fullmatch(each)]
    if unknown:
        known = ", ".join((*WHEN, "no release after 7 days"))
        raise NotUnderstood(f"{name}: when: {unknown[0]} is none of {known}")
    if len(days) > 1:
        raise NotUnderstood(f"{name}: when: a watch has one number of days; a second is a watch")
    return tuple(each for each in when if each in WHEN), days[0] if days else None


def _reach(entry: Mapping[str, Any], where: str) -> Reach:
    email = _addresses(entry.get("email"), f"{where}: email")
    webhook = entry.get("webhook")
    if webhook is not None and not re.fullmatch(r"https?://[^\s]+", str(webhook)):
        raise NotUnderstood(f"{where}: webhook: {webhook} is no address such as https://…")
    if not email and not webhook:
        raise NotUnderstood(f"{where}: an email or a webhook is needed")
    return Reach(email, webhook)


def _addresses(told: Any, where: str) -> tuple[str, ...]:
    addresses = _listed(told)
    wrong = [each for each in addresses if not _ADDRESS.fullmatch(each)]
    if wrong:
        raise NotUnderstood(f"{where}: {wrong[0]!r} is no e-mail address")
    return addresses


def _listed(told: Any) -> tuple[str, ...]:
    if told is None:
        return ()
    return tuple(str(each) for each in (told if isinstance(told, list) else [told]))
