"""What a thing is tied to: lines to follow or to take away, and a field to tie one more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from db.drafts import DraftField
from db.views.things import Place, ThingName
from desktop.windows.detail.name_list import NameList
from desktop.windows.fields.reference import ReferenceEditor
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.words.things import thing_words


class NameLine(QWidget):
    """The name of a thing, to be followed, and perhaps to be taken away."""

    def __init__(
        self,
        workplace: Workplace,
        name: ThingName,
        *,
        with_table: bool = False,
        remove: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        _ = words = workplace.words
        text = thing_words(words, name, with_table=with_table)
        self.name = name
        self.label = WrappedLabel(parent=self)
        self.label.setWordWrap(True)
        self.label.set_link(text)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.label.setAccessibleName(text)
        self.label.setToolTip(_("Show this"))
        self.label.linkActivated.connect(lambda _href: workplace.select(Place(name.entity, name.id)))
        cells = QHBoxLayout(self)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(workplace.theme.space)
        cells.addWidget(self.label, 1)
        self.remove_button: QToolButton | None = None
        if remove is not None:
            button = self.remove_button = QToolButton(self)
            button.setIcon(workplace.theme.icon("close"))
            button.setToolTip(_("Take away"))
            button.setAccessibleName(_("Take away “{field}”").format(field=text))
            button.clicked.connect(lambda: remove())
            cells.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


class LinkList(QWidget):
    """The things at the other end of a sort of link; `tie(id)` and `untie(id)` do what is asked for."""

    def __init__(
        self,
        workplace: Workplace,
        title: str,
        field: DraftField,
        *,
        tie: Callable[[str], object],
        untie: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._workplace = workplace
        self._tie, self._untie = tie, untie
        theme = workplace.theme
        heading = QLabel(title, self)
        heading.setProperty("role", "muted-small")
        self._list = NameList(workplace, self._line, self)
        self.editor = ReferenceEditor(field, workplace, self)
        self.editor.line.setPlaceholderText(workplace.words("Add one: search by name"))
        self.editor.committed.connect(self._chosen)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space)
        rows.addWidget(heading)
        rows.addWidget(self._list)
        rows.addWidget(self.editor)

    def show_names(self, key: str, names: Sequence[ThingName], agreement: str | None) -> None:
        """Show what the thing is tied to now."""
        self.editor.agreement = agreement
        self.editor.without = tuple(name.id for name in names)
        self._list.show_names(key, names)

    @property
    def lines(self) -> list[NameLine]:
        """The lines that are shown."""
        return [line for line in self._list.lines if isinstance(line, NameLine)]

    def _line(self, name: ThingName, parent: QWidget) -> NameLine:
        return NameLine(self._workplace, name, remove=partial(self._untie, name.id), parent=parent)

    def _chosen(self, key: object) -> None:
        self.editor.set_value(None)
        if isinstance(key, str):
            self._tie(key)
