"""Tells readers and the keeper what is new to them: grouped, each thing once.

A thing counts as told when its digest has been taken by the server; until then each night tries
again. A watch that is seen for the first time begins with what comes from then on, or with the day
that it names itself.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from email.utils import format_datetime
from pathlib import Path

from archive.read_only import opened
from archive.records import Problem
from archive.store import Archive
from schedules.delivery import Undelivered, send_mail, send_webhook
from schedules.digest import Digest
from schedules.events import Event, for_reader
from schedules.keeper_events import for_keeper
from schedules.watches import FILE, NotUnderstood, Reach, Watches, load_watches

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A digest for one place: addresses of e-mail, or a webhook."""

    digest: Digest
    reach: Reach
    owner: str  # of the keys: the same event may be news to several people

    def channels(self) -> Iterator[str]:
        if self.reach.email:
            yield "email"
        if self.reach.webhook:
            yield "webhook"


def tell(data: Path, now: str, say: Say, *, dry: bool = False) -> int:
    """Send what is to be sent; the exit code. `dry`: say it, send nothing, note nothing."""
    with Archive(data) as archive:
        try:
            watches = load_watches(data)
        except NotUnderstood as error:
            _note(archive, FILE, "not understood", f"{error}.", now)
            say(f"{error}.")
            return 1
        if watches is None:
            say(f"nobody is told: there is no {FILE}")
            return 0
        archive.runs.resolve(FILE, now)
        undelivered = [
            wrong
            for parcel in _parcels(archive, watches, now, say, dry)
            for wrong in _deliver(archive, watches, parcel, now, say, dry)
        ]
        if undelivered:
            _note(archive, "alerts", "not delivered", " ".join(undelivered), now)
            return 3
        archive.runs.resolve("alerts", now)
    return 0


def _parcels(
    archive: Archive, watches: Watches, now: str, say: Say, dry: bool
) -> Iterator[_Parcel]:
    today = dt.date.fromisoformat(now[:10])
    with closing(opened(archive.folder / "archive.db")) as db:
        if watches.keeper:
            digest = Digest("Keeper", tuple(for_keeper(db, now)), watches.site)
            yield _Parcel(digest, watches.keeper, "keeper")
        for watch in watches.watches:
            alerted = archive.alerted
            since = alerted.began(watch.key) or (now if dry else alerted.begin(watch.key, now))
            try:
                events = tuple(for_reader(db, watch, since, today))
            except LookupError as name:
                say(f"{watch.name}: no authority is called {name}")
                detail = f"{watch.name}: no authority is called {name}."
                _note(archive, f"{FILE}#{watch.name}", "not understood", detail, now)
                continue
            archive.runs.resolve(f"{FILE}#{watch.name}", now)
            yield _Parcel(Digest(watch.name, events, watches.site), watch.reach, watch.key)


def _deliver(
    archive: Archive, watches: Watches, parcel: _Parcel, now: str, say: Say, dry: bool
) -> Iterator[str]:
    """Send a parcel's news over each of its channels; what could not be sent, a sentence each."""
    for channel in parcel.channels():
        keys = {event: _key(parcel.owner, channel, event) for event in parcel.digest.events}
        told = archive.alerted.known(keys.values())
        news = tuple(event for event, key in keys.items() if key not in told)
        if not news:
            continue
        digest = Digest(parcel.digest.name, news, parcel.digest.site)
        if dry:
            say(f"would be sent by {channel}: {digest.subject}\n\n{digest.text()}")
            continue
        try:
            _send(watches, parcel.reach, channel, digest)
        except Undelivered as error:
            say(f"{digest.name}: {error}")
            yield f"{digest.name}: {error}."
            continue
        archive.alerted.put((keys[event] for event in news), now)
        say(f"told by {channel}: {digest.subject}")


def _send(watches: Watches, reach: Reach, channel: str, digest: Digest) -> None:
    if channel == "email":
        date = format_datetime(dt.datetime.now(dt.UTC))
        send_mail(watches.mail, digest.mail(watches.mail.sender, reach.email, date))
    elif reach.webhook:
        send_webhook(reach.webhook, digest)


def _key(owner: str, channel: str, event: Event) -> str:
    return hashlib.sha256(f"{owner} {channel} {event.key}".encode()).hexdigest()


def _note(archive: Archive, url: str, what: str, detail: str, now: str) -> None:
    runs = archive.rows("SELECT id FROM runs ORDER BY rowid DESC LIMIT 1")
    run = runs[0]["id"] if runs else None
    archive.runs.put_problem(Problem("alerts", url, what, detail), run, now)
