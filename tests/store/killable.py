"""A process that has others do things to a plan which may be killed at it: `python -m tests.store.killable`.

Each line that it is given (JSON: what to do, and with what) is done by a process forked off, so that a
round takes no longer than what is done in it. It tells who that is, what that tells of, and that it ended.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

# Loaded when they are needed, but not a dozen times over.
import alembic.command
import alembic.config  # noqa: F401 - used by what is imported next

from db.store import Store
from tests.exchange.meeting_places import meet
from tests.store import writer


class Killer:
    """The near end: has things done, and kills whoever is at it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders: IO[bytes] = process.stdin
        self._answers: IO[bytes] = process.stdout

    def let_be(self, what: str, *words: str) -> float:
        """Let something be done to its end, and give how many seconds it took."""
        began = time.monotonic()
        self._order(what, *words)
        self._told()
        return time.monotonic() - began

    def kill(self, what: str, *words: str, lines: int, seconds: float) -> list[str]:
        """Kill the process so many seconds after so many lines; give all the lines that it wrote whole."""
        pid = self._order(what, *words)
        told = [self._line() for _ in range(lines)]
        select.select([], [], [], seconds)
        os.kill(pid, signal.SIGKILL)  # It is not yet reaped, so the number is still its own.
        return [*told, *self._told()]

    def _order(self, what: str, *words: str) -> int:
        self._orders.write(json.dumps([what, *words]).encode() + b"\n")
        self._orders.flush()
        return int(self._line().removeprefix("pid "))

    def _line(self) -> str:
        line = self._answers.readline().decode()
        assert line.endswith("\n"), "it has ended by itself"
        return line.rstrip("\n")

    def _told(self) -> list[str]:
        told = []
        # A line that was cut off stands before the word that it ended.
        while not (line := self._line()).endswith("ended"):
            told.append(line)
        self._orders.write(b"\n")
        self._orders.flush()
        return told


@contextmanager
def a_killer() -> Iterator[Killer]:
    """Have the other process for as long as the block lasts."""
    command = [sys.executable, "-m", "tests.store.killable"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Killer(process)
        assert process.stdin is not None
        process.stdin.close()
    assert process.returncode == 0


def create(path: str) -> None:
    """Make a plan."""
    world = writer.a_real_world()
    Store.create(Path(path), world, actor="", letter="K", site_name="kommunen").close()
    print("made", flush=True)


def migrate(path: str) -> None:
    """Open a plan, which may have to be migrated."""
    Store.open(Path(path), writer.a_real_world(), actor="").close()
    print("opened", flush=True)


def edit(path: str, agreement: str, number: str, disk: str) -> None:
    """Edit a plan until somebody ends it."""
    if disk == "stick":
        writer.be_on_a_stick()
    with writer.opened(path) as store:
        writer.write(store, agreement, 0, number)


def exchange(path: str, machine: str, place: str) -> None:
    """Let a copy of a plan meet a place."""
    with Store.open(Path(path), writer.a_real_world(machine), actor="utbyte") as store:
        meet(store, place)
    print("met", flush=True)


DEEDS: dict[str, Callable[..., None]] = {deed.__name__: deed for deed in (create, migrate, edit, exchange)}


def main() -> None:
    """Fork for each order, and tell of it."""
    for order in sys.stdin:
        what, *words = json.loads(order)
        start, go = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.read(start, 1)
            random.seed()
            DEEDS[what](*words)
            os._exit(0)
        print(f"pid {pid}", flush=True)
        os.write(go, b"!")
        os.close(start)
        os.close(go)
        # Waited for without being reaped, so that nobody else gets its number meanwhile.
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        print("ended", flush=True)
        sys.stdin.readline()
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
