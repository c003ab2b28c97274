"""What is written down in meeting mode: a note, a decision, an occurrence, the reason for a light.

While one of these is open, letters are letters: the keys of meeting mode rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from db.drafts import DRAFTS, DecisionDraft, fields_by_name
from db.errors import InvalidDraft, PlanError
from db.operations import add, log_occurrence, note
from db.operations.meetings import judge
from db.views.meetings import RoundCard
from db.views.things import ThingName
from desktop.windows.fields import FieldEditor, editor_for
from desktop.windows.fields.day import DayEditor
from desktop.windows.fields.editor import ENTER
from desktop.windows.fields.prose import GrowingText
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words.faults import fault_words

WIDEST_DAY: Final = "2017-06-01 vecka"


class Panel(QFrame):
    """A few fields over the keys of meeting mode; Enter saves, Escape lets be; then it is `closed`."""

    closed = Signal()

    def __init__(self, workplace: Workplace, title: str, save: str) -> None:
        super().__init__()
        self.workplace = workplace
        self.words, self.theme = workplace.words, workplace.theme
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        space = self.theme.space
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(6 * space, 4 * space, 6 * space, 4 * space)
        self.grid.setHorizontalSpacing(4 * space)
        self.grid.setVerticalSpacing(2 * space)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self.grid.addWidget(heading, 0, 0, 1, 4)
        self.fault = QLabel()
        self.fault.setProperty("role", "field-fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.save_button = QPushButton(save)
        self.save_button.setProperty("role", "primary")
        self.save_button.setObjectName("panel.save")
        self.save_button.clicked.connect(self.save)
        _ = self.words
        cancel = QPushButton(_("Cancel (Esc)"))
        cancel.setObjectName("panel.cancel")
        cancel.clicked.connect(self.let_be)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2 * space)
        self._buttons.addWidget(self.save_button)
        self._buttons.addWidget(cancel)
        self._buttons.addStretch(1)
        self.card: RoundCard | None = None
        self.hide()

    def open_for(self, card: RoundCard) -> None:
        """Be ready to write about an activity."""
        self.card = card
        self.say_fault("")
        self.clear()
        self.show()
        for day in self.findChildren(DayEditor):
            # Its width was made for the type of other windows.
            day.line.setFixedWidth(day.line.fontMetrics().horizontalAdvance(WIDEST_DAY))
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Put the fields as they are at the beginning."""

    def first(self) -> QWidget:
        """Where one begins to type."""
        raise NotImplementedError

    def save(self) -> None:
        """Save what has been typed."""
        raise NotImplementedError

    def let_be(self) -> None:
        """Close without saving."""
        self.hide()
        self.closed.emit()

    def say_fault(self, text: str) -> None:
        """Say what is wrong; what was typed stays."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def finish_rows(self, row: int) -> None:
        """Put the fault and the buttons below the fields."""
        self.grid.addWidget(self.fault, row, 0, 1, 4)
        self.grid.addLayout(self._buttons, row + 1, 0, 1, 4)
        for text in self.findChildren(GrowingText, options=Qt.FindChildOption.FindDirectChildrenOnly):
            text.installEventFilter(self)

    def do(self, operation: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Carry out a gesture, and close when it is saved."""

        def failed(error: PlanError) -> None:
            if isinstance(error, InvalidDraft):
                self.say_fault("\n".join(fault_words(self.words, fault) for fault in error.faults))
            else:
                self.say_fault(sentence(self.words, error))

        self.workplace.runner.do(
            self, operation, *args, then=lambda _value: self.let_be(), failed=failed, **kwargs
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # In a text of several lines Enter would begin a new one; here Shift+Enter does that.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            self.save()
            return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.let_be()
        else:
            super().keyPressEvent(event)


class NotePanel(Panel):
    """A note about the activity."""

    def __init__(self, workplace: Workplace) -> None:
        _ = workplace.words
        super().__init__(workplace, _("Note"), _("Save the note (Enter)"))
        self.text = GrowingText(self)
        self.text.setAccessibleName(_("Note"))
        self.grid.addWidget(self.text, 1, 0, 1, 4)
        self.finish_rows(2)

    @override
    def clear(self) -> None:
        self.text.clear()

    @override
    def first(self) -> QWidget:
        return self.text

    @override
    def save(self) -> None:
        text = self.text.toPlainText().strip()
        if text and self.card:
            self.do(note, self.card.activity.key, text)
        else:
            self.say_fault(self.words("Write something first."))


class ReasonPanel(Panel):
    """Why a light is what it is; the light itself is saved already."""

    def __init__(self, workplace: Workplace) -> None:
        _ = workplace.words
        super().__init__(workplace, _("Why this light?"), _("Save the reason (Enter)"))
        self.text = GrowingText(self)
        self.text.setAccessibleName(_("Why this light?"))
        self.grid.addWidget(self.text, 1, 0, 1, 4)
        self.finish_rows(2)

    @override
    def clear(self) -> None:
        self.text.setPlainText(self.card.reason if self.card else "")
        self.text.selectAll()

    @override
    def first(self) -> QWidget:
        return self.text

    @override
    def save(self) -> None:
        if self.card:
            about, text = self.card.activity.key, self.text.toPlainText().strip()
            self.do(judge, about, year=self.card.year, period=self.card.period, reason=text)


class DecisionPanel(Panel):
    """A decision of this meeting about the activity: what, who and by when."""

    def __init__(self, workplace: Workplace, meeting: str) -> None:
        _ = workplace.words
        super().__init__(workplace, _("Decision"), _("Save the decision (Enter)"))
        self._meeting = meeting
        self._owner_name: ThingName | None = None
        self.text = GrowingText(self)
        self.text.setAccessibleName(_("Decision"))
        fields = fields_by_name(DRAFTS["decision"])
        self.owner: FieldEditor = editor_for(fields["owner"], workplace)
        self.due: FieldEditor = editor_for(fields["due_on"], workplace)
        self.grid.addWidget(self.text, 1, 0, 1, 4)
        self.due.keeps_enter = False
        for column, editor in ((0, self.owner), (2, self.due)):
            self.grid.addWidget(QLabel(editor.label), 2, column)
            self.grid.addWidget(editor, 2, column + 1)
            self.grid.setColumnStretch(column + 1, 1)
        self.finish_rows(3)

    def propose_owner(self, name: ThingName | None) -> None:
        """Let the activity's owner stand there as the decision's."""
        self._owner_name = name
        if not self.owner.is_dirty:
            self.owner.set_value(name.id if name else None, name)

    @override
    def clear(self) -> None:
        self.text.clear()
        self.owner.set_value(None)
        self.due.set_value(None)

    @override
    def first(self) -> QWidget:
        return self.text

    @override
    def save(self) -> None:
        for editor in (self.owner, self.due):
            if not editor.commit():
                return
        if self.card is None:
            return
        owner, due = self.owner.value(), self.due.value()
        draft = DecisionDraft(
            meeting=self._meeting,
            activity=self.card.activity.key,
            text=self.text.toPlainText().strip(),
            owner=owner if isinstance(owner, str) else None,
            due_on=due if isinstance(due, dt.date) else None,
        )
        self.do(add, draft)


class LogPanel(Panel):
    """That the activity took place, and how many were counted."""

    def __init__(self, workplace: Workplace) -> None:
        _ = workplace.words
        super().__init__(workplace, _("Log one"), _("Log it (Enter)"))
        fields = fields_by_name(DRAFTS["occurrence"])
        self.on: FieldEditor = editor_for(fields["on"], workplace)
        self.on.keeps_enter = False
        self.count = QLineEdit()
        self.count.setAccessibleName(_("How many were counted"))
        self.count_label = QLabel()
        self.grid.addWidget(QLabel(self.on.label), 1, 0)
        self.grid.addWidget(self.on, 1, 1)
        self.grid.addWidget(self.count_label, 1, 2)
        self.grid.addWidget(self.count, 1, 3)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(3, 1)
        self.finish_rows(2)

    @override
    def clear(self) -> None:
        self.on.set_value(None)
        self.on.put_typed(self.workplace.today.isoformat())
        self.count.clear()
        counter = self.card.activity.target.counter if self.card else ""
        self.count_label.setText(counter)
        self.count.setAccessibleName(counter)
        for widget in (self.count, self.count_label):
            widget.setVisible(bool(counter))

    @override
    def first(self) -> QWidget:
        return self.count if self.count.isVisibleTo(self) else self.on.control

    @override
    def save(self) -> None:
        if self.card is None:
            return
        try:
            on = self.on.read()
        except InvalidDraft as error:
            self.on.show_faults(error.faults)
            return
        if not isinstance(on, dt.date):
            self.say_fault(self.words("Say on which day it took place."))
            return
        number = self._number()
        if number is None:
            self.say_fault(self.words("“{text}” is no number.").format(text=self.count.text()))
            return
        counters = {self.count_label.text(): number} if self.count.text().strip() else {}
        self.do(log_occurrence, self.card.activity.key, on=on, counters=counters)

    def _number(self) -> float | None:
        text = self.count.text().strip().replace(",", ".").replace(" ", "")
        try:
            return float(text) if text else 0.0
        except ValueError:
            return None
