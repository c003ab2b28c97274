"""The fields of one row of the plan on the screen, each saved by itself as it is left."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from db.drafts import DRAFTS, fields_by_name
from db.errors import InvalidDraft, PlanError
from db.operations import change
from db.queries import Vector
from db.views.things import ThingName
from desktop.windows.failure_words import failure_words
from desktop.windows.fields import FieldEditor, editor_for
from desktop.windows.meetings.sight import Sight
from desktop.windows.workplace import Workplace

NO_NAMES: Final[Mapping[str, ThingName]] = {}


class RowFields(QObject):
    """Editors for some fields of a row; `show` tells them which row, and again when it has changed.

    What is being typed is never disturbed by what somebody else has written meanwhile.
    """

    def __init__(self, entity: str, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._entity = entity
        self._workplace = workplace
        self._key = ""
        self._sight = Sight()
        self.editors: dict[str, FieldEditor] = {}

    def add(self, name: str) -> FieldEditor:
        """Make the editor of a field."""
        editor = editor_for(fields_by_name(DRAFTS[self._entity])[name], self._workplace)
        editor.setObjectName(f"{self._entity}.{name}")
        editor.committed.connect(lambda value: self._save(editor, name, value))
        self.editors[name] = editor
        return editor

    def show(
        self,
        key: str,
        values: Mapping[str, object],
        seen: Vector | None = None,
        named: Mapping[str, ThingName] = NO_NAMES,
    ) -> None:
        """Show a row, as of what was `seen`; `named` are the things that its references refer to."""
        same, self._key = key == self._key, key
        if not same:
            self._sight = Sight()
        self._sight.look(seen)
        for name, editor in self.editors.items():
            put = editor.refresh if same else editor.set_value
            put(values.get(name), named.get(name))

    def finish(self) -> None:
        """Save what is still being typed, as far as it can be read."""
        if self._key:
            for editor in self.editors.values():
                editor.commit()

    def _save(self, editor: FieldEditor, name: str, value: object) -> None:
        self._send(self._key, editor, name, value)

    def _send(self, key: str, editor: FieldEditor, name: str, value: object) -> None:
        sight = self._sight

        def failed(error: PlanError) -> None:
            sight.written()
            again = partial(self._send, key, editor, name, value)
            if key != self._key:
                # The field shows another row by now: what was typed waits behind the button.
                self._workplace.runner.failed.emit(error, again)
            elif isinstance(error, InvalidDraft):
                editor.show_faults(error.faults)
            else:
                editor.show_fault(failure_words(self._workplace.words, error), again)

        self._workplace.runner.do(
            editor,
            change,
            key,
            {name: value},
            seen=sight.write(),
            then=lambda _key: sight.written(),
            failed=failed,
        )
