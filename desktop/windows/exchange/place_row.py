"""One place where copies meet: what it is, when it was last met, what is in the way, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.errors import PlaceEmptied, PlaceWentBack, PlanError, StorageError
from db.views.exchange import Exchange, KnownPlace, PlaceKind
from desktop.windows.exchange.errands import name_of
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.theme import give_role
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words.exchange import KINDS, age_words, exchange_lines
from desktop.words.place_faults import trouble_words

ICONS: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.FOLDER: "open",
    PlaceKind.FILE: "plan",
    PlaceKind.SERVER: "screen",
}

SOFT: Final = frozenset({"Unreachable", ""})
"""What is no trouble: a laptop is out of reach of many things."""


def called(place: KnownPlace) -> str:
    """What a place is called: by the name that it was given, or else by its own."""
    return place.name or name_of(place.address)


class PlaceRow(QWidget):
    """`meet_asked`, `forget_asked`, `cancel_asked`, `password_asked`, `automatic_asked(bool)`, by hand."""

    meet_asked = Signal()
    forget_asked = Signal()
    cancel_asked = Signal()
    password_asked = Signal()
    automatic_asked = Signal(bool)

    def __init__(self, workplace: Workplace, place: KnownPlace) -> None:
        super().__init__()
        self._workplace = workplace
        self.place = place
        _ = self._words = workplace.words
        theme = workplace.theme
        self.icon = QLabel()
        picture = theme.icon(ICONS[place.kind], "muted").pixmap(QSize(20, 20), self.devicePixelRatioF())
        self.icon.setPixmap(picture)
        self.name = WrappedLabel(called(place))
        self.where = WrappedLabel()
        self.where.setProperty("role", "muted-small")
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.met = WrappedLabel()
        self.sign = QLabel()
        self.sign.setPixmap(theme.icon("warning", "danger").pixmap(QSize(16, 16), self.devicePixelRatioF()))
        self.trouble = WrappedLabel()
        self.trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told = WrappedLabel()
        self.told.setProperty("role", "muted-small")
        self.automatic = QCheckBox(_("Exchange by itself"))
        self.automatic.setToolTip(_("At the start, every five minutes and when the window is closed"))
        self.automatic.toggled.connect(self.automatic_asked)
        self.meet = self._button(_("Exchange …"), _("Exchange with {name}"), self.meet_asked)
        self.meet.setObjectName("meet")
        self.forget = self._button(_("Forget"), _("Forget {name}"), self.forget_asked, "flat")
        self.forget.setToolTip(_("Meet this place no more. What is there stays there."))
        says = _("Give the password of {name}")
        self.password = self._button(_("Give the password …"), says, self.password_asked)
        self.cancel = self._button(_("Break off"), _("Break off the exchange with {name}"), self.cancel_asked)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(theme.space * 2)
        self.progress.setAccessibleName(_("How far the exchange has come"))
        # Another copy's file is met by hand alone: somebody else may be working in it.
        self.automatic.setVisible(place.kind is not PlaceKind.FILE)
        self._lay_out()
        self.show_place(place, None, None)
        self.show_running(running=False, busy=False)

    def show_place(self, place: KnownPlace, error: PlanError | None, result: Exchange | None) -> None:
        """Show how it went with the place."""
        _ = self._words
        self.place = place
        self.name.setText(called(place))
        self.where.setText(f"{_(KINDS[place.kind])} · {place.address}")
        self.automatic.blockSignals(True)
        self.automatic.setChecked(place.automatic)
        self.automatic.blockSignals(False)
        self.automatic.setAccessibleName(f"{_('Exchange by itself')}: {self.name.text()}")
        if place.last_met is None:
            self.met.setText(_("never met yet"))
        else:
            age = age_words(_, _.day_of(place.last_met), self._workplace.today)
            self.met.setText(_("last met: {age}").format(age=age))
        self._show_trouble(place, error)
        lines = exchange_lines(_, result, done=True) if result is not None and error is None else []
        self.told.setText(" ".join(lines))
        self.told.setVisible(bool(lines))
        self.setAccessibleName(f"{self.name.text()}, {self.met.text()}")

    def show_running(self, *, running: bool, busy: bool) -> None:
        """Show that it is being met just now; `busy` that any place is."""
        if running:
            self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.meet.setVisible(not running)
        self.meet.setEnabled(not busy)
        self.forget.setEnabled(not busy)

    def show_progress(self, done: int, of: int) -> None:
        """Show how far it has come."""
        self.progress.setRange(0, max(of, 0))
        self.progress.setValue(done)

    def _show_trouble(self, place: KnownPlace, error: PlanError | None) -> None:
        _ = self._words
        if error is not None:
            text, role = sentence(_, error), "field-fault"
        elif place.trouble:
            text = _("The last time: {trouble}.").format(trouble=trouble_words(_, place.trouble))
            role = "muted-small" if place.trouble in SOFT else "field-fault"
        else:
            text, role = "", "muted-small"
        self.trouble.setText(text)
        give_role(self.trouble, role)
        self.trouble.setVisible(bool(text))
        self.sign.setVisible(role == "field-fault")
        asks = isinstance(error, PlaceEmptied | PlaceWentBack)
        self.meet.setText(_("Answer …") if asks else _("Exchange …"))
        self.password.setVisible(
            place.kind is PlaceKind.SERVER and isinstance(error, StorageError) and not asks
        )

    def _button(self, text: str, says: str, signal: object, role: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(True)
        button.setAccessibleName(says.format(name=called(self.place)))
        if role:
            button.setProperty("role", role)
        button.clicked.connect(lambda: signal.emit())  # type: ignore[attr-defined]
        return button

    def _lay_out(self) -> None:
        space = self._workplace.theme.space
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.where)
        names.addWidget(self.met)
        top = QHBoxLayout()
        top.setSpacing(space * 2)
        top.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        self.met.setProperty("role", "muted-small")
        buttons = QHBoxLayout()
        buttons.setSpacing(space * 2)
        buttons.addWidget(self.automatic)
        buttons.addStretch(1)
        for button in (self.password, self.forget, self.meet, self.cancel):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space, 0, space)
        column.setSpacing(space)
        column.addLayout(top)
        trouble = QHBoxLayout()
        trouble.setSpacing(space * 2)
        trouble.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        trouble.addWidget(self.trouble, 1)
        column.addLayout(trouble)
        column.addWidget(self.told)
        column.addLayout(buttons)
        column.addWidget(self.progress)


class StickRow(QWidget):
    """A stick that has been plugged in and holds this plan: `taken` when one wants to exchange with it."""

    taken = Signal()

    def __init__(self, workplace: Workplace, name: str) -> None:
        super().__init__()
        _ = workplace.words
        self.name = name
        self.setProperty("role", "banner-info")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        space = workplace.theme.space
        row = QHBoxLayout(self)
        row.setContentsMargins(space * 3, space * 2, space * 2, space * 2)
        said = WrappedLabel(_("The stick {name} has this plan.").format(name=name))
        self.take = QToolButton()
        self.take.setProperty("role", "outlined")
        self.take.setText(_("Exchange with it"))
        self.take.setAccessibleName(_("Exchange with {name}").format(name=name))
        self.take.clicked.connect(self.taken)
        row.addWidget(said, 1)
        row.addWidget(self.take)
