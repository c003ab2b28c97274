"""What is asked about an exchange: whether to go on with it, and what a place is that has lost something."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.windows.answers import Answers
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.theme import Theme
from desktop.words import Words


class Question(QDialog):
    """A heading, some sentences, and two answers; what `Answers` says first is never what is dangerous."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        title: str,
        lines: Sequence[str],
        yes: str,
        no: str,
        body: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Löftesplan")
        space = theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(*[space * 6] * 4)
        column.setSpacing(space * 3)
        self.heading = WrappedLabel(title)
        self.heading.setProperty("role", "heading")
        column.addWidget(self.heading)
        self.lines = [WrappedLabel(line) for line in lines]
        for label in self.lines:
            column.addWidget(label)
        if body is not None:
            column.addWidget(body)
        column.addStretch(1)
        self.answers = Answers(yes, no)
        self.answers.accepted.connect(self.accept)
        self.answers.rejected.connect(self.reject)
        column.addWidget(self.answers)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(lines))
        self.setMinimumWidth(space * 120)
        self.finished.connect(self.deleteLater)


def ask_to_exchange(
    parent: QWidget, words: Words, theme: Theme, name: str, lines: Sequence[str], go: Callable[[], object]
) -> Question:
    """Show what an exchange would do; `go` is done if it is wanted."""
    _ = words
    dialog = Question(
        parent, theme, _("Exchange with {name}").format(name=name), lines, _("Exchange now"), _("Not now")
    )
    dialog.setObjectName("exchange-preview")
    dialog.accepted.connect(go)
    dialog.open()
    return dialog


def ask_to_refill(
    parent: QWidget, words: Words, theme: Theme, name: str, sentence: str, go: Callable[[], object]
) -> Question:
    """Ask what a place is that holds less than it held; `go` is done if it is to be filled again."""
    _ = words
    lines = (
        sentence,
        _("To fill it again gives it all that this copy has, and takes nothing away from anybody."),
        _("If you are not sure, let it be: nothing is lost by waiting."),
    )
    dialog = Question(
        parent, theme, _("Something is missing at {name}").format(name=name), lines,
        _("Fill it again"), _("Let it be"),
    )  # fmt: skip
    dialog.setObjectName("refill")
    dialog.answers.yes.setProperty("role", "")
    dialog.answers.no.setDefault(True)
    dialog.answers.no.setFocus()
    dialog.accepted.connect(go)
    dialog.open()
    return dialog


def ask_password(
    parent: QWidget, words: Words, theme: Theme, name: str, go: Callable[[str], object]
) -> Question:
    """Ask for a server's password; `go(password)` when it is given."""
    _ = words
    field = QLineEdit()
    field.setObjectName("password")
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(_("Password"))
    lines = (_("It is kept in this system's keyring, never in the plan."),)
    dialog = Question(
        parent, theme, _("The password of {name}").format(name=name), lines, _("Keep and exchange"),
        _("Cancel"), field,
    )  # fmt: skip
    dialog.setObjectName("ask-password")
    field.setFocus()
    dialog.accepted.connect(lambda: go(field.text()))
    dialog.open()
    return dialog
