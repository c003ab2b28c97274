"""What else there is in the plan that has to do with a thing, by table and by how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.views.things import LinkView, ThingName
from db.views.things import Related as Group
from desktop.windows.detail.link_list import NameLine
from desktop.windows.detail.name_list import NameList
from desktop.windows.workplace import Workplace
from desktop.words.fields import entity_label, field_label


class Related(QWidget):
    """What the thing is tied to, and then a list for each table that refers to it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._tied = NameList(workplace, self._line_with_table, self)
        self._lists: dict[tuple[str, str, bool], tuple[QLabel, NameList]] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(workplace.theme.space * 3)
        self._rows.addWidget(self._tied)

    def show_related(self, key: str, links: Sequence[LinkView], groups: Sequence[Group]) -> None:
        """Show what has to do with a thing; what of the same thing was opened stays open."""
        self._tied.show_names(key, [link.to for link in links])
        without = dict(self._lists)
        for group in groups:
            how = (group.entity, group.field, group.belong)
            without.pop(how, None)
            if how not in self._lists:
                self._lists[how] = self._add(group)
            heading, names = self._lists[how]
            heading.show()
            names.show_names(key, group.things)
        for heading, names in without.values():
            heading.hide()
            names.show_names(key, ())

    def _add(self, group: Group) -> tuple[QLabel, NameList]:
        words = self._workplace.words
        said = entity_label(words, group.entity, many=True)
        if not group.belong:
            how = field_label(words, group.entity, group.field)
            said = words("{things} ({field})").format(things=said, field=how)
        heading = QLabel(said, self)
        heading.setProperty("role", "muted-small")
        names = NameList(self._workplace, self._line, self)
        self._rows.addWidget(heading)
        self._rows.addWidget(names)
        return heading, names

    def _line(self, name: ThingName, parent: QWidget) -> NameLine:
        return NameLine(self._workplace, name, parent=parent)

    def _line_with_table(self, name: ThingName, parent: QWidget) -> NameLine:
        return NameLine(self._workplace, name, with_table=True, parent=parent)
