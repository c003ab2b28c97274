"""Meeting places: one at a time, with progress, and to be broken off at any moment without harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import NotAPlace, PlanError, ServerFailed
from db.exchange.sync import Consent
from db.views.exchange import Exchange, KnownPlace
from desktop.windows.exchange import errands
from desktop.windows.exchange.errands import Asked, Places
from desktop.windows.exchange.reach import reachable
from desktop.windows.runner import Work
from desktop.windows.workplace import Workplace

Answer = Callable[[Exchange], object]
Refusal = Callable[[PlanError], object]

PATIENCE: Final = 10.0
"""Seconds that somebody who is waiting gives a place to answer at all."""


class Exchanging(QObject):
    """The places of the plan that is open, and the exchange that is under way, if any.

    `changed` says that a place, or what is known of one, has changed; `progressed(done, of)` how far the
    work has come; `met(exchange, quiet)` that two have become one, `failed(address, error, quiet)` that they
    have not; `quiet` says that nobody had asked for it. There is one for each workplace: see `of`.
    """

    changed = Signal()
    progressed = Signal(int, int)
    met = Signal(object, bool)
    failed = Signal(str, object, bool)
    _reached = Signal(object, bool)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self.places: Places = ()
        self.running = ""
        self.results: dict[str, Exchange] = {}
        self.errors: dict[str, PlanError] = {}
        self.last_met: dt.datetime | None = None
        self._passwords: dict[str, str] = {}
        self._work: Work | None = None
        self._begin: Callable[[], None] | None = None
        self._refuse: Callable[[], object] = int
        self._next: Callable[[], object] | None = None
        self._askers: ThreadPoolExecutor | None = None
        workplace.runner.broke.connect(self._broke)
        self._reached.connect(self._go_on)

    @classmethod
    def of(cls, workplace: Workplace) -> Exchanging:
        """The one of a workplace, made when it is first asked for."""
        return workplace.findChild(cls) or cls(workplace)

    def place(self, address: str) -> KnownPlace | None:
        """A place that is known."""
        return next((place for place in self.places if place.address == address), None)

    def read_places(self) -> None:
        """Read which places there are."""
        self._workplace.runner.work(self, errands.known_places, self._take_places)

    def keep(self, place: KnownPlace) -> None:
        """Know a place from now on, or know it by another name or habit."""
        self._workplace.runner.work(
            self, lambda store, progress: errands.keep_place(store, progress, place), self._take_places
        )

    def forget(self, address: str) -> None:
        """Meet a place no more; what is there stays there."""
        from desktop.windows.exchange.passwords import forget_password

        self.results.pop(address, None)
        self.errors.pop(address, None)
        self._passwords.pop(address, None)
        if address.startswith("postgresql:"):
            forget_password(address)
        self._workplace.runner.work(
            self, lambda store, progress: errands.forget_place(store, progress, address), self._take_places
        )

    def be_automatic(self, address: str, automatic: bool) -> None:
        """Meet a place without being asked, or only when asked."""
        place = self.place(address)
        if place is not None and place.automatic != automatic:
            self.keep(replace(place, automatic=automatic))

    def remember_password(self, address: str, password: str) -> bool:
        """Keep a server's password; where there is no keyring, as long as the plan is open."""
        from desktop.windows.exchange.passwords import keep_password

        if keep_password(address, password):
            return True
        self._passwords[address] = password
        return False

    def look(
        self, address: str, then: Answer, failed: Refusal, consent: frozenset[Consent] = frozenset()
    ) -> bool:
        """Tell what an exchange would do; whether one may ask just now."""
        asked = self._asked(address, consent)
        return self._start(errands.look, asked, partial(self._looked, then), failed)

    def meet(
        self,
        address: str,
        then: Answer | None = None,
        failed: Refusal | None = None,
        *,
        consent: frozenset[Consent] = frozenset(),
        quiet: bool = False,
        until: float | None = None,
    ) -> bool:
        """Let this copy and a place become one, when what runs is over; one that is `quiet` is let be then.

        Whether it will be done. A `quiet` one has been seen to be within reach.
        """
        asked = replace(self._asked(address, consent), until=until)

        def refused(error: PlanError) -> None:
            self.errors[address] = error
            self.read_places()
            self.failed.emit(address, error, quiet)
            if failed is not None:
                failed(error)

        return self._start(errands.meet, asked, partial(self._met, then, quiet), refused, quiet=quiet)

    def note_trouble(self, address: str, trouble: str) -> None:
        """Remember what was in the way at a place that was not even tried."""
        self._workplace.runner.work(
            self,
            lambda store, progress: errands.note_trouble(store, progress, address, trouble),
            self._take_places,
        )

    def cancel(self) -> None:
        """Break off what is under way; both sides keep what they have got so far."""
        self._next = None
        if self._work is not None:
            self._work.cancel()
        elif self.running:
            self._begin = None  # It was only being asked whether the place can be reached.
            self._told_broken_off()

    def _asked(self, address: str, consent: frozenset[Consent]) -> Asked:
        return Asked(address, self._workplace.actor, self._passwords.get(address, ""), consent)

    def _start(
        self,
        errand: Callable[..., Exchange],
        asked: Asked,
        then: Callable[[Exchange], None],
        failed: Refusal,
        *,
        quiet: bool = False,
    ) -> bool:
        if self.running:
            if not quiet:
                self._next = partial(self._start, errand, asked, then, failed)
            return not quiet
        self.running = asked.address
        self.changed.emit()

        def refused(error: PlanError) -> None:
            self._over()
            failed(error)

        self._begin = partial(self._carry_out, errand, asked, then, refused)
        self._refuse = partial(refused, _out_of_reach(asked.address))
        if quiet or self._workplace.runner.is_inline:
            self._go_on(self._begin, True)
            return True
        # Beside the worker, who saves what is typed: a share that is gone may take minutes to say so.
        self._askers = self._askers or ThreadPoolExecutor(1, thread_name_prefix="reach")
        begin, address = self._begin, asked.address
        self._askers.submit(lambda: self._reached.emit(begin, reachable(address, PATIENCE)))
        return True

    def _go_on(self, begin: Callable[[], None], reached: bool) -> None:
        """Begin what was asked for, if it still is and the place can be reached."""
        if begin is not self._begin:
            return
        self._begin = None
        if reached:
            begin()
        else:
            self._refuse()

    def _carry_out(
        self, errand: Callable[..., Exchange], asked: Asked, then: Callable[[Exchange], None], failed: Refusal
    ) -> None:
        work = self._workplace.runner.work(
            self, lambda store, progress: errand(store, progress, asked), then, failed
        )
        if self.running:  # Else it is over already: it was carried out at once.
            self._work = work
            work.progressed.connect(self._progressed)
            work.ended.connect(self._ended)

    def _progressed(self, done: int, of: int, _text: str) -> None:
        self.progressed.emit(done, of)

    def _ended(self) -> None:
        if self._work is not None and self._work.cancelled:
            self._told_broken_off()
            self._workplace.runner.look_outside()

    def _told_broken_off(self) -> None:
        _ = self._workplace.words
        self._over()
        self._workplace.say(_("The exchange was broken off. Nothing is lost or half done."))

    def _broke(self, _error: object) -> None:
        self._over()

    def _over(self) -> None:
        if self.running:
            self.running = ""
            self._work = None
            self.changed.emit()
            following, self._next = self._next, None
            if following is not None:
                QTimer.singleShot(0, self, following)

    def _looked(self, then: Answer, exchange: Exchange) -> None:
        self._over()
        then(exchange)

    def _met(self, then: Answer | None, quiet: bool, exchange: Exchange) -> None:
        self.errors.pop(exchange.address, None)
        self.results[exchange.address] = exchange
        self.last_met = self._workplace.world.now()
        self._over()
        if exchange.touched:
            self._workplace.runner.touched.emit(exchange.touched)
        self.read_places()
        self.met.emit(exchange, quiet)
        if then is not None:
            then(exchange)

    def _take_places(self, places: Places) -> None:
        self.places = places
        self.changed.emit()


def _out_of_reach(address: str) -> PlanError:
    return ServerFailed(address) if address.startswith("postgresql:") else NotAPlace(address)
