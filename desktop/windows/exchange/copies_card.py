"""The card of the copies: which one this is, what it is called, and when the others were last heard of."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)
from typing_extensions import override

from db.operations.plan import LONGEST_COPY_NAME
from db.views.copies import Copies, OtherCopy
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.overview.card import Card
from desktop.windows.theme import Theme
from desktop.windows.workplace import Workplace
from desktop.words.exchange import age_words, awaited_words, copy_words

WARN_AFTER: Final = "exchange/warn-after"
USUAL: Final = 7
"""Days after which a copy that has not been heard of is pointed out, unless a person wants another number."""


def days_before_warning(workplace: Workplace) -> int:
    """After how many days a copy that has not been heard of is pointed out."""
    return int(workplace.settings.get(WARN_AFTER, USUAL))


def is_overdue(workplace: Workplace, copy: OtherCopy) -> bool:
    """Whether a copy that has been met has not been heard of for too long."""
    if copy.met is None:
        return False
    return (workplace.today - workplace.words.day_of(copy.met)).days > days_before_warning(workplace)


class CopiesCard(Card):
    """`renamed(name)` when this copy is to go by another name; `changed` when the warning was moved."""

    renamed = Signal(str)
    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, workplace.words("The copies of this plan"), "device")
        self._workplace = workplace
        _ = self._words = workplace.words
        self._copies: Copies | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.letter = QLabel()
        self.letter.setProperty("role", "pill-accent")
        self.letter.setToolTip(_("New activities made here get numbers that begin with this letter"))
        self.name = QLineEdit()
        self.name.setObjectName("copy-name")
        self.name.setMaxLength(LONGEST_COPY_NAME)
        self.name.setAccessibleName(_("What this copy is called"))
        self.name.setPlaceholderText(_("What this copy is called"))
        self.name.editingFinished.connect(self._finished)
        self.name.installEventFilter(self)
        self._column_of_this()
        self.alike = self.muted(
            _(
                "Another copy is called the same: give this one a name of its own, so that you know whose "
                "is whose."
            )
        )
        self.warning = WrappedLabel()
        self.warning.setProperty("role", "soon")
        self.others = QWidget()
        self._grid = QGridLayout(self.others)
        self._grid.setContentsMargins(self.inset, 0, self.inset, 0)
        self._grid.setHorizontalSpacing(self.theme.space * 3)
        self._grid.setVerticalSpacing(self.theme.space)
        self._grid.setColumnStretch(0, 1)
        self.column.addWidget(self.others)
        self.nobody = self.muted(
            _("No other copy is known here yet. One comes to be known when copies meet at a place.")
        )
        self.waiting = WrappedLabel()
        self.waiting.setProperty("role", "muted")
        self.waiting.setContentsMargins(self.inset, 0, self.inset, 0)
        self.column.addWidget(self.waiting)
        self.column.addLayout(self._warning_row())

    def show_copies(self, copies: Copies) -> None:
        """Show how the copies stand; a name that is being typed is left alone."""
        self._copies = copies
        self.letter.setText(copies.here.letter)
        self.letter.setAccessibleName(self._words("Letter {letter}").format(letter=copies.here.letter))
        if not (self.name.hasFocus() and self.name.isModified()):
            self.name.setText(copies.here.name)
            self.name.setCursorPosition(0)
        self._show_others()

    def finish(self) -> None:
        """Save the name that is being typed."""
        self._finished()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self.name and escape and self.name.isModified() and self._copies is not None:
            if event.type() == QEvent.Type.KeyPress:
                self.name.setText(self._copies.here.name)
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _finished(self) -> None:
        if self._copies is None:
            return
        name = " ".join(self.name.text().split())
        self.name.setModified(False)
        if not name:
            self.name.setText(self._copies.here.name)
        elif name != self._copies.here.name:
            self.renamed.emit(name)

    def _show_others(self) -> None:
        assert self._copies is not None
        self.alike.setVisible(any(one.name == self._copies.here.name for one in self._copies.others))
        empty(self._grid)
        for row, copy in enumerate(self._copies.others):
            self._show_copy(row, copy)
        self.others.setVisible(bool(self._copies.others))
        self.nobody.setVisible(not self._copies.others)
        waiting = [f"{awaited_words(self._words, one)}." for one in self._copies.awaited]
        self.waiting.setText("\n".join(waiting))
        self.waiting.setVisible(bool(waiting))

    def _show_copy(self, row: int, copy: OtherCopy) -> None:
        _ = self._words
        name = WrappedLabel(copy_words(_, copy.letter, copy.name))
        overdue = is_overdue(self._workplace, copy)
        if copy.met is None:
            told = _("not met from here yet")
        else:
            age = age_words(_, _.day_of(copy.met), self._workplace.today)
            told = _("last met: {age}").format(age=age)
        met = QLabel(told)
        met.setProperty("role", "pill-soon" if overdue else "muted")
        says = f"{name.text()}, {told}"
        met.setAccessibleName(_("{copy}: too long ago").format(copy=says) if overdue else says)
        line = QHBoxLayout()
        line.setSpacing(self.theme.space * 2)
        if overdue:
            line.addWidget(_picture(self.theme, "warning", "soon", met))
        line.addWidget(met)
        line.addStretch(1)
        # A long name has the whole width to itself.
        self._grid.addWidget(name, 2 * row, 0)
        self._grid.addLayout(line, 2 * row + 1, 0)

    def _column_of_this(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(self.inset, 0, self.inset, 0)
        top.setSpacing(self.theme.space * 2)
        this = QLabel(self._words("This copy:"))
        this.setBuddy(self.name)
        top.addWidget(this)
        top.addWidget(self.name, 1)
        top.addWidget(self.letter)
        self.column.addLayout(top)

    def _warning_row(self) -> QHBoxLayout:
        _ = self._words
        self.days = QSpinBox()
        self.days.setRange(1, 365)
        self.days.setValue(days_before_warning(self._workplace))
        self.days.setAccessibleName(_("Days after which a copy that has not been heard of is pointed out"))
        self.days.valueChanged.connect(self._warn_after)
        row = QHBoxLayout()
        row.setContentsMargins(self.inset, 0, self.inset, 0)
        row.setSpacing(self.theme.space * 2)
        before, after = QLabel(_("Warn after")), WrappedLabel(_("days without a word from a copy"))
        for label in (before, after):
            label.setProperty("role", "muted")
        before.setBuddy(self.days)
        row.addWidget(before)
        row.addWidget(self.days)
        row.addWidget(after, 1)
        return row

    def _warn_after(self, days: int) -> None:
        self._workplace.settings.put(WARN_AFTER, days)
        if self._copies is not None:
            self._show_others()
        self.changed.emit()


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, and what lies within its layouts."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


def _picture(theme: Theme, icon: str, ink: str, beside: QWidget) -> QLabel:
    label = QLabel()
    label.setPixmap(theme.icon(icon, ink).pixmap(16, 16))
    label.setToolTip(beside.accessibleName())
    return label
