"""The card of the places where copies meet: one row each, and the ways to add another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.views.exchange import KnownPlace
from desktop.windows.exchange.exchanging import Exchanging
from desktop.windows.exchange.place_row import PlaceRow, StickRow
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.overview.card import Card
from desktop.windows.workplace import Workplace

ADDING = ("exchange.folder", "exchange.file", "exchange.server")


class PlacesCard(Card):
    """`meet_asked(address)` and its like are what a person wants of a place."""

    meet_asked = Signal(str)
    forget_asked = Signal(str)
    password_asked = Signal(str)
    stick_taken = Signal(str)
    help_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, workplace.words("Where the copies meet"), "exchange")
        self._workplace = workplace
        self._exchanging = Exchanging.of(workplace)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        _ = workplace.words
        self.rows: dict[str, PlaceRow] = {}
        self.sticks: dict[str, StickRow] = {}
        self.empty = self.muted(
            _(
                "Add a place that both of you can reach: a shared folder, a USB stick, another copy's file "
                "or a server. What is new on either side is then fetched and left there."
            )
        )
        self.help = QPushButton(_("How two copies become one"))
        self.help.setProperty("role", "link")
        self.help.setAutoDefault(True)
        self.help.clicked.connect(self.help_asked)
        self._sticks = QVBoxLayout()
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(self.inset, 0, self.inset, 0)
        self._rows.setSpacing(self.theme.space * 2)
        self.refusal = WrappedLabel()
        self.refusal.setProperty("role", "field-fault")
        self.refusal.setContentsMargins(self.inset, 0, self.inset, 0)
        self.refusal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.refusal.hide()
        self.column.addLayout(self._sticks)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.refusal)
        below = QHBoxLayout()
        below.setContentsMargins(self.inset, self.theme.space, self.inset, 0)
        below.addWidget(self._adding())
        below.addStretch(1)
        below.addWidget(self.help)
        self.column.addLayout(below)
        self._exchanging.changed.connect(self.show_places)
        self._exchanging.progressed.connect(self._progressed)
        self.show_places()

    def show_places(self) -> None:
        """Show the places that are known, each as it stands."""
        known = self._exchanging.places
        if [*self.rows] != [place.address for place in known]:
            self._build(known)
        for place in known:
            row, address = self.rows[place.address], place.address
            row.show_place(place, self._exchanging.errors.get(address), self._exchanging.results.get(address))
            running = self._exchanging.running
            row.show_running(running=running == address, busy=bool(running))
        self.empty.setVisible(not known)
        if any(address in self.rows for address in self.sticks):
            self.show_sticks({one: row.name for one, row in self.sticks.items() if one not in self.rows})

    def say(self, text: str) -> None:
        """Say why a place that has just been chosen can not be met; empty when another is chosen."""
        self.refusal.setText(text)
        self.refusal.setVisible(bool(text))

    def show_sticks(self, found: dict[str, str]) -> None:
        """Offer the sticks that are plugged in and hold this plan: names by address."""
        for address, row in list(self.sticks.items()):
            if address not in found:
                del self.sticks[address]
                row.hide()
                row.deleteLater()
        for address, name in found.items():
            if address not in self.sticks:
                row = self.sticks[address] = StickRow(self._workplace, name)
                row.taken.connect(partial(self.stick_taken.emit, address))
                self._sticks.addWidget(row)

    def _progressed(self, done: int, of: int) -> None:
        row = self.rows.get(self._exchanging.running)
        if row is not None:
            row.show_progress(done, of)

    def _build(self, known: Sequence[KnownPlace]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        for place in known:
            if self.rows:
                self._rows.addWidget(_line())
            row = self.rows[place.address] = PlaceRow(self._workplace, place)
            address = place.address
            row.meet_asked.connect(partial(self.meet_asked.emit, address))
            row.forget_asked.connect(partial(self.forget_asked.emit, address))
            row.password_asked.connect(partial(self.password_asked.emit, address))
            row.cancel_asked.connect(self._exchanging.cancel)
            row.automatic_asked.connect(partial(self._exchanging.be_automatic, address))
            self._rows.addWidget(row)

    def _adding(self) -> QWidget:
        _ = self._workplace.words
        self.add = QToolButton()
        self.add.setObjectName("add-place")
        self.add.setProperty("role", "outlined")
        self.add.setText(_("Add a place"))
        self.add.setIcon(self.theme.icon("new"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.add)
        for name in ADDING:
            menu.addAction(self._workplace.actions.action(name))
        menu.addSeparator()
        menu.addAction(self._workplace.actions.action("exchange.copy"))
        self.add.setMenu(menu)
        return self.add


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line
