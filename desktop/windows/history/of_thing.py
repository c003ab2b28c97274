"""What has happened to one thing, for the pane of its details: who, when, from what to what, and undo."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from db.errors import PlanError
from db.operations import undo_step
from db.queries.steps import steps_of_thing
from db.queries.undoing import hindrance_named
from db.views.account import Account
from db.views.history import StepLine, StepsPage, StepView
from db.views.things import Place
from desktop.windows.history.phrases import lines_told, when_words, who_words
from desktop.windows.workplace import Workplace
from desktop.words.gestures import step_words
from desktop.words.hindrance import can_be_forced, hindrance_words

AT_ONCE: Final = 8
"""Steps that are shown before one asks for older ones."""

MOST_LINES: Final = 8
"""Changes of one step that are told here; the room of the history tells the rest."""


class HistoryOf(QWidget):
    """The steps that changed one thing or its parts, newest first."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self._words = workplace.words
        self._workplace = workplace
        self._place: Place | None = None
        self._rows: frozenset[str] = frozenset()
        self._next: tuple[int, str] | None = None
        self._count = AT_ONCE
        self.entries: list[Entry] = []
        self.setAccessibleName(_("What has happened to this"))
        space = workplace.theme.space
        self._list = QVBoxLayout()
        self._list.setSpacing(space * 4)
        self.empty = QLabel(_("Nothing has happened to this yet."))
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.older = QPushButton(_("Show older"))
        self.older.setProperty("role", "flat")
        self.older.clicked.connect(self._show_older)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space * 3)
        column.addWidget(self.empty)
        column.addLayout(self._list)
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self.empty.hide()
        self.older.hide()
        workplace.runner.touched.connect(self._touched)

    def show_thing(self, place: Place | None) -> None:
        """Show the history of a thing, or of none."""
        if place is None or self._place is None or place.id != self._place.id:
            self._count = AT_ONCE
            self._show(())
        self._place = place
        self._read()

    @property
    def _id(self) -> str:
        return self._place.id if self._place else ""

    def _read(self) -> None:
        if self._place is not None:
            self._workplace.runner.ask(
                self, self._found, steps_of_thing, self._place, limit=self._count, key="steps"
            )

    def _found(self, found: tuple[StepsPage, Account]) -> None:
        page, account = found
        self._next = page.next
        self._rows = frozenset(change.row for step in account.steps for change in step.changes)
        views = {step.id: step for step in account.steps}
        self._show([(line, views.get(line.id), account) for line in page.steps])
        self.empty.setVisible(not page.steps)
        self.older.setVisible(page.next is not None)

    def _show(self, steps: list[tuple[StepLine, StepView | None, Account]] | tuple[()]) -> None:
        """Show steps; an entry that says what it said before stays as it is, with the keyboard in it."""
        kept = {entry.shown: entry for entry in self.entries}
        entries: list[Entry] = []
        for line, view, account in steps:
            shown = (line, view)
            entry = kept.pop(shown, None) or Entry(self._workplace, line, view, account, self._id)
            entries.append(entry)
        for old in kept.values():
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        for row, entry in enumerate(entries):
            if self._list.indexOf(entry) != row:
                self._list.insertWidget(row, entry)
        self.entries = entries

    def _show_older(self) -> None:
        self._count += AT_ONCE * 3
        self._read()

    def _touched(self, rows: frozenset[str]) -> None:
        """Read again where this thing or one of its parts has changed; a new part touches its owner."""
        if self._place is not None and (self._place.id in rows or not self._rows.isdisjoint(rows)):
            self._read()


class Entry(QWidget):
    """One step: when and who, what it did to the thing, and the button that undoes it."""

    def __init__(
        self, workplace: Workplace, line: StepLine, view: StepView | None, account: Account, known: str
    ) -> None:
        super().__init__()
        _ = self._words = workplace.words
        self._workplace = workplace
        self.line = line
        self.shown = (line, view)
        space = workplace.theme.space
        when = QLabel(f"{when_words(_, line.wall)} · {who_words(line)}")
        when.setProperty("role", "muted-small")
        self.what = QLabel(step_words(_, line, known=known))
        self.undo = QToolButton()
        undoes = line.of is not None and not line.again
        self.undo.setText(_("Redo this") if undoes else _("Undo this"))
        self.undo.setIcon(workplace.theme.icon("redo" if undoes else "undo"))
        self.undo.setAutoRaise(True)
        self.undo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.undo.setToolTip(f"{self.undo.text()}: {step_words(_, line)}")
        self.undo.setAccessibleName(f"{self.undo.text()}: {self.what.text()}")
        self.undo.clicked.connect(self._ask_or_undo)
        self.undo.setVisible(line.stands and not line.lasting)
        self.undone = QLabel(_("Undone"))
        self.undone.setProperty("role", "pill")
        self.undone.setVisible(not line.stands)
        self.why_not = QLabel()
        self.why_not.setProperty("role", "soon")
        self.why_not.hide()
        self.anyway = QPushButton(_("Undo all the same"))
        self.anyway.clicked.connect(self._undo_anyway)
        self.anyway.hide()
        top = QHBoxLayout()
        top.setSpacing(space)
        top.addWidget(when, 1)
        top.addWidget(self.undone)
        top.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space // 2)
        column.addLayout(top)
        column.addWidget(self.what)
        for text in self._changes(account, view):
            column.addWidget(text)
        column.addWidget(self.why_not)
        column.addWidget(self.anyway, 0, Qt.AlignmentFlag.AlignLeft)
        for label in (when, self.what, self.why_not):
            _wrap(label)

    def _changes(self, account: Account, view: StepView | None) -> list[QLabel]:
        told = lines_told(self._words, account, view) if view is not None else []
        labels = []
        shown = [line.text for line in told[:MOST_LINES]] + (["…"] if len(told) > MOST_LINES else [])
        for text in shown:
            label = QLabel(text)
            label.setProperty("role", "muted")
            _wrap(label)
            labels.append(label)
        return labels

    def _ask_or_undo(self) -> None:
        """Undo it; where something is in the way, say what before anything is done."""
        self._workplace.runner.do(self, undo_step, self.line.id, failed=self._refused)

    def _undo_anyway(self) -> None:
        self._workplace.runner.do(self, undo_step, self.line.id, anyway=True, failed=self._refused)

    def _refused(self, error: PlanError) -> None:
        self.why_not.setText(hindrance_words(self._words, error))
        self.why_not.show()
        self.anyway.setVisible(can_be_forced(error))
        self._workplace.runner.ask(
            self, lambda found: self._name(found[0], found[1]), hindrance_named, self.line.id
        )

    def _name(self, error: PlanError | None, names: object) -> None:
        if error is not None and isinstance(names, tuple):
            self.why_not.setText(hindrance_words(self._words, error, names))


def _wrap(label: QLabel) -> None:
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
