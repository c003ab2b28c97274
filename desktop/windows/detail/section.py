"""A part of the pane with a heading, folded away or not as its user left it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.windows.workplace import Workplace


class Section(QWidget):
    """A heading that folds what is below it; `unfolded` tells when there is something to fill."""

    unfolded = Signal()

    def __init__(self, workplace: Workplace, name: str, title: str, *, folded: bool = False) -> None:
        super().__init__()
        self._workplace = workplace
        self._setting = f"detail/folded/{name}"
        theme = workplace.theme
        self.heading = QToolButton(self)
        self.heading.setText(title)
        self.heading.setFont(theme.font("heading"))
        self.heading.setIconSize(QSize(16, 16))
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setCheckable(False)
        self.heading.setAccessibleName(title)
        self.heading.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading.clicked.connect(self._toggle)
        self.count = QLabel(self)
        self.count.setProperty("role", "muted")
        self.count.hide()
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.heading)
        top.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        self.body = QWidget(self)
        self.rows = QVBoxLayout(self.body)
        self.rows.setContentsMargins(theme.space, 0, theme.space, theme.space * 3)
        self.rows.setSpacing(theme.space * 3)
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space * 2)
        column.addLayout(top)
        column.addWidget(self.body)
        column.addWidget(line)
        self._folded = bool(workplace.settings.get(self._setting, folded))
        self._show()

    @property
    def is_folded(self) -> bool:
        """Whether only the heading is to be seen."""
        return self._folded

    def unfold(self) -> None:
        """Show what is below the heading."""
        if self._folded:
            self._toggle()

    def tell_count(self, count: int) -> None:
        """Say beside the heading how many things there are below it."""
        self.count.setText(self._workplace.words.number(count))
        self.count.setVisible(count > 0)

    def _toggle(self) -> None:
        self._folded = not self._folded
        self._workplace.settings.put(self._setting, self._folded)
        self._show()
        if not self._folded:
            self.unfolded.emit()

    def _show(self) -> None:
        _ = self._workplace.words
        self.body.setVisible(not self._folded)
        self.heading.setIcon(self._workplace.theme.icon("chevron-right" if self._folded else "chevron-down"))
        self.heading.setAccessibleDescription(_("Folded") if self._folded else _("Unfolded"))
