"""The fields of one row on the screen: each saved by itself as it is left, and shown anew as it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.drafts import DRAFTS, fields_by_name
from db.errors import InvalidDraft, PlanError
from db.operations import change
from db.operations.identity import MADE_OF
from db.operations.rows import IMMUTABLE
from db.queries import Vector
from db.views.things import FieldView, HeadView
from desktop.windows.detail.conflict import ConflictCard
from desktop.windows.failure_words import failure_words
from desktop.windows.fields import FieldEditor, editor_for
from desktop.windows.fields.reference import ReferenceEditor
from desktop.windows.fields.rows import FieldRow
from desktop.windows.workplace import Workplace

OF_OTHERS = frozenset({"carried_from", "replaces"})
"""References that lead out of the agreement."""

Together = Callable[[str, object], Mapping[str, object]]


class RowFields(QObject):
    """The editors of a row's fields, with the saving that they share.

    One edit is saved at a time: the next waits until what the first one wrote has been read back, since an
    edit says what its person had seen. `stale` asks for that reading.
    """

    stale = Signal()

    def __init__(self, workplace: Workplace, entity: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._entity = entity
        self._parent = parent
        self._seen: Vector | None = None
        self._saving = False
        self._waiting: list[tuple[str, str, Mapping[str, object]]] = []
        self.key = ""
        self.editors: dict[str, FieldEditor] = {}
        self.rows: dict[str, FieldRow] = {}
        self.together: Together = lambda name, value: {name: value}
        self.agreement: str | None = None

    def row(self, name: str) -> FieldRow:
        """The editor of a field with its name above it, made at the first call."""
        if name not in self.rows:
            field = fields_by_name(DRAFTS[self._entity])[name]
            editor = editor_for(field, self._workplace, self._parent)
            if isinstance(editor, ReferenceEditor):
                editor.can_follow = True
            # What a row's identity is made of is given when it is made, and never again.
            editor.setEnabled(name not in MADE_OF.get(self._entity, ()) and self._entity not in IMMUTABLE)
            editor.committed.connect(partial(self._committed, name))
            self.editors[name] = editor
            self.rows[name] = FieldRow(editor, self._parent)
        return self.rows[name]

    def line(self, names: Sequence[str]) -> QWidget:
        """Some fields beside each other."""
        if len(names) == 1:
            return self.row(names[0])
        box = QWidget(self._parent)
        cells = QHBoxLayout(box)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(self._workplace.theme.space * 2)
        for name in names:
            cells.addWidget(self.row(name), 1, Qt.AlignmentFlag.AlignTop)
        return box

    def show(self, key: str, fields: Iterable[FieldView], seen: Vector) -> None:
        """Show a row's fields as of a state of the plan; if it is the same row, leave what is typed."""
        other = key != self.key
        self.key, self._seen, self._saving = key, seen, False
        for view in fields:
            editor = self.editors.get(view.name)
            if editor is None:
                continue
            if isinstance(editor, ReferenceEditor) and view.name not in OF_OTHERS:
                editor.agreement = self.agreement
            if other:
                editor.set_value(view.value, view.named)
            else:
                editor.refresh(view.value, view.named)
            self._show_conflict(view)
        if self._waiting:
            self._send(*self._waiting.pop(0))

    def finish(self) -> dict[str, str]:
        """Save what is being typed; give back, by field, what is typed and could not be saved."""
        for editor in self.editors.values():
            editor.commit()
        return {
            name: editor.typed()
            for name, editor in self.editors.items()
            if editor.is_dirty and (editor.has_fault or self._saving)
        }

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Let texts stand there that could not be saved before, and try again."""
        for name, text in typed.items():
            if name in self.editors and text != self.editors[name].typed():
                self.editors[name].put_typed(text)
                self.editors[name].commit()

    def save(self, name: str, changes: Mapping[str, object]) -> None:
        """Save some fields in one step; what is wrong is said at the field `name`."""
        if self._saving:
            self._waiting.append((self.key, name, changes))
        else:
            self._send(self.key, name, changes)

    def _committed(self, name: str, value: object) -> None:
        self.save(name, self.together(name, value))

    def _send(self, key: str, name: str, changes: Mapping[str, object]) -> None:
        self._saving = True
        self._workplace.runner.do(
            self, change, key, changes, seen=self._seen if key == self.key else None,
            then=lambda _key: self._saved(), failed=partial(self._failed, key, name, changes),
        )  # fmt: skip

    def _saved(self) -> None:
        if self._saving:
            self.stale.emit()

    def _failed(self, key: str, name: str, changes: Mapping[str, object], error: PlanError) -> None:
        self._saving = False
        if key != self.key or name not in self.editors:
            self._workplace.runner.failed.emit(error, partial(self._send, key, name, changes))
            return
        if isinstance(error, InvalidDraft):
            told = {fault.field for fault in error.faults if fault.field in self.editors}
            for field in told:
                self.editors[field].show_faults(tuple(one for one in error.faults if one.field == field))
            if name not in told:
                self.editors[name].show_faults(error.faults)
            return
        text = failure_words(self._workplace.words, error)
        self.editors[name].show_fault(text, again=partial(self.save, name, changes))

    def _show_conflict(self, view: FieldView) -> None:
        row = self.rows[view.name]
        old = row.findChild(ConflictCard)
        if old is not None:
            if old.field == view:
                return
            old.setParent(None)
            old.deleteLater()
        if view.conflict:
            card = ConflictCard(self._workplace, self._entity, view, row)
            card.chosen.connect(partial(self._decide, view.name))
            layout = row.layout()
            assert layout is not None
            layout.addWidget(card)

    def _decide(self, name: str, head: HeadView) -> None:
        self.save(name, {name: head.value})
