"""Sticks that are plugged in and hold this plan: looked for while the room is shown, and offered there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import PlanError
from db.exchange.folder import FolderPlace
from db.store import Store
from db.store.disk import MOUNTED_BY_HAND
from desktop.windows.exchange.exchanging import Exchanging
from desktop.windows.runner import Progress
from desktop.windows.workplace import Workplace

EVERY: Final = 3000
"""Milliseconds between two looks at what is plugged in."""

MOST_FOLDERS: Final = 40
"""How many folders of a stick are looked into: what has been left there lies at its root or one below."""


def plugged_in() -> list[str]:
    """Where sticks and other disks that can be pulled out are to be found now."""
    found = []
    for disk in psutil.disk_partitions(all=False):
        removable = "removable" in disk.opts.lower().split(",")
        if removable or f"{disk.mountpoint}/".startswith(MOUNTED_BY_HAND):
            found.append(disk.mountpoint)
    return sorted(found)


def holding_plan(store: Store, _progress: Progress, sticks: tuple[str, ...]) -> dict[str, str]:
    """What on some sticks holds this plan, a folder or a file: names by address."""
    found: dict[str, str] = {}
    for stick in sticks:
        for address in _candidates(Path(stick)):
            if _holds(store, address):
                found[os.path.realpath(address)] = Path(stick).name or stick
                break
    return found


def _candidates(stick: Path) -> Iterator[Path]:
    """The folders with files of ours in them, then the plan files; at the root first."""
    try:
        below = sorted(entry for entry in stick.iterdir() if not entry.name.startswith("."))
        folders = [stick, *[entry for entry in below if entry.is_dir()][:MOST_FOLDERS]]
        yield from (folder for folder in folders if any(folder.glob("*.ops")))
        for folder in folders:
            yield from sorted(folder.glob("*.plan"))
    except OSError:
        return


def _holds(store: Store, address: Path) -> bool:
    try:
        if address.is_dir():
            standing = FolderPlace(address, store.world, store.plan).standing()
            return standing is not None and standing.plan == store.plan
        with Store.open(address, store.world, actor="", read_only=True) as other:
            return other.plan == store.plan and other.place != store.place
    except (PlanError, OSError):
        return False


class Sticks(QObject):
    """`found(names by address)` when other sticks than before hold this plan."""

    found = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._plugged: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def watch(self, watching: bool) -> None:
        """Look now and every few seconds, or no more."""
        if watching:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    def look(self) -> None:
        """See whether something has been plugged in or pulled out."""
        plugged = tuple(plugged_in())
        if plugged == self._plugged or Exchanging.of(self._workplace).running:
            return
        self._plugged = plugged
        self._workplace.runner.work(
            self, lambda store, progress: holding_plan(store, progress, plugged), self._tell
        )

    def _tell(self, found: dict[str, str]) -> None:
        known = {place.address for place in Exchanging.of(self._workplace).places}
        self.found.emit({address: name for address, name in found.items() if address not in known})
