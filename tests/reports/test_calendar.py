"""The calendar on paper: a month with all that falls in it, the year as a timeline, nothing lost."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from db.kinds import ActivityState, MeetingKind, MeetingState, ScheduleKind
from db.queries.calendar import calendar_days
from db.views.calendar import (
    CalendarEntry,
    CalendarView,
    EntryKind,
    TimelineGroup,
    TimelineGrouping,
    TimelineRow,
    TimelineView,
)
from db.views.calendar_paper import MonthPaper, TimelinePaper
from db.views.things import Place
from desktop.reports.calendar import write_month, write_timeline
from desktop.words import Language, Words
from tests.reports.example_views import an_agreement
from tests.reports.reading import words_of

FIRST, LAST, TODAY = dt.date(2017, 5, 1), dt.date(2017, 6, 4), dt.date(2017, 5, 9)
LONG = "Fotpatrullering längs stråket mellan järnvägsstationen och torget " * 4


def an_entry(number: str, on: dt.date, **more: Any) -> CalendarEntry:
    entry = CalendarEntry(
        kind=EntryKind.DUE, thing=Place("activity", number), on=on, title="Torgmöte",
        state=ActivityState.PLANNED, activity=number, number=number,
    )  # fmt: skip
    return replace(entry, **more)


MEETING = CalendarEntry(
    kind=EntryKind.MEETING, thing=Place("meeting", "m"), on=TODAY, title="", state=MeetingState.CALLED,
    meeting=MeetingKind.STEERING_GROUP, starts_at=dt.time(13),
)  # fmt: skip


def a_month(*entries: CalendarEntry, filter_text: str = "") -> MonthPaper:
    days = tuple(calendar_days(FIRST, LAST, "sv", entries))
    view = CalendarView(first=FIRST, last=LAST, today=TODAY, days=days)
    return MonthPaper(
        agreement=an_agreement(), month=FIRST, days=view, filter_text=filter_text, state="ab12cd34ef"
    )


def a_row(number: str, *marks: CalendarEntry, **more: Any) -> TimelineRow:
    row = TimelineRow(
        id=number, number=number, title="Torgmöte", state=ActivityState.ONGOING,
        schedule=ScheduleKind.ONCE, marks=marks,
    )  # fmt: skip
    return replace(row, **more)


def a_year(*rows: TimelineRow) -> TimelinePaper:
    view = TimelineView(
        first=dt.date(2017, 1, 1),
        last=dt.date(2017, 12, 31),
        today=TODAY,
        grouping=TimelineGrouping.PROMISE,
        groups=(TimelineGroup(rows=rows, number="1", text="Vi syns mer"),) if rows else (),
        meetings=(MEETING,),
    )
    return TimelinePaper(agreement=None, year=view, filter_text="", state="ab12cd34ef")


def month_of(paper: MonthPaper, language: Language = "sv") -> PdfReader:
    out = io.BytesIO()
    pages = write_month(paper, Words(language), out)
    pdf = PdfReader(out)
    assert len(pdf.pages) == pages
    return pdf


def year_of(paper: TimelinePaper) -> PdfReader:
    out = io.BytesIO()
    pages = write_timeline(paper, Words("sv"), out)
    pdf = PdfReader(out)
    assert len(pdf.pages) == pages
    return pdf


def test_a_month_has_weeks_holidays_and_what_falls_on_each_day() -> None:
    text = words_of(month_of(a_month(an_entry("K1", dt.date(2017, 5, 4)), MEETING)))
    for said in ("Maj 2017", "v 18", "v 22", "Kristi himmelsfärdsdag", "K1 Torgmöte", "13:00 Styrgrupp"):
        assert said in text


def test_each_page_says_whose_it_is_and_what_it_rests_on() -> None:
    text = words_of(month_of(a_month(filter_text="ansvarig:polis")))
    for said in ("Säffle", "planens läge ab12cd34", "urval: ansvarig:polis", "Sida 1 av 1"):
        assert said in text


def test_a_month_speaks_english_too() -> None:
    text = words_of(month_of(a_month(MEETING), "en"))
    for said in ("May 2017", "w 18", "13:00 Steering group", "Page 1 of 1"):
        assert said in text


def test_what_has_no_room_in_its_square_is_told_on_the_next_page() -> None:
    many = [an_entry(f"K{number}", TODAY, title=f"Sak {number}") for number in range(1, 40)]
    pdf = month_of(a_month(*many))
    first, rest = words_of(pdf).split("dagarna med mer")
    assert "till" in first
    assert all(f"K{number} Sak {number}" in rest for number in range(1, 40))


def test_a_day_of_any_size_and_titles_of_any_length_are_printed() -> None:
    many = [an_entry(f"K{number}", TODAY, title=LONG) for number in range(300)]
    pdf = month_of(a_month(*many, an_entry("K999", FIRST, title="x" * 4000), an_entry("K0", LAST, title="")))
    assert len(pdf.pages) > 5
    assert "K299" in words_of(pdf)


def test_a_timeline_has_months_meetings_today_and_each_activity_by_name() -> None:
    rows = [
        a_row("K1", an_entry("K1", dt.date(2017, 5, 4))),
        a_row("K2", schedule=ScheduleKind.PERIOD, starts_on=FIRST, ends_on=LAST),
        a_row("K3", schedule=ScheduleKind.RECURRING, starts_on=FIRST, dense=True),
        a_row("K4", schedule=ScheduleKind.STANDING, late=True),
        a_row("K5", an_entry("K5", TODAY, kind=EntryKind.RECURRING, settled=True)),
    ]
    text = words_of(year_of(a_year(*rows)))
    for said in ("Tidslinje 2017", "Januari", "December", "I dag", "Löfte 1: Vi syns mer", "Försenad"):
        assert said in text
    assert all(f"{row.number} Torgmöte" in text for row in rows)
    assert "Alla överenskommelser" in text


def test_a_long_timeline_goes_on_under_its_heading() -> None:
    pdf = year_of(a_year(*(a_row(f"K{number}", title=LONG) for number in range(100))))
    assert len(pdf.pages) > 2
    assert all("Löfte 1: Vi syns mer" in page.extract_text() for page in pdf.pages)
    words = words_of(pdf)
    assert all(f"K{number} " in words for number in range(100))


def test_a_year_without_activities_says_so() -> None:
    assert "Ingen aktivitet ligger under 2017." in words_of(year_of(a_year()))


@pytest.mark.parametrize("write", ["month", "timeline"])
def test_the_same_view_gives_the_same_bytes_and_a_file_appears_whole(write: str, tmp_path: Path) -> None:
    made = []
    for name in ("one.pdf", "other.pdf"):
        path = tmp_path / name
        if write == "month":
            write_month(a_month(MEETING), Words("sv"), path)
        else:
            write_timeline(a_year(a_row("K1")), Words("sv"), path)
        made.append(path.read_bytes())
    assert made[0] == made[1]
    assert len(list(tmp_path.iterdir())) == 2


def test_whoever_prints_is_told_of_each_page_and_may_break_off() -> None:
    begun: list[int] = []
    write_timeline(a_year(a_row("K1")), Words("sv"), io.BytesIO(), begun.append)
    assert begun == [1]

    def enough(_page: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_month(a_month(), Words("sv"), io.BytesIO(), enough)


def test_all_fonts_are_embedded() -> None:
    page = month_of(a_month(MEETING)).pages[0]
    resources: Any = page["/Resources"]
    fonts = resources["/Font"].values()
    assert all("SourceSans" in font.get_object()["/BaseFont"] for font in fonts)
