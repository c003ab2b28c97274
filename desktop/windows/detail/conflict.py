"""A field that several have changed without knowing of each other: what each wrote, to choose from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.views.things import FieldView, HeadView
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.words.things import thing_words, value_words


class ConflictCard(QFrame):
    """The differing values with who and when; `chosen(head)` when a person decides."""

    chosen = Signal(object)

    def __init__(
        self, workplace: Workplace, entity: str, field: FieldView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        _ = self._words = workplace.words
        theme = workplace.theme
        self.field = field
        self.setProperty("role", "banner-warning")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(theme.space * 2,) * 4)
        rows.setSpacing(theme.space * 2)
        title = WrappedLabel(_("Changed in two places at once. Which one holds?"), self)
        title.setWordWrap(True)
        rows.addWidget(title)
        self.buttons: list[QPushButton] = []
        for head in field.conflict:
            rows.addLayout(self._line(entity, head))

    def _line(self, entity: str, head: HeadView) -> QHBoxLayout:
        _ = words = self._words
        named = head.named
        value = (
            thing_words(words, named) if named else value_words(words, entity, self.field.name, head.value)
        )
        said = WrappedLabel(parent=self)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setText(
            _("“{value}”, {actor}, {moment}").format(
                value=value or _("nothing"), actor=head.actor, moment=words.moment(head.at)
            )
        )
        button = QPushButton(_("Choose"), self)
        button.setAccessibleName(_("Choose “{value}”").format(value=value or _("nothing")))
        button.clicked.connect(lambda: self.chosen.emit(head))
        self.buttons.append(button)
        line = QHBoxLayout()
        line.addWidget(said, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line
