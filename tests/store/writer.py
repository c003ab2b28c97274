"""A process that edits a plan and tells of each edit once it is saved: `python -m tests.store.writer`.

It is told on its command line where the plan is, which agreement to write under, how many edits to make (0:
until somebody ends it), and by which number to know its own. Each line that it prints is the title of an
activity that is saved.
"""

from __future__ import annotations

import datetime as dt
import random
import secrets
import sys
from pathlib import Path

import psutil

from db.errors import PlanError
from db.operations import add, change, delete, link, log_occurrence, note, redo, undo
from db.store import Store
from db.world import World
from tests.builders import an_activity


def a_real_world(machine: str = "kommunhuset") -> World:
    """A computer whose clock and chance are those of the one that this runs on."""
    return World(now=lambda: dt.datetime.now(dt.UTC), random=secrets.token_bytes, machine=machine)


def be_on_a_stick() -> None:
    """Let the system say that every file lies on a USB stick: the outside world, not our own code."""
    disks = [psutil.disk_partitions(all=True)[0]._replace(mountpoint="/", fstype="vfat", opts="rw")]
    psutil.disk_partitions = lambda **_: disks


def opened(place: str) -> Store:
    """Open the plan in a file or on a server."""
    if place.startswith("postgresql"):
        return Store.connect(place, a_real_world(), actor="skrivare")
    return Store.open(Path(place), a_real_world(), actor="skrivare")


def write(store: Store, agreement: str, edits: int, number: str) -> None:
    """Make edits, most of them saying what they are by a title that no other has."""
    chance = random.Random(number)
    mine: list[str] = []
    turn = 0
    while turn < edits or not edits:
        turn += 1
        title = f"Aktivitet {number}-{turn}"
        if not mine or chance.random() < 0.5:
            mine.append(
                store.do(add, an_activity(agreement, title=title, text="x" * chance.randint(0, 5000))).value
            )
        else:
            key = chance.choice(mine)
            store.do(change, key, {"title": title, "place": f"Plats {turn}"})
            if not edits:
                _something_else(store, key, chance)
        print(title, flush=True)


def _something_else(store: Store, key: str, chance: random.Random) -> None:
    """Do what leaves all titles alone, so that whatever has been told of can be looked for."""
    try:
        match chance.randrange(4):
            case 0:
                store.do(note, key, "Ring skolan")
            case 1:
                done = store.do(log_occurrence, key, on=dt.date(2017, 5, chance.randint(1, 28))).value
                store.do(delete, done)
            case 2:
                store.do(change, key, {"text": "y" * chance.randint(0, 20_000)})
                store.do(undo)
                store.do(redo)
            case 3:
                store.do(link, key, key)
    except PlanError:
        pass


if __name__ == "__main__":
    where, whose, count, name = sys.argv[1:]
    with opened(where) as plan:
        print("ready", flush=True)
        sys.stdin.readline()
        write(plan, whose, int(count), name)
