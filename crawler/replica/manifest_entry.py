"""One entry of a manifest, read strictly: what is wrong becomes one sentence naming the entry."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_ABSENT = object()


class ManifestError(Exception):
    """A manifest cannot be served. Raised while it is loaded; mend the entry that it names."""


@dataclass(frozen=True, slots=True)
class Nights:
    """The nights on which an entry is there; `last` None means for good."""

    first: int = 1
    last: int | None = None

    def include(self, night: int) -> bool:
        return self.first <= night and (self.last is None or night <= self.last)

    def overlap(self, other: Nights) -> bool:
        return self.include(other.first) or other.include(self.first)


ALWAYS = Nights()


class Entry:
    """A mapping of the manifest with its place in it. Each key is read once; `done` ends it."""

    def __init__(self, place: str, value: object, folder: Path) -> None:
        self.place, self._folder = place, folder
        if not isinstance(value, Mapping):
            raise ManifestError(f"{place}: this must be a mapping of keys to values.")
        self._values: Mapping[str, Any] = value
        self._read: set[str] = set()

    def wrong(self, sentence: str) -> ManifestError:
        return ManifestError(f"{self.place}: {sentence}")

    def has(self, key: str) -> bool:
        return self._values.get(key) is not None

    def any(self, key: str, default: object = _ABSENT) -> Any:
        """Whatever stands under a key; an absent or empty one without a default is an error."""
        self._read.add(key)
        value = self._values.get(key)
        if value is None and default is _ABSENT:
            raise self.wrong(f"`{key}` is missing.")
        return default if value is None else value

    def text(self, key: str) -> str:
        value = self.any(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"`{key}` must be words, not {value!r}.")
        return value.strip()

    def text_or_none(self, key: str) -> str | None:
        return self.text(key) if self.has(key) else self.any(key, None)

    def identifier(self, key: str) -> str:
        """A number used as a name, with or without quotation marks around it."""
        value = self.any(key)
        if isinstance(value, bool) or not str(value).strip().isalnum():
            raise self.wrong(f"`{key}` must be a number such as 50252437, not {value!r}.")
        return str(value).strip()

    def address(self, key: str) -> str:
        value = self.text(key)
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise self.wrong(f"`{key}` must be a whole address with https://, not {value!r}.")
        return value

    def addresses(self, key: str) -> tuple[str, ...]:
        values = self.sequence(key)
        if not all(isinstance(v, str) and urlsplit(v).netloc for v in values):
            raise self.wrong(f"`{key}` must be a list of whole addresses.")
        return tuple(values)

    def date_or_none(self, key: str) -> dt.date | None:
        """A date as 2025-07-10, quoted or not; a time of day is refused, not cut off."""
        value = self.any(key, None)
        if isinstance(value, str):
            with suppress(ValueError):
                value = dt.date.fromisoformat(value)
        if value is None or type(value) is dt.date:
            return value
        raise self.wrong(f"`{key}` must be a date such as 2025-07-10 or absent, not {value!r}.")

    def whole(self, key: str, default: int | None = None, least: int = 0) -> int | None:
        value = self.any(key, default)
        if value is not None and (type(value) is not int or value < least):
            raise self.wrong(f"`{key}` must be a whole number from {least} up, not {value!r}.")
        return value

    def seconds(self, key: str) -> float:
        value = self.any(key, 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            raise self.wrong(f"`{key}` must be a number of seconds, not {value!r}.")
        return float(value)

    def yes(self, key: str) -> bool:
        value = self.any(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"`{key}` must be true or false, not {value!r}.")
        return value

    def sequence(self, key: str) -> list[Any]:
        value = self.any(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"`{key}` must be a list.")
        return value

    def entries(self, key: str, noun: str) -> list[Entry]:
        """The entries of a list, each named by its noun and its place: "release 3"."""
        return [
            Entry(f"{self.place}, {noun} {number}", value, self._folder)
            for number, value in enumerate(self.sequence(key), start=1)
        ]

    def file(self, key: str) -> Path:
        """A file named relative to the manifest, which must be there."""
        path = self._folder / self.text(key)
        if not path.is_file():
            raise self.wrong(f"`{key}` names {self.text(key)!r}, and there is no such file.")
        return path

    def words_of(self, key: str) -> str:
        """The text of a UTF-8 file."""
        path = self.file(key)
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise self.wrong(f"{path.name} is not UTF-8 text.") from error

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        value = self.any(key, default)
        if value not in allowed:
            raise self.wrong(f"`{key}` must be one of {', '.join(sorted(allowed))}, not {value!r}.")
        return str(value)

    def nights(self) -> Nights:
        """From `from_night` to `until_night`, both included."""
        first = self.whole("from_night", 1, least=1) or 1
        last = self.whole("until_night", None, least=1)
        if last is not None and last < first:
            raise self.wrong(f"`until_night` {last} comes before `from_night` {first}.")
        return Nights(first, last)

    def done(self) -> None:
        """Refuse keys that nobody read: most often a misspelling."""
        unknown = [str(key) for key in self._values if key not in self._read]
        if unknown:
            known = ", ".join(sorted(self._read))
            raise self.wrong(f"`{unknown[0]}` is not known here; known are {known}.")


def slug(name: str) -> str:
    """A name as a piece of an address: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
