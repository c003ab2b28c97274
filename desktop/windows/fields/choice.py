"""One of a closed list of words, or yes and no."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QWidget
from typing_extensions import override

from db.drafts import DraftField
from desktop.windows.fields.editor import FieldEditor
from desktop.windows.workplace import Workplace
from desktop.words.kinds import label

ICONS = {
    ("activity", "state"): "state-{}",
    ("follow_up", "light"): "light-{}",
}
"""Words that are shown with a shape of their own."""


class SteadyComboBox(QComboBox):
    """A combo box that a page can be scrolled past without changing what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(20)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceEditor(FieldEditor):
    """A word of a closed list; choosing it saves it."""

    def __init__(self, field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(field, workplace, parent)
        self.box = SteadyComboBox(self)
        if field.may_be_empty:
            self.box.addItem(self.words("Not set"), "")
        assert field.choices is not None
        icon = ICONS.get((field.entity, field.name))
        for member in field.choices:
            self.box.addItem(label(self.words, member), member.value)
            if icon:
                self.box.setItemIcon(self.box.count() - 1, self.theme.icon(icon.format(member.value)))
        self.box.activated.connect(self._chosen)
        self._install(self.box)

    @override
    def typed(self) -> str:
        return str(self.box.currentData() or "")

    @override
    def put_typed(self, text: str) -> None:
        self.box.setCurrentIndex(self.box.findData(text))

    @override
    def _shown(self) -> str:
        return str(self._kept or "")

    @override
    def _show(self) -> None:
        # What a newer version has written is shown as it stands, and offered no more once left.
        if self._shown() and self.box.findData(self._shown()) < 0:
            self.box.addItem(self._shown(), self._shown())
        self.box.setCurrentIndex(self.box.findData(self._shown()))

    def _chosen(self) -> None:
        self.edited.emit()
        self.commit()


class YesNoEditor(FieldEditor):
    """Yes or no, as a box to tick; ticking it saves it."""

    def __init__(self, field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(field, workplace, parent)
        self.box = QCheckBox(self.label, self)
        self.box.clicked.connect(self._chosen)
        self._install(self.box)

    @override
    def typed(self) -> str:
        return "yes" if self.box.isChecked() else "no"

    @override
    def put_typed(self, text: str) -> None:
        self.box.setChecked(text == "yes")

    @override
    def _shown(self) -> str:
        return "yes" if self._kept else "no"

    @override
    def _show(self) -> None:
        self.box.setChecked(bool(self._kept))

    def _chosen(self) -> None:
        self.edited.emit()
        self.commit()
