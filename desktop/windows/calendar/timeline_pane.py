"""The year: activities at the left, which stay, and their chart at the right, scrolled and zoomed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.queries.timeline import timeline
from db.views.calendar import CalendarEntry, TimelineGrouping, TimelineRow, TimelineView
from db.views.things import Place
from desktop.windows.calendar.chart import ROW
from desktop.windows.calendar.chart_view import ChartView
from desktop.windows.calendar.mover import Mover
from desktop.windows.calendar.scale import Scale
from desktop.windows.calendar.timeline_model import CHART, TITLE, TimelineModel
from desktop.windows.calendar.title_delegate import TitleDelegate
from desktop.windows.workplace import Workplace
from desktop.words import N_

GROUPINGS: Final[Mapping[TimelineGrouping, str]] = {
    TimelineGrouping.PROMISE: N_("By promise"),
    TimelineGrouping.OWNER: N_("By owner"),
    TimelineGrouping.NONE: N_("Not grouped"),
}
TITLE_WIDTH: Final = 280
TITLE_SHARE: Final = 0.34


class TimelinePane(QWidget):
    """Two tables over the same rows, scrolled together; only the right one moves sideways."""

    asked_menu = Signal(object, object, object)

    def __init__(self, workplace: Workplace, mover: Mover) -> None:
        super().__init__()
        self._workplace = workplace
        self._words, self._theme = workplace.words, workplace.theme
        self._year = workplace.today.year
        self._grouping = TimelineGrouping.PROMISE
        self._fitted = True
        self._shared = False
        self.lines = TimelineModel(self._words)
        self.table = ChartView(self._theme, self._words, self.lines, _year_scale(self._year))
        self.titles = self._title_table()
        self._build()
        self.table.chose.connect(self._choose)
        self.table.moved.connect(mover.move)
        self.table.zoomed.connect(self.zoom)
        self.table.asked_menu.connect(self.asked_menu)
        self.table.resized.connect(self._keep_fitted)

    def _title_table(self) -> QTableView:
        titles = QTableView()
        titles.setModel(self.lines)
        titles.setItemDelegate(TitleDelegate(self._theme))
        titles.setSelectionModel(self.table.selectionModel())
        titles.setColumnHidden(CHART, True)
        titles.setFrameShape(QFrame.Shape.NoFrame)
        titles.setShowGrid(False)
        titles.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        titles.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        titles.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        titles.setTabKeyNavigation(False)
        titles.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        titles.verticalHeader().hide()
        titles.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles.verticalHeader().setDefaultSectionSize(ROW)
        titles.horizontalHeader().setStretchLastSection(False)
        titles.horizontalHeader().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        titles.horizontalHeader().setSectionsClickable(False)
        titles.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        )
        titles.horizontalHeader().setFixedHeight(self.table.head.sizeHint().height())
        titles.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        titles.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        titles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        titles.clicked.connect(lambda _index: self._choose(self.table.line))
        down, own = self.table.verticalScrollBar(), titles.verticalScrollBar()
        down.valueChanged.connect(own.setValue)
        own.valueChanged.connect(down.setValue)
        return titles

    def _build(self) -> None:
        _, space = self._words, self._theme.space
        self.table.setAccessibleName(_("Timeline"))
        self.table.setAccessibleDescription(
            _("Up and down go over activities, left and right over their dates, plus and minus zoom.")
        )
        self.grouping = QComboBox()
        self.grouping.setObjectName("grouping")
        self.grouping.setAccessibleName(_("Group the timeline"))
        for grouping, text in GROUPINGS.items():
            self.grouping.addItem(_(text), grouping)
        self.grouping.activated.connect(self._regroup)
        self.told = QLabel()
        self.told.setProperty("role", "muted-small")
        tools = QHBoxLayout()
        tools.setSpacing(space)
        tools.addWidget(self.grouping)
        tools.addWidget(self.told, 1)
        for icon, text, do in (
            ("zoom-out", _("Zoom out (−)"), lambda: self.zoom(-1.0)),
            ("zoom-in", _("Zoom in (+)"), lambda: self.zoom(1.0)),
            ("fit-width", _("The whole year"), self.fit),
        ):
            button = QToolButton()
            button.setIcon(self._theme.icon(icon))
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(do)
            tools.addWidget(button)
        left = QWidget()
        under = QVBoxLayout(left)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self.titles, 1)
        # As high as the chart's scroll bar, so that both tables show the same rows.
        under.addSpacing(self.table.horizontalScrollBar().sizeHint().height())
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(self.table)
        self._split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space * 2)
        column.addLayout(tools)
        column.addWidget(self._split, 1)

    # What is shown.

    def read(self, day: dt.date) -> None:
        """Read the year that a day lies in."""
        place, first, last = self._workplace, dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
        place.runner.ask(
            self,
            self._show,
            timeline,
            place.scope(),
            first=first,
            last=last,
            today=place.today,
            zone=place.zone,
            language=self._words.language,
            agreement=place.agreement,
            grouping=self._grouping,
            key="timeline",
        )

    def _show(self, view: TimelineView) -> None:
        line, picked = self.table.line, self.table.entry
        down, across = self.table.verticalScrollBar().value(), self.table.horizontalScrollBar().value()
        self.lines.show(view)
        self.table.today, self.table.named = view.today, view.days
        self.table.head.today, self.table.head.meetings = view.today, view.meetings
        if view.first.year != self._year or self.table.scale.first != view.first:
            self._year = view.first.year
            self.table.set_scale(Scale(view.first, view.last, self.table.scale.day))
        self._keep_fitted()
        row = self.lines.row_of(line.id) if line is not None else None
        if row is not None:
            self.table.setCurrentIndex(self.lines.index(row, CHART))
        self.table.verticalScrollBar().setValue(down)
        self.table.horizontalScrollBar().setValue(across)
        found = self.table.line
        self.table.pick(None if found is None or picked is None else _again(found, picked))
        self._tell(view)

    def _tell(self, view: TimelineView) -> None:
        count = sum(len(group.rows) for group in view.groups)
        if count:
            text = self._words.plural("{count} activity", "{count} activities", count)
        else:
            text = self._words("No activity lies in {year}.").format(year=view.first.year)
        self.told.setText(text)

    def show_day(self, day: dt.date) -> None:
        """Bring a day into view."""
        self.table.show_day(day)

    @property
    def entry(self) -> CalendarEntry | None:
        """The mark that keys are about."""
        return self.table.entry

    # Zooming and grouping.

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shared:
            self._shared = True
            titles = min(TITLE_WIDTH, round(self.width() * TITLE_SHARE))
            self._split.setSizes([titles, self.width() - titles])

    def zoom(self, steps: float, x: int | None = None) -> None:
        """Zoom in or out, keeping the day under a place where it is."""
        at = self.table.viewport().width() // 2 if x is None else x
        bar, old = self.table.horizontalScrollBar(), self.table.scale
        day = (bar.value() + at) / old.day
        least = old.fitted(self.table.viewport().width()).day
        new = old.zoomed(steps, least)
        self._fitted = new.day <= least
        self.table.set_scale(new)
        self.table.updateGeometries()
        bar.setValue(round(day * new.day) - at)

    def fit(self) -> None:
        """Show the whole year."""
        self._fitted = True
        self._keep_fitted()

    def _keep_fitted(self) -> None:
        if self._fitted and self.table.viewport().width() > 100:
            self.table.set_scale(self.table.scale.fitted(self.table.viewport().width()))

    def _regroup(self) -> None:
        self._grouping = TimelineGrouping(self.grouping.currentData())
        self.read(dt.date(self._year, 1, 1))

    def _choose(self, line: TimelineRow | None) -> None:
        if line is not None:
            self._workplace.select(Place("activity", line.id))

    # How its user has it.

    def arrangement(self) -> dict[str, Any]:
        """Grouping, zoom and the width of the titles."""
        zoom = None if self._fitted else self.table.scale.day
        return {"grouping": self._grouping.value, "day": zoom, "titles": self._split.sizes()[0]}

    def arrange(self, saved: Mapping[str, Any]) -> None:
        """Take up what was kept."""
        if saved.get("grouping") in list(TimelineGrouping):
            self._grouping = TimelineGrouping(saved["grouping"])
            self.grouping.setCurrentIndex(list(GROUPINGS).index(self._grouping))
        zoom, titles = saved.get("day"), saved.get("titles")
        if isinstance(zoom, int | float) and 0.5 <= zoom <= 100:
            self._fitted = False
            self.table.set_scale(self.table.scale.zoomed(0, zoom))
        if isinstance(titles, int) and titles > 80:
            self._shared = True
            self._split.setSizes([titles, max(400, self.width() - titles)])


def _again(line: TimelineRow, picked: CalendarEntry) -> CalendarEntry | None:
    """Find what was picked in a row that has been read anew: on its day, or else the only one of its sort."""
    alike = [one for one in line.entries if one.kind is picked.kind]
    same_day = [one for one in alike if one.on == picked.on]
    return same_day[0] if same_day else alike[0] if len(alike) == 1 else None


def _year_scale(year: int) -> Scale:
    return Scale(dt.date(year, 1, 1), dt.date(year, 12, 31), 2.0)
