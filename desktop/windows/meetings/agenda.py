"""The agenda: items edited where they stand, put in order, with what was said about each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from db.operations import delete
from db.operations.meetings import add_agenda_item, order_agenda
from db.queries import Vector
from db.views.meetings import AgendaLine
from desktop.windows.meetings.row_fields import RowFields
from desktop.windows.meetings.sections import AddLine, RowStack, Section, small_button
from desktop.windows.workplace import Workplace

MINUTES_WIDTH = 56


class AgendaSection(Section):
    """A meeting's agenda."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, workplace.words("Agenda"), parent)
        _ = self.words
        self._meeting = ""
        self._items: tuple[AgendaLine, ...] = ()
        self.empty = self.quiet(_("Write what is to be taken up, one item at a time."))
        self.stack = RowStack[AgendaRow](self.theme, self)
        self.rows.addWidget(self.stack)
        self.add_line = AddLine(_("New item on the agenda"), self)
        self.add_line.setObjectName("agenda.add")
        self.add_line.offered.connect(self._add)
        self.rows.addWidget(self.add_line)
        self.total = self.quiet()

    def show_items(self, meeting: str, items: Sequence[AgendaLine], seen: Vector) -> None:
        """Show the items of a meeting as they are now."""
        if meeting != self._meeting:
            self.add_line.clear()
        self._meeting, self._items = meeting, tuple(items)
        self.empty.setVisible(not items)
        self.stack.renew([item.key for item in items], self._make)
        for place, item in enumerate(items):
            self.stack.widgets[item.key].show_item(item, place, len(items), seen)
        minutes = sum(item.minutes or 0 for item in items)
        self.total.setVisible(bool(minutes))
        self.total.setText(self.words.plural("{count} minute in all", "{count} minutes in all", minutes))

    def finish(self) -> None:
        """Save what is still being typed."""
        for row in self.stack.widgets.values():
            row.fields.finish()

    def _make(self, key: str) -> AgendaRow:
        row = AgendaRow(self.workplace, self)
        row.moved.connect(lambda steps: self._move(key, steps))
        row.removed.connect(lambda: self.workplace.runner.do(self, delete, key))
        return row

    def _add(self, title: str) -> None:
        last = max((item.number or 0 for item in self._items), default=0)
        self.workplace.runner.do(
            self,
            add_agenda_item,
            self._meeting,
            title,
            max(last, len(self._items)),
            then=lambda _key: self.add_line.clear(),
        )

    def _move(self, key: str, steps: int) -> None:
        keys = [item.key for item in self._items]
        place = keys.index(key)
        to = min(max(place + steps, 0), len(keys) - 1)
        if to != place:
            keys.insert(to, keys.pop(place))
            self.workplace.runner.do(self, order_agenda, keys)


class AgendaRow(QWidget):
    """One item: its number and title, how long it may take, and what was said."""

    moved = Signal(int)
    removed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words = workplace.words
        theme = workplace.theme
        self.words = words
        self.fields = RowFields("agenda_item", workplace, self)
        self.number = QLabel(self)
        self.number.setProperty("role", "muted")
        self.number.setMinimumWidth(6 * theme.space)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.number.setContentsMargins(0, theme.space + 2, 0, 0)
        title, text, minutes = (self.fields.add(name) for name in ("title", "text", "minutes"))
        minutes.setFixedWidth(MINUTES_WIDTH)
        minutes.setToolTip(_("How many minutes it may take"))
        control = text.control
        if hasattr(control, "setPlaceholderText"):
            control.setPlaceholderText(_("What was said"))
        self.up = small_button(theme, "chevron-up", _("Move up (Alt+Up)"), self)
        self.down = small_button(theme, "chevron-down", _("Move down (Alt+Down)"), self)
        remove = small_button(theme, "delete", _("Take away the item"), self)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        remove.clicked.connect(self.removed)
        remove.setObjectName("agenda.remove")
        cells = QGridLayout(self)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setHorizontalSpacing(2 * theme.space)
        cells.setVerticalSpacing(theme.space)
        unit = QLabel(_("minutes"), self)
        unit.setProperty("role", "muted")
        unit.setContentsMargins(0, theme.space + 2, 0, 0)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.up, self.down, remove):
            buttons.addWidget(button)
        top = Qt.AlignmentFlag.AlignTop
        cells.addWidget(self.number, 0, 0)
        cells.addWidget(title, 0, 1, top)
        cells.addLayout(buttons, 0, 2, 1, 2, top)
        cells.addWidget(text, 1, 1, top)
        cells.addWidget(minutes, 1, 2, top)
        cells.addWidget(unit, 1, 3, top)
        cells.setColumnStretch(1, 1)
        for editor in self.fields.editors.values():
            editor.control.installEventFilter(self)

    def show_item(self, item: AgendaLine, place: int, of: int, seen: Vector) -> None:
        """Show an item in its place among so many."""
        self.number.setText(f"{place + 1}.")
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < of - 1)
        values = {"title": item.title, "minutes": item.minutes, "text": item.text}
        self.fields.show(item.key, values, seen)
        for name, editor in self.fields.editors.items():
            said = self.words("{field} of item {number}: {title}")
            label = editor.label if name != "title" else self.words("Title")
            editor.control.setAccessibleName(said.format(field=label, number=place + 1, title=item.title))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if steps is not None:
                if event.type() == QEvent.Type.KeyPress:
                    self.moved.emit(steps)
                return True
        return super().eventFilter(watched, event)
