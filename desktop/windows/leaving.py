"""Asking somebody who is about to leave what has been typed and could not be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from db.errors import PlanError
from desktop.windows.failure_words import failure_words
from desktop.words import Words


def ask_whether_to_leave(
    parent: QWidget, words: Words, errors: Sequence[Exception], leave: Callable[[], object]
) -> None:
    """Say what is not saved and why; `leave` is done if that is given up."""
    if any(box.objectName() == "leaving" for box in parent.findChildren(QMessageBox)):
        return
    reasons = dict.fromkeys(failure_words(words, error) for error in errors if isinstance(error, PlanError))
    box = QMessageBox(parent)
    box.setObjectName("leaving")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Löftesplan")
    box.setText(words("Something that you have typed is not saved."))
    beside = words("It stands in the window, with what is wrong beside it.")
    box.setInformativeText("\n".join(reasons) or beside)
    anyway = box.addButton(words("Go on without it"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(words("Stay here"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.setModal(True)
    box.buttonClicked.connect(lambda button: leave() if button is anyway else None)
    box.finished.connect(box.deleteLater)
    box.open()
