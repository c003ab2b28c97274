"""The pane beside every room: all about what is selected, saved field by field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from db.errors import PlanError
from db.operations import delete, duplicate
from db.queries import Vector, vector_here
from db.queries.detail import detail, several
from db.views.detail import DetailView, SeveralView
from db.views.things import Place
from desktop.windows.detail.header import Header
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words.things import thing_words

# Forms are imported as they are built: at the start, the room is to be read first.
if TYPE_CHECKING:
    from desktop.windows.detail.body import Body


class DetailPane(QWidget):
    """Shows the first of what is selected; what can not be saved is kept for when one comes back to it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(workplace.words("Details"))
        self._place: Place | None = None
        self._view: DetailView | None = None
        self._bodies: dict[str, Body] = {}
        self._unsaved: dict[str, dict[str, str]] = {}
        self._wants_log = False
        self.header = Header(workplace)
        self.header.asked.connect(self._do)
        self.header.hide()
        self.page = QScrollArea(self)
        self.page.setWidgetResizable(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: QWidget | None = None
        self._holder = QWidget()
        self._places = QVBoxLayout(self._holder)
        self._places.setContentsMargins(0, 0, 0, 0)
        self.page.setWidget(self._holder)
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(line)
        rows.addWidget(self.page, 1)
        workplace.selected.connect(self._selected)
        workplace.runner.touched.connect(lambda _ids: self._ask())
        workplace.actions.handle("activity.log", self.log_one)
        self._say_nothing_selected()
        # The worker answers in turn: when it comes to this, the room has what it shows, and nobody waits.
        workplace.runner.ask(self, lambda _known: QTimer.singleShot(0, self, self._build_ahead), vector_here)

    def _build_ahead(self) -> None:
        """Build the form that is wanted most while nobody waits for it, between one event and the next."""
        if self._body_of("activity").build_more():
            QTimer.singleShot(0, self, self._build_ahead)

    def _body_of(self, entity: str) -> Body:
        """The form for things of a table; all of it is built when it is first shown."""
        if entity not in self._bodies:
            from desktop.windows.detail.activity import ActivityBody
            from desktop.windows.detail.body import Body

            body = ActivityBody if entity == "activity" else Body
            self._keep(body(self._workplace, entity))
        return self._bodies[entity]

    def _keep(self, body: Body) -> None:
        body.stale.connect(self._ask)
        body.hide()
        self._places.addWidget(body)
        self._bodies[body.entity] = body

    @property
    def body(self) -> Body | None:
        """The form that is shown."""
        return next((body for body in self._bodies.values() if body is self._shown), None)

    def log_one(self) -> None:
        """Make ready to log that the activity has taken place."""
        if not self.isVisible():
            self._workplace.actions.run("view.detail")
        self._wants_log = True
        if self._view is not None and self._place == self._first():
            self._begin_log()
        else:
            self._selected()

    def finish(self) -> None:
        """Save what is being typed."""
        body = self.body
        if body is not None and body.view is not None:
            unsaved = body.finish()
            self._unsaved.pop(body.key, None)
            if unsaved:
                self._unsaved[body.key] = unsaved

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._selected()

    def _first(self) -> Place | None:
        selection = self._workplace.selection
        return Place(selection[0].entity, selection[0].id) if selection else None

    def _selected(self) -> None:
        if not self.isVisible():
            return
        self.finish()
        if len(self._workplace.selection) > 1:
            self._place = None
            self._workplace.runner.ask(
                self, self._show_several, several, self._workplace.selection, key="detail"
            )
            return
        place = self._first()
        if place is None:
            self._place = self._view = None
            self.header.hide()
            self._say_nothing_selected()
        else:
            self._place = place
            self._ask()

    def _ask(self) -> None:
        """Read what is shown anew; what is typed meanwhile is left alone."""
        if self._place is not None and self.isVisible():
            self._workplace.runner.ask(
                self, self._show, detail, self._place, today=self._workplace.today,
                key="detail", failed=self._failed,
            )  # fmt: skip
        elif len(self._workplace.selection) > 1 and self.isVisible():
            self._workplace.runner.ask(
                self, self._show_several, several, self._workplace.selection, key="detail"
            )

    def _show(self, answer: tuple[Vector, DetailView]) -> None:
        seen, view = answer
        name = view.thing.name
        body = self._body_of(name.entity)
        other = body.key != name.id
        self._view = view
        self.header.show_view(view)
        self.header.show()
        body.show_view(view, seen)
        if other:
            body.put_back(self._unsaved.pop(name.id, {}))
        self._put(body)
        if other:
            self.page.verticalScrollBar().setValue(0)
        if self._wants_log:
            self._begin_log()

    def _show_several(self, view: SeveralView) -> None:
        from desktop.windows.detail.several import SeveralThings

        self._view = None
        self.header.hide()
        self._put(SeveralThings(self._workplace, view))

    def _failed(self, error: PlanError) -> None:
        self._say(sentence(self._workplace.words, error))

    def _say_nothing_selected(self) -> None:
        _ = self._workplace.words
        first = _("Select an activity or anything else, and all about it is shown here.")
        self._say(first + "\n\n" + _("Every change is saved at once."))

    def _say(self, text: str) -> None:
        said = QLabel(text)
        said.setProperty("role", "muted")
        said.setWordWrap(True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setMargin(self._workplace.theme.space * 8)
        self._put(said)

    def _put(self, widget: QWidget) -> None:
        """Show a widget below the header; forms are kept for the next thing of their table."""
        if self._shown is widget:
            return
        if self._shown is not None:
            self._shown.hide()
            if self.body is None:
                self._shown.deleteLater()
        self._shown = widget
        # A form stays where it is, hidden: taken out and put in again, it would be dressed anew.
        if widget.parentWidget() is not self._holder:
            self._places.addWidget(widget)
        widget.show()

    def _begin_log(self) -> None:
        from desktop.windows.detail.activity import ActivityBody

        self._wants_log = False
        body = self.body
        if isinstance(body, ActivityBody):
            body.begin_log()
            # Only once it has been laid out is it known where the form lies.
            QTimer.singleShot(0, self, partial(self._scroll_to, body.occurrences.form))

    def _scroll_to(self, widget: QWidget) -> None:
        self.page.ensureWidgetVisible(widget, 0, 16 * self._workplace.theme.space)

    def _do(self, deed: str) -> None:
        if self._view is None or self.body is None:
            return
        name, runner = self._view.thing.name, self._workplace.runner
        if deed == "log":
            self.log_one()
        elif deed == "duplicate":
            runner.do(self, duplicate, [name.id], then=self._duplicated)
        elif deed == "delete":
            runner.do(self, delete, name.id, seen=self.body.seen, then=lambda _keys: self._deleted())

    def _duplicated(self, keys: object) -> None:
        first = keys[0] if isinstance(keys, list | tuple) else keys
        self._workplace.select(Place("activity", str(first)))

    def _deleted(self) -> None:
        _ = words = self._workplace.words
        if self._view is not None:
            thing = thing_words(words, self._view.thing.name)
            self._workplace.say(_("{thing} is deleted. Ctrl+Z brings it back.").format(thing=thing))
