"""What a field refers to: found by a few letters, shown by its name, made anew where it is missing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from db.drafts import DraftField
from db.errors import Fault, FaultKind, InvalidDraft
from db.queries.choosing import choices
from db.queries.naming import name_of
from db.views.things import Place, ThingName
from desktop.windows.fields.editor import ENTER, FieldEditor
from desktop.windows.fields.line import inner_button
from desktop.windows.fields.offered_list import OfferedList
from desktop.windows.workplace import Workplace
from desktop.words import N_
from desktop.words.things import thing_words

MAKE_NEW: Final = "make new"

NEW: Final = {
    "contact": N_("New contact …"),
    "organisation": N_("New organisation …"),
    "area": N_("New area …"),
    "focus_area": N_("New focus area …"),
    "promise": N_("New promise …"),
    "cause": N_("New cause …"),
    "source": N_("New source …"),
    "indicator": N_("New effect figure …"),
}
"""What can be made from within a field that refers to it."""

CALLED: Final = {
    "contact": "function", "organisation": "name", "area": "name", "focus_area": "title",
    "promise": "text", "cause": "text", "source": "title", "indicator": "title",
}  # fmt: skip
"""The field of a new thing that takes what had been typed already."""


class ReferenceEditor(FieldEditor):
    """A line that finds things of one table by any word of their names.

    `agreement` narrows the choice to the rows of one agreement, `without` leaves some out.
    """

    can_follow = False
    """Whether there is a way from here to the thing that it refers to."""

    agreement: str | None = None
    without: tuple[str, ...] = ()

    def __init__(self, field: DraftField, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(field, workplace, parent)
        _ = self.words
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_("Search by name"))
        icon = self.theme.icon("chevron-right", "accent")
        self.following = inner_button(self.line, icon, _("Show this (Ctrl+Enter)"))
        self.following.triggered.connect(self.follow)
        self.clearing = inner_button(self.line, self.theme.icon("close", "muted"), _("Take away"))
        self.clearing.triggered.connect(self.clear_choice)
        self.offered = OfferedList(self.line)
        self.offered.taken.connect(self._taken)
        self._chosen: object = None
        self._chosen_words = ""
        self._making = False
        self._waiting = False
        self.line.textEdited.connect(self._search)
        self._install(self.line)
        self._show()

    @override
    def typed(self) -> str:
        return self.line.text()

    @override
    def put_typed(self, text: str) -> None:
        self.line.setText(text)

    @override
    def read(self) -> object:
        text = self.typed().strip()
        if not text:
            return self._read_text("")
        if text == self._shown().strip():
            return self._kept
        if text == self._chosen_words.strip():
            return self._chosen
        fault = Fault(
            self.field.entity, self.field.name, FaultKind.UNKNOWN_ROW, text, self.field.refers_to or ""
        )
        raise InvalidDraft((fault,))

    def follow(self) -> None:
        """Go to the thing that is referred to."""
        if self._kept and self.field.refers_to:
            self.workplace.select(Place(self.field.refers_to, str(self._kept)))

    def clear_choice(self) -> None:
        """Refer to nothing any more."""
        self.line.clear()
        self.edited.emit()
        self.commit()

    def choose(self, name: ThingName) -> None:
        """Refer to a thing."""
        self._chosen, self._chosen_words = name.id, thing_words(self.words, name)
        self._named = name if name.id == self._kept else self._named
        self.line.setText(self._chosen_words)
        self.line.setCursorPosition(0)
        self.clearing.setVisible(self.field.may_be_empty)
        self.edited.emit()
        self.commit()

    @override
    def commit(self) -> bool:
        self.offered.hide()
        return self._making or self._waiting or super().commit()

    @override
    def take_back(self) -> bool:
        if self.offered.isVisible():
            self.offered.hide()
            if not self.is_dirty:
                return True
        return super().take_back()

    @override
    def _shown(self) -> str:
        return thing_words(self.words, self._named) if self._named is not None else str(self._kept or "")

    @override
    def _show(self) -> None:
        self._chosen, self._chosen_words = None, ""
        self.line.setText(self._shown())
        self.line.setCursorPosition(0)
        self.line.setToolTip(self._shown())
        self.clearing.setVisible(bool(self._shown()) and self.field.may_be_empty)
        self.following.setVisible(self.can_follow and bool(self._kept))
        if self._kept and self._named is None and self.field.refers_to:
            place = Place(self.field.refers_to, str(self._kept))
            self.workplace.runner.ask(self, self._now_named, name_of, place, key="name")

    def _now_named(self, name: ThingName) -> None:
        if name.id == self._kept and not self.is_dirty:
            self._named = name
            self._show()

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.offered.isVisible():
                self.offered.step(1 if key is Qt.Key.Key_Down else -1)
            else:
                self._search("" if not self.is_dirty else self.typed())
            return True
        if key in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.can_follow:
            self.follow()
            return True
        if key in ENTER and self.offered.take_current():
            return True
        if key is Qt.Key.Key_Tab and self.is_dirty and self.typed().strip():
            self.offered.take_current()
        return super()._pressed(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.offered.hide()
        super().focusOutEvent(event)

    def _search(self, text: str) -> None:
        self.edited.emit()
        self.clearing.setVisible(bool(self.typed()) and self.field.may_be_empty)
        self.workplace.runner.ask(
            self, self._found, choices, self.field.refers_to or "", text.strip(),
            agreement=self.agreement, without=self.without, key="choices",
        )  # fmt: skip

    def _found(self, names: list[ThingName]) -> None:
        if not self.line.hasFocus():
            return
        lines: list[tuple[str, object]] = [(thing_words(self.words, name), name) for name in names]
        typed = self.typed().strip() if self.is_dirty else ""
        entity = self.field.refers_to or ""
        if entity in NEW:
            text = self.words(NEW[entity])
            lines.append((f"{text} “{typed}”" if typed and not names else text, MAKE_NEW))
        # With nothing typed, nothing is likely: Enter must not choose what nobody has looked at.
        last = self.theme.icon("new") if entity in NEW else None
        self.offered.offer(lines, 0 if typed and names else -1, last)

    def _taken(self, meaning: object) -> None:
        if isinstance(meaning, ThingName):
            self.choose(meaning)
        elif meaning == MAKE_NEW:
            self._make()

    def _make(self) -> None:
        # Imported here: the dialog is itself made of these fields.
        from desktop.windows.making import ask_for_new

        entity = self.field.refers_to or ""
        defaults: dict[str, object] = {CALLED[entity]: self.typed().strip()} if self.is_dirty else {}
        if self.agreement and entity in ("promise", "focus_area"):
            defaults["agreement"] = self.agreement
        self._making = True

        def made(key: str | None) -> None:
            self._making = False
            self.line.setFocus()
            if key is not None:
                self.workplace.runner.ask(self, self.choose, name_of, Place(entity, key), key="name")

        ask_for_new(self.workplace, entity, defaults, made, parent=self.window())
