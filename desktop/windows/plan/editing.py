"""Editing a cell where it stands: the field's own editor in it, with what is wrong said under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from db.drafts import ActivityDraft, fields_by_name
from db.queries import Vector
from db.views.plan_table import PlanRow
from desktop.windows.plan.columns import COLUMNS
from desktop.windows.plan.model import ROW_ROLE, SPOT_ROLE, UNSAVED_ROLE, PlanModel, Unsaved
from desktop.windows.plan.painting import PlanPainter
from desktop.windows.plan.rows import RowKind, Spot
from desktop.windows.workplace import Workplace

if TYPE_CHECKING:
    from desktop.windows.fields import FieldEditor
    from desktop.windows.fields.offered_list import OfferedList

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemDelegate.EndEditHint

FIELDS: Final = fields_by_name(ActivityDraft)

NARROWEST: Final = {"when": 300, "owner": 240, "target": 120, "state": 150, "area": 200}
"""Points that an editor needs, where its column has fewer."""

NO_LEAVING: Final = frozenset(
    {
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
    }
)
"""Ways of losing the focus in which a cell goes on being edited: a list, a dialog or another program."""


OWN_KEYS: Final = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a cell: the value it means, the text as it stood, and what its person had seen."""

    value: object
    text: str
    seen: Vector | None = None


def field_value(row: PlanRow, field: str) -> object:
    """What a row's field holds, as its editor takes it."""
    line = row.line
    held: dict[str, object] = {
        "title": line.title,
        "owner": line.owner_id,
        "responsibility": line.responsibility,
        "due_on": row.due_on,
        "state": line.state,
        "target_count": line.target_count,
        "place": line.place,
        "kind": line.kind,
        "area": row.area_id,
    }
    return held[field]


class PlanCells(PlanPainter):
    """Paints the cells and edits them.

    `entered(title)` is a new activity's title, with the line still open for the next one.
    """

    entered = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.editor: FieldEditor | None = None
        self.index = QPersistentModelIndex()
        self._seen: Vector | None = None

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        # The editors take a while to load, and a table is mostly read.
        from desktop.windows.fields import editor_for

        column = COLUMNS[index.column()]
        editor = editor_for(FIELDS[column.field], self.workplace, parent)
        editor.setAutoFillBackground(True)
        editor.setObjectName("cell-editor")
        editor.setProperty("role", "card")
        editor.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        editor.installEventFilter(self)
        editor.control.installEventFilter(self)
        editor.committed.connect(self._committed)
        if isinstance(box := editor.control, QComboBox):
            # Choosing what stands there already is an answer, too.
            box.activated.connect(lambda _place: QTimer.singleShot(0, editor, lambda: self._left(editor)))
        editor.setMinimumWidth(NARROWEST.get(column.id, 0))
        self.editor, self.index = editor, QPersistentModelIndex(index)
        # What comes in while one types has not been seen by whoever types.
        read = self._model(index).contents(self._spot(index).key)
        self._seen = read.seen if read is not None else None
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row: PlanRow | None = self._model(index).data(index, ROW_ROLE)
        if editor is not self.editor or self.editor is None or row is None:
            return
        editor = self.editor
        value = field_value(row, COLUMNS[index.column()].field)
        if editor.property("filled"):
            editor.refresh(value)  # A row that is read again does not overwrite what is being typed.
            return
        editor.setProperty("filled", True)
        editor.set_value(value)
        unsaved: Unsaved | None = self._model(index).data(index, UNSAVED_ROLE)
        if unsaved is not None:
            editor.put_typed(unsaved.text)
            if unsaved.fault:
                editor.show_fault(unsaved.fault)
        if isinstance(editor.control, QComboBox) and not editor.control.isEditable():
            QTimer.singleShot(0, editor.control, editor.control.showPopup)

    @override
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Nothing: what an editor hands over when it is left has been handed over by itself."""

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        self._place(editor, option.rect)

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self.editor:
            self.editor, self.index = None, QPersistentModelIndex()
        super().destroyEditor(editor, index)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = self.editor
        if editor is None or watched not in (editor, editor.control):
            return False
        if watched is editor:
            if event.type() == QEvent.Type.LayoutRequest:
                self._place(editor, self._view().visualRect(self._here()))
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(editor, event)
        own = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and own and event.key() in OWN_KEYS:
            event.accept()
            return True
        left = isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut
        if isinstance(event, QFocusEvent) and left and event.reason() not in NO_LEAVING:
            # After the editor's own manners: it hands over what stands there as it is left.
            QTimer.singleShot(0, editor, lambda: self._left(editor))
        return False

    def finish(self) -> bool:
        """Save what is being typed and close the cell; whether nothing is left in it to be mended."""
        editor = self.editor
        if editor is None:
            return True
        self._take_offered(editor)
        if not self._hand_over(editor):
            return False
        self._close(editor, Hint.NoHint)
        return True

    def refuse(self, text: str) -> None:
        """Say under the open editor why what it handed over was not kept."""
        if self.editor is not None:
            self.editor.show_fault(text)

    def begin_next(self, taken: str) -> None:
        """Make the line for new activities ready for the next one; what has been typed meanwhile stays."""
        editor = self.editor
        if editor is not None and self._on_new_line():
            rest = editor.typed()
            rest = rest[len(taken) :] if rest.startswith(taken) else rest
            editor.set_value("")
            editor.put_typed(rest)
            # What was added has pushed the line down, perhaps out of view.
            self._view().scrollTo(self._here())
            self._place(editor, self._view().visualRect(self._here()))

    # Keys.

    def _pressed(self, editor: FieldEditor, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            editor.take_back()
            self._close(editor, Hint.RevertModelCache)
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._take_offered(editor)
            if self._hand_over(editor):
                self._close(editor, Hint.NoHint)
                self._move_on(-1 if key is Qt.Key.Key_Backtab else 1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._has_list(editor):
            if self._hand_over(editor) and not self._on_new_line():
                self._close(editor, Hint.NoHint)
            return True
        return False

    def _hand_over(self, editor: FieldEditor) -> bool:
        """Hand over what stands there; whether nothing is left to be mended."""
        if self._on_new_line():
            title = editor.typed().strip()
            if title:
                self.entered.emit(title)
            return True
        return editor.commit() and not editor.has_fault

    def _committed(self, value: object) -> None:
        editor = self.editor
        if editor is None or self._on_new_line() or not self.index.isValid():
            return
        index = self._here()
        self._model(index).setData(index, Typed(value, editor.typed(), self._seen))
        if _offered(editor) is not None or isinstance(editor.control, QComboBox):
            QTimer.singleShot(0, editor, lambda: self._left(editor))

    def _left(self, editor: FieldEditor) -> None:
        """Close an editor that was left, unless it still has something to be mended or to be waited for."""
        if editor is not self.editor or editor.has_fault or self._has_list(editor):
            return
        if self._on_new_line() and editor.typed().strip():
            self.entered.emit(editor.typed().strip())
        self._close(editor, Hint.NoHint)

    def _close(self, editor: FieldEditor, hint: Hint) -> None:
        if editor is self.editor:
            # Forgotten first: while it is closed it loses the keys, which would close it once more.
            self.editor, self.index = None, QPersistentModelIndex()
            self.closeEditor.emit(editor, hint)

    def _move_on(self, step: int) -> None:
        """Edit the next cell of the row that can be edited here."""
        view, index = self._view(), self._here()
        index = index if index.isValid() else view.currentIndex()
        assert isinstance(view, QTableView)
        top = view.horizontalHeader()
        visual = top.visualIndex(index.column()) + step
        while 0 <= visual < top.count():
            place = top.logicalIndex(visual)
            to = index.siblingAtColumn(place)
            if not top.isSectionHidden(place) and to.flags() & Qt.ItemFlag.ItemIsEditable:
                view.setCurrentIndex(to)
                view.edit(to)
                return
            visual += step

    def _take_offered(self, editor: FieldEditor) -> None:
        offered = _offered(editor)
        if offered is not None and editor.is_dirty and editor.typed().strip():
            offered.take_current()

    def _has_list(self, editor: FieldEditor) -> bool:
        """Whether a list of the editor's own is open, in which Enter and leaving mean something."""
        if (offered := _offered(editor)) is not None:
            return offered.isVisible()
        box = editor.control
        return isinstance(box, QComboBox) and box.view().isVisible()

    # Where it is.

    def _place(self, editor: QWidget, cell: QRect) -> None:
        """Over the cell, or as much larger as what it has to say takes; never beyond the edge."""
        ground = cast(QWidget, editor.parentWidget()).rect()
        width = min(max(cell.width(), editor.minimumWidth()), ground.width())
        height = cell.height()
        faulty = self.editor is not None and editor is self.editor and self.editor.has_fault
        margin = self.workplace.theme.space if faulty else 0
        if (layout := editor.layout()) is not None:
            layout.setContentsMargins(margin, margin, margin, margin)
        if faulty:
            height = max(height, editor.heightForWidth(width), editor.sizeHint().height())
        left = max(0, min(cell.left(), ground.right() - width + 1))
        top = max(0, min(cell.top(), ground.bottom() - height + 1)) if faulty else cell.top()
        editor.setGeometry(QRect(left, top, width, height))

    def _here(self) -> QModelIndex:
        """The cell that is edited, wherever it has come to stand."""
        index = self.index
        return self._model(index).index(index.row(), index.column()) if index.isValid() else QModelIndex()

    def _on_new_line(self) -> bool:
        return self.index.isValid() and self._spot(self.index).kind is RowKind.NEW

    def _view(self) -> QAbstractItemView:
        return cast(QAbstractItemView, self.parent())

    @staticmethod
    def _model(index: Index) -> PlanModel:
        return cast(PlanModel, index.model())

    def _spot(self, index: Index) -> Spot:
        spot: Spot = self._model(index).data(index, SPOT_ROLE)
        return spot


def _offered(editor: FieldEditor) -> OfferedList | None:
    """The list that drops down under an editor of what is referred to."""
    from desktop.windows.fields import ReferenceEditor

    return editor.offered if isinstance(editor, ReferenceEditor) else None
