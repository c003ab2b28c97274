"""One of the values that a field has been given: whose it is, what it says, who said it and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.theme import Theme


class SideCard(QFrame):
    """A column of the comparison; with a button where this value can be kept.

    Beside long texts, `answer_first`, the button stands above, so that nobody has to look for it.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        value: str,
        said: Sequence[str],
        *,
        keep: str = "",
        chosen: Callable[[], object] | None = None,
        note: str = "",
        answer_first: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        space = theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space * 2, space * 3, space * 2, space * 3)
        column.setSpacing(space * 2)
        self.title = QLabel(title)
        self.title.setProperty("role", "muted-small")
        self.value = WrappedLabel(value)
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.title)
        column.addWidget(self.value)
        for text in said:
            label = WrappedLabel(text)
            label.setProperty("role", "muted-small")
            column.addWidget(label)
        if note:
            label = WrappedLabel(note)
            label.setProperty("role", "muted-small")
            column.addWidget(label)
        column.addStretch(1)
        self.keep: QPushButton | None = None
        if chosen is not None:
            self.keep = QPushButton(keep)
            self.keep.setAutoDefault(True)
            self.keep.setAccessibleName(f"{keep.replace('&', '')}: {value}")
            self.keep.clicked.connect(lambda: chosen())
            place = 1 if answer_first else column.count()
            column.insertWidget(place, self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(f"{title}: {value}")
        self.setAccessibleDescription(", ".join(said))
