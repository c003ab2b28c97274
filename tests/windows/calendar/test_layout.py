"""Bars lie under each other, or beside each other where their times meet, and never over the edge."""

from __future__ import annotations

import datetime as dt
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from db.kinds import OccurrenceState
from db.views.calendar import CalendarEntry, EntryKind
from db.views.things import Place
from desktop.windows.calendar.layout import by_clock, hours_of, stacked
from desktop.windows.calendar.paging import EARLIEST, LATEST, grid_days, page
from desktop.windows.calendar.scale import Scale

ROOM = QRect(10, 20, 120, 100)
DAY = dt.date(2017, 5, 4)
TIMES = st.tuples(st.times(), st.none() | st.times())


def an_entry(number: int, starts_at: dt.time | None = None, ends_at: dt.time | None = None) -> CalendarEntry:
    return CalendarEntry(
        kind=EntryKind.OCCURRENCE, thing=Place("occurrence", str(number)), on=DAY, title="Nattvandring",
        state=OccurrenceState.PLANNED, starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip


@given(st.lists(st.integers(1, 3), max_size=30))
def test_bars_in_a_month_stay_inside_and_what_is_left_off_is_counted(lines: list[int]) -> None:
    entries = [an_entry(number) for number in range(len(lines))]
    places = stacked(ROOM, entries, lines, 18)
    assert len(places.bars) + places.left_off == len(entries)
    assert (places.more is None) == (places.left_off == 0)
    rects = [bar.rect for bar in places.bars] + ([places.more] if places.more else [])
    assert all(ROOM.contains(rect) for rect in rects)
    assert all(one.bottom() < other.top() for one, other in pairwise(rects))


@given(st.lists(TIMES, max_size=12))
def test_bars_by_the_clock_stay_inside_and_cover_none_at_the_same_time(
    times: list[tuple[dt.time, dt.time | None]],
) -> None:
    entries = [an_entry(number, *both) for number, both in enumerate(times)]
    room = QRect(0, 0, 700, 24 * 60)
    places = by_clock(room, entries, hours_of(entries))
    assert len(places.bars) == len(entries)
    for one, other in combinations(places.bars, 2):
        if one.rect.left() == other.rect.left():
            apart = min(one.rect.bottom(), other.rect.bottom()) - max(one.rect.top(), other.rect.top())
            assert apart <= 8
    assert all(room.left() <= bar.rect.left() and bar.rect.right() <= room.right() for bar in places.bars)


def test_a_week_shows_the_hours_of_work_and_those_of_what_lies_outside() -> None:
    assert hours_of([an_entry(1, dt.time(9))]) == (7, 19)
    assert hours_of([an_entry(1, dt.time(5, 30)), an_entry(2, dt.time(22), dt.time(1))]) == (5, 24)


@given(st.dates(EARLIEST, LATEST), st.sampled_from(["month", "week"]))
def test_a_page_is_whole_weeks_round_its_day(day: dt.date, mode: str) -> None:
    first, last = grid_days(mode, day)
    assert first <= day <= last
    assert (first.weekday(), last.weekday()) == (0, 6)
    assert page(mode, day, 1) > day or day > LATEST - dt.timedelta(days=31)


def test_a_month_that_is_shorter_is_entered_by_its_last_day() -> None:
    assert page("month", dt.date(2017, 1, 31), 1) == dt.date(2017, 2, 28)
    assert page("timeline", dt.date(2016, 2, 29), 1) == dt.date(2017, 2, 28)


@given(st.floats(0.5, 40), st.integers(0, 364))
def test_a_day_is_found_again_where_it_is_drawn(wide: float, number: int) -> None:
    scale = Scale(dt.date(2017, 1, 1), dt.date(2017, 12, 31), wide)
    day = scale.first + dt.timedelta(days=number)
    assert abs((scale.day_at(scale.middle(day)) - day).days) <= (0 if wide > 2 else 1)
    assert len(scale.months()) == 12
    assert len(scale.mondays()) == 53
