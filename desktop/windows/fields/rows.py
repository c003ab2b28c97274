"""Fields one below the other, each with its name above it, and which of them go with which choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.kinds import ScheduleKind, TargetKind
from desktop.windows.fields.choice import YesNoEditor
from desktop.windows.fields.editor import FieldEditor

OF_SCHEDULE: Final[Mapping[str, frozenset[str]]] = {
    ScheduleKind.ONCE: frozenset({"due_on"}),
    ScheduleKind.PERIOD: frozenset({"starts_on", "ends_on"}),
    ScheduleKind.RECURRING: frozenset({"rule", "starts_on", "ends_on"}),
    ScheduleKind.STANDING: frozenset({"starts_on", "ends_on"}),
    ScheduleKind.RELATIVE: frozenset({"when_words", "due_on"}),
}
"""The fields that mean something with each kind of schedule."""

SCHEDULE_FIELDS: Final = frozenset[str]().union(*OF_SCHEDULE.values())

TARGET_FIELDS: Final = frozenset({"target_count", "target_counter"})


def is_called_for(field: str, schedule: object, target: object) -> bool:
    """Whether an activity's field means anything beside its kinds of schedule and target."""
    if field in SCHEDULE_FIELDS:
        return field in OF_SCHEDULE.get(str(schedule), SCHEDULE_FIELDS)
    return field not in TARGET_FIELDS or str(target) != TargetKind.NONE


class FieldRow(QWidget):
    """An editor with its name above it."""

    def __init__(self, editor: FieldEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(editor.theme.space // 2)
        if not isinstance(editor, YesNoEditor):
            self.title = QLabel(editor.label, self)
            self.title.setProperty("role", "muted-small")
            self.title.setBuddy(editor.control)
            rows.addWidget(self.title)
        rows.addWidget(editor)
