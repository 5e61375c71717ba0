"""Takes a digest to somebody: by SMTP, or to a webhook. Raises Undelivered; whoever calls keeps
what was not delivered for the next night."""

from __future__ import annotations

import http.client
import json
import smtplib
import ssl
import urllib.error
import urllib.request
from email.message import EmailMessage

from schedules.digest import Digest
from schedules.watches import Mail

_SECONDS = 30


class Undelivered(Exception):
    """It could not be sent. The next night tries again; see to the server if it stays so."""


def send_mail(mail: Mail, message: EmailMessage) -> None:
    """Hand a message to the server. Raises Undelivered where it takes it for nobody."""
    try:
        with _connected(mail) as server:
            if mail.user:
                server.login(mail.user, mail.password)
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        raise Undelivered(f"{mail.server}:{mail.port} took no mail ({_short(error)})") from error


def _connected(mail: Mail) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mail.tls == "ssl":
        return smtplib.SMTP_SSL(mail.server, mail.port, timeout=_SECONDS, context=context)
    server = smtplib.SMTP(mail.server, mail.port, timeout=_SECONDS)
    if mail.tls == "starttls":
        server.starttls(context=context)
    return server


def send_webhook(url: str, digest: Digest) -> None:
    """Post a digest. Raises Undelivered for anything but a 2xx. The address is a secret: no message
    names more of it than its host."""
    request = urllib.request.Request(  # noqa: S310 - http or https, by watches.py
        url,
        data=json.dumps(digest.payload()).encode(),
        headers={"Content-Type": "application/json", "User-Agent": "ofsted-letters"},
        method="POST",
    )
    try:
        with _NO_REDIRECTS.open(request, timeout=_SECONDS) as answer:
            answer.read(1000)
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        raise Undelivered(
            f"the webhook at {request.host} took nothing ({_short(error)})"
        ) from error


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """What we send is for the address that was given, and for no other."""


_NO_REDIRECTS = urllib.request.build_opener(_NoRedirects)


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
