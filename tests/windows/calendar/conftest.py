"""A calendar over a small plan whose days are known, as it stands in May 2017."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db.drafts import DecisionDraft, OccurrenceDraft
from db.journal.writing import Writing
from db.kinds import OccurrenceState
from db.operations import add
from desktop.windows.calendar.room import CalendarRoom
from desktop.windows.workplace import Workplace
from tests.builders import a_weekly_activity, an_activity, small_plan
from tests.storages import begun
from tests.windows.conftest import OpenWorkplace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OpenRoom = Callable[..., CalendarRoom]


@dataclass(frozen=True, slots=True)
class Known:
    """The keys of what falls on the days of May 2017."""

    due: str
    weekly: str
    walk: str
    occurrence: str
    meeting: str
    agreement: str


def fill(session: Writing) -> Known:
    """K1 is due on 4 May, K2 comes each Friday, K3 took place on 10 May at six; a meeting is on 9 May."""
    plan = small_plan(session, {"due_on": dt.date(2017, 5, 4)})
    weekly = add(session, a_weekly_activity(plan.agreement))
    walk = add(session, an_activity(plan.agreement, title="Trygghetsvandring"))
    occurrence = add(
        session,
        OccurrenceDraft(
            activity=walk, on=dt.date(2017, 5, 10), starts_at=dt.time(18), ends_at=dt.time(20),
            state=OccurrenceState.PLANNED,
        ),
    )  # fmt: skip
    add(session, DecisionDraft(meeting=plan.meeting, text="Fler lampor", due_on=dt.date(2017, 5, 15)))
    return Known(plan.activity, weekly, walk, occurrence, plan.meeting, plan.agreement)


@pytest.fixture
def known_plan(tmp_path: Path) -> tuple[Path, Known]:
    """The plan in a file, closed."""
    path = tmp_path / "maj.plan"
    with begun(path) as store:
        return path, store.do(fill).value


@pytest.fixture
def known(known_plan: tuple[Path, Known]) -> Known:
    """The keys of what is in the plan."""
    return known_plan[1]


@pytest.fixture
def may(open_workplace: OpenWorkplace, known_plan: tuple[Path, Known]) -> Workplace:
    """The plan, open on 2 May 2017."""
    return open_workplace(known_plan[0])


@pytest.fixture
def open_room(qtbot: QtBot) -> OpenRoom:
    """Open the calendar of a workplace in a window of its own: `open_room(workplace)`."""

    def build(workplace: Workplace) -> CalendarRoom:
        room = CalendarRoom(workplace)
        qtbot.addWidget(room)
        room.resize(1120, 760)
        with qtbot.waitExposed(room):
            room.show()
        room.activateWindow()
        room.enter()
        return room

    return build


@pytest.fixture
def room(open_room: OpenRoom, may: Workplace) -> CalendarRoom:
    """The calendar, showing May 2017."""
    return open_room(may)
