"""The room Aktivitetsplan: the table of activities and all that is done in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from db.errors import BadFilter, PlanError
from db.queries import SortKey, Vector, agreements, sortable
from db.queries.plan_table import plan_outline
from db.views.here import AgreementLine
from db.views.plan_table import Grouping, PlanOutline
from db.views.things import Place
from desktop.windows.plan.bar import PlanBar
from desktop.windows.plan.columns import TITLE
from desktop.windows.plan.doing import Doing
from desktop.windows.plan.editing import PlanCells, Typed
from desktop.windows.plan.elsewhere import Elsewhere
from desktop.windows.plan.keeping import Keeping
from desktop.windows.plan.model import PlanModel
from desktop.windows.plan.nothing import Nothing
from desktop.windows.plan.rows import Group, RowKind, Rows
from desktop.windows.plan.saving import Saver
from desktop.windows.plan.view import MOST_CHOSEN, PlanView
from desktop.windows.room import Room
from desktop.windows.workplace import Workplace


class PlanRoom(Room):
    """The table with its bar, or the page that says why there is none."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.setObjectName("plan-room")
        self.grouping = Grouping.PROMISE
        self.sorting: SortKey | None = None
        self.folded: dict[Grouping, frozenset[str]] = {}
        self.agreements: Sequence[AgreementLine] = ()
        self._begin_new = False
        self._sought = ""
        self._taken = ""
        self._wants_reading = False
        self.model = PlanModel(workplace)
        self.cells = PlanCells(workplace)
        self.view = PlanView(workplace, self.model, self.cells)
        self.cells.setParent(self.view)
        self.saver = Saver(workplace, self.model)
        self.model.setParent(self)
        self.saver.setParent(self)
        self.keeping = Keeping(self)
        self.doing = Doing(self)
        self.elsewhere = Elsewhere(self)
        self.bar = PlanBar(workplace, self.view)
        self.nothing = Nothing(workplace)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(0)
        self._telling.timeout.connect(self.tell_choice)
        self._connect()

    def _connect(self) -> None:
        place, view = self.workplace, self.view
        place.scope_changed.connect(self._scope_changed)
        place.selected.connect(self._elsewhere_selected)
        place.runner.touched.connect(self.keeping.touched)
        view.selectionModel().selectionChanged.connect(self._choice_changed)
        view.selectionModel().currentChanged.connect(self._choice_changed)
        view.opened.connect(lambda _row: self.tell_choice())
        view.elsewhere.connect(self._edit_elsewhere)
        view.folding.connect(self.fold)
        view.sorted_by.connect(self.sort_by)
        self.model.edited.connect(self._edited)
        self.cells.entered.connect(self._entered)
        self.cells.closeEditor.connect(lambda *_: QTimer.singleShot(0, self, self._closed))
        self.saver.refused.connect(self._refused)
        self.saver.added.connect(self._added)
        self.saver.not_added.connect(self._not_added)
        self.bar.grouped_by.connect(self.group_by)
        self.bar.refresh_asked.connect(self.read)
        self.bar.fold_asked.connect(self.fold_all)
        self.nothing.pressed.connect(self._do_something)

    # What the frame asks.

    def enter(self) -> None:
        """Read the table; whatever stood in it stays in view."""
        self.workplace.runner.ask(self, self._know_agreements, agreements, key="agreements")
        self._elsewhere_selected()
        self.read()
        self.view.setFocus()

    def leave(self) -> None:
        """What is being typed is saved as the cell loses the keys."""

    @property
    def has_unsaved(self) -> bool:
        """Whether a cell holds what could not be saved."""
        return any(one.fault for one in self.model.unsaved.values())

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What actions do here."""
        return {"new.activity": self.begin_new, "activity.refresh": self.read, **self.doing.handlers()}

    def arrangement(self) -> Mapping[str, Any]:
        """Grouping, sorting, columns and folded groups."""
        sorting = (
            {"field": self.sorting.field, "descending": self.sorting.descending} if self.sorting else None
        )
        self.folded[self.grouping] = self.model.rows.folded()
        return {
            "grouping": self.grouping.value,
            "sorting": sorting,
            "columns": self.view.columns(),
            "folded": {grouping.value: sorted(keys)[:200] for grouping, keys in self.folded.items() if keys},
        }

    def arrange(self, saved: Mapping[str, Any]) -> None:
        """Take up what was kept."""
        known = {grouping.value: grouping for grouping in Grouping}
        self.grouping = known.get(str(saved.get("grouping")), self.grouping)
        sorting = saved.get("sorting")
        if isinstance(sorting, Mapping) and sorting.get("field") in sortable("activity"):
            self.sorting = SortKey(str(sorting["field"]), bool(sorting.get("descending")))
        columns, folded = saved.get("columns"), saved.get("folded")
        if isinstance(columns, list):
            self.view.set_columns([one for one in columns if isinstance(one, Mapping)])
        if isinstance(folded, Mapping):
            self.folded = {
                known[key]: frozenset(map(str, keys)) for key, keys in folded.items() if key in known
            }
        self.view.show_sorting(self.sorting)

    # Reading.

    def read(self) -> None:
        """Read which rows there are; those in view stay there. What is being typed is saved first."""
        if self.cells.finish():
            self.ask_outline(self._show, "outline")

    def ask_outline(
        self, answer: Callable[[tuple[Vector, PlanOutline]], object], key: str, rows: Sequence[str] = ()
    ) -> None:
        """Ask for the table as it would be shown now, with the contents of some rows."""
        place = self.workplace
        order = (self.sorting,) if self.sorting else ()
        place.runner.ask(
            self, answer, plan_outline, place.scope(), today=place.today, zone=place.zone,
            language=self.words.language, order=order, grouping=self.grouping, agreement=place.agreement,
            filtered=bool(place.filter_text.strip()), keys=tuple(rows), key=key, failed=self._unread,
        )  # fmt: skip

    def _closed(self) -> None:
        """Read what could not be shown while a cell was being edited."""
        if self._wants_reading and not self.view.is_editing():
            self._wants_reading = False
            self.read()

    def _unread(self, error: PlanError) -> None:
        """A filter that cannot be read is told of where it was typed; the table stays as it was."""
        if not isinstance(error, BadFilter):
            self.workplace.runner.failed.emit(error, self.read)

    def _show(self, answer: tuple[Vector, PlanOutline]) -> None:
        if self.view.is_editing():
            self._wants_reading = True  # Typing has begun meanwhile; another table would take its cell away.
            return
        seen, outline = answer
        with self.keeping.places():
            rows = Rows.of(outline, self.folded.get(outline.grouping, frozenset()))
            self.model.show(rows, outline.rows, seen)
        self._go_to_sought()
        self.bar.tell_stale(False)
        self.tell_totals()
        self._choose_page(outline)

    def tell_totals(self) -> None:
        """Say in the bar what the table holds."""
        self.bar.tell(self.model.rows, self.grouping)

    def _choose_page(self, outline: PlanOutline) -> None:
        _ = self.words
        if outline.groups or self._begin_new:
            self.pages.setCurrentWidget(self.view)
            if self._begin_new:
                self._begin_new = False
                self._begin_in(self.model.rows.groups[0])
            return
        if not outline.any_at_all and not self.agreements:
            text = _("Every promise and activity belongs to an agreement between municipality and police.")
            self.nothing.tell("agreement", _("No agreement yet"), text, _("New agreement"))
        elif not outline.any_at_all:
            text = _(
                "Write down what is to be done, who answers for it and when. Everything is saved at once."
            )
            self.nothing.tell("activity", _("No activities yet"), text, _("New activity"))
        else:
            text = _("The filter “{filter}” lets nothing through.").format(filter=self.workplace.filter_text)
            self.nothing.tell("filter", _("Nothing fits"), text, _("Clear the filter"))
        self.pages.setCurrentWidget(self.nothing)

    def _do_something(self) -> None:
        if self.workplace.filter_text.strip():
            self.workplace.set_filter("")
            self.view.setFocus()
        elif not self.agreements:
            self.workplace.actions.run("new.agreement")
        else:
            self.begin_new()

    def _scope_changed(self) -> None:
        if self.isVisible():
            self.read()

    def _know_agreements(self, found: Sequence[AgreementLine]) -> None:
        self.agreements = found

    # Arranging.

    def group_by(self, grouping: Grouping) -> None:
        """Group the rows by something else."""
        self.folded[self.grouping] = self.model.rows.folded()
        self.grouping = grouping
        self.read()
        self.view.setFocus()

    def sort_by(self, key: SortKey | None) -> None:
        """Sort the rows, or let them stand as the plan has them."""
        self.sorting = key
        self.view.show_sorting(key)
        self.read()

    def fold(self, group: Group, folded: bool) -> None:
        """Fold a group, or open it."""
        self.model.fold(group, folded)
        self.tell_totals()

    def fold_all(self, folded: bool) -> None:
        """Fold every group, or open all."""
        if not self.cells.finish():
            return
        with self.keeping.places():
            self.model.fold_all(folded)
        self.tell_totals()

    # What is chosen.

    def _choice_changed(self) -> None:
        if not self.keeping.is_quiet:
            self._telling.start()

    def tell_choice(self) -> None:
        """Let the details show what the keys are at, and the rest of the window know what is chosen."""
        if not self.isVisible():
            return
        spot = self.view.spot()
        places: list[Place] = []
        if spot is not None and spot.kind is RowKind.HEADING:
            entity = {Grouping.PROMISE: "promise", Grouping.OWNER: "contact"}.get(self.model.rows.grouping)
            places = [Place(entity, spot.group.key)] if entity and spot.group.key else []
        elif spot is not None and spot.kind is RowKind.ACTIVITY:
            chosen = dict.fromkeys([spot.key])
            for key in self.view.chosen():
                chosen[key] = None
                if len(chosen) >= MOST_CHOSEN:
                    break
            places = [Place("activity", key) for key in chosen]
        if places:
            self._sought = ""
            self.workplace.select(*places)

    def _elsewhere_selected(self) -> None:
        """Go to the row of what has been selected from elsewhere, if it is shown."""
        chosen = self.workplace.selection
        spot = self.view.spot()
        if not chosen or chosen[0].entity != "activity" or (spot is not None and spot.key == chosen[0].id):
            return
        self._sought = chosen[0].id
        self._go_to_sought()

    def _go_to_sought(self) -> None:
        """Go to what was selected elsewhere, perhaps before the table that shows it was read."""
        if self._sought and self.keeping.go_to(self._sought):
            self._sought = ""

    # Typing.

    def _edited(self, row: int, column: int, value: object) -> None:
        spot = self.model.rows.spot(row)
        if isinstance(value, Typed) and spot.kind is RowKind.ACTIVITY:
            self.saver.save(spot.key, column, value)

    def _refused(self, key: str, column: int) -> None:
        """Once the editor is closed, open it again with what was typed and why it was not kept."""
        QTimer.singleShot(0, self, lambda: self._open_again(key, column))

    def _open_again(self, key: str, column: int) -> None:
        row = next(self.model.rows.rows_of(key), None)
        if row is not None and not self.view.is_editing() and self.isVisible():
            self.view.begin(self.model.index(row, column))

    def _edit_elsewhere(self, _row: int) -> None:
        self.tell_choice()
        self.elsewhere.edit_schedule()

    def begin_new(self) -> None:
        """Begin a new activity in the group one is in."""
        if self.pages.currentWidget() is self.nothing:
            self._begin_new = True
            if self.workplace.filter_text.strip():
                self.workplace.set_filter("")
            else:
                self.read()
            return
        spot = self.view.spot()
        self._begin_in(spot.group if spot is not None else self.model.rows.groups[-1])

    def _begin_in(self, group: Group) -> None:
        self.fold(group, False)
        index = self.model.index(self.model.rows.new_row(group), TITLE)
        self.view.scrollTo(index)
        self.view.setFocus()
        self.view.begin(index)

    def _entered(self, title: str) -> None:
        spot = self.view.spot()
        group = spot.group if spot is not None else self.model.rows.groups[-1]
        self._taken = title
        self.saver.begin(title, group, self.own_agreement())

    def own_agreement(self) -> str | None:
        """The agreement that a new activity belongs to; None lets its promise say."""
        if self.workplace.agreement is not None:
            return self.workplace.agreement
        return self.agreements[0].id if len(self.agreements) == 1 else None

    def _added(self, keys: Sequence[str], group: Group | None) -> None:
        self.keeping.show_new(keys, group)
        if self.view.is_editing():
            self.cells.begin_next(self._taken)
        else:
            self.keeping.choose(keys)

    def _not_added(self, fault: str) -> None:
        self.cells.refuse(fault)
        self.workplace.say(fault)
