"""Alerts against a real mail server and a real webhook on this machine: each thing once, nothing
lost while they are down."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiosmtpd.controller import Controller
from click.testing import CliRunner

from schedules.alerts import tell
from schedules.cli import main
from schedules.digest import Digest
from schedules.events import Event
from schedules.watches import NotUnderstood, parse
from tests.serving import free_port

NOW, NEXT = "2026-11-24T03:30:00Z", "2026-11-25T03:30:00Z"


class Inbox:
    """What a mail server took."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.refusing = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.refusing:
            return "451 come back later"
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=free_port())
    server.start()
    yield inbox, server.port
    server.stop()


@pytest.fixture
def hook() -> Iterator[tuple[list[dict[str, Any]], list[int], str]]:
    taken: list[dict[str, Any]] = []
    answers = [200]

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if answers[0] == 200:
                taken.append(json.loads(body))
            self.send_response(answers[0])
            if answers[0] == 302:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield taken, answers, f"http://127.0.0.1:{server.server_port}/services/secret"
    server.shutdown()
    server.server_close()


@pytest.fixture
def data(world: Path, tmp_path: Path) -> Path:
    shutil.copytree(world, tmp_path / "data")
    return tmp_path / "data"


def watch(data: Path, port: int, **entry: Any) -> None:
    told = {
        "site": "https://letters.example.org",
        "mail": {"server": "127.0.0.1", "port": port, "from": "letters@example.org"},
        "watches": [
            {"name": "Desk", "email": "reporter@example.org", "since": dt.date(2015, 1, 1), **entry}
        ],
    }
    (data / "watches.yml").write_text(yaml.safe_dump(told))


def quiet(_line: str) -> None:
    pass


def test_a_digest_has_the_words_that_matter_and_links(data: Path, inbox: tuple[Inbox, int]) -> None:
    mails, port = inbox
    watch(data, port, when=["quotation altered", "new letter"], authority="wexmoor")
    assert tell(data, NOW, quiet) == 0
    (mail,) = mails.taken
    text = mail.get_content()
    assert mail["To"] == "reporter@example.org"
    assert "new letter" in mail["Subject"]
    assert "the letter: “" in text
    assert "https://letters.example.org/letters/9900010" in text
    assert "Kelderby" not in text


@pytest.mark.parametrize(
    ("when", "many", "said"),
    [
        ("new letter", 5, "5 new letters"),
        ("new letter", 1, "1 new letter"),
        ("quotation altered", 2, "2 quotations altered"),
        ("wrong grade claimed", 3, "3 wrong grades claimed"),
        ("no release after 7 days", 1, "1 letter with no release after 7 days"),
        ("no release after 7 days", 4, "4 letters with no release after 7 days"),
        ("source in trouble", 2, "2 sources in trouble"),
    ],
)
def test_a_digest_counts_as_people_do(when: str, many: int, said: str) -> None:
    events = tuple(Event(f"{n}", when, "tarn", "") for n in range(many))
    assert Digest("Desk", events).subject == f"Desk: {said}"


def test_nothing_is_told_twice_and_news_is(data: Path, inbox: tuple[Inbox, int]) -> None:
    mails, port = inbox
    watch(data, port, when=["new letter"])
    for now in (NOW, NEXT):
        tell(data, now, quiet)
    assert len(mails.taken) == 1
    with closing(sqlite3.connect(data / "archive.db")) as db, db:
        db.execute(
            """INSERT INTO letters (id, local_authority, label, url, status, first_seen, last_seen,
                   title, published)
               SELECT 'new', local_authority, label, url || 'x', 'read', ?, ?, 'A new one', ?
               FROM letters LIMIT 1""",
            [NEXT, NEXT, NEXT[:10]],
        )
    tell(data, NEXT, quiet)
    assert len(mails.taken) == 2
    assert mails.taken[1]["Subject"] == "Desk: 1 new letter"


def test_without_a_day_a_watch_begins_when_it_is_first_seen(
    data: Path, inbox: tuple[Inbox, int]
) -> None:
    mails, port = inbox
    watch(data, port, since=None)
    tell(data, NOW, quiet)
    assert mails.taken == []


def test_a_server_that_is_down_loses_nothing(data: Path, inbox: tuple[Inbox, int]) -> None:
    mails, port = inbox
    watch(data, port, when=["new letter"])
    mails.refusing = True
    assert tell(data, NOW, quiet) == 3
    with closing(sqlite3.connect(data / "archive.db")) as db:
        (detail,) = db.execute(
            "SELECT detail FROM problems WHERE source = 'alerts' AND resolved IS NULL"
        ).fetchone()
    assert "took no mail" in detail
    mails.refusing = False
    assert tell(data, NEXT, quiet) == 0
    assert len(mails.taken) == 1
    with closing(sqlite3.connect(data / "archive.db")) as db:
        assert not db.execute(
            "SELECT 1 FROM problems WHERE source = 'alerts' AND resolved IS NULL"
        ).fetchall()


@pytest.mark.parametrize("answer", [500, 404, 302])
def test_a_webhook_that_is_down_does_not_keep_mail_back(
    data: Path, inbox: tuple[Inbox, int], hook: Any, answer: int
) -> None:
    (mails, port), (taken, answers, url) = inbox, hook
    watch(data, port, when=["new letter"], webhook=url)
    answers[0] = answer
    said: list[str] = []
    assert tell(data, NOW, said.append) == 3
    assert len(mails.taken) == 1
    assert not any("secret" in line for line in said)
    answers[0] = 200
    assert tell(data, NEXT, quiet) == 0
    assert (len(mails.taken), len(taken)) == (1, 1)
    assert taken[0]["text"].startswith("*Desk: ")


def test_what_stands_in_a_title_cannot_make_a_link_of_its_own() -> None:
    event = Event("k", "new letter", "X", "<https://evil.example|Good> & more", "/letters/1")
    text = Digest("Desk", (event,), "https://s.example").payload()["text"]
    assert "<https://evil" not in text
    assert "&lt;https://evil.example¦Good&gt; &amp; more" in text


def test_a_title_cannot_add_a_header() -> None:
    event = Event("k", "new letter", "X", "One\r\nBcc: all@example.org")
    mail = Digest("Desk\nBcc: a@b.example", (event,)).mail("a@b.example", ["c@d.example"], "now")
    assert mail["Bcc"] is None
    assert "Bcc: all@example.org" not in mail.as_string().split("\n\n")[0]


def test_a_dry_run_shows_all_and_sends_and_notes_nothing(
    data: Path, inbox: tuple[Inbox, int]
) -> None:
    mails, port = inbox
    watch(data, port, when=["new letter"])
    done = CliRunner().invoke(main, ["alerts", "--dry-run", "--data", str(data)])
    assert done.exit_code == 0
    assert "would be sent by email: Desk: " in done.output
    assert mails.taken == []
    tell(data, NOW, quiet)
    assert len(mails.taken) == 1


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"phrase": "copied forward"}, True),
        ({"phrase": "Copied  Forward"}, True),
        ({"phrase": "no such words anywhere"}, False),
        ({"kind": ["jtai"], "when": ["new letter"]}, True),
        ({"when": ["no release after 7 days"]}, True),
        ({"when": ["grade changed"]}, True),
        ({"when": ["release edited"]}, True),
        ({"authority": "atlantis"}, False),
    ],
)
def test_what_a_watch_is_for(
    data: Path, inbox: tuple[Inbox, int], entry: dict[str, Any], expected: bool
) -> None:
    mails, port = inbox
    watch(data, port, **entry)
    tell(data, NOW, quiet)
    assert bool(mails.taken) == expected


def test_the_keeper_is_told_of_trouble_once_and_when_it_is_over(
    data: Path, inbox: tuple[Inbox, int]
) -> None:
    mails, port = inbox
    told = {
        "mail": {"server": "127.0.0.1", "port": port, "from": "letters@example.org"},
        "keeper": {"email": "keeper@example.org"},
    }
    (data / "watches.yml").write_text(yaml.safe_dump(told))
    tell(data, NOW, quiet)
    before = len(mails.taken)
    for number, verdict in enumerate(("blocked", "blocked", "quiet"), start=4):
        with closing(sqlite3.connect(data / "archive.db")) as db, db:
            run = f"2026112{number}"
            db.execute("INSERT INTO runs (id, started, finished, outcome) VALUES (?, ?, ?, 'finished')",
                       [run, f"2026-11-2{number}T03:30:00Z", f"2026-11-2{number}T03:40:00Z"])  # fmt: skip
            db.execute("INSERT INTO source_runs (run, source, started, verdict, reason) VALUES (?, 'wexmoor', ?, ?, 'The site refuses us (HTTP 403).')",
                       [run, f"2026-11-2{number}T03:30:00Z", verdict])  # fmt: skip
        tell(data, f"2026-11-2{number}T04:00:00Z", quiet)
    texts = [mail.get_content() for mail in mails.taken[before:]]
    assert len(texts) == 2
    assert "wexmoor is blocked" in texts[0]
    assert "HTTP 403" in texts[0]
    assert "wexmoor is quiet again" in texts[1]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "entries of the form"),
        ({"watchs": []}, "watchs is none of"),
        ({"watches": {"a": 1}}, "a list is expected"),
        ({"watches": [{"name": "x"}]}, "an email or a webhook"),
        ({"watches": [{"email": "no address"}]}, "is no e-mail address"),
        ({"watches": [{"email": "a@b.example\nBcc: c@d.example"}]}, "is no e-mail address"),
        ({"watches": [{"webhook": "file:///etc/passwd"}]}, "is no address"),
        ({"watches": [{"webhook": "https://h.example", "when": ["sometimes"]}]}, "sometimes"),
        ({"watches": [{"webhook": "https://h.example", "kind": ["jtai", "x"]}]}, "kind: x is none"),
        (
            {
                "watches": [
                    {
                        "webhook": "https://h.example",
                        "when": ["no release after 7 days", "no release after 30 days"],
                    }
                ]
            },
            "one number of days",
        ),
        ({"watches": [{"webhook": "https://h.example", "since": "soon"}]}, "soon is no day"),
        ({"watches": [{"email": "a@b.example"}]}, "mail: from"),
        ({"mail": {"tls": "perhaps"}}, "tls: perhaps"),
    ],
)
def test_what_is_not_understood_is_said(told: Any, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said):
        parse(told or [1])


def test_a_file_that_is_not_understood_is_a_problem_and_no_crash(data: Path) -> None:
    (data / "watches.yml").write_text("watches: [}")
    said: list[str] = []
    assert tell(data, NOW, said.append) == 1
    assert "cannot be read" in said[0]
