"""The question before rows with mistakes are pasted: what is wrong, and whether to add the others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QVBoxLayout, QWidget

from desktop.windows.answers import Answers
from desktop.windows.plan.pasting import Pasted
from desktop.windows.workplace import Workplace

MOST_TOLD = 500


class PasteDialog(QDialog):
    """Tells each mistake by its row, before anything is written."""

    def __init__(self, workplace: Workplace, pasted: Pasted, parent: QWidget) -> None:
        super().__init__(parent)
        _ = words = workplace.words
        self.setWindowTitle(_("Paste rows"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        space = workplace.theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space * 4, space * 4, space * 4, space * 4)
        column.setSpacing(space * 3)
        heading = QLabel(_("Not all rows can be read"))
        heading.setProperty("role", "heading")
        count = words.plural("{count} of {all} rows is right.", "{count} of {all} rows are right.",
                             len(pasted.good), all=words.number(pasted.rows))  # fmt: skip
        told = QLabel(f"{count} " + _("Nothing has been added yet."))
        told.setWordWrap(True)
        self.mistakes = QListWidget()
        self.mistakes.setAccessibleName(_("What is wrong"))
        self.mistakes.setWordWrap(True)
        for text in pasted.unknown:
            self.mistakes.addItem(_("The column “{heading}” is none of a plan's and is passed over.").format(
                heading=text[:60]))  # fmt: skip
        for one in pasted.mistakes[:MOST_TOLD]:
            self.mistakes.addItem(_("Row {number}: {fault}").format(number=one.row, fault=one.text))
        for widget in (heading, told, self.mistakes):
            column.addWidget(widget)
        add = words.plural("Add {count} row", "Add {count} rows", len(pasted.good))
        buttons = Answers(add, _("Add nothing"))
        self.add, self.cancel = buttons.yes, buttons.no
        self.add.setEnabled(bool(pasted.good))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(560, 360)
        (self.add if pasted.good else self.cancel).setFocus()
