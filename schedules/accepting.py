"""`sources accept`: a keeper says that pages which are gone all at once were taken down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from archive.outgoing import export
from archive.store import Archive
from schedules.lock import only_run

_SHOWN = 20


def accept_removals(
    data: Path, source: str | None, by: str, because: str, now: str,
    *, sure: Callable[[str], bool], say: Callable[[str], None],
) -> bool:  # fmt: skip
    """Show the pages of a source that were held back, and accept their removal if `sure` says so.

    False where they were not accepted. Without a source, say which have pages held back. Raises
    AnotherRunIsOn.
    """
    with only_run(data):
        with Archive(data) as archive:
            if source is None:
                return _say_whose(archive, say)
            held = archive.removals.held_back(source)
            if not held:
                say(f"No pages of {source} are held back.")
                return True
            _show(held, say)
            if not sure(f"Were these {len(held)} pages of {source} taken down on purpose?"):
                say("Nothing was changed.")
                return False
            archive.removals.accept(source, [row["url"] for row in held], by, because, now)
        export.refresh(data)
    say(
        f"{len(held)} removals accepted. Each page is marked as withdrawn once it was gone on "
        "three nights; everything that was read from it is kept."
    )
    return True


def _show(held: Sequence[dict[str, Any]], say: Callable[[str], None]) -> None:
    for row in held[:_SHOWN]:
        say(f"  {row['published'] or 'undated':10}  {row['title'] or ''}  {row['url']}")
    if len(held) > _SHOWN:
        say(f"  and {len(held) - _SHOWN} more")


def _say_whose(archive: Archive, say: Callable[[str], None]) -> bool:
    """Which sources have pages held back; True where none has."""
    counts = Counter(row["source"] for row in archive.removals.held_back())
    for name, count in counts.items():
        say(f"{name}: {count} pages were gone at once, and are held back")
    if not counts:
        say("No pages are held back.")
    return not counts
