"""A child process that ends when its parent does, however the parent ended.

The parent holds the one end of a pipe that the child reads; the system closes it at the parent's
death, a SIGKILL included, and the child reads the end of the pipe.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Sequence


def run_on_leash(command: Sequence[str], keep: Sequence[int] = ()) -> int:
    """Run a command with `--leash FD` added, to its end; return its exit code.

    `keep`: file descriptors that the child is to inherit.
    """
    theirs, ours = os.pipe()
    try:
        child = subprocess.Popen([*command, "--leash", str(theirs)], pass_fds=(theirs, *keep))
        os.close(theirs)
        return child.wait()
    finally:
        os.close(ours)


def wear(leash: int) -> None:
    """In the child: end at once when the parent is gone. What is stored is whole at any moment."""

    def wait() -> None:
        os.read(leash, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True, name="leash").start()
