"""The filters that a person has given names: chosen, renamed and forgotten in a panel under the box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.windows.settings import Settings
from desktop.windows.theme import Theme
from desktop.windows.two_part_rows import BESIDE, TwoPartDelegate
from desktop.windows.under_line import UnderLine
from desktop.words import N_, Words

KEPT_UNDER: Final = "named_filters"
MOST_SHOWN: Final = 10
NOTHING_YET: Final = N_("No filter has been given a name yet. Write one in the box, then press the star.")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class NamedFilter:
    """A filter and what its person calls it."""

    name: str
    text: str


class NamedFilters(QAbstractListModel):
    """The named filters of one user, kept in the settings as soon as they change."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._kept = [
            NamedFilter(str(one["name"]), str(one["text"]))
            for one in settings.get(KEPT_UNDER, [])
            if isinstance(one, dict) and {"name", "text"} <= one.keys()
        ]

    @property
    def kept(self) -> Sequence[NamedFilter]:
        """All of them, in the order they are shown in."""
        return tuple(self._kept)

    def name_of(self, text: str) -> str:
        """What a filter is called; nothing where it has no name."""
        return next((one.name for one in self._kept if one.text == text.strip()), "")

    def keep(self, name: str, text: str, place: int = 0) -> None:
        """Keep a filter under a name, in place of what has had that name or was that filter before."""
        new = NamedFilter(name.strip(), text.strip())
        others = [
            one for one in self._kept if one.name.casefold() != new.name.casefold() and one.text != new.text
        ]
        others.insert(place, new)
        self._put(others)

    def forget(self, place: int) -> NamedFilter:
        """Forget the one at a place, and give it back for whoever thinks better of it."""
        gone = self._kept[place]
        self._put([one for one in self._kept if one is not gone])
        return gone

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._kept)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self._kept[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return one.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one.name}: {one.text}"
            case Qt.ItemDataRole.ToolTipRole:
                return one.text
        return one.text if role == BESIDE else None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = str(value).strip()
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or not name:
            return False
        taken = {one.name.casefold() for place, one in enumerate(self._kept) if place != index.row()}
        if name.casefold() in taken:
            return False
        self._kept[index.row()] = replace(self._kept[index.row()], name=name)
        self._save()
        self.dataChanged.emit(index, index)
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsEditable if index.isValid() else plain

    def _put(self, filters: list[NamedFilter]) -> None:
        self.beginResetModel()
        self._kept = filters
        self.endResetModel()
        self._save()

    def _save(self) -> None:
        self._settings.put(KEPT_UNDER, [{"name": one.name, "text": one.text} for one in self._kept])


class NamedFilterPanel(UnderLine):
    """The panel under the search box: a line to name what stands in the box, and the named ones below it."""

    chosen = Signal(str)
    closed = Signal()
    changed = Signal()

    def __init__(self, line: QWidget, words: Words, theme: Theme, filters: NamedFilters) -> None:
        super().__init__(line, theme)
        self._words = words
        self._filters = filters
        self._text = ""
        self._gone: tuple[int, str, str] | None = None
        self.name = QLineEdit()
        self.name.setPlaceholderText(words("What shall the filter be called?"))
        self.name.setAccessibleName(words("Name of the filter"))
        self.name.setMaxLength(80)
        self.keep_button = self._button(words("Keep"), self._keep)
        self.name.returnPressed.connect(self._keep)
        self.name.textChanged.connect(lambda text: self.keep_button.setEnabled(bool(text.strip())))
        self.list = _FilterList(theme, filters, words)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.list.wanted_forgotten.connect(self._forget)
        self.empty = QLabel(words(NOTHING_YET))
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "muted")
        self.rename_button = self._button(words("Rename"), lambda: self.list.edit(self.list.currentIndex()))
        self.forget_button = self._button(words("Forget"), self._forget)
        self.back_button = self._button(words("Take back"), self._take_back)
        self._lay_out(theme)
        filters.modelReset.connect(self._fit)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def open(self, text: str, *, to_name: bool) -> None:
        """Show the panel; `to_name` begins by naming what stands in the box."""
        self._text = text.strip()
        self._gone = None
        self._naming.setVisible(to_name)
        self.name.setText(self._filters.name_of(text))
        self.name.selectAll()
        self.list.setCurrentIndex(self._filters.index(0))
        self._fit()
        (self.name if to_name else self.list if self._filters.kept else self).setFocus()

    def close_panel(self) -> None:
        """Hide, and let the line have the focus again."""
        self.hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() == Qt.Key.Key_Down and self.name.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        self._naming = QWidget()
        naming = QHBoxLayout(self._naming)
        naming.setContentsMargins(theme.space * 2, theme.space, theme.space * 2, theme.space)
        naming.addWidget(self.name, 1)
        naming.addWidget(self.keep_button)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(theme.space * 2, theme.space, theme.space * 2, 0)
        for button in (self.rename_button, self.forget_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        self.empty.setContentsMargins(theme.space * 3, theme.space * 2, theme.space * 3, theme.space * 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, theme.space, 1, theme.space * 2)
        layout.setSpacing(theme.space)
        for widget in (self._naming, self.empty, self.list):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _button(self, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def _fit(self) -> None:
        some = bool(self._filters.kept)
        self.empty.setVisible(not some and self._naming.isHidden())
        for widget in (self.list, self.rename_button, self.forget_button):
            widget.setVisible(some)
        self.back_button.setVisible(self._gone is not None)
        rows = min(len(self._filters.kept), MOST_SHOWN)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 0) + 2)
        self.fit()

    def _keep(self) -> None:
        if self.name.text().strip() and self._text:
            self._filters.keep(self.name.text(), self._text)
            self.changed.emit()
            self.close_panel()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            text = self._filters.kept[index.row()].text
            self.close_panel()
            self.chosen.emit(text)

    def _forget(self) -> None:
        place = self.list.currentIndex().row()
        if place >= 0:
            gone = self._filters.forget(place)
            self._gone = (place, gone.name, gone.text)
            self.list.setCurrentIndex(self._filters.index(min(place, len(self._filters.kept) - 1)))
            self._fit()
            (self.list if self._filters.kept else self.back_button).setFocus()
            self.changed.emit()

    def _take_back(self) -> None:
        if self._gone is not None:
            place, name, text = self._gone
            self._gone = None
            self._filters.keep(name, text, place)
            self.list.setCurrentIndex(self._filters.index(place))
            self.list.setFocus()
            self.changed.emit()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self.hide()


class _FilterList(QListView):
    """The named filters, renamed with F2 and forgotten with Del."""

    wanted_forgotten = Signal()

    def __init__(self, theme: Theme, filters: NamedFilters, words: Words) -> None:
        super().__init__()
        self.setModel(filters)
        self.setItemDelegate(TwoPartDelegate(theme, self))
        self.setProperty("role", "bare")
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words("Named filters"))
        self.setAccessibleDescription(words("Enter shows one, F2 renames it, Del forgets it."))

    @override
    def event(self, event: QEvent) -> bool:
        # The window's own Del deletes what is selected in the room; here it means the filter.
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.wanted_forgotten.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
