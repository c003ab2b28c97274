"""Undo and redo over everything that this copy has done, deletions and what was done before a restart too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from db.errors import ErasedValue, MovedOn, PlanError
from db.operations import redo, undo
from db.queries.step_lines import step_lines
from db.queries.undoing import names_of_moved, redoable, undoable
from db.store import Done
from db.views.history import StepLine
from db.views.things import ThingName
from desktop.windows.status_line import StatusLine
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words.gestures import redo_words, step_words, undo_words
from desktop.words.hindrance import hindrance_words

TAKING_BACK = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Undoing(QObject):
    """Says what undo and redo will do, does it, and asks where somebody has changed the same since."""

    def __init__(self, workplace: Workplace, status: StatusLine) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._status = status
        self._typing = TypedFirst(self)
        workplace.actions.handle("edit.undo", self.undo)
        workplace.actions.handle("edit.redo", self.redo)
        workplace.runner.stepped.connect(self._tell)
        workplace.runner.touched.connect(lambda _ids: self._look())
        self._look()

    def undo(self, *, anyway: bool = False) -> None:
        """Take the last step back."""
        self._workplace.runner.do(
            self, undo, anyway=anyway, failed=lambda error: self._refused(error, self.undo)
        )

    def redo(self, *, anyway: bool = False) -> None:
        """Do again what was taken back last."""
        self._workplace.runner.do(
            self, redo, anyway=anyway, failed=lambda error: self._refused(error, self.redo)
        )

    def _look(self) -> None:
        """See what undo and redo would do now."""
        runner = self._workplace.runner
        runner.ask(self, lambda step: self._offer("edit.undo", step), undoable, key="undo")
        runner.ask(self, lambda step: self._offer("edit.redo", step), redoable, key="redo")

    def _offer(self, name: str, step: StepLine | None) -> None:
        words = self._workplace.words
        action = self._workplace.actions.action(name)
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        told = undo_words(words, step) if name == "edit.undo" else redo_words(words, step)
        action.setToolTip(f"{told} ({key})")
        action.setStatusTip(told if step is not None else "")

    def _tell(self, done: Done[object]) -> None:
        """Say what has just been done, with Undo beside it."""
        if done.step is not None:
            self._workplace.runner.ask(self, self._told, step_lines, [done.step], key="told")

    def _told(self, lines: list[StepLine]) -> None:
        for line in lines:
            self._status.tell_step(step_words(self._workplace.words, line))

    def _refused(self, error: PlanError, again: Callable[..., None]) -> None:
        """Say what is in the way; where that is what somebody has changed since, ask."""
        if isinstance(error, MovedOn):
            self._workplace.runner.ask(
                self, lambda names: self._question(error, again, names), names_of_moved, error
            )
        elif isinstance(error, ErasedValue):
            self._question(error, again)
        else:
            self._workplace.say(sentence(self._workplace.words, error))

    def _question(
        self, error: PlanError, again: Callable[..., None], names: Sequence[ThingName] = ()
    ) -> None:
        words = self._workplace.words
        box = QMessageBox(self._status.window())
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(words("Undo"))
        box.setText(hindrance_words(words, error, names))
        anyway = box.addButton(words("Undo all the same"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(words("Let it be"), QMessageBox.ButtonRole.RejectRole))
        box.setModal(True)
        box.buttonClicked.connect(lambda button: again(anyway=True) if button is anyway else None)
        box.finished.connect(box.deleteLater)
        box.open()


class TypedFirst(QObject):
    """Lets Ctrl+Z take back what is being typed first, and the plan's last step once there is no such thing.

    Qt's own fields keep the key for themselves even where they have nothing to take back. Only the field
    that has the keyboard is listened to: a filter on all of the application would slow every event down.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QTextEdit | QPlainTextEdit):
            new.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoing, redoing = (event.matches(key) for key in TAKING_BACK)
            if (undoing and not _can_undo(watched)) or (redoing and not _can_redo(watched)):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() and not field.isReadOnly()
    return isinstance(field, QTextEdit | QPlainTextEdit) and field.document().isUndoAvailable()


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable() and not field.isReadOnly()
    return isinstance(field, QTextEdit | QPlainTextEdit) and field.document().isRedoAvailable()
