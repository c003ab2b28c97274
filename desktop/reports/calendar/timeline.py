"""The year on paper: activities under each other, months beside each other, as many pages as it takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from db.kinds import ActivityState, ScheduleKind
from db.views.calendar import CalendarEntry, EntryKind, TimelineGrouping, TimelineRow
from db.views.calendar_paper import TimelinePaper
from desktop.reports.calendar.sheet import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    Draw,
    OnPage,
    a_sheet,
    draw_text,
    write_sheets,
)
from desktop.reports.faces import Face, printable, width
from desktop.reports.marks import LATE, STATE_MARKS, draw_mark
from desktop.words import Words
from desktop.words.calendar import entry_mark, entry_words, group_words
from desktop.words.kinds import label

TITLES: Final = 78 * mm
CHART: Final = RIGHT - LEFT - TITLES
ROW: Final = 13.5
HEAD: Final = 44.0
KEY: Final = 16.0
"""Room for the key to the signs at the foot of each page."""
SIZE: Final = 8.2
MARK: Final = 7.5

PALE: Final = 0.62
"""The grey of lines that only guide the eye."""

Line = str | TimelineRow


def write_timeline(
    paper: TimelinePaper, words: Words, out: BinaryIO | Path, on_page: OnPage | None = None
) -> int:
    """Print a year and give the number of its pages; the same view and language give the same bytes."""
    title = words("Timeline {year}").format(year=paper.year.first.year)
    sheet = a_sheet(words, title, paper.agreement, paper.year.today, paper.state, paper.filter_text)
    pages = [
        partial(_draw_page, paper=paper, words=words, title=title, lines=lines)
        for lines in _parted(list(_lines(paper, words)))
    ]
    return write_sheets(sheet, list[Draw](pages), out, on_page)


def _lines(paper: TimelinePaper, words: Words) -> Iterator[Line]:
    for group in paper.year.groups:
        if paper.year.grouping is not TimelineGrouping.NONE:
            yield group_words(words, paper.year.grouping, group)
        yield from group.rows


def _parted(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut the rows into pages; a heading is not left alone, and is said again where its rows go on."""
    room = int((TOP - HEAD - BOTTOM - KEY) // ROW)
    page: list[Line] = []
    heading = ""
    for number, line in enumerate(lines):
        if isinstance(line, str):
            heading = line
            if len(page) == room - 1 and number + 1 < len(lines):
                yield page
                page = []
        if len(page) == room:
            yield page
            page = [heading] if heading and not isinstance(line, str) else []
        page.append(line)
    yield page


def _x(paper: TimelinePaper, day: dt.date, part: float = 0.5) -> float:
    """Where a day lies: its beginning (0), middle or end (1)."""
    days = (paper.year.last - paper.year.first).days + 1
    return LEFT + TITLES + CHART * ((day - paper.year.first).days + part) / days


def _draw_page(
    canvas: Canvas, *, paper: TimelinePaper, words: Words, title: str, lines: Sequence[Line]
) -> None:
    _ = words
    draw_text(canvas, printable(title), LEFT, TOP - 12, TITLES, size=18, face=Face.BOLD)
    top = TOP - HEAD
    bottom = top - max(1, len(lines)) * ROW
    _draw_scale(canvas, paper, words, bottom)
    _draw_days(canvas, paper, words, bottom)
    for number, line in enumerate(lines):
        y = top - number * ROW
        if isinstance(line, str):
            canvas.setFillGray(0.91)
            canvas.rect(LEFT, y - ROW, RIGHT - LEFT, ROW, stroke=0, fill=1)
            canvas.setFillGray(0)
            text = printable(line)
            draw_text(canvas, text, LEFT + 2, y - 10, RIGHT - LEFT - 4, size=SIZE, face=Face.BOLD)
        else:
            _draw_row(canvas, paper, line, y)
    if not lines:
        text = _("No activity lies in {year}.").format(year=paper.year.first.year)
        draw_text(canvas, text, LEFT, top - 10, TITLES, size=SIZE)
    _draw_key(canvas, words)


def _draw_scale(canvas: Canvas, paper: TimelinePaper, words: Words, bottom: float) -> None:
    """Months, and the numbers of every second week."""
    top = TOP - HEAD
    year = paper.year.first.year
    starts = [dt.date(year, month, 1) for month in range(1, 13)] + [paper.year.last + dt.timedelta(days=1)]
    canvas.setLineWidth(0.35)
    for month, following in pairwise(starts):
        left, right = _x(paper, month, 0), _x(paper, following, 0)
        canvas.setStrokeGray(PALE)
        canvas.line(left, top + 26, left, bottom)
        canvas.setStrokeGray(0)
        name = words.month(month.month)
        draw_text(
            canvas, name[:1].upper() + name[1:], left + 2, top + 17, right - left - 2, size=8, face=Face.BOLD
        )
    monday = paper.year.first + dt.timedelta(days=-paper.year.first.weekday() % 7)
    while monday <= paper.year.last:
        number = monday.isocalendar().week
        if number % 2 == 0:
            text = str(number)
            draw_text(canvas, text, _x(paper, monday, 0) + 1, top + 8, 20, size=6.5)
        canvas.line(_x(paper, monday, 0), top + 6, _x(paper, monday, 0), top + 3)
        monday += dt.timedelta(days=7)
    draw_text(canvas, words("Activity"), LEFT + 2, top + 8, TITLES, size=8, face=Face.BOLD)
    draw_text(canvas, words("Week"), LEFT + TITLES - 24, top + 8, 24, size=6.5)
    canvas.setLineWidth(0.9)
    canvas.line(LEFT, top, RIGHT, top)
    canvas.setLineWidth(0.35)
    canvas.line(RIGHT, top + 26, RIGHT, bottom)


def _draw_days(canvas: Canvas, paper: TimelinePaper, words: Words, bottom: float) -> None:
    """Today as a thick line, the meetings as dashed ones, each named over the months if there is room."""
    top = TOP - HEAD
    taken: list[tuple[float, float]] = []
    days = [(paper.year.today, words("Today"), False)]
    days += [(each.on, entry_words(words, each, clock=False), True) for each in paper.year.meetings]
    for on, text, meeting in days:
        if not paper.year.first <= on <= paper.year.last:
            continue
        x = _x(paper, on)
        canvas.setLineWidth(0.7 if meeting else 1.6)
        if meeting:
            canvas.setDash(2, 2)
        canvas.line(x, top, x, bottom)
        canvas.setDash()
        canvas.line(x, top + 29, x, top + 26)
        said = printable(text)
        wide = width(Face.PLAIN, said) * 7
        left = min(max(x - wide / 2, LEFT + TITLES), RIGHT - wide)
        if not any(left < end and start < left + wide for start, end in taken):
            draw_text(canvas, said, left, top + 31, wide + 1, size=7)
            taken.append((left - 3, left + wide + 3))


def _draw_row(canvas: Canvas, paper: TimelinePaper, row: TimelineRow, y: float) -> None:
    middle = y - ROW / 2
    draw_mark(canvas, LATE if row.late else STATE_MARKS[row.state], LEFT + 2, middle - MARK / 2, MARK)
    text = printable(" ".join(f"{row.number} {row.title}".split()))
    draw_text(canvas, text, LEFT + 2 + MARK + 4, y - 10, TITLES - MARK - 10, size=SIZE)
    canvas.setLineWidth(0.3)
    canvas.setStrokeGray(PALE)
    canvas.line(LEFT, y - ROW, RIGHT, y - ROW)
    canvas.setStrokeGray(0)
    _draw_span(canvas, paper, row, middle)
    for mark in row.entries:
        _draw_mark(canvas, mark, _x(paper, mark.on), middle)


def _draw_span(canvas: Canvas, paper: TimelinePaper, row: TimelineRow, middle: float) -> None:
    year = paper.year
    if row.starts_on is None and row.ends_on is None and row.schedule is not ScheduleKind.STANDING:
        return
    first, last = max(row.starts_on or year.first, year.first), min(row.ends_on or year.last, year.last)
    if last < first:
        return
    left, right = _x(paper, first, 0), _x(paper, last, 1)
    if row.schedule is ScheduleKind.PERIOD or row.dense:
        canvas.setLineWidth(0.7)
        canvas.setFillGray(0.8 if row.state.is_open else 1)
        canvas.roundRect(left, middle - 3.2, max(2.0, right - left), 6.4, 2, stroke=1, fill=1)
        canvas.setFillGray(0)
        return
    canvas.setLineWidth(0.8)
    if row.ends_on is None:
        canvas.setDash(1, 2)
    canvas.line(left, middle, right, middle)
    canvas.setDash()


def _draw_mark(canvas: Canvas, mark: CalendarEntry, x: float, middle: float) -> None:
    if mark.kind is EntryKind.RECURRING and not mark.late:
        size = 2.4
        path = canvas.beginPath()
        path.moveTo(x, middle - size)
        for dx, dy in ((size, 0), (0, size), (-size, 0)):
            path.lineTo(x + dx, middle + dy)
        path.close()
        canvas.setLineWidth(0.6)
        canvas.setFillGray(1 if mark.settled else 0)
        canvas.drawPath(path, stroke=1, fill=1)
        canvas.setFillGray(0)
        return
    name = entry_mark(mark)
    shape = STATE_MARKS[ActivityState(name)] if name in list(ActivityState) else name
    draw_mark(canvas, shape, x - MARK / 2, middle - MARK / 2, MARK)


def _draw_key(canvas: Canvas, words: Words) -> None:
    """What the signs mean, at the foot of each page."""
    _ = words
    x, y = LEFT, BOTTOM + 1
    signs = [(mark, label(words, state)) for state, mark in STATE_MARKS.items()]
    for mark, text in [*signs, (LATE, _("Late"))]:
        draw_mark(canvas, mark, x, y - 1.5, MARK)
        draw_text(canvas, text, x + MARK + 3, y, 90, size=7)
        x += MARK + width(Face.PLAIN, text) * 7 + 16
    for filled, text in (
        (True, _("A date of a series")),
        (False, _("A date that has passed or been dealt with")),
    ):
        path = canvas.beginPath()
        path.moveTo(x + 3, y - 0.5)
        for dx, dy in ((2.6, 2.6), (0, 5.2), (-2.6, 2.6)):
            path.lineTo(x + 3 + dx, y - 0.5 + dy)
        path.close()
        canvas.setLineWidth(0.6)
        canvas.setFillGray(0 if filled else 1)
        canvas.drawPath(path, stroke=1, fill=1)
        canvas.setFillGray(0)
        draw_text(canvas, text, x + 9, y, 200, size=7)
        x += 9 + width(Face.PLAIN, text) * 7 + 12
