"""Who one is: a function in an organisation, as it stands beside each change; never a person's name."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from db.drafts import ContactDraft, faults
from desktop.windows.answers import Answers
from desktop.windows.settings import Settings
from desktop.windows.theme import Theme
from desktop.windows.welcome.who import KEY
from desktop.words import N_, Words
from desktop.words.faults import fault_words

FUNCTIONS: Final = (
    N_("Coordinator"),
    N_("Safety coordinator"),
    N_("Crime prevention coordinator"),
    N_("Municipal police officer"),
    N_("Local police area chief"),
    N_("Municipal director"),
)
"""The usual ones; any other may be written."""

ORGANISATIONS: Final = (
    N_("The municipality"),
    N_("The police"),
    N_("Rescue service"),
    N_("The housing company"),
)


class IdentityForm(QWidget):
    """Two fields to write in, each with the usual answers to choose from; `changed` as one types."""

    changed = Signal()

    def __init__(self, words: Words, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._words = words
        self._settings = settings
        known = settings.get(KEY, {})
        self.function = self._field("function", FUNCTIONS, str(known.get("function", "")))
        self.organisation = self._field("organisation", ORGANISATIONS, str(known.get("organisation", "")))
        self.fault = QLabel()
        self.fault.setProperty("role", "field-fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(theme.space * 2)
        form.setHorizontalSpacing(theme.space * 3)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(words("&Function"), self.function)
        form.addRow("", self.fault)
        form.addRow(words("&Organisation"), self.organisation)
        form.setRowVisible(self.fault, False)
        self._form = form
        self.function.setAccessibleName(words("Function"))
        self.organisation.setAccessibleName(words("Organisation"))

    @property
    def is_complete(self) -> bool:
        """Whether a function is written that can stand beside a change."""
        return not self._faults()

    def check(self) -> bool:
        """Say at the field what is wrong with it, if anything is."""
        wrong = self._faults()
        self.fault.setText(" ".join(wrong))
        self._form.setRowVisible(self.fault, bool(wrong))
        line = self.function.lineEdit()
        assert line is not None
        if wrong:
            line.setFocus()
        return not wrong

    def keep(self) -> None:
        """Remember it among this user's settings."""
        self._settings.put(
            KEY,
            {
                "function": self.function.currentText().strip(),
                "organisation": self.organisation.currentText().strip(),
            },
        )

    def _faults(self) -> list[str]:
        text = self.function.currentText().strip()
        if not text:
            return [self._words("Write your function, such as coordinator.")]
        found = faults(ContactDraft(function=text))
        found += faults(ContactDraft(function=self.organisation.currentText().strip() or "x"))
        return [fault_words(self._words, fault) for fault in found]

    def _field(self, name: str, usual: tuple[str, ...], text: str) -> QComboBox:
        field = QComboBox()
        field.setObjectName(name)
        field.setEditable(True)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field.addItems([self._words(one) for one in usual])
        field.setCurrentIndex(-1)
        field.setEditText(text)
        line = field.lineEdit()
        assert line is not None
        line.setPlaceholderText(self._words("Write or choose"))
        field.editTextChanged.connect(self._edited)
        return field

    def _edited(self) -> None:
        if not self.fault.isHidden():
            self.check()
        self.changed.emit()


def ask_identity(parent: QWidget | None, words: Words, theme: Theme, settings: Settings) -> bool:
    """Ask who one is, and remember it; whether another answer was given than before."""
    before = settings.get(KEY, {})
    dialog = IdentityDialog(parent, words, theme, settings)
    return dialog.exec() == QDialog.DialogCode.Accepted and settings.get(KEY, {}) != before


class IdentityDialog(QDialog):
    """The question as a dialog, for changing the answer later."""

    def __init__(self, parent: QWidget | None, words: Words, theme: Theme, settings: Settings) -> None:
        super().__init__(parent)
        self.setObjectName("identity-dialog")
        self.setWindowTitle(words("Who I am"))
        self.form = IdentityForm(words, theme, settings)
        why = QLabel(words("It stands beside each of your changes: write a function, not your name."))
        why.setWordWrap(True)
        why.setProperty("role", "muted")
        buttons = Answers(words("Keep"), words("Cancel"))
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space * 6] * 4)
        column.setSpacing(theme.space * 4)
        column.addWidget(why)
        column.addWidget(self.form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(theme.space * 110)

    def _keep(self) -> None:
        if self.form.check():
            self.form.keep()
            self.accept()
