"""Editors for the fields of drafts: one for each sort of value, all with the same manners."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from db.drafts import DraftField, FieldType
from db.drafts.marks import Shape
from desktop.windows.fields.choice import ChoiceEditor, YesNoEditor
from desktop.windows.fields.day import DayEditor
from desktop.windows.fields.editor import FieldEditor
from desktop.windows.fields.line import LineEditor, NumberEditor, TimeEditor
from desktop.windows.fields.own_words import OwnWordsEditor
from desktop.windows.fields.prose import ProseEditor
from desktop.windows.fields.recurrence import RecurrenceEditor
from desktop.windows.fields.reference import ReferenceEditor
from desktop.windows.workplace import Workplace

__all__ = ["FieldEditor", "ReferenceEditor", "editor_for"]

EDITORS: dict[FieldType, type[FieldEditor]] = {
    FieldType.TEXT: LineEditor,
    FieldType.INT: NumberEditor,
    FieldType.FLOAT: NumberEditor,
    FieldType.BOOL: YesNoEditor,
    FieldType.DATE: DayEditor,
    FieldType.TIME: TimeEditor,
    FieldType.CHOICE: ChoiceEditor,
    FieldType.REFERENCE: ReferenceEditor,
}


def editor_for(field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> FieldEditor:
    """The editor that goes with a field."""
    if field.shape is Shape.RULE:
        return RecurrenceEditor(field, workplace, parent)
    if field.type is FieldType.TEXT and field.lines:
        return ProseEditor(field, workplace, parent)
    if field.type is FieldType.TEXT and field.choices is not None:
        return OwnWordsEditor(field, workplace, parent)
    return EDITORS[field.type](field, workplace, parent)
