"""What the frame shows of the exchange whatever room one is in: counts, the last time, and trouble, once."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from db.errors import PlaceEmptied, PlaceWentBack, PlanError, StatesDiffer
from db.views.exchange import Exchange
from desktop.windows.banner import Banner
from desktop.windows.exchange.automatic import Automatic
from desktop.windows.exchange.copies_card import is_overdue
from desktop.windows.exchange.exchanging import Exchanging
from desktop.windows.exchange.standing import Standing
from desktop.windows.exchange.sticks import Sticks
from desktop.windows.rail import Rail
from desktop.windows.status_line import StatusLine
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words.exchange import copy_words

ROOM: Final = "exchange"


class ExchangeAround(QObject):
    """Keeps the rail's count and the line of status true, and lets the automatic exchange run."""

    def __init__(
        self, workplace: Workplace, rail: Rail, status: StatusLine, banner: Banner, *, inline: bool
    ) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._rail, self._status, self._banner = rail, status, banner
        self.exchanging = Exchanging.of(workplace)
        self.standing = Standing.of(workplace)
        self.automatic = Automatic(workplace, inline=inline)
        self.sticks = Sticks.of(workplace)
        self.sticks.found.connect(self._say_sticks)
        self.automatic.troubled.connect(self._troubled)
        self.standing.changed.connect(self._show)
        self.exchanging.changed.connect(self._show)
        self.exchanging.met.connect(self._met)
        self.exchanging.failed.connect(self._failed)
        status.exchange_asked.connect(partial(workplace.go_to, ROOM))

    def begin(self) -> None:
        """Read how things stand, then meet what is to be met without being asked."""
        self.standing.read()
        self.exchanging.read_places()
        # The worker answers in turn: the places have been read when it comes to this.
        self._workplace.runner.work(self, _nothing, lambda _none: self._go_on())

    def _go_on(self) -> None:
        self.automatic.begin()
        self.sticks.watch()

    def leave(self) -> None:
        """Meet what is to be met once more: the window is about to close."""
        self.automatic.meet_before_leaving()

    def _show(self) -> None:
        count = self.standing.count
        self._rail.tell_count(ROOM, count.total, self._words_of(count.to_decide, count.flags))
        self._status.tell_exchange(*self._said())
        if self.standing.stand is not None:
            # By meeting others, a copy of a file becomes a copy of its own, with a letter of its own.
            here = self.standing.stand.copies.here
            self._status.tell_copy(here.letter, here.name, self._workplace.seen_as_on)

    def _said(self) -> tuple[str, str, str]:
        """What the line of status says: a text, its icon, and the colour of that."""
        _ = words = self._workplace.words
        count, exchanging = self.standing.count, self.exchanging
        if exchanging.running:
            return _("Exchanging …"), "exchange", "muted"
        if any(place.trouble not in ("", "Unreachable") and place.automatic for place in exchanging.places):
            return _("Not exchanged"), "warning", "late"
        if count.to_decide:
            text = words.plural("{count} conflict to decide", "{count} conflicts to decide", count.to_decide)
            return text, "question", "soon"
        stand = self.standing.stand
        overdue = [copy for copy in stand.copies.others if is_overdue(self._workplace, copy)] if stand else []
        if overdue:
            copy = copy_words(words, overdue[0].letter, overdue[0].name)
            return _("Long since {copy}").format(copy=copy), "warning", "soon"
        if exchanging.last_met is not None:
            clock = words.moment(exchanging.last_met)[-5:]
            return _("Exchanged {clock}").format(clock=clock), "exchange", "muted"
        return "", "", ""

    def _words_of(self, to_decide: int, flags: int) -> str:
        words = self._workplace.words
        return words.plural("{count} to look at", "{count} to look at", to_decide + flags)

    def _met(self, exchange: Exchange, quiet: bool) -> None:
        words = self._workplace.words
        self.standing.read()
        if exchange.fresh_conflicts and quiet:
            self._workplace.say(
                words.plural(
                    "The exchange has brought {count} conflict to decide.",
                    "The exchange has brought {count} conflicts to decide.",
                    exchange.fresh_conflicts,
                )
            )

    def _say_sticks(self, found: dict[str, str]) -> None:
        """Say that a stick holds this plan, whatever room one is in."""
        _ = words = self._workplace.words
        if found:
            name = words.listed(list(found.values()))
            text = _("The stick {name} has this plan: exchange with it by F9.")
            self._workplace.say(text.format(name=name))

    def _failed(self, _address: str, error: PlanError, quiet: bool) -> None:
        """What must never happen is said across the window whoever asked for the exchange."""
        if isinstance(error, StatesDiffer) and not quiet:
            self._banner.tell(sentence(self._workplace.words, error))

    def _troubled(self, address: str, error: PlanError) -> None:
        """Say it across the window, once; what asks for an answer is answered in the room."""
        words = self._workplace.words
        asks = isinstance(error, PlaceEmptied | PlaceWentBack)
        go = partial(self._workplace.go_to, ROOM) if asks else partial(self.exchanging.meet, address)
        self._banner.tell(sentence(words, error), go)


def _nothing(_store: object, _progress: object) -> None:
    """Ask nothing but to be answered."""
