"""The text of corrections.yml -> its entries, and a sentence for each that is none. No I/O.

A sentence names the line and the key. What is wrong with one entry touches no other one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from archive.corrected.corrections import FILE, TABLES, NotFollowed, checked_days
from archive.corrected.decided import TABLE as LINKS
from archive.records import Correction

_KEYS = frozenset({"table", "row", "column", "is", "by", "on", "because"})
_OFSTED_BEGAN = dt.date(1992, 9, 1)  # Education (Schools) Act 1992: no letter is older
# Whoever writes may have a new day already while UTC, which is ours, has the old one.
_AHEAD = dt.timedelta(days=1)
# What PyYAML raises on values that their tags do not fit, and on a list that holds itself.
_UNREADABLE = (yaml.YAMLError, ValueError, AttributeError, LookupError, RecursionError)


class _NoSuchDay(str):
    """What is written as a day that no calendar has, such as 2026-06-31."""

    __slots__ = ()


class _Loader(yaml.SafeLoader):
    """Plain values only; a day that cannot be stays as it was written."""


def _day_or_words(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return _NoSuchDay(node.value)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day_or_words)


class _Wrong(Exception):
    """What is wrong with the value of a key; with the entry as a whole, where none is named."""

    def __init__(self, said: str, key: str = "") -> None:
        super().__init__(said)
        self.key = key


def parse(text: str | bytes, today: dt.date) -> tuple[list[Correction], list[str]]:
    """The entries of a corrections file, and a sentence for each that is no entry. Bytes are UTF-8;
    a file that is not is said to be none of YAML, and no letter of a name is guessed."""
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
    except (yaml.YAMLError, RecursionError) as error:
        return [], [f"{FILE} is not YAML: {' '.join(str(error).split())}."]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [f"{FILE} is not a list of corrections."]
    found: dict[tuple[str, str, str], Correction] = {}
    wrong: list[str] = []
    for number, node in enumerate(root.value, start=1):
        try:
            correction = _correction(_read(loader, node), today)
        except _Wrong as error:
            wrong.append(f"{_place(number, node, error.key)}: {error}.")
            continue
        if found.setdefault(correction.place, correction) is not correction:
            wrong.append(f"{_place(number, node)}: another entry corrects the same.")
    return list(found.values()), wrong


def written(entries: Iterable[Correction]) -> str:
    """Entries as a person writes them, to be read by `parse`."""
    plain = [
        {
            "table": entry.table,
            "row": entry.row,
            "column": entry.column,
            "is": entry.value,
            "by": entry.by,
            "on": entry.on,
            "because": entry.because,
        }
        for entry in entries
    ]
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100)
    return text.replace("\n  'on':", "\n  on:")


def _read(loader: _Loader, node: yaml.Node) -> dict[str, Any]:
    try:
        written = loader.construct_document(node)
    except _UNREADABLE as error:
        raise _Wrong(f"it is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(written, Mapping):
        raise _Wrong("it is no set of keys and values")
    # YAML 1.1 takes a bare “on” for the truth value.
    return {"on" if key is True else str(key): value for key, value in written.items()}


def _correction(entry: Mapping[str, Any], today: dt.date) -> Correction:
    if missing := sorted(_KEYS - set(entry)):
        raise _Wrong(f"it lacks {', '.join(missing)}")
    if unknown := sorted(set(entry) - _KEYS):
        raise _Wrong(f"it has {', '.join(unknown)}, which means nothing here", unknown[0])
    for key in ("by", "because"):
        if not str(entry[key] or "").strip():
            raise _Wrong(f"“{key}” is empty: a correction has a person and a reason", key)
    if entry["table"] not in (*TABLES, LINKS):
        raise _Wrong(f"there is nothing to correct in the table {entry['table']!r}", "table")
    for key in ("on", "is"):
        _check_days(key, entry[key], today)
    if not isinstance(entry["on"], dt.date):
        raise _Wrong(f"“on” is no day such as 2026-11-22: {entry['on']!r}", "on")
    correction = Correction(
        table=entry["table"],
        row=str(entry["row"]),
        column=str(entry["column"]),
        value=entry["is"],
        by=str(entry["by"]).strip(),
        on=_day(entry["on"]),
        because=str(entry["because"]).strip(),
    )
    try:
        checked_days(correction)
    except NotFollowed as error:
        raise _Wrong(f"“is”: {error}", "is") from error
    return correction


def _check_days(key: str, value: Any, today: dt.date) -> None:
    """All that a person corrects lies in the past, and the correction as well."""
    for each in _nested(value):
        if isinstance(each, _NoSuchDay):
            raise _Wrong(f"“{key}”: there is no such day as {each}", key)
        if not isinstance(each, dt.date):
            continue
        if _day(each) > today + _AHEAD:
            raise _Wrong(f"“{key}”: {_day(each)} is still to come", key)
        if _day(each) < _OFSTED_BEGAN:
            raise _Wrong(f"“{key}”: on {_day(each)} there was no Ofsted yet", key)


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _nested(value: Any, depth: int = 0) -> Iterator[Any]:
    if not isinstance(value, (list, dict)):
        yield value
    elif depth > 3:  # the deepest there is: a list of pairs of days
        raise _Wrong("“is” holds lists in lists", "is")
    else:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _nested(each, depth + 1)


def _place(number: int, node: yaml.Node, key: str = "") -> str:
    return f"Entry {number} of {FILE}, line {_line(node, key)}"


def _line(node: yaml.Node, key: str) -> int:
    """The line of a key of an entry, or of the entry; counted from 1."""
    if isinstance(node, yaml.MappingNode):
        for name, _ in node.value:
            if key and name.value == key:
                return int(name.start_mark.line) + 1
    return int(node.start_mark.line) + 1
