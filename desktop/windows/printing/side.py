"""The side of the preview: what the paper is to be, and below it the ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.windows.printing.options import PaperOptions
from desktop.windows.theme import Theme
from desktop.words import Words

WIDTH = 280


class Side(QWidget):
    """Options that can be scrolled where the window is low, and buttons that are always in sight."""

    def __init__(self, options: PaperOptions, ways_out: QWidget, words: Words, theme: Theme) -> None:
        super().__init__()
        space = theme.space
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(space * 4, space * 3, space * 4, space * 4)
        inner.setSpacing(0)
        title = QLabel(words("The paper"))
        title.setProperty("role", "heading")
        inner.addWidget(title)
        inner.addWidget(options)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        below = ways_out.layout()
        assert below is not None
        below.setContentsMargins(space * 4, space * 3, space * 4, space * 4)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(line)
        column.addWidget(ways_out)
