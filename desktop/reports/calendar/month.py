"""A month on a page: weeks under each other, days beside each other, and what falls on each.

What has no room in its day is counted there and told in full on the pages that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from db.kinds import ActivityState
from db.views.calendar import CalendarDay, CalendarEntry, EntryKind
from db.views.calendar_paper import MonthPaper
from desktop.reports.calendar.sheet import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    Draw,
    OnPage,
    a_sheet,
    draw_text,
    fitted,
    write_sheets,
)
from desktop.reports.faces import Face, printable, width
from desktop.reports.marks import LATE, STATE_MARKS
from desktop.reports.setting import Line, Para, Style, draw_lines, height_of, set_lines
from desktop.words import Words
from desktop.words.calendar import day_words, entry_lines, entry_mark, entry_words, month_words, more_words

WEEK: Final = 13 * mm
HEAD: Final = 14.0
NAMES: Final = 13.0
ENTRY: Final = Style(size=7.4, leading=8.8)
DAY: Final = Style(size=9.5, leading=12.5, before=8)
TOLD: Final = Style(size=8.5, leading=10.8, before=1.5, hanging=8)
INSIDE: Final = 3.0
COLUMNS: Final = 3
GUTTER: Final = 16.0
FREE: Final = 0.93
"""The grey of a day on which nobody works."""
FAINT: Final = 0.42
"""The grey of words about days outside the month; it can still be read."""


class _Placed(NamedTuple):
    lines: list[Line]
    loud: bool


def write_month(paper: MonthPaper, words: Words, out: BinaryIO | Path, on_page: OnPage | None = None) -> int:
    """Print a month and give the number of its pages; the same view and language give the same bytes."""
    title = month_words(words, paper.month)
    sheet = a_sheet(words, title, paper.agreement, paper.days.today, paper.state, paper.filter_text)
    return write_sheets(sheet, list(_pages(paper, words, title)), out, on_page)


def _pages(paper: MonthPaper, words: Words, title: str) -> Iterator[Draw]:
    weeks = [paper.days.days[at : at + 7] for at in range(0, len(paper.days.days), 7)]
    cell = _cell_size(len(weeks))
    crowded = [day for week in weeks for day in week if _fitting(words, day, *cell)[1]]
    yield partial(_draw_grid, paper=paper, words=words, title=title, weeks=weeks)
    columns = _columns(words, crowded)
    for at in range(0, len(columns), COLUMNS):
        yield partial(_draw_told, words=words, title=title, columns=columns[at : at + COLUMNS])


def _cell_size(weeks: int) -> tuple[float, float]:
    return (RIGHT - LEFT - WEEK) / 7, (TOP - HEAD - NAMES - 6 - BOTTOM) / weeks


def _draw_grid(
    canvas: Canvas, *, paper: MonthPaper, words: Words, title: str, weeks: Sequence[Sequence[CalendarDay]]
) -> None:
    wide, high = _cell_size(len(weeks))
    draw_text(canvas, printable(title), LEFT, TOP - HEAD + 2, RIGHT - LEFT, size=18, face=Face.BOLD)
    top = TOP - HEAD - 6
    for column, day in enumerate(weeks[0]):
        x = LEFT + WEEK + column * wide + INSIDE
        draw_text(canvas, words.weekday(day.on), x, top - 9, wide, size=8.5, face=Face.BOLD)
    top -= NAMES
    for row, week in enumerate(weeks):
        y = top - row * high
        number = words("w {number}").format(number=week[0].on.isocalendar().week)
        draw_text(canvas, number, LEFT, y - 11, WEEK, size=8.5, face=Face.BOLD)
        for column, day in enumerate(week):
            x = LEFT + WEEK + column * wide
            _draw_day(canvas, paper, words, day, x, y, wide, high)
    canvas.setLineWidth(0.4)
    bottom = top - len(weeks) * high
    for row in range(len(weeks) + 1):
        canvas.line(LEFT, top - row * high, RIGHT, top - row * high)
    for column in range(8):
        canvas.line(LEFT + WEEK + column * wide, top, LEFT + WEEK + column * wide, bottom)


def _draw_day(
    canvas: Canvas,
    paper: MonthPaper,
    words: Words,
    day: CalendarDay,
    x: float,
    y: float,
    wide: float,
    high: float,
) -> None:
    outside = day.on.month != paper.month.month
    if day.free:
        canvas.setFillGray(FREE)
        canvas.rect(x, y - high, wide, high, stroke=0, fill=1)
    canvas.setFillGray(FAINT if outside else 0)
    number = f"{day.on.day} {words.month(day.on.month)[:3]}" if day.on.day == 1 else str(day.on.day)
    face = Face.BOLD if day.free or not outside else Face.PLAIN
    draw_text(canvas, number, x + INSIDE, y - 11, wide, size=9.5, face=face)
    taken = width(face, number) * 9.5 + 2 * INSIDE
    if day.on == paper.days.today:
        canvas.setLineWidth(1.2)
        canvas.roundRect(x + 1.2, y - 13.6, taken - 1, 12.2, 3, stroke=1, fill=0)
    if day.name:
        name_face = Face.BOLD if day.free else Face.PLAIN
        left = x + taken + 3
        draw_text(canvas, printable(day.name), left, y - 11, x + wide - left - 1, size=7.4, face=name_face)
    placed, left_off = _fitting(words, day, wide, high)
    top = y - HEAD - 1.5
    for entry in placed:
        tall = height_of(entry.lines)
        if entry.loud:
            canvas.setLineWidth(0.6)
            canvas.rect(x + 1.5, top - tall - 0.6, wide - 3, tall + 0.6, stroke=1, fill=0)
        draw_lines(canvas, entry.lines, x + INSIDE, top)
        top -= tall + 1.6
    if left_off:
        said = more_words(words, left_off)
        draw_text(canvas, said, x + INSIDE, y - high + 3.2, wide, size=7.4, face=Face.BOLD)
    canvas.setFillGray(0)


def _fitting(words: Words, day: CalendarDay, wide: float, high: float) -> tuple[list[_Placed], int]:
    """The entries that have room in a day, each in two lines if all have, and how many have none."""
    room = high - HEAD - 4
    for most in (2, 1):
        placed = [_set(words, entry, wide - 2 * INSIDE, most) for entry in day.entries]
        if sum(height_of(one.lines) + 1.6 for one in placed) <= room:
            return placed, 0
    room -= ENTRY.leading
    kept: list[_Placed] = []
    for one in placed:
        room -= height_of(one.lines) + 1.6
        if room < 0:
            break
        kept.append(one)
    return kept, len(placed) - len(kept)


def _set(words: Words, entry: CalendarEntry, wide: float, most: int) -> _Placed:
    """An entry's words behind its shape, in so many lines at the most."""
    loud = entry.kind is EntryKind.MEETING
    face = Face.BOLD if loud else Face.PLAIN
    text = " ".join(printable(entry_words(words, entry)).split()) or "–"
    lines = set_lines([Para(((face, text),), ENTRY, _mark(entry))], wide)
    if len(lines) > most:
        rest = " ".join("".join(words for _, words in line.runs).strip() for line in lines[most - 1 :])
        last = lines[most - 1]
        shown = fitted(rest, (wide - last.indent) / ENTRY.size, face)
        lines = [*lines[: most - 1], last._replace(runs=((face, shown),))]
    return _Placed(lines, loud)


def _mark(entry: CalendarEntry) -> str:
    name = entry_mark(entry)
    if name == LATE:
        return LATE
    return STATE_MARKS[ActivityState(name)] if name in list(ActivityState) else ""


def _columns(words: Words, days: Sequence[CalendarDay]) -> list[list[Line]]:
    """Tell crowded days in full, broken into columns as high as a page."""
    wide = (RIGHT - LEFT - (COLUMNS - 1) * GUTTER) / COLUMNS
    room = TOP - HEAD - 10 - BOTTOM
    columns: list[list[Line]] = []
    left = 0.0
    for day in days:
        heading = f"{day_words(words, day.on)}, {words.week(day.on)}"
        heading = ", ".join([heading, *([day.name] if day.name else [])])
        blocks = [set_lines([Para(((Face.BOLD, printable(heading)),), DAY)], wide)]
        blocks += [set_lines([_told(words, entry)], wide) for entry in day.entries]
        # A heading stays with the first of its lines.
        needed = sum(height_of(block) for block in blocks[:2]) + DAY.before
        if not columns or needed > left:
            columns.append([])
            left = room
        else:
            blocks[0][0] = _lower(blocks[0][0])
        for line in (line for block in blocks for line in block):
            if line.height > left:
                columns.append([])
                left = room
            columns[-1].append(line)
            left -= line.height
    return columns


def _lower(line: Line) -> Line:
    """The same line with free space above it."""
    return line._replace(height=line.height + DAY.before, above=line.above + DAY.before)


def _told(words: Words, entry: CalendarEntry) -> Para:
    what, _why, *rest = entry_lines(words, entry)
    text = f"{printable(what)} – {printable(', '.join(rest))}"
    return Para(((Face.PLAIN, text),), TOLD, _mark(entry))


def _draw_told(canvas: Canvas, *, words: Words, title: str, columns: Sequence[list[Line]]) -> None:
    _ = words
    heading = _("{month}: the days with more than their squares hold").format(month=title)
    draw_text(canvas, printable(heading), LEFT, TOP - HEAD + 2, RIGHT - LEFT, size=14, face=Face.BOLD)
    wide = (RIGHT - LEFT - (COLUMNS - 1) * GUTTER) / COLUMNS
    for number, lines in enumerate(columns):
        draw_lines(canvas, lines, LEFT + number * (wide + GUTTER), TOP - HEAD - 10)
