"""Several things at once: how many, and what they have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.views.detail import SeveralView
from desktop.windows.detail.link_list import NameLine
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.words.fields import entity_label, field_label
from desktop.words.kinds import in_sentence, label
from desktop.words.things import field_words


class SeveralThings(QWidget):
    """What is said instead of a form when more than one thing is selected."""

    def __init__(self, workplace: Workplace, view: SeveralView) -> None:
        super().__init__()
        _ = words = workplace.words
        space = workplace.theme.space
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(space * 4, space * 4, space * 4, space * 4)
        self._rows.setSpacing(space * 2)
        number = words.number(view.count)
        if view.entity is None:
            title = _("{count} things are selected").format(count=number)
        else:
            many = in_sentence(entity_label(words, view.entity, many=True))
            title = _("{count} {things} are selected").format(count=number, things=many)
        self._say(title, "heading")
        states = ", ".join(
            f"{words.number(count)} {in_sentence(label(words, state))}" for state, count in view.states
        )
        if states:
            self._say(states, "muted")
        if view.shared is not None and view.shared.fields and view.entity is not None:
            self._say(_("They have in common"), "muted-small")
            for field in view.shared.fields:
                said = field_words(words, view.entity, field)
                if said:
                    self._say(f"{field_label(words, view.entity, field.name)}: {said}", "")
        self._say(_("Selected"), "muted-small")
        for name in view.names:
            self._rows.addWidget(NameLine(workplace, name))
        if view.count > len(view.names):
            more = view.count - len(view.names)
            self._say(words.plural("and {count} more", "and {count} more", more), "muted")
        self._rows.addStretch(1)

    def _say(self, text: str, role: str) -> None:
        said = WrappedLabel(parent=self)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setText(text)
        said.setWordWrap(True)
        if role:
            said.setProperty("role", role)
        self._rows.addWidget(said)
