"""When something is to be done is said as the field says it, in both languages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import ScheduleKind
from db.rules.recurrence import DateException
from db.rules.schedule import Schedule
from desktop.words import Words
from desktop.words.schedules import rule_words, schedule_lines, span_words, weeks_words

SV, EN = Words("sv"), Words("en")
TODAY = dt.date(2017, 5, 9)


@pytest.mark.parametrize(
    ("rule", "swedish", "english"),
    [
        ("FREQ=WEEKLY;BYDAY=FR", "varje fredag", "every Friday"),
        ("FREQ=WEEKLY;BYDAY=MO,FR", "varje måndag och fredag", "every Monday and Friday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "varannan fredag", "every second Friday"),
        (
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR",
            "med 3 veckors mellanrum på fredag",
            "every 3 weeks on Friday",
        ),
        ("FREQ=WEEKLY", "varje vecka", "every week"),
        ("FREQ=DAILY", "varje dag", "every day"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "sista fredagen varje månad", "the last Friday every month"),
        (
            "FREQ=MONTHLY;BYMONTH=5,10;BYDAY=1SA",
            "första lördagen i maj och oktober",
            "the first Saturday in May and October",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "den 1 och den 15 varje månad", "day 1 and day 15 every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "sista dagen varje månad", "the last day every month"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "andra tisdagen varje månad", "the second Tuesday every month"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=6", "den 6 i juni", "day 6 in June"),
        ("FREQ=YEARLY", "varje år", "every year"),
        ("FREQ=YEARLY;BYWEEKNO=37", "varje år, vecka 37", "every year, in week 37"),
        ("FREQ=WEEKLY;BYDAY=FR;COUNT=10", "varje fredag, 10 gånger totalt", "every Friday, 10 times in all"),
        (
            "FREQ=WEEKLY;BYDAY=FR;UNTIL=20171231",
            "varje fredag, till 2017-12-31",
            "every Friday, until 2017-12-31",
        ),
    ],
)
def test_a_rule_is_said_in_words(rule: str, swedish: str, english: str) -> None:
    assert rule_words(SV, rule) == swedish
    assert rule_words(EN, rule) == english


def test_a_rule_that_nobody_can_read_is_shown_as_it_stands() -> None:
    assert rule_words(SV, "FREQ=SOMETIMES") == "FREQ=SOMETIMES"


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 9),
    st.lists(st.sampled_from(["MO", "WE", "SU", "2TU", "-1FR", "-2SA", "7MO"]), max_size=3, unique=True),
    st.lists(st.integers(1, 12), max_size=3, unique=True),
    st.lists(st.sampled_from([1, 15, -1, -3]), max_size=2, unique=True),
)
def test_no_part_of_a_rule_is_left_unsaid(
    frequency: str, interval: int, days: list[str], months: list[int], dates: list[int]
) -> None:
    rule = f"FREQ={frequency};INTERVAL={interval}"
    for name, values in (("BYDAY", days), ("BYMONTH", months), ("BYMONTHDAY", dates)):
        if values:
            rule += f";{name}={','.join(map(str, values))}"
    said = rule_words(SV, rule)
    if said == rule:
        return
    names = {"MO": "måndag", "TU": "tisdag", "WE": "onsdag", "FR": "fredag", "SA": "lördag", "SU": "söndag"}
    assert all(names[day[-2:]] in said for day in days)
    assert all(SV.month(month) in said for month in months)
    assert (str(interval) in said) or interval < 3
    assert ("vartannat" in said or "varannan" in said) or interval != 2


def test_weeks_name_their_years_only_where_they_differ() -> None:
    assert weeks_words(SV, dt.date(2017, 5, 8), dt.date(2017, 5, 14)) == "vecka 19"
    assert weeks_words(SV, dt.date(2017, 2, 1), dt.date(2017, 4, 28)) == "vecka 5–17"
    assert weeks_words(SV, dt.date(2016, 12, 1), dt.date(2017, 1, 31)) == "vecka 48 2016 – vecka 5 2017"


def test_a_span_may_be_open_at_either_end() -> None:
    first, last = dt.date(2017, 1, 1), dt.date(2017, 12, 31)
    assert span_words(SV, first, last) == "2017-01-01 – 2017-12-31"
    assert span_words(SV, first, None) == "från 2017-01-01"
    assert span_words(SV, None, last) == "till 2017-12-31"
    assert span_words(SV, None, None) == ""


def test_each_kind_of_schedule_says_when() -> None:
    def said(kind: ScheduleKind, when: str = "", **more: Any) -> list[str]:
        return schedule_lines(SV, Schedule(kind=kind, **more), when, None, today=TODAY)

    day = dt.date(2017, 5, 16)
    assert said(ScheduleKind.ONCE, due_on=day) == ["Senast 2017-05-16", "vecka 20"]
    assert said(ScheduleKind.ONCE) == ["Inget datum satt"]
    assert said(ScheduleKind.PERIOD, starts_on=day, ends_on=day) == ["2017-05-16 – 2017-05-16", "vecka 20"]
    assert said(ScheduleKind.STANDING) == ["Löpande"]
    assert said(ScheduleKind.RELATIVE, "vid skolstart") == ["Vid skolstart"]
    assert said(ScheduleKind.RELATIVE, "vid skolstart", due_on=day) == [
        "Vid skolstart", "senast 2017-05-16", "vecka 20",
    ]  # fmt: skip


def test_a_recurring_activity_tells_its_exceptions_ahead_and_what_is_next() -> None:
    schedule = Schedule(
        kind=ScheduleKind.RECURRING,
        rule="FREQ=WEEKLY;BYDAY=FR",
        starts_on=dt.date(2017, 1, 13),
        exceptions=(
            DateException(on=dt.date(2017, 4, 14)),
            DateException(on=dt.date(2017, 5, 26)),
            DateException(on=dt.date(2017, 6, 23), moved_to=dt.date(2017, 6, 22)),
        ),
    )
    assert schedule_lines(SV, schedule, "", dt.date(2017, 5, 12), today=TODAY) == [
        "Varje fredag",
        "från 2017-01-13",
        "inte 2017-05-26",
        "2017-06-23 flyttad till 2017-06-22",
        "nästa: 2017-05-12, vecka 19",
    ]
