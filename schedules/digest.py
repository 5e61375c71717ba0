"""Events as one letter to a person, and as one message of a webhook. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from schedules.events import Event

_MOST = 60  # of one digest; a first night or a broken network could bring hundreds
_MOST_IN_WEBHOOK = 20
_THINGS = re.compile(r"\b(letter|release|report|quotation|grade|source)\b")


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told at once, by what has happened."""

    name: str
    events: tuple[Event, ...]
    site: str = ""

    @property
    def subject(self) -> str:
        """One line, with what and how many."""
        kinds = list(dict.fromkeys(event.when for event in self.events))
        counted = [_counted(sum(e.when == kind for e in self.events), kind) for kind in kinds]
        more = f" and {len(counted) - 3} more" if len(counted) > 3 else ""
        return _one_line(f"{self.name}: {', '.join(counted[:3])}{more}")

    def text(self) -> str:
        """The whole, as plain text."""
        lines: list[str] = []
        shown = self.events[:_MOST]
        for kind in dict.fromkeys(event.when for event in shown):
            lines += [kind.capitalize(), ""]
            for event in shown:
                if event.when == kind:
                    lines += [*self._lines(event), ""]
        if len(self.events) > _MOST:
            lines += [f"And {len(self.events) - _MOST} more: {self.site or 'see the site'}", ""]
        lines.append("Sent by ofsted-letters. Watches are kept in watches.yml.")
        return "\n".join(lines) + "\n"

    def _lines(self, event: Event) -> list[str]:
        title = _one_line(f"{event.what}: {event.title}" if event.title else event.what)
        address = f"{self.site}{event.path}" if self.site and event.path else ""
        return [
            f"* {title}",
            *([f"  {_one_line(event.words)}"] if event.words else []),
            *([f"  {address}"] if address else []),
            *([f"  {event.url}"] if event.url else []),
        ]

    def mail(self, sender: str, to: Sequence[str], date: str) -> EmailMessage:
        """As e-mail. The same events make the same Message-ID, so that a digest that was sent and
        not noted as sent (a crash between the two) is shown once by most mail programs."""
        message = EmailMessage()
        message["Subject"] = self.subject
        message["From"] = sender
        message["To"] = ", ".join(to)
        message["Date"] = date
        keys = "\n".join([self.name, *to, *(event.key for event in self.events)])
        digest = hashlib.sha256(keys.encode()).hexdigest()[:32]
        message["Message-ID"] = f"<{digest}@{sender.partition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.text())
        return message

    def payload(self) -> dict[str, Any]:
        """As a webhook takes it (Slack's, and what is compatible)."""
        lines = [f"*{_escape(self.subject)}*"]
        for event in self.events[:_MOST_IN_WEBHOOK]:
            title = _escape(_one_line(f"{event.what}: {event.title}"))
            address = f"{self.site}{event.path}" if self.site and event.path else event.url
            link = f"<{_escape(address)}|{title}>" if address else title
            words = f"\n>{_escape(_one_line(event.words))}" if event.words else ""
            lines.append(f"• {_escape(event.when)}: {link}{words}")
        if len(self.events) > _MOST_IN_WEBHOOK:
            lines.append(f"and {len(self.events) - _MOST_IN_WEBHOOK} more")
        return {"text": "\n".join(lines)}


def _counted(many: int, kind: str) -> str:
    """3 new letters, 1 quotation altered, 2 letters with no release after 7 days."""
    if kind.startswith("no "):
        kind = f"letter with {kind}"
    things = kind if many == 1 else _THINGS.sub(r"\1s", kind, count=1)
    return f"{many} {things}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escape(text: str) -> str:
    """Slack's three characters; `|` would end an address or begin a title."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("|", "¦")
