"""Going on in the details with what a cell is too small for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.windows.room import Room

if TYPE_CHECKING:
    from desktop.windows.fields import FieldEditor

SCHEDULE = ("rule", "ends_on", "schedule")
"""The fields that say when, the one that says most first."""

LOOK_AGAIN, LOOKS = 40, 50
"""Milliseconds between two looks for the field, and how many there are: the details are read meanwhile."""


class Elsewhere(QObject):
    """Puts the keys into a field of the details, showing them if they are hidden."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._left = 0
        self._later = QTimer(self)
        self._later.setInterval(LOOK_AGAIN)
        self._later.timeout.connect(self._look)

    def edit_schedule(self) -> None:
        """Edit when the selected activity is to be done."""
        if self._editor() is None and not self._is_open():
            self._room.workplace.actions.run("view.detail")
        self._left = LOOKS
        self._later.start()

    def _look(self) -> None:
        self._left -= 1
        editor = self._editor()
        if editor is None and self._left:
            return
        self._later.stop()
        if editor is None:
            return
        area: QWidget | None = editor
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(editor)
        editor.setFocus()

    def _editor(self) -> FieldEditor | None:
        from desktop.windows.fields import FieldEditor

        others = [
            one for one in self._room.window().findChildren(FieldEditor) if not self._room.isAncestorOf(one)
        ]
        for name in SCHEDULE:
            for one in others:
                if one.field.entity == "activity" and one.field.name == name and one.isVisible():
                    return one
        return None

    def _is_open(self) -> bool:
        panes = self._room.window().findChildren(QWidget)
        return any(one.property("role") == "pane" and one.isVisible() for one in panes)
