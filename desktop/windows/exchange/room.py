"""The room Exchange: how the copies stand, where they meet, and what is to be decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from db.errors import PlaceEmptied, PlaceWentBack, PlanError, ServerFailed
from db.exchange.sync import Consent
from db.operations import name_copy
from db.queries.owners import whole_of
from db.store.handing_out import hand_out
from db.views.exchange import Exchange
from db.views.things import Place
from desktop.windows.exchange.conflicts_pane import ConflictsPane
from desktop.windows.exchange.copies_card import CopiesCard
from desktop.windows.exchange.errands import name_of, new_place
from desktop.windows.exchange.exchanging import Exchanging
from desktop.windows.exchange.help_page import show_exchange_help
from desktop.windows.exchange.places_card import PlacesCard
from desktop.windows.exchange.questions import ask_password, ask_to_exchange, ask_to_refill
from desktop.windows.exchange.server_form import ask_server
from desktop.windows.exchange.standing import Standing
from desktop.windows.exchange.sticks import Sticks
from desktop.windows.room import Room
from desktop.windows.things_shown import room_of
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words.exchange import exchange_lines

LEFT: Final = 430
NARROWEST: Final = 340
"""Dots that each half needs in the smallest window."""
CONSENTS = {PlaceEmptied: Consent.REFILL_EMPTIED, PlaceWentBack: Consent.REFILL_OLDER}


class ExchangeRoom(Room):
    """To the left the copies and their places, to the right what they have said differently."""

    beside = False

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.exchanging = Exchanging.of(workplace)
        self.standing = Standing.of(workplace)
        self.copies = CopiesCard(workplace)
        self.places = PlacesCard(workplace)
        self.conflicts = ConflictsPane(workplace)
        self.sticks = Sticks.of(workplace)
        self._shown = False
        self._arranged = False
        self._lay_out()
        self._connect()

    @override
    def enter(self) -> None:
        self._shown = True
        self.exchanging.read_places()
        self.standing.read()
        wanted = self.workplace.selection
        if wanted and wanted[0].id in self.workplace.contested:
            self.conflicts.show_thing(wanted[0].id)
        else:
            self.conflicts.read()
        self.places.show_sticks(self.sticks.offered)
        self.sticks.watch()
        self.setFocus()

    @override
    def leave(self) -> None:
        self._shown = False
        self.copies.finish()

    @override
    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "exchange.now": self.meet_first,
            "exchange.folder": self._add_folder,
            "exchange.file": self._add_file,
            "exchange.server": self._add_server,
            "exchange.copy": self._choose_copy,
            "exchange.next": partial(self.conflicts.step, 1),
            "exchange.previous": partial(self.conflicts.step, -1),
            "exchange.stop": self.exchanging.cancel,
        }

    @override
    def arrangement(self) -> Mapping[str, Any]:
        return {"sizes": self._split.sizes()}

    @override
    def arrange(self, saved: Mapping[str, Any]) -> None:
        sizes = saved.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(one, int) and one for one in sizes):
            self._split.setSizes(sizes)
            self._arranged = True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._arranged:
            # In a small window, what is to be decided needs the room more than what is at rest.
            left = min(LEFT, max(NARROWEST, self.width() * 2 // 5))
            self._split.setSizes([left, self.width() - left])

    # Meeting.

    def meet_first(self) -> None:
        """Exchange with the place that the keys are at, else with a stick that is offered, else the first."""
        focus = self.focusWidget()
        for address, row in self.places.rows.items():
            if focus is not None and row.isAncestorOf(focus):
                self.ask(address)
                return
        if self.places.sticks:
            self.add(next(iter(self.places.sticks)))
        elif self.places.rows:
            self.ask(next(iter(self.places.rows)))
        else:
            self.places.add.showMenu()

    def ask(self, address: str, consent: frozenset[Consent] = frozenset()) -> None:
        """Show what an exchange would do, and do it if that is wanted."""
        self.exchanging.look(
            address, partial(self._looked, address, consent), partial(self._refused, address), consent
        )

    def _looked(self, address: str, consent: frozenset[Consent], exchange: Exchange) -> None:
        if self.exchanging.place(address) is None:
            self.exchanging.keep(new_place(address))
        if exchange.is_quiet:
            # There is nothing to ask about; that both have met is written down all the same.
            self.exchanging.meet(address, consent=consent)
            return
        go = partial(self.exchanging.meet, address, consent=consent)
        lines = exchange_lines(self.words, exchange, done=False)
        ask_to_exchange(self.window(), self.words, self.theme, self._name(address), lines, go)

    def _refused(self, address: str, error: PlanError) -> None:
        self.exchanging.errors[address] = error
        self.exchanging.changed.emit()
        consent = CONSENTS.get(type(error))
        if consent is not None:
            go = partial(self._refill, address, consent)
            said = sentence(self.words, error)
            ask_to_refill(self.window(), self.words, self.theme, self._name(address), said, go)
        elif self.exchanging.place(address) is None:
            if isinstance(error, ServerFailed) and "password" in error.detail.casefold():
                self.exchanging.keep(new_place(address))  # All else about it is right: it asks there.
            else:
                self._say_refused(sentence(self.words, error))

    def _refill(self, address: str, consent: Consent) -> None:
        self.exchanging.errors.pop(address, None)
        self.exchanging.meet(address, consent=frozenset({consent}))

    def _failed(self, address: str, error: PlanError, quiet: bool) -> None:
        if not quiet and type(error) in CONSENTS:
            self._refused(address, error)

    def _met(self, _exchange: Exchange, quiet: bool) -> None:
        if self._shown:
            self.standing.read()
            if not (quiet and self.conflicts.is_typed_in):
                self.conflicts.read()

    # Places.

    def _add_folder(self) -> None:
        _ = self.words
        chosen = QFileDialog.getExistingDirectory(self.window(), _("A folder where the copies meet"))
        if chosen:
            self.add(chosen)

    def _add_file(self) -> None:
        _ = self.words
        kinds = _("Plan files") + " (*.plan)"
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), _("Another copy of this plan"), "", kinds)
        if chosen:
            self.add(chosen)

    def _add_server(self) -> None:
        ask_server(self.window(), self.words, self.theme, self.add)

    def _choose_copy(self) -> None:
        _ = self.words
        name = Path(self.workplace.plan_name)
        wanted = str(name.with_name(_("{plan} – copy").format(plan=name.stem) + name.suffix))
        kinds = _("Plan files") + " (*.plan)"
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), _("A copy for somebody else"), wanted, kinds
        )
        if chosen:
            self.hand_out(Path(chosen))

    def hand_out(self, copy: Path) -> None:
        """Make a copy of the plan for somebody else, whole, as it is now."""
        self.places.say("")
        plan, said = Path(self.workplace.plan_name), self.words("{copy} is a copy of this plan")
        self.workplace.runner.work(
            self,
            lambda _store, _progress: hand_out(plan, copy),
            lambda _none: self.workplace.say(said.format(copy=copy.name)),
            lambda error: self.places.say(sentence(self.words, error)),
        )

    def add(self, address: str, password: str = "") -> None:
        """Meet a place for the first time; it is known from then on."""
        self.places.say("")
        try:
            place = new_place(address)
        except PlanError as error:
            self._say_refused(sentence(self.words, error))
            return
        if password and not self.exchanging.remember_password(place.address, password):
            self._say_unkept()
        self.ask(place.address)

    def _forget(self, address: str) -> None:
        _, place = self.words, self.exchanging.place(address)
        self.exchanging.forget(address)
        if place is not None:
            self.workplace.say(_("{name} is met no more. What is there stays there.").format(name=place.name))

    def _ask_password(self, address: str) -> None:
        def given(password: str) -> None:
            if not self.exchanging.remember_password(address, password):
                self._say_unkept()
            self.exchanging.errors.pop(address, None)
            self.ask(address)

        ask_password(self.window(), self.words, self.theme, self._name(address), given)

    def _name(self, address: str) -> str:
        place = self.exchanging.place(address)
        return place.name if place is not None and place.name else name_of(address)

    def _say_unkept(self) -> None:
        _ = self.words
        self.workplace.say(
            _("This system has no keyring: the password is asked for each time the plan is opened.")
        )

    def _say_refused(self, text: str) -> None:
        self.places.say(text)

    # The rest.

    def _rename(self, name: str) -> None:
        self.workplace.runner.do(
            self, name_copy, name, then=lambda _site: self.standing.read(), failed=self._not_renamed
        )

    def _not_renamed(self, error: PlanError) -> None:
        self.workplace.say(sentence(self.words, error))
        self.standing.read()

    def _show_standing(self) -> None:
        if self.standing.stand is not None:
            self.copies.show_copies(self.standing.stand.copies)

    def _touched(self, _rows: object) -> None:
        if self._shown:
            self.conflicts.read()

    def _open(self, place: Place) -> None:
        self.workplace.runner.ask(self, self._go_to, whole_of, place.entity, place.id)

    def _go_to(self, place: Place | None) -> None:
        if place is not None:
            self.workplace.go_to(room_of(place.entity), select=[Place(place.entity, place.id)])

    def _help(self) -> None:
        show_exchange_help(self.window(), self.words, self.theme)

    def _connect(self) -> None:
        self.copies.renamed.connect(self._rename)
        self.places.meet_asked.connect(self.ask)
        self.places.forget_asked.connect(self._forget)
        self.places.password_asked.connect(self._ask_password)
        self.places.stick_taken.connect(self.add)
        self.places.help_asked.connect(self._help)
        self.conflicts.opened.connect(self._open)
        self.conflicts.read_anew.connect(self.standing.read)
        self.sticks.found.connect(self.places.show_sticks)
        self.standing.changed.connect(self._show_standing)
        self.exchanging.met.connect(self._met)
        self.exchanging.failed.connect(self._failed)
        self.workplace.runner.touched.connect(self._touched)

    def _lay_out(self) -> None:
        space = self.theme.space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space * 4, space * 4, space * 4, space * 4)
        column.setSpacing(space * 4)
        column.addWidget(self.copies)
        column.addWidget(self.places)
        column.addStretch(1)
        left = QScrollArea()
        left.setWidgetResizable(True)
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        left.setAccessibleName(self.words("Copies and places"))
        left.setMinimumWidth(NARROWEST)
        left.setWidget(inside)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(space * 4, space * 4, space * 4, space * 4)
        beside.addWidget(self.conflicts)
        right.setMinimumWidth(NARROWEST)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        self.setFocusProxy(left)
