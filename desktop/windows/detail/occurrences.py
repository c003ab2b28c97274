"""When an activity has taken place: the newest first, each to be opened and put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from db.kinds import OccurrenceState
from db.operations import delete
from db.operations.occurrences import count_at
from db.queries import Vector
from db.views.detail import DetailView
from db.views.things import FieldView, OccurrenceView
from desktop.windows.detail.log_form import CounterLine, LogForm
from desktop.windows.detail.row_fields import RowFields
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.words.kinds import in_sentence, label

FIELDS: Final = ("state", "starts_at", "ends_at", "place", "attendance", "text")

LINES: Final = (("state",), ("starts_at", "ends_at"), ("place",), ("attendance",), ("text",))

FIRST_SHOWN: Final = 8


class Occurrences(QWidget):
    """The button to log one, its form, and the list."""

    def __init__(self, workplace: Workplace, do: Callable[..., object], stale: Callable[[], object]) -> None:
        super().__init__()
        self._workplace = workplace
        self._do = do
        self._stale = stale
        self._view: DetailView | None = None
        self._seen: Vector | None = None
        self._all_for = ""
        self.lines: dict[str, OccurrenceLine] = {}
        _ = workplace.words
        theme = workplace.theme
        self.log_button = QPushButton(_("Log one"), self)
        self.log_button.setIcon(theme.icon("tick"))
        self.log_button.setToolTip(_("Write down that it has taken place (Ctrl+L)"))
        self.log_button.clicked.connect(self.begin_log)
        self.form = LogForm(workplace, do)
        self.form.closed.connect(self._close_form)
        self.form.hide()
        self.empty = QLabel(_("Nothing has been logged yet."), self)
        self.empty.setProperty("role", "muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space)
        self.more = QPushButton(self)
        self.more.setProperty("role", "link")
        self.more.clicked.connect(self._show_all)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space * 2)
        rows.addWidget(self.log_button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.form)
        rows.addWidget(self.empty)
        rows.addLayout(self._list)
        rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def begin_log(self) -> None:
        """Open the form."""
        if self._view is None:
            return
        counter = next(
            (str(field.value or "") for field in self._view.thing.fields if field.name == "target_counter"),
            "",
        )
        self.log_button.hide()
        self.form.show()
        view = self._view
        self.form.begin(view.thing.name.id, counter, view.thing.occurrences, view.missed)

    def show_view(self, view: DetailView, seen: Vector) -> None:
        """Show the occurrences as they are now; one that is open stays open."""
        if self._view is not None and self._view.thing.name.id != view.thing.name.id:
            self._close_form()
        self._view, self._seen = view, seen
        everything = sorted(
            view.thing.occurrences, key=lambda one: (one.on is not None, one.on, one.id), reverse=True
        )
        shown = everything if self._all_for == view.thing.name.id else everything[:FIRST_SHOWN]
        wanted = {one.id for one in shown}
        for key in [key for key in self.lines if key not in wanted]:
            line = self.lines.pop(key)
            line.setParent(None)
            line.deleteLater()
        for place, one in enumerate(shown):
            if one.id not in self.lines:
                self.lines[one.id] = OccurrenceLine(self._workplace, self._do, self._stale)
            self._list.insertWidget(place, self.lines[one.id])
            self.lines[one.id].show_occurrence(one, seen)
        self.empty.setVisible(not everything)
        hidden = len(everything) - len(shown)
        self.more.setVisible(hidden > 0)
        words = self._workplace.words
        self.more.setText(words.plural("Show {count} more", "Show {count} more", hidden))

    def finish(self) -> None:
        """Save what is being typed."""
        for line in self.lines.values():
            if line.fields is not None:
                line.fields.finish()

    def _show_all(self) -> None:
        if self._view is not None and self._seen is not None:
            self._all_for = self._view.thing.name.id
            self.show_view(self._view, self._seen)

    def _close_form(self) -> None:
        # Another activity may be shown while somebody walks down a list: the keys stay where they are.
        focused = self.window().focusWidget()
        typing = focused is not None and self.form.isAncestorOf(focused)
        self.form.hide()
        self.log_button.show()
        if typing:
            self.log_button.setFocus()


class OccurrenceLine(QWidget):
    """One occurrence on a line; opened, it is a form."""

    def __init__(self, workplace: Workplace, do: Callable[..., object], stale: Callable[[], object]) -> None:
        super().__init__()
        self._workplace = workplace
        self._do = do
        self._stale = stale
        self._one: OccurrenceView | None = None
        self._seen: Vector | None = None
        self.fields: RowFields | None = None
        self.counters: list[CounterLine] = []
        theme = workplace.theme
        self.heading = QToolButton(self)
        self.heading.setCheckable(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.toggled.connect(self._open)
        self.text = WrappedLabel(parent=self)
        self.text.setProperty("role", "muted")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setContentsMargins(theme.space * 7, 0, 0, 0)
        self._box = QWidget(self)
        self._box.hide()
        self._form = QVBoxLayout(self._box)
        self._form.setContentsMargins(theme.space * 7, theme.space, 0, theme.space * 2)
        self._form.setSpacing(theme.space * 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.text)
        rows.addWidget(self._box)

    def show_occurrence(self, one: OccurrenceView, seen: Vector) -> None:
        """Show it as it is now."""
        changed = self._one is None or self._one.counters != one.counters
        self._one, self._seen = one, seen
        words = self._workplace.words
        title = f"{words.date(one.on)}, {words.week(one.on)}" if one.on else words("No date")
        self.heading.setText(title)
        self.heading.setIcon(self._workplace.theme.icon(f"state-{one.state}"))
        self.heading.setAccessibleName(title)
        said = self._said(one)
        self.text.setText(said)
        self.text.setVisible(bool(said) and not self.heading.isChecked())
        if self.fields is not None:
            self.fields.show(one.id, self._views(one), seen)
            if changed:
                self._show_counters()

    def _said(self, one: OccurrenceView) -> str:
        """What there is to tell of it, on as few lines as it takes."""
        words = self._workplace.words
        state = OccurrenceState(one.state)
        parts = [] if state is OccurrenceState.DONE else [label(words, state)]
        if one.starts_at:
            end = f"–{one.ends_at:%H:%M}" if one.ends_at else ""
            parts.append(f"{one.starts_at:%H:%M}{end}")
        parts.append(one.place)
        if one.attendance is not None:
            parts.append(words.plural("{count} attended", "{count} attended", one.attendance))
        parts += [f"{words.number(number)} {in_sentence(what)}" for what, number in one.counters]
        parts.append(one.text)
        return " · ".join(part for part in parts if part)

    def _open(self, opened: bool) -> None:
        if opened and self.fields is None:
            self._build()
        self._box.setVisible(opened)
        self.text.setVisible(bool(self.text.text()) and not opened)

    def _build(self) -> None:
        assert self._one is not None
        assert self._seen is not None
        _ = self._workplace.words
        self.fields = RowFields(self._workplace, "occurrence", self)
        self.fields.stale.connect(self._stale)
        for names in LINES:
            self._form.addWidget(self.fields.line(names))
        self._counted = QWidget(self)
        self._counting = QVBoxLayout(self._counted)
        self._counting.setContentsMargins(0, 0, 0, 0)
        self._form.addWidget(self._counted)
        self.delete_button = QPushButton(_("Delete this occurrence"), self)
        self.delete_button.setProperty("role", "flat")
        self.delete_button.setIcon(self._workplace.theme.icon("delete"))
        self.delete_button.clicked.connect(self._delete)
        self._form.addWidget(self.delete_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields.show(self._one.id, self._views(self._one), self._seen)
        self._show_counters()

    def _views(self, one: OccurrenceView) -> list[FieldView]:
        return [FieldView(name, getattr(one, name)) for name in FIELDS]

    def _show_counters(self) -> None:
        """A line for each thing that was counted, and an empty one."""
        assert self._one is not None
        while item := self._counting.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.counters = []
        for what, number in [*self._one.counters, ("", None)]:
            box = QWidget(self._counted)
            cells = QHBoxLayout(box)
            cells.setContentsMargins(0, 0, 0, 0)
            line = CounterLine(self._workplace, what, box)
            line.label.setReadOnly(bool(what))
            line.number.keeps_enter = True
            line.number.set_value(number)
            line.number.committed.connect(lambda value, line=line: self._count(line, value))
            cells.addWidget(line.label, 1)
            cells.addWidget(line.number)
            self._counting.addWidget(box)
            self.counters.append(line)

    def _count(self, line: CounterLine, value: object) -> None:
        assert self._one is not None
        what = line.label.text().strip()
        if not what:
            line.number.show_fault(self._workplace.words("Say what is counted."))
            line.label.setFocus()
            return
        self._do(count_at, self._one.id, what, value)

    def _delete(self) -> None:
        assert self._one is not None
        self._do(delete, self._one.id)
