"""The top of the pane: what the thing is, how it stands, and what can be done with the whole of it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from db.views.detail import DetailView
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.theme import give_role
from desktop.windows.workplace import Workplace
from desktop.words import N_
from desktop.words.fields import entity_label
from desktop.words.kinds import FIELD_KINDS, value_label
from desktop.words.things import as_if_there, thing_words

ICONS: Final = {
    "activity": "activity", "agreement": "agreement", "area": "area", "attachment": "attachment",
    "cause": "cause", "contact": "person", "decision": "decision", "focus_area": "focus",
    "follow_up": "follow-up", "indicator": "chart", "measurement": "chart", "meeting": "meeting",
    "note": "note", "occurrence": "tick", "organisation": "organisation", "promise": "promise",
    "source": "search", "publication": "mail",
}  # fmt: skip

STATED: Final = ("state", "light")

DEEDS: Final = {
    "log": ("tick", N_("Log one (Ctrl+L)")),
    "duplicate": ("duplicate", N_("Duplicate")),
    "delete": ("delete", N_("Delete")),
}


class Header(QWidget):
    """Icon, kind, number and name; state as shape and word; `asked(deed)`: log, duplicate, delete."""

    asked = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        _ = workplace.words
        theme = workplace.theme
        space = theme.space
        self.icon = QLabel(self)
        self.kind = QLabel(self)
        self.kind.setProperty("role", "muted-small")
        self.title = WrappedLabel(parent=self)
        self.title.setProperty("role", "heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.setSpacing(space * 2)
        top.addWidget(self.icon)
        top.addWidget(self.kind, 1)
        self.buttons: dict[str, QToolButton] = {}
        for deed, (icon, text) in DEEDS.items():
            button = QToolButton(self)
            button.setIcon(theme.icon(icon))
            button.setToolTip(_(text))
            button.setAccessibleName(_(text))
            button.clicked.connect(partial(self._ask, deed))
            top.addWidget(button)
            self.buttons[deed] = button
        self._states = QHBoxLayout()
        self._states.setSpacing(space)
        self.state_icon = QLabel(self)
        self.state = QLabel(self)
        self.late = QLabel(self)
        for widget in (self.state_icon, self.state, self.late):
            self._states.addWidget(widget)
        self._states.addStretch(1)
        self.contested = QPushButton(_("Decide what copies have said differently"), self)
        self.contested.setObjectName("contested")
        self.contested.setProperty("role", "link")
        self.contested.setIcon(theme.icon("question", "soon"))
        self.contested.setAutoDefault(True)
        self.contested.clicked.connect(lambda: workplace.go_to("exchange"))
        self.contested.hide()
        self._shown = ""
        workplace.contested_changed.connect(self._show_contested)
        self.gone = WrappedLabel(parent=self)
        self.gone.setProperty("role", "late")
        self.gone.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space * 4, space * 3, space * 2, space * 2)
        rows.setSpacing(space)
        rows.addLayout(top)
        rows.addWidget(self.title)
        rows.addLayout(self._states)
        rows.addWidget(self.contested, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.gone)

    def show_view(self, view: DetailView) -> None:
        """Show which thing it is and how it stands."""
        words, theme = self._workplace.words, self._workplace.theme
        name = view.thing.name
        icon = theme.icon(ICONS.get(name.entity, "info"), "muted")
        self.icon.setPixmap(icon.pixmap(QSize(16, 16), self.devicePixelRatioF()))
        self.kind.setText(entity_label(words, name.entity))
        self.title.setText(thing_words(words, as_if_there(name)) or entity_label(words, name.entity))
        self.buttons["log"].setVisible(name.entity == "activity" and name.alive)
        self.buttons["duplicate"].setVisible(name.entity == "activity" and name.alive)
        self.buttons["delete"].setVisible(name.alive)
        self._show_state(view)
        self._show_late(view)
        self._show_gone(view)
        self._shown = name.id
        self._show_contested()

    def _show_contested(self) -> None:
        self.contested.setVisible(self._shown in self._workplace.contested)

    def _ask(self, deed: str) -> None:
        self.asked.emit(deed)

    def _show_state(self, view: DetailView) -> None:
        words, entity = self._workplace.words, view.thing.name.entity
        field = next((one for one in view.thing.fields if one.name in STATED and one.value), None)
        kinds = FIELD_KINDS.get((entity, field.name)) if field is not None else None
        shown = field is not None and kinds is not None
        self.state.setVisible(shown)
        drawn = entity in ("activity", "follow_up", "occurrence") and shown
        self.state_icon.setVisible(drawn)
        if field is None or kinds is None:
            return
        self.state.setText(value_label(words, kinds, str(field.value)))
        if drawn:
            sort = "light" if field.name == "light" else "state"
            pixmap = self._workplace.theme.icon(f"{sort}-{field.value}").pixmap(
                QSize(16, 16), self.devicePixelRatioF()
            )
            self.state_icon.setPixmap(pixmap)

    def _show_late(self, view: DetailView) -> None:
        _ = self._workplace.words
        self.late.setVisible(view.late or view.due_soon)
        self.late.setText(_("Late") if view.late else _("Due soon"))
        give_role(self.late, "pill-late" if view.late else "pill-soon")

    def _show_gone(self, view: DetailView) -> None:
        _ = words = self._workplace.words
        gone = view.thing.deleted
        self.gone.setVisible(gone is not None or not view.thing.name.alive)
        if gone is None:
            self.gone.setText(_("No longer in the plan"))
            return
        text = _("Deleted by {actor}, {moment}").format(actor=gone.actor, moment=words.moment(gone.at))
        if view.thing.name.alive:
            text += ". " + _("It is still here, for somebody has changed it who did not know of that.")
        self.gone.setText(text)
