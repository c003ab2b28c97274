"""Meeting places unasked: on start, every few minutes and on leaving; silent while all is well."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import PlanError
from db.views.exchange import KnownPlace, PlaceKind
from desktop.windows.exchange.exchanging import Exchanging
from desktop.windows.exchange.reach import within_reach
from desktop.windows.workplace import Workplace

EVERY: Final = 5 * 60 * 1000
"""Milliseconds between two rounds."""

PATIENCE: Final = 3.0
"""Seconds within which a place has to answer in order to be met in a round."""

LEAVING: Final = 3.0
"""Seconds that a round may take while somebody waits for the window to close."""

UNREACHED: Final = "Unreachable"


class Automatic(QObject):
    """Meets the places that are marked for it, one after the other.

    `troubled(address, error)` when a place could be reached and yet not be met, once for each sort of
    trouble: what is in the way for hours is told once and stays with the place. That a place is out of reach
    is no trouble on a laptop; how long ago copies have met is said elsewhere.
    """

    troubled = Signal(str, object)
    _reached = Signal(object, bool)

    def __init__(self, workplace: Workplace, *, inline: bool = False) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._exchanging = Exchanging.of(workplace)
        self._waiting: list[str] = []
        self._told: set[tuple[str, str]] = set()
        self._askers = None if inline else ThreadPoolExecutor(1, thread_name_prefix="reach")
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.round)
        self._reached.connect(self._meet)
        self._exchanging.failed.connect(self._failed)
        self._exchanging.met.connect(lambda exchange, _quiet: self._well(exchange.address))

    def begin(self) -> None:
        """Make a round now, and one every few minutes from now on."""
        self._timer.start()
        self.round()

    def round(self) -> None:
        """Meet each automatic place once."""
        if not self._waiting:
            self._waiting = [place.address for place in self._automatic()]
            self._next()

    def meet_before_leaving(self) -> None:
        """Meet them once more, within a few seconds; what does not get done is done at the next start."""
        self._timer.stop()
        self._waiting = []
        runner = self._workplace.runner
        if self._exchanging.running:
            runner.settle(self._exchanging.cancel)
        until = time.monotonic() + LEAVING
        for place in self._automatic():
            left = until - time.monotonic()
            if left > 0 and within_reach(place, min(left, 1.0)):
                runner.settle(partial(self._meet_last, place.address, until))

    def _meet_last(self, address: str, until: float) -> None:
        self._exchanging.meet(address, quiet=True, until=until)

    def _automatic(self) -> Sequence[KnownPlace]:
        known = self._exchanging.places
        return [place for place in known if place.automatic and place.kind is not PlaceKind.FILE]

    def _next(self) -> None:
        """Ask whether the next one can be reached, beside the worker, who has other things to do."""
        place = self._exchanging.place(self._waiting[0]) if self._waiting else None
        if place is None:
            self._waiting = []
        elif self._askers is None:
            self._meet(place, within_reach(place, PATIENCE))
        else:
            self._askers.submit(lambda: self._reached.emit(place, within_reach(place, PATIENCE)))

    def _meet(self, place: KnownPlace, reached: bool) -> None:
        if not self._waiting or self._waiting[0] != place.address:
            return
        self._waiting.pop(0)
        if not reached:
            self._exchanging.note_trouble(place.address, UNREACHED)
            self._next()
        elif not self._exchanging.meet(
            place.address, lambda _done: self._next(), lambda _error: self._next(), quiet=True
        ):
            self._waiting = []  # Somebody is meeting a place by hand: the next round is soon enough.

    def _failed(self, address: str, error: PlanError, quiet: bool) -> None:
        told = (address, type(error).__name__)
        if quiet and told not in self._told:
            self.troubled.emit(address, error)
        self._told.add(told)

    def _well(self, address: str) -> None:
        self._told = {told for told in self._told if told[0] != address}
