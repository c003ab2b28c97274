"""One table of the register: its filter, its rows, what to do where there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from db.errors import BadFilter, PlanError
from db.filter import fields
from db.operations import change
from db.operations.several import delete_several
from db.queries import SortKey, Vector
from db.queries.register import register_page
from db.views.register import RegisterPage
from db.views.things import Place
from desktop.windows.filter_line import FilterLine, ask_names
from desktop.windows.making import make
from desktop.windows.register.cells import Cell, Cells
from desktop.windows.register.hint import Hint
from desktop.windows.register.list_view import ListView
from desktop.windows.register.table_model import TableModel
from desktop.windows.register.tables import EMPTY, GOES_ON_FROM, NEW, title_of
from desktop.windows.things_shown import icon_of
from desktop.windows.workplace import Workplace

FILTER_WIDTH: Final = 340


class ListPage(QWidget):
    """A table as a list that is filtered, sorted and edited where it stands."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._words = words = workplace.words
        self.table = "contact"
        self._filters: dict[str, str] = {}
        self._orders: dict[str, SortKey] = {}
        self._wanted: str | None = None
        self._stale = False
        self._showing = False
        self.model = TableModel(words, self)
        self.view = ListView(workplace, self.model)
        self.cells = Cells(workplace, self.view)
        self.view.setItemDelegate(self.cells)
        names = ask_names(workplace)
        self.line = FilterLine(words, workplace.theme, lambda: workplace.today, table=self.table, names=names)
        self.line.setObjectName("register-filter")
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.new = QPushButton()
        self.hint = Hint(workplace.theme)
        self.hint.hide()
        self._lay_out()
        self._connect()

    def show_table(self, table: str, select: str | None = None) -> None:
        """Show another table, perhaps with one of its things selected."""
        self.cells.finish()
        words = self._words
        changed, self.table = table != self.table or not self.model.lines, table
        self._wanted = select
        label = title_of(words, table)
        self.title.setText(label)
        self.view.setAccessibleName(label)
        self.new.setText(words(NEW[table]))
        self.new.setToolTip(f"{words(NEW[table])} (Ctrl+N)")
        if changed:
            self.model.show(table, RegisterPage((), 0), None, hidden=self._hidden())
        self.line.setPlaceholderText(self._example(table))
        self.line.setAccessibleName(words("Filter this table"))
        text = self._filters.get(table, "")
        self.line.show_filter("" if select is not None else text, table=table)
        if select is not None:
            self._filters.pop(table, None)
        self.read()

    def read(self) -> None:
        """Read the rows again, once nothing is being typed into them."""
        if self.cells.editor is not None:
            self._stale = True
            return
        self._stale = False
        place = self._workplace
        order = [self._orders[self.table]] if self.table in self._orders else []
        place.runner.ask(
            self, self._show, register_page, self.table, self._filters.get(self.table, ""),
            agreement=place.agreement, today=place.today, zone=place.zone, language=self._words.language,
            order=order, key="page", failed=self._failed,
        )  # fmt: skip

    def add(self) -> None:
        """Ask for a new thing; what is written down in rows goes on from the one that is chosen."""
        defaults: dict[str, object] = {}
        index = self.view.currentIndex()
        if index.isValid():
            line = self.model.lines[index.row()]
            known = {field.name: field.value for field in line.fields}
            defaults = {name: known[name] for name in GOES_ON_FROM.get(self.table, ()) if known[name]}
        make(self._workplace, self.table, defaults, then=self._made)

    def delete(self) -> None:
        """Delete the selected things; Ctrl+Z brings them back."""
        keys = self.selected()
        if not keys:
            return
        _ = self._words
        rows = [index.row() for index in self.view.selectionModel().selectedRows()]
        after = [place for place in range(len(self.model.lines)) if place not in rows and place >= min(rows)]
        before = [place for place in range(len(self.model.lines)) if place not in rows]
        next_one = (after or before[-1:])[:1]
        self._wanted = self.model.lines[next_one[0]].id if next_one else None
        said = _("Deleted: {count}. Ctrl+Z brings it back.").format(count=len(keys))
        self._workplace.runner.do(
            self, delete_several, keys, seen=self.model.known, then=lambda _keys: self._workplace.say(said)
        )

    def copy(self) -> None:
        """Copy the selected rows with their headings, as a spreadsheet takes them."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        columns = range(self.model.columnCount())
        heading = [str(self.model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        lines = [[str(self.model.index(row, column).data() or "") for column in columns] for row in rows]
        QApplication.clipboard().setText("\n".join("\t".join(cells) for cells in (heading, *lines)))
        _ = self._words
        self._workplace.say(_("Copied rows: {count}.").format(count=len(rows)))

    def selected(self) -> list[str]:
        """The keys of the selected rows, in the order of the list."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.lines[row].id for row in rows if row < len(self.model.lines)]

    def arrangement(self) -> Mapping[str, Any]:
        """Filters, orders and widths, to be taken up at the next start."""
        orders = {table: [key.field, key.descending] for table, key in self._orders.items()}
        return {"filters": self._filters, "orders": orders, "widths": dict(self.view.widths())}

    def arrange(self, saved: Mapping[str, Any]) -> None:
        """Take up what was kept."""
        self.view.take_widths(_mapping(saved.get("widths")))
        self._filters = {str(name): str(text) for name, text in _mapping(saved.get("filters")).items()}
        for table, key in _mapping(saved.get("orders")).items():
            if isinstance(key, list) and len(key) == 2 and key[0] in {one.key for one in fields(table)}:
                self._orders[str(table)] = SortKey(str(key[0]), bool(key[1]))

    def _lay_out(self) -> None:
        space = self._workplace.theme.space
        self.line.setMaximumWidth(FILTER_WIDTH)
        self.line.setMinimumWidth(FILTER_WIDTH // 3)
        self.title.setMinimumWidth(1)
        top = QHBoxLayout()
        top.setContentsMargins(space * 4, space * 3, space * 4, space * 3)
        top.setSpacing(space * 3)
        top.addWidget(self.title)
        top.addWidget(self.count)
        top.addStretch(1)
        top.addWidget(self.line, 1)
        top.addWidget(self.new)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.hint, 1)

    def _connect(self) -> None:
        self.line.applied.connect(self._filter)
        self.line.entered.connect(self.view.setFocus)
        self.line.left.connect(self.view.setFocus)
        self.new.clicked.connect(lambda: self.add())
        self.hint.pressed.connect(self._hint_pressed)
        self.view.sorted_by.connect(self._sort)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.selectionModel().selectionChanged.connect(lambda _now, _before: self._selected())
        self.cells.changed.connect(self._save)
        self.cells.ended.connect(self._edited)

    def _hidden(self) -> Sequence[str]:
        """The agreement is the same of all where one is in view."""
        return ("agreement",) if self._workplace.agreement is not None else ()

    def _example(self, table: str) -> str:
        _ = self._words
        names = [field.name(self._words.language) for field in fields(table) if field.listed]
        return _("Filter: a word, {field}:…").format(field=names[0]) if names else _("Filter: a word")

    def _filter(self, text: str) -> None:
        self._filters[self.table] = text
        self.read()

    def _sort(self, key: SortKey) -> None:
        self._orders[self.table] = key
        self.read()

    def _show(self, answer: tuple[Vector, RegisterPage]) -> None:
        if self.cells.editor is not None:
            self._stale = True
            return
        known, page = answer
        keys = [self._wanted] if self._wanted else self.selected()
        column = max(self.view.currentIndex().column(), 0)
        scrolled = self.view.verticalScrollBar().value()
        self._showing = True
        self.model.show(self.table, page, known, hidden=self._hidden())
        self.view.show_order(self._orders.get(self.table))
        self.view.fit_columns()
        self._choose(keys, column)
        if not self._wanted:
            self.view.verticalScrollBar().setValue(scrolled)
        self._showing = False
        self._wanted = None
        self._tell(page)
        self._selected()

    def _choose(self, keys: Sequence[str | None], column: int) -> None:
        rows = [row for key in keys if key and (row := self.model.row_of(key)) >= 0]
        chosen = self.view.selectionModel()
        for place, row in enumerate(rows):
            index = self.model.index(row, min(column, self.model.columnCount() - 1))
            whole = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            if place == 0:
                chosen.setCurrentIndex(index, whole)
                self.view.scrollTo(index)
            else:
                chosen.select(index, whole)

    def _tell(self, page: RegisterPage) -> None:
        """Say how many there are, and where there are none what to do."""
        words, shown = self._words, len(page.lines)
        _ = words
        if shown < page.total:
            text = _("the first {shown} of {total}: filter to see others")
            self.count.setText(text.format(shown=words.number(shown), total=words.number(page.total)))
        else:
            self.count.setText(words.number(page.total) if page.total else "")
        self.view.setVisible(bool(shown))
        self.hint.setVisible(not shown)
        if self._filters.get(self.table):
            nothing = _("Nothing fits the filter “{filter}”.").format(filter=self._filters[self.table])
            self.hint.say("filter", nothing, "", _("Show all"))
        elif not shown:
            text = _("There is nothing here yet.") + " " + _(EMPTY[self.table])
            self.hint.say(icon_of(self.table), title_of(words, self.table), text, _(NEW[self.table]))

    def _hint_pressed(self) -> None:
        if self._filters.get(self.table):
            self.line.clear()
            self.line.apply()
        else:
            self.add()

    def _failed(self, error: PlanError) -> None:
        if isinstance(error, BadFilter):
            # The line says it by itself; a filter that was kept from another version is simply dropped.
            self._filters.pop(self.table, None)
            self.line.show_filter("")
            self.read()
        else:
            self._workplace.runner.failed.emit(error, self.read)

    def _selected(self) -> None:
        if not self._showing and self.isVisible():
            self._workplace.select(*(Place(self.table, key) for key in self.selected()))

    def _save(self, cell: Cell, value: object) -> None:
        self._workplace.runner.do(
            self, change, cell.key, {cell.field.name: value}, seen=self.model.known,
            then=lambda _key: self.cells.saved(),
            failed=lambda error: self.cells.refuse(error, lambda: self._save(cell, value)),
        )  # fmt: skip

    def _edited(self) -> None:
        self.view.setFocus()
        if self._stale:
            self.read()

    def _made(self, key: str) -> None:
        self._filters.pop(self.table, None)
        self.line.show_filter("")
        self._wanted = key
        self.read()

    def _menu(self, place: QPoint) -> None:
        _ = self._words
        theme = self._workplace.theme
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        index = self.view.indexAt(place)
        if index.isValid():
            edit = menu.addAction(theme.icon("edit"), _("Change"), lambda: self.view.edit(index))
            edit.setEnabled(bool(index.flags() & Qt.ItemFlag.ItemIsEditable))
            menu.addAction(theme.icon("copy"), _("Copy as table"), self.copy)
            menu.addAction(theme.icon("delete"), _("Delete"), self.delete)
            menu.addSeparator()
        menu.addAction(theme.icon("new"), _(NEW[self.table]), self.add)
        menu.popup(self.view.viewport().mapToGlobal(place))


def _mapping(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, dict) else {}
