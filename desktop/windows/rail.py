"""The rail: the rooms, one under the other, the shown one marked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from desktop.windows.actions import Actions
from desktop.windows.rooms import ROOMS
from desktop.windows.theme import Theme
from desktop.words import Words

WIDTH = 160
ICON = 20


class Rail(QWidget):
    """Buttons of the rooms, with their keys in the tips; arrows move between them."""

    chosen = Signal(str)

    def __init__(self, words: Words, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(words("Rooms"))
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space * 2, theme.space * 2, theme.space * 2, theme.space * 2)
        column.setSpacing(theme.space)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._titles = {spec.id: words(spec.title) for spec in ROOMS}
        for spec in ROOMS:
            button = QToolButton()
            button.setObjectName(spec.action)
            button.setProperty("role", "rail")
            # Qt sets the text close to the icon, and no style sheet can part them.
            button.setText(f"\N{EN SPACE}{words(spec.title)}")
            button.setAccessibleName(words(spec.title))
            button.setIcon(theme.icon(spec.icon))
            button.setIconSize(QSize(ICON, ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setToolTip(actions.action(spec.action).toolTip())
            button.setCheckable(True)
            button.setFixedWidth(WIDTH - theme.space * 4)
            button.clicked.connect(lambda _checked=False, room=spec.id: self.chosen.emit(room))
            self._group.addButton(button)
            self._buttons[spec.id] = button
            column.addWidget(button)
        column.addStretch(1)

    def tell_count(self, room: str, count: int, says: str) -> None:
        """Show beside a room's name how much waits there; nothing where nothing does."""
        button = self._buttons[room]
        title = self._titles[room]
        button.setText(f"\N{EN SPACE}{title}" + (f"  ({count})" if count else ""))
        button.setAccessibleName(f"{title}, {says}" if count else title)

    def mark(self, room: str) -> None:
        """Show which room one is in."""
        self._buttons[room].setChecked(True)
