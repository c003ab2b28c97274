"""What the pane shows of a thing of any table: its fields, what it is tied to, its notes and its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.drafts import DRAFTS, fields_of
from db.drafts.marks import ANY_TABLE
from db.operations import note
from db.queries import Vector
from db.views.detail import DetailView
from db.views.things import Place
from desktop.windows.detail.attachments import Attachments
from desktop.windows.detail.notes import Notes
from desktop.windows.detail.related import Related
from desktop.windows.detail.row_fields import RowFields
from desktop.windows.detail.section import Section
from desktop.windows.runner import Failed
from desktop.windows.workplace import Workplace

DONE = object()
HISTORY = "desktop.windows.history.of_thing"

WITHOUT_FILES = frozenset({"attachment", "note"})
"""Tables to whose rows nobody attaches anything."""


class Body(QWidget):
    """The parts of the pane below its header, for the things of one table."""

    stale = Signal()

    def __init__(self, workplace: Workplace, entity: str) -> None:
        super().__init__()
        self.workplace = workplace
        self.words = workplace.words
        self.entity = entity
        self.view: DetailView | None = None
        self.seen: Vector | None = None
        self.fields = RowFields(workplace, entity, self)
        self.fields.stale.connect(self.stale)
        space = workplace.theme.space
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space * 3, space * 2, space * 3, space * 4)
        self._column.setSpacing(space * 2)
        self._building = self._build()

    def build_more(self) -> bool:
        """Build one part more, so as not to hold the window by all of them; whether there are others."""
        before = self._column.count()
        if next(self._building, DONE) is DONE:
            return False
        for place in range(before, self._column.count()):
            item = self._column.itemAt(place)
            if item is not None and (part := item.widget()) is not None:
                for widget in part.findChildren(QWidget):
                    widget.ensurePolished()
        return True

    def _build(self) -> Iterator[object]:
        yield from self._fill()
        self._add_common()
        self._column.addStretch(1)
        yield None

    # What a table with a layout of its own does otherwise.

    def _fill(self) -> Iterator[object]:
        """Build the sections above the notes, one at each step."""
        section = self.section("fields", self.words("Details"))
        for field in fields_of(DRAFTS[self.entity]):
            if field.refers_to != ANY_TABLE:
                section.rows.addWidget(self.fields.row(field.name))
        yield section

    def _show_parts(self, view: DetailView) -> None:
        """Show what the sections hold besides fields."""

    def finish(self) -> dict[str, str]:
        """Save what is being typed; give back, by field, what could not be saved."""
        self.notes.save()
        return self.fields.finish()

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Let stand there what could not be saved before."""
        self.fields.put_back(typed)

    # What all share.

    @property
    def key(self) -> str:
        """The thing that is shown."""
        return self.view.thing.name.id if self.view is not None else ""

    def section(self, name: str, title: str, *, folded: bool = False) -> Section:
        """Add a section below those that there are."""
        found = Section(self.workplace, f"{self.entity}/{name}", title, folded=folded)
        self._column.addWidget(found)
        return found

    def show_view(self, view: DetailView, seen: Vector) -> None:
        """Show a thing, or the same one as it is now."""
        while self.build_more():
            pass
        self.view, self.seen = view, seen
        self.fields.agreement = view.agreement
        self._before_fields(view)
        self.fields.show(view.thing.name.id, view.thing.fields, seen)
        self._show_parts(view)
        self._show_common(view)

    def _before_fields(self, view: DetailView) -> None:
        """Tell the editors what they need to know before they show a value."""

    def do(self, operation: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Carry out a gesture upon what is seen here."""
        self.workplace.runner.do(self, operation, *args, seen=self.seen, **kwargs)

    def _add_common(self) -> None:
        _ = self.words
        self.related = self.section("related", _("Belongs together with"), folded=self.entity == "activity")
        self._related = Related(self.workplace)
        self.related.rows.addWidget(self._related)
        self.attachments_section = self.section("attachments", _("Attachments"), folded=True)
        self.attachments = Attachments(self.workplace, self.do)
        self.attachments_section.rows.addWidget(self.attachments)
        self.attachments_section.setVisible(self.entity not in WITHOUT_FILES)
        self.notes_section = self.section("notes", _("Notes"))
        self.notes = Notes(self.workplace, self._write_note)
        self.notes_section.rows.addWidget(self.notes)
        self.history_section = self.section("history", _("History"), folded=True)
        self._history: Any = None
        self.history_section.unfolded.connect(self._show_history)

    def _show_common(self, view: DetailView) -> None:
        self.notes.show_notes(self.key, view.thing.notes)
        self.notes_section.tell_count(len(view.thing.notes))
        self._show_related(view)
        self.attachments.show_of(self.key, len(view.attachments))
        self.attachments_section.tell_count(len(view.attachments))
        if not self.history_section.is_folded:
            self._show_history()

    def _show_related(self, view: DetailView) -> None:
        """What else there is that has to do with it, by table and by how."""
        told = self._links_told_elsewhere()
        links = [link for link in view.thing.links if link.entity not in told]
        groups = [group for group in view.thing.related if group.entity not in told]
        self.related.setVisible(bool(links or groups))
        self.related.tell_count(len(links) + sum(len(group.things) for group in groups))
        self._related.show_related(self.key, links, groups)

    def _links_told_elsewhere(self) -> frozenset[str]:
        """Tables whose rows have a section of their own."""
        return frozenset()

    def _write_note(self, key: str, text: str, then: Callable[..., object], failed: Failed) -> None:
        self.workplace.runner.do(self, note, key, text, then=then, failed=failed)

    def _show_history(self) -> None:
        if self.view is None:
            return
        if self._history is None:
            self._history = import_module(HISTORY).HistoryOf(self.workplace)
            self.history_section.rows.addWidget(self._history)
        name = self.view.thing.name
        self._history.show_thing(Place(name.entity, name.id, name.alive))
