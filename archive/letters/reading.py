"""PDF files -> letters, many at once and each within bounds: 30 seconds and 500 MB.

The one module of this package that does I/O. Each file is read in a child process of its own,
since nothing else ends a reading that loops or grows inside a C library; a file that breaks its
bounds is an `unread` letter with the reason, and never an exception.
"""

from __future__ import annotations

import contextlib
import ctypes
import datetime as dt
import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from archive.ahead import in_order
from archive.letters import read_letter, unread
from archive.pdf.pdf_text import MOST_BYTES, PdfUnreadable, read_pdf
from archive.records import Letter

# The largest known report takes 0.3 seconds and 60 MB.
SECONDS = 30.0
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
MEGABYTES = 500

# What to read: the caller's name for it, its bytes or where they are, Ofsted's date for it.
Document = tuple[str, bytes | Path, dt.date | None]


def read_many(
    documents: Iterable[Document], *, today: dt.date, executor: Executor | None = None
) -> Iterator[tuple[str, Letter]]:
    """Each document's name with its letter, in the order given.

    Without an executor all cores are used. One of processes is best: a process of one thread can
    fork, which costs some 15 ms a file; among threads each child starts from nothing, in 250 ms.
    """
    read_one = partial(_read_one, today=today)
    if executor is not None:
        yield from in_order(executor, read_one, documents)
        return
    with reading_pool() as pool:
        yield from in_order(pool, read_one, documents)


def reading_pool(workers: int | None = None) -> ProcessPoolExecutor:
    """Processes for reading letters: as many as there are cores, or `workers`.

    `spawn`: a fork would share the caller's open databases. Workers end with the process that
    started them, however it ended: one that was killed would leave them waiting for ever.
    """
    return ProcessPoolExecutor(
        max_workers=workers or os.cpu_count(),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_end_with_parent,
    )


def _end_with_parent() -> None:
    if sys.platform == "linux":
        # By the kernel, since a thread that watches would keep this process from forking.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if sys.platform != "linux" and parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()
    if parent is not None and not parent.is_alive():  # it was gone before we asked
        os._exit(1)


def _end_after(parent: Any) -> None:
    parent.join()
    os._exit(1)


def read_within_bounds(
    content: bytes | Path,
    *,
    listed: dt.date | None,
    today: dt.date,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Letter:
    """One file's letter, read in a child process that is ended when it breaks its bounds."""
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    bounds = (seconds, megabytes)
    child = context.Process(target=_child, args=(theirs, content, listed, today, *bounds))
    child.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            return unread(_too_long(seconds))
        letter: Letter = ours.recv()
    except EOFError:
        child.join(1)
        return unread(_why_ended(child.exitcode, seconds, megabytes))
    else:
        return letter
    finally:
        child.kill()
        child.join()
        ours.close()


def _read_one(document: Document, *, today: dt.date) -> tuple[str, Letter]:
    name, content, listed = document
    return name, read_within_bounds(content, listed=listed, today=today)


def _context() -> Any:
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    is_alone = threading.active_count() == 1
    return multiprocessing.get_context("fork" if can_fork and is_alone else "spawn")


def _child(
    answer: Connection,
    content: bytes | Path,
    listed: dt.date | None,
    today: dt.date,
    seconds: float,
    megabytes: int,
) -> None:
    faulthandler.disable()  # a reader that dies at its bounds is told of by its parent, in words
    _limit(seconds, megabytes)
    try:
        letter = read_letter(read_pdf(_bytes(content)), listed=listed, today=today)
    except PdfUnreadable as reason:
        letter = unread(str(reason))
    except OSError as error:
        letter = unread(f"The file cannot be opened: {error.strerror}.")
    except MemoryError:
        letter = unread(f"Reading the file takes more than {megabytes} MB.")
    except Exception as error:  # noqa: BLE001 - one file never ends a run; a person sees the reason
        letter = unread(f"The reader failed on this file: {error!r}.")
    answer.send(letter)


def _bytes(content: bytes | Path) -> bytes:
    if isinstance(content, bytes):
        return content
    with content.open("rb") as file:
        return file.read(MOST_BYTES + 1)  # one too many is refused with the reason


def _limit(seconds: float, megabytes: int) -> None:
    """Bounds of the operating system's, for where the parent's watch does not reach: memory, and
    time should the parent be gone. Windows has none; the watch on time holds there too."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        cpu = int(seconds) + 1
        memory = _memory_in_use() + megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _memory_in_use() -> int:
    """The address space that the interpreter and its libraries take before anything is read."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 1 << 30  # not Linux: allow for a generous gigabyte
    return pages * os.sysconf("SC_PAGE_SIZE")


def _too_long(seconds: float) -> str:
    return f"Reading the file takes longer than {seconds:g} seconds."


def _why_ended(exitcode: int | None, seconds: float, megabytes: int) -> str:
    if exitcode == -getattr(signal, "SIGXCPU", 0):
        return _too_long(seconds)
    return (
        f"Reading the file ended abnormally (exit code {exitcode}): it is damaged, or takes more "
        f"than {megabytes} MB."
    )
