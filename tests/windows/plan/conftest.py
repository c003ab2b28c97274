"""The room Aktivitetsplan on a plan with a few activities of all sorts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.drafts import ContactDraft, OccurrenceDraft, PromiseDraft
from db.journal.writing import Writing
from db.kinds import ActivityState, Responsibility, TargetKind
from db.operations import add, link
from db.queries.listing import activity_lines
from db.views.activity import ActivityLine
from db.views.plan_table import Grouping
from desktop.windows.plan.columns import BY_ID, COLUMNS
from desktop.windows.plan.room import PlanRoom
from desktop.windows.plan.rows import RowKind
from desktop.windows.workplace import Workplace
from tests.builders import Plan, a_weekly_activity, an_activity, small_plan
from tests.storages import begun

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NO_KEY = Qt.KeyboardModifier.NoModifier
DAY = dt.date(2017, 5, 2)


def fill(session: Writing) -> Plan:
    """Two promises, two owners, and activities that are late, done, recurring, counted and of nobody."""
    plan = small_plan(session, {"due_on": dt.date(2017, 4, 28), "title": "Torgmöte"})
    second = add(
        session,
        PromiseDraft(
            agreement=plan.agreement, focus_area=plan.focus_area, number=2, text="Mer ljus i parken"
        ),
    )
    other = add(session, ContactDraft(function="Säkerhetssamordnare"))
    park = add(
        session,
        an_activity(
            plan.agreement, title="Fler lampor i parken", due=dt.date(2017, 6, 1), owner=other,
            responsibility=Responsibility.MUNICIPALITY, state=ActivityState.ONGOING,
            target=TargetKind.AT_LEAST, target_count=8.0,
        ),
    )  # fmt: skip
    patrol = add(
        session, a_weekly_activity(plan.agreement, title="Fotpatrull", responsibility=Responsibility.POLICE)
    )
    add(session, an_activity(plan.agreement, title="Ärendet ingen äger", state=ActivityState.DONE))
    for activity, promise in ((park, second), (patrol, second), (patrol, plan.promise)):
        link(session, activity, promise)
    add(session, OccurrenceDraft(activity=park, on=dt.date(2017, 4, 20)))
    return plan


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan with four activities, closed."""
    path = tmp_path / "fyra.plan"
    with begun(path) as store:
        store.do(fill)
    return path


class Hands:
    """A person at the room's keys and mouse, and what they see."""

    def __init__(self, qtbot: QtBot, room: PlanRoom) -> None:
        self.qtbot = qtbot
        self.room = room
        self.view = room.view
        self.model = room.model

    def row(self, title: str, nth: int = 0) -> int:
        """The row of an activity by its title."""
        found = [
            row
            for row in range(len(self.model.rows))
            if self.model.rows.spot(row).kind is RowKind.ACTIVITY and self.text(row, "title") == title
        ]
        return found[nth]

    def new_row(self, nth: int = -1) -> int:
        """A row for new activities."""
        rows = range(len(self.model.rows))
        return [row for row in rows if self.model.rows.spot(row).kind is RowKind.NEW][nth]

    def text(self, row: int, column: str) -> str:
        """What a cell says."""
        return str(self.model.data(self.model.index(row, BY_ID[column])) or "")

    def titles(self) -> list[str]:
        """What stands in the titles' column, headings in brackets."""
        shown = []
        for row in range(len(self.model.rows)):
            kind = self.model.rows.spot(row).kind
            text = self.text(row, "title")
            shown.append({RowKind.HEADING: f"[{text}]", RowKind.NEW: "+"}.get(kind, text))
        return shown

    def index(self, row: int, column: str) -> QModelIndex:
        """A cell."""
        return self.model.index(row, BY_ID[column])

    def go(self, row: int, column: str = "title") -> None:
        """Click on a cell."""
        index = self.index(row, column)
        self.view.scrollTo(index)
        middle = self.view.visualRect(index).center()
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, middle)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key, wherever the keys go."""
        QTest.keyClick(self.target(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type a text, wherever the keys go."""
        for letter in text:
            # QTest knows no keys beyond ASCII's.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, NO_KEY, letter)
                QApplication.sendEvent(self.target(), event)
        self.settle()

    def target(self) -> QWidget:
        """Who gets the keys."""
        editor = self.room.cells.editor
        return editor.control if editor is not None else self.view

    def settle(self) -> None:
        """Let what has been asked for happen."""
        self.qtbot.wait(1)

    def lines(self) -> dict[str, ActivityLine]:
        """What the plan says of each activity, by title."""
        found: list[ActivityLine] = []
        place = self.room.workplace
        place.runner.ask(place, found.extend, activity_lines, today=DAY)
        return {line.title: line for line in found}


OpenRoom = Callable[..., Hands]


@pytest.fixture
def open_room(qtbot: QtBot, open_workplace: Callable[..., Workplace], plan_file: Path) -> OpenRoom:
    """Enter the room: `open_room(Grouping.NONE, path=…, language="en", columns=all)`."""

    def build(
        grouping: Grouping = Grouping.NONE,
        path: Path | None = None,
        language: str = "sv",
        *,
        inline: bool = True,
    ) -> Hands:
        room = PlanRoom(open_workplace(path or plan_file, language, inline=inline))
        room.arrange({"grouping": grouping.value})
        for place in range(len(COLUMNS)):
            room.view.show_column(place, True)
        qtbot.addWidget(room)
        room.resize(1500, 700)
        room.show()
        qtbot.waitExposed(room)
        room.enter()
        qtbot.waitUntil(lambda: room.model.rows.activities > 0 or room.nothing.isVisible())
        hands = Hands(qtbot, room)
        hands.settle()
        return hands

    return build


@pytest.fixture
def hands(open_room: OpenRoom) -> Hands:
    """The room without grouping."""
    return open_room()
