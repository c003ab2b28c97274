"""How the copies stand and what is to be decided, read anew as the plan changes, for all that shows it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from db.exchange.telling import awaited
from db.queries.conflicts import conflict_count, rows_in_conflict
from db.queries.copies import copies
from db.views.conflicts import ConflictCount
from db.views.copies import Copies
from desktop.windows.workplace import Workplace

PAUSE: Final = 1500
"""Milliseconds without a change before it is read anew: whoever types is not to wait for it."""

REST: Final = 20
"""How many times as long as the last reading took it waits at least: in a great plan it is read seldom."""


@dataclass(frozen=True, slots=True)
class Stand:
    """The copies, how much there is to decide, which rows that is about, and how long it took to find out."""

    copies: Copies
    count: ConflictCount = field(default_factory=ConflictCount)
    rows: frozenset[str] = frozenset()
    seconds: float = 0.0


def stand(session: Any) -> Stand:
    """Read how the copies stand; where there is but one copy, nobody can have said anything else."""
    began = time.perf_counter()
    known = replace(copies(session), awaited=awaited(session))
    if not known.others:
        return Stand(known)
    count = conflict_count(session)
    rows = rows_in_conflict(session) if count.total else frozenset[str]()
    return Stand(known, count, rows, time.perf_counter() - began)


class Standing(QObject):
    """The standing of the plan that is open; `changed` when it has been read. One for each workplace."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self.stand: Stand | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self.read)
        workplace.runner.touched.connect(self._touched)

    @classmethod
    def of(cls, workplace: Workplace) -> Standing:
        """The one of a workplace, made when it is first asked for."""
        return workplace.findChild(cls) or cls(workplace)

    @property
    def count(self) -> ConflictCount:
        """How much there is to decide."""
        return self.stand.count if self.stand else ConflictCount()

    def read(self) -> None:
        """Read it now."""
        self._later.stop()
        self._workplace.runner.ask(self, self._take, stand, key="stand")

    def _touched(self, _rows: object) -> None:
        self._later.start()

    def _take(self, found: Stand) -> None:
        self.stand = found
        self._later.setInterval(max(PAUSE, round(found.seconds * 1000 * REST)))
        self._workplace.contest(found.rows)
        self.changed.emit()
