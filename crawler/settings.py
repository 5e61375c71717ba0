"""Each departure from Scrapy's defaults, with its reason. Applied by one add-on."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from scrapy.settings import BaseSettings, Settings

CONTACT = "OFSTED_LETTERS_CONTACT"  # our own setting: who answers for this crawler
REPLICA = "OFSTED_LETTERS_REPLICA"  # our own setting: the address of a replica, or None

TIMEOUT = 30  # seconds
LARGEST = 25 * 1024 * 1024  # bytes; the largest of 965 real files has 4 MB

_OURS: dict[str, Any] = {
    # --- who we are and what we may do ---
    "ROBOTSTXT_OBEY": True,  # default False
    "DOWNLOAD_VERIFY_CERTIFICATES": True,  # default False; where it came from is evidence
    "COOKIES_ENABLED": False,  # nothing we read needs a session
    "REFERER_ENABLED": False,  # where we come from is nobody's business but in the user agent
    "METAREFRESH_ENABLED": False,  # a page is kept and read as it came
    # --- courtesy: one request at a time to a host, a pause between, longer where it is slow ---
    "CONCURRENT_REQUESTS": 32,  # default 16: many hosts at once
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,  # default 8
    "DOWNLOAD_DELAY": 2,  # seconds; default 0
    "AUTOTHROTTLE_ENABLED": True,
    "AUTOTHROTTLE_START_DELAY": 2,  # default 5
    # --- limits ---
    # DOWNLOAD_TIMEOUT (180 s) and DOWNLOAD_MAXSIZE (1 GiB) are set for each run: see below.
    "DOWNLOAD_WARNSIZE": 0,
    "RETRY_TIMES": 2,
    "RETRY_HTTP_CODES": [429, 500, 502, 503, 504, 522, 524],  # default has 408 as well
    # A public name that leads into a private network leads nowhere.
    "DNS_RESOLVER": "crawler.resolver.PublicResolver",
    "REDIRECT_MAX_TIMES": 5,  # default 20
    "DEPTH_STATS_VERBOSE": False,
    # Default 100: for each page Scrapy starts so many tasks to store what was read from it, and
    # ours store one thing after another in any case. With 100 they took a fifth of a night.
    "CONCURRENT_ITEMS": 1,
    "MEMUSAGE_LIMIT_MB": 1024,
    # --- nothing listens, nothing is printed that nobody reads ---
    "REMOTE_CONTROL_ENABLED": False,  # a server on loopback that runs code in the crawler
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "INFO",  # default DEBUG
    "STATS_DUMP": False,
    "LOGSTATS_INTERVAL": 300,
    # --- our parts, and where they stand among Scrapy's ---
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
        "crawler.courtesy.SameSiteRedirects": 600,
        "crawler.courtesy.PublicAddresses": 50,  # before robots.txt (100) is asked there
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "crawler.robots.RobotsTxt": 100,
        # On the way back before the retries (550) are decided on: it sits out a Retry-After.
        "crawler.courtesy.LeftAlone": 560,
        # Between retries (550) and decompression (590): it sees each try, and whole bodies.
        "crawler.revisits.Revisits": 585,
    },
    "SPIDER_MIDDLEWARES": {
        # Spider side of HttpError (50): only answers that are pages are kept and read.
        "crawler.pipelines.KeepOriginals": 950,
        "crawler.health.ProblemsAreRows": 960,
    },
    "ITEM_PIPELINES": {"crawler.pipelines.ToArchive": 500},
}

# A replica is ours and stands on this machine: no pauses, and short waits so that faults show soon.
_ON_A_REPLICA: dict[str, Any] = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DNS_RESOLVER": "scrapy.resolver.CachingThreadedResolver",  # 127.0.0.1 is where it stands
    "DOWNLOAD_HANDLERS": {
        "http": "crawler.replica.handler.ToReplica",
        "https": "crawler.replica.handler.ToReplica",
    },
}


def user_agent(contact: str) -> str:
    """How we name ourselves: what this is, its version, and who to write to."""
    return (
        f"ofsted-letters/{version('ofsted-letters')} "
        f"(archive of Ofsted letters and council press releases; contact: {contact})"
    )


def settings_of(
    contact: str, replica: str | None, timeout: int = TIMEOUT, largest: int = LARGEST, **more: Any
) -> Settings:
    """Scrapy's settings for one run: ours, and in their place what is said in `more`."""
    return Settings(
        {
            "ADDONS": {"crawler.settings.OurSettings": 0},
            CONTACT: contact,
            REPLICA: replica,
            "DOWNLOAD_TIMEOUT": timeout,
            "DOWNLOAD_MAXSIZE": largest,
            **more,
        }
    )


class OurSettings:
    """The add-on."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Set ours over Scrapy's; what a caller set explicitly stays."""
        ours = {**_OURS, "USER_AGENT": user_agent(settings[CONTACT])}
        if settings.get(REPLICA):
            ours |= _ON_A_REPLICA
        for name, value in ours.items():
            settings.set(name, value, priority="addon")
