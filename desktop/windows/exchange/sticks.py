"""Sticks that are plugged in and hold this plan: looked for while the plan is open, and offered."""

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
    """`found(names by address)` when other sticks than before hold this plan. One for each workplace."""

    found = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._plugged: tuple[str, ...] = ()
        self.offered: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    @classmethod
    def of(cls, workplace: Workplace) -> Sticks:
        """The one of a workplace, made when it is first asked for."""
        return workplace.findChild(cls) or cls(workplace)

    def watch(self) -> None:
        """Look now and every few seconds from now on."""
        self._timer.start()
        self.look()

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
        self.offered = {address: name for address, name in found.items() if address not in known}
        self.found.emit(self.offered)
