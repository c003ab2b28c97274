"""The lock: one holder at a time, and free again however the holder went."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop.groundwork import lock
from tests.groundwork.house import ROOT

_HOLDER = """
import sys
from pathlib import Path
from desktop.groundwork import lock

with lock.held(Path(sys.argv[1]), on_wait=lambda: print("waiting", flush=True)):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_waits_until_the_first_is_gone(tmp_path: Path) -> None:
    first, second = (
        subprocess.Popen(
            [sys.executable, "-c", _HOLDER, tmp_path / "lock"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    )
    with first, second:
        assert first.stdout is not None
        assert second.stdout is not None
        heard = {first: first.stdout.readline(), second: second.stdout.readline()}
        holder, waiter = (first, second) if heard[first] == "held\n" else (second, first)
        assert heard[waiter] == "waiting\n"
        holder.kill()
        assert waiter.stdout is not None
        assert waiter.stdout.readline() == "held\n"
        waiter.communicate("")


def test_a_free_lock_is_taken_without_waiting(tmp_path: Path) -> None:
    waited: list[bool] = []
    for _ in range(2):
        with lock.held(tmp_path / "lock", on_wait=lambda: waited.append(True)) as number:
            assert number > 2
    assert waited == []
