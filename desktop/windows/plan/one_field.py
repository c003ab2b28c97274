"""A question with one field: the owner or the date that several activities are to have."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from db.drafts import ActivityDraft, fields_by_name
from desktop.windows.answers import Answers
from desktop.windows.fields import editor_for
from desktop.windows.workplace import Workplace


class OneField(QDialog):
    """Asks for one field's value; `chosen(value)` once it can be read. Left empty, it clears the field."""

    chosen = Signal(object)

    def __init__(self, workplace: Workplace, field: str, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        _ = words = workplace.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self.editor = editor_for(fields_by_name(ActivityDraft)[field], workplace, self)
        self.setWindowTitle(self.editor.label)
        space = workplace.theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space * 4, space * 4, space * 4, space * 4)
        column.setSpacing(space * 3)
        told = QLabel(
            words.plural("{field} of {count} activity:", "{field} of {count} activities:", count,
                         field=self.editor.label)
        )  # fmt: skip
        buttons = Answers(_("Set"), _("Cancel"))
        self.ok = buttons.yes
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        for widget in (told, self.editor):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(buttons)
        self.editor.setFocus()

    def _take(self) -> None:
        if self.editor.commit():
            self.chosen.emit(self.editor.value())
            self.accept()
