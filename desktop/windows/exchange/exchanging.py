"""Meeting places: one at a time, with progress, and to be broken off at any moment without harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.errors import PlanError
from db.exchange.sync import Consent
from db.views.exchange import Exchange, KnownPlace
from desktop.windows.exchange import errands
from desktop.windows.exchange.errands import Asked, Places
from desktop.windows.runner import Work
from desktop.windows.workplace import Workplace

Answer = Callable[[Exchange], object]
Refusal = Callable[[PlanError], object]


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
        workplace.runner.broke.connect(lambda _error: self._over())

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
        return self._start(address, errands.look, asked, partial(self._looked, then), failed)

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
        """Let this copy and a place become one; whether that begins, which it does not while another runs."""
        asked = replace(self._asked(address, consent), until=until)

        def refused(error: PlanError) -> None:
            self.errors[address] = error
            self.read_places()
            self.failed.emit(address, error, quiet)
            if failed is not None:
                failed(error)

        return self._start(address, errands.meet, asked, partial(self._met, then, quiet), refused)

    def note_trouble(self, address: str, trouble: str) -> None:
        """Remember what was in the way at a place that was not even tried."""
        self._workplace.runner.work(
            self,
            lambda store, progress: errands.note_trouble(store, progress, address, trouble),
            self._take_places,
        )

    def cancel(self) -> None:
        """Break off what is under way; both sides keep what they have got so far."""
        if self._work is not None:
            self._work.cancel()

    def _asked(self, address: str, consent: frozenset[Consent]) -> Asked:
        return Asked(address, self._workplace.actor, self._passwords.get(address, ""), consent)

    def _start(
        self,
        address: str,
        errand: Callable[..., Exchange],
        asked: Asked,
        then: Callable[[Exchange], None],
        failed: Refusal,
    ) -> bool:
        if self.running:
            return False
        self.running = address
        self.changed.emit()

        def refused(error: PlanError) -> None:
            self._over()
            failed(error)

        work = self._workplace.runner.work(
            self, lambda store, progress: errand(store, progress, asked), then, refused
        )
        if self.running:  # Else it is over already: it was carried out at once.
            self._work = work
            work.progressed.connect(lambda done, of, _text: self.progressed.emit(done, of))
            work.ended.connect(partial(self._ended, work))
        return True

    def _ended(self, work: Work) -> None:
        if work.cancelled:
            self._over()
            _ = self._workplace.words
            self._workplace.say(_("The exchange was broken off. Nothing is lost or half done."))
            self._workplace.runner.look_outside()

    def _over(self) -> None:
        if self.running:
            self.running = ""
            self._work = None
            self.changed.emit()

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
