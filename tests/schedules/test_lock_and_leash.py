from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from schedules.lock import AnotherRunIsOn, only_run

HOLD = """
import sys, time
from pathlib import Path
from schedules.lock import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""

PARENT = """
import sys
from schedules.leash import run_on_leash
run_on_leash([sys.executable, "-c", sys.argv[1]])
"""

CHILD = """
import os, sys, time
from schedules.leash import wear
wear(int(sys.argv[sys.argv.index("--leash") + 1]))
print(os.getpid(), flush=True)
time.sleep(60)
"""


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    with only_run(tmp_path), pytest.raises(AnotherRunIsOn), only_run(tmp_path, patience=0):
        pass


def test_the_lock_is_free_after_a_run(tmp_path: Path) -> None:
    for _ in range(2):
        with only_run(tmp_path, patience=0):
            pass


def test_a_dead_process_holds_no_lock(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(AnotherRunIsOn), only_run(tmp_path, patience=0):
        pass
    holder.kill()
    holder.wait()
    with only_run(tmp_path, patience=5):
        pass


def test_a_child_on_a_leash_does_not_outlive_its_parent() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 10
    while _is_alive(child):
        assert time.monotonic() < deadline, "the child goes on without its parent"
        time.sleep(0.02)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
