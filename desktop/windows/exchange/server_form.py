"""The form for a PostgreSQL server: where it is, which database, who one is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote, urlencode

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.windows.answers import Answers
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.theme import Theme
from desktop.words import Words

POSTGRES: Final = 5432


class ServerForm(QDialog):
    """Gives an address without the password, and the password apart from it.

    What is said to a server on a network goes through TLS, which is no choice here: an address that wants
    something else is refused where it is read.
    """

    def __init__(self, parent: QWidget, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self._words = words
        self._space = theme.space
        self.setObjectName("server-form")
        self.setWindowTitle(words("A server where copies meet"))
        self.host = self._line("host", words("Server"), "plan.example.se")
        self.port = QSpinBox()
        self.port.setRange(1, 65535)
        self.port.setValue(POSTGRES)
        self.port.setAccessibleName(words("Port"))
        self.database = self._line("database", words("Database"), "loftesplan")
        self.role = self._line("role", words("Role"), words("such as saffle"))
        self.password = self._line("password", words("Password"), "")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.certificate = self._line("certificate", words("Certificate to trust"), words("only if told to"))
        self.fault = WrappedLabel()
        self.fault.setProperty("role", "field-fault")
        self.fault.hide()
        self._lay_out()

    @property
    def address(self) -> str:
        """The server's address, without the password."""
        host = self.host.text().strip()
        # An address of numbers and colons stands in brackets, so that its port can be told from it.
        host = f"[{host}]" if ":" in host and not host.startswith("[") else host
        port = f":{self.port.value()}" if self.port.value() != POSTGRES else ""
        role, database = (quote(one.text().strip(), safe="") for one in (self.role, self.database))
        given = {"sslrootcert": self.certificate.text().strip()}
        options = urlencode({name: value for name, value in given.items() if value})
        return f"postgresql://{role}@{host}{port}/{database}" + (f"?{options}" if options else "")

    def check(self) -> None:
        """Accept what is filled in, or say what is missing."""
        _ = self._words
        for field in (self.host, self.database, self.role):
            if not field.text().strip():
                text = _("{field} has to be filled in.").format(field=field.accessibleName())
                self.fault.setText(text)
                self.fault.show()
                field.setAccessibleDescription(text)
                field.setFocus()
                return
        self.accept()

    def _line(self, name: str, says: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(says)
        field.setPlaceholderText(hint)
        return field

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, self._words("Certificate to trust"))
        if chosen:
            self.certificate.setText(chosen)

    def _lay_out(self) -> None:
        _, space = self._words, self._space
        why = WrappedLabel(
            _(
                "The region's administrator tells you what to write here. What is said to the server is "
                "encrypted, and the password is kept in this system's keyring, never in the plan."
            )
        )
        why.setProperty("role", "muted")
        form = QFormLayout()
        form.setVerticalSpacing(space * 2)
        form.setHorizontalSpacing(space * 3)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("&Server"), self.host)
        form.addRow(_("P&ort"), self.port)
        form.addRow(_("&Database"), self.database)
        form.addRow(_("&Role"), self.role)
        form.addRow(_("&Password"), self.password)
        choose = QPushButton(_("Choose …"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(space * 2)
        row.addWidget(self.certificate, 1)
        row.addWidget(choose)
        certificate = QLabel(_("&Certificate"))
        certificate.setBuddy(self.certificate)
        form.addRow(certificate, row)
        buttons = Answers(_("Exchange …"), _("Cancel"))
        buttons.accepted.connect(self.check)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[space * 6] * 4)
        column.setSpacing(space * 4)
        column.addWidget(why)
        column.addLayout(form)
        column.addWidget(self.fault)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(space * 120)


def ask_server(parent: QWidget, words: Words, theme: Theme, go: Callable[[str, str], object]) -> ServerForm:
    """Ask for a server; `go(address, password)` when it is filled in."""
    form = ServerForm(parent, words, theme)
    form.accepted.connect(lambda: go(form.address, form.password.text()))
    form.finished.connect(form.deleteLater)
    form.open()
    return form
