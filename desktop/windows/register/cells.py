"""Editing where a thing stands in a list or a tree: the field's own editor, kept open until it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from db.drafts import DraftField
from db.errors import InvalidDraft, PlanError
from db.views.things import ThingName
from desktop.windows.fields import FieldEditor, ReferenceEditor, editor_for
from desktop.windows.fields.prose import ProseEditor
from desktop.windows.workplace import Workplace
from desktop.wording import sentence

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemDelegate.EndEditHint

CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 11
NARROWEST: Final = 180

STAYS: Final = frozenset(
    {
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
    }
)
"""Ways of losing the focus in which a cell goes on being edited."""

OWN_KEYS: Final = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds for its editor: the row's key (empty for a new one), the field, and its value."""

    key: str
    field: DraftField
    value: object
    named: ThingName | None = None


class Cells(QStyledItemDelegate):
    """Edits the cells of a view, one at a time.

    `changed(cell, value)` asks whoever owns the view to save; it answers with `saved` or `refuse`. `ended`
    says that no cell is being edited any more.
    """

    changed = Signal(object, object)
    ended = Signal()

    def __init__(self, workplace: Workplace, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._workplace = workplace
        self._then: Callable[[], object] | None = None
        self._waiting = False
        self._closing = False
        self.editor: FieldEditor | None = None
        self.cell: Cell | None = None

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # As far from the edge as the headings are.
        theme = self._workplace.theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selection"))
        within = QStyleOptionViewItem(option)
        within.rect = option.rect.adjusted(theme.space, 0, -theme.space, 0)
        super().paint(painter, within, index)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        cell = cast(Cell, index.data(CELL_ROLE))
        editor = editor_for(cell.field, self._workplace, parent)
        editor.setAutoFillBackground(True)
        editor.setObjectName("cell-editor")
        editor.installEventFilter(self)
        editor.control.installEventFilter(self)
        editor.set_value(cell.value, cell.named)
        editor.committed.connect(self._committed)
        self.editor, self.cell, self._waiting, self._then = editor, cell, False, None
        if isinstance(editor.control, QComboBox) and not editor.control.isEditable():
            QTimer.singleShot(0, editor.control, editor.control.showPopup)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Nothing: it was filled when it was made, and what is typed since is its person's."""

    @override
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Nothing: an editor hands over by itself what stands in it."""

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        self._place(editor, option.rect)

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self.editor:
            self.editor, self.cell = None, None
            QTimer.singleShot(0, self, self.ended.emit)
        super().destroyEditor(editor, index)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = self.editor
        if editor is None or watched not in (editor, editor.control):
            return False
        if watched is editor:
            if event.type() == QEvent.Type.LayoutRequest:
                self._place(editor, self._view().visualRect(self._view().currentIndex()))
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(editor, event)
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and asked and event.key() in OWN_KEYS:
            event.accept()
            return True
        left = isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut
        if isinstance(event, QFocusEvent) and left and event.reason() not in STAYS:
            QTimer.singleShot(0, editor, lambda: self._left(editor))
        return False

    def saved(self) -> None:
        """What was handed over is in the plan: close, and do what was to follow."""
        self._waiting = False
        then = self._then
        if self.editor is not None:
            self._close(self.editor, Hint.NoHint)
        if then is not None:
            then()

    def refuse(self, error: PlanError, again: Callable[[], object] | None = None) -> None:
        """Say under the field why it was not saved; what was typed stays there."""
        self._waiting = False
        if self.editor is None:
            return
        if isinstance(error, InvalidDraft):
            self.editor.show_faults(error.faults)
        else:
            self.editor.show_fault(sentence(self._workplace.words, error), again)

    def finish(self) -> None:
        """Hand over what stands there, as the view is about to be left."""
        if self.editor is not None and self.editor.commit() and not self._waiting:
            self._close(self.editor, Hint.NoHint)

    def _pressed(self, editor: FieldEditor, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            if self._has_list(editor):
                return False
            editor.take_back()
            self._close(editor, Hint.RevertModelCache)
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if isinstance(editor, ReferenceEditor) and editor.is_dirty and editor.typed().strip():
                editor.offered.take_current()
            self._hand_over(editor, lambda: self._move_on(-1 if key is Qt.Key.Key_Backtab else 1))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            several_lines = isinstance(editor, ProseEditor) and event.modifiers() & (
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
            )
            if self._has_list(editor) or several_lines:
                return False
            self._hand_over(editor)
            return True
        return False

    def _hand_over(self, editor: FieldEditor, then: Callable[[], object] | None = None) -> None:
        """Hand over what stands there, close once it is saved, and go on."""
        self._then = then
        if not editor.commit() or editor is not self.editor or self._waiting:
            return
        self._close(editor, Hint.NoHint)
        if then is not None:
            then()

    def _committed(self, value: object) -> None:
        assert self.cell is not None
        self._waiting = True
        self.changed.emit(self.cell, value)

    def _left(self, editor: FieldEditor) -> None:
        """Close an editor that was left, unless it has something to be mended or is still being saved."""
        if editor is self.editor and not (editor.has_fault or self._waiting or self._has_list(editor)):
            self._close(editor, Hint.NoHint)

    def _close(self, editor: FieldEditor, hint: Hint) -> None:
        # Closing takes the focus away, which would close it once more.
        if editor is self.editor and not self._closing:
            self._closing = True
            self.closeEditor.emit(editor, hint)
            self._closing = False

    def _move_on(self, step: int) -> None:
        """Edit the next cell of the row that can be edited."""
        view = self._view()
        index = view.currentIndex()
        count = view.model().columnCount(index.parent())
        column = index.column() + step
        while 0 <= column < count:
            to = index.siblingAtColumn(column)
            if to.flags() & Qt.ItemFlag.ItemIsEditable:
                view.setCurrentIndex(to)
                view.edit(to)
                return
            column += step

    def _has_list(self, editor: FieldEditor) -> bool:
        """Whether a list of the editor's own is open, in which the keys mean something else."""
        if isinstance(editor, ReferenceEditor):
            return editor.offered.isVisible()
        box = editor.control
        return isinstance(box, QComboBox) and box.view().isVisible()

    def _place(self, editor: QWidget, cell: QRect) -> None:
        """Over the cell, or as much larger as what stands in it takes; never beyond the edge."""
        ground = cast(QWidget, editor.parentWidget()).rect()
        width = min(max(cell.width(), NARROWEST), ground.width())
        height = cell.height()
        if isinstance(editor, FieldEditor) and (editor.has_fault or isinstance(editor, ProseEditor)):
            height = max(height, editor.heightForWidth(width), editor.sizeHint().height())
        left = max(0, min(cell.left(), ground.right() - width + 1))
        top = max(0, min(cell.top(), ground.bottom() - height + 1))
        editor.setGeometry(QRect(left, top, width, height))

    def _view(self) -> QAbstractItemView:
        return cast(QAbstractItemView, self.parent())
