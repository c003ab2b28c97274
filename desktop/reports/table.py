"""Tables that run over any number of pages: headed on each, broken between rows, and inside one if they must.

ReportLab's own Table measures all of its rest again on each page, which grows with the square of its
length; here each row is set once, when its turn comes, and forgotten when it is on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from desktop.reports.flow import FEWEST_LINES, lines_that_fit
from desktop.reports.setting import Line, Para, draw_lines, height_of, set_lines

GUTTER: Final = 7.0
"""Free space between two columns."""
ABOVE: Final = 3.0
BELOW: Final = 4.0
"""Free space inside a row, over and under its text."""
GAP: Final = 2.0
"""Free space between a row's cells and what stands under them."""
INSIDE: Final = 4.0
"""Free space at either side of a group's heading."""
WHOLE: Final = 0.35
"""A row that takes no more than this part of a page is never broken."""
LEAST_ROOM: Final = 70.0
"""With less room than this left on a page, a row is not begun that must be broken."""

Paras = tuple[Para, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and its width in points."""

    heading: Paras
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a cell for each column, and text under them that spans all columns but the first.

    again: what stands in the first column where the row goes on on the next page.
    """

    cells: tuple[Paras, ...]
    below: Paras = ()
    again: Paras = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A heading inside a table, kept with the row that follows; `again` stands on the pages after."""

    heading: Paras
    again: Paras


class _Set(NamedTuple):
    """A row whose lines are broken and which knows its height."""

    cells: tuple[list[Line], ...]
    below: list[Line]
    height: float
    again: list[Line]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns in their places, and the table's heading, set once for all its pages.

    A `plain` grid only puts text in its places: it has neither heading nor rules, and stands close.
    """

    columns: tuple[Column, ...]
    plain: bool = False
    lefts: tuple[float, ...] = field(init=False)
    heading: _Set = field(init=False)

    def __post_init__(self) -> None:
        """Reckon where each column begins."""
        left, lefts = 0.0, []
        for column in self.columns:
            lefts.append(left)
            left += column.width
        object.__setattr__(self, "lefts", tuple(lefts))
        heading = self.laid(Row(tuple(column.heading for column in self.columns)))
        object.__setattr__(self, "heading", _Set((), [], 0.0, []) if self.plain else heading)

    @property
    def width(self) -> float:
        """All columns together."""
        return self.lefts[-1] + self.columns[-1].width

    def laid(self, row: Row | Group) -> _Set:
        """Break a row's lines."""
        if isinstance(row, Group):
            return self._group(row.heading)
        widths = [column.width - GUTTER for column in self.columns]
        widths[-1] += GUTTER
        cells = tuple(set_lines(cell, width) for cell, width in zip(row.cells, widths, strict=True))
        below = set_lines(row.below, self.width - self.lefts[1]) if row.below else []
        again = set_lines(row.again, widths[0]) if row.again else []
        tight = ABOVE + BELOW - 1.0 if self.plain else 0.0
        return _Set(cells, below, _height(cells, below) - tight, again)

    def resumed(self, group: Group) -> _Set:
        """Set a group's heading for a page on which it goes on."""
        return self._group(group.again)

    def _group(self, paras: Paras) -> _Set:
        lines = set_lines(paras, self.width - 2 * INSIDE)
        return _Set((lines,), [], _height((lines,), []), [], is_group=True)


def _height(cells: Sequence[list[Line]], below: list[Line]) -> float:
    tallest = max((height_of(cell) for cell in cells), default=0.0)
    return ABOVE + tallest + (GAP + height_of(below) if below else 0.0) + BELOW


def _broken(row: _Set, room: float) -> tuple[_Set, _Set] | None:
    """Break a row inside: what has room, and the rest; None where too little would stand on a page."""
    inside = room - ABOVE - BELOW
    counts = [_lines_taken(cell, inside) for cell in row.cells]
    if all(count == len(cell) for count, cell in zip(counts, row.cells, strict=True)):
        tallest = max(height_of(cell) for cell in row.cells)
        count = min(lines_that_fit(row.below, inside - tallest - GAP), len(row.below) - FEWEST_LINES)
        taken = count if count >= FEWEST_LINES else 0
        empty: tuple[list[Line], ...] = tuple([] for _ in row.cells[1:])
        return _part(row, row.cells, row.below[:taken]), _part(row, (row.again, *empty), row.below[taken:])
    if max(counts) < FEWEST_LINES:
        return None
    first = tuple(cell[:count] for cell, count in zip(row.cells, counts, strict=True))
    number, *others = (cell[count:] for cell, count in zip(row.cells, counts, strict=True))
    return _part(row, first, []), _part(row, (row.again or number, *others), row.below)


def _lines_taken(cell: list[Line], room: float) -> int:
    fitting = lines_that_fit(cell, room)
    return (
        fitting if len(cell) - fitting in (0, *range(FEWEST_LINES, len(cell))) else len(cell) - FEWEST_LINES
    )


def _part(row: _Set, cells: tuple[list[Line], ...], below: list[Line]) -> _Set:
    return _Set(cells, below, _height(cells, below), row.again)


class Piece(Flowable):
    """The rows of a table that stand on one page, under its heading."""

    def __init__(self, grid: Grid, rows: Sequence[_Set]) -> None:
        super().__init__()
        self.grid, self.rows = grid, tuple(rows)
        self.width = grid.width
        self.height = grid.heading.height + sum(row.height for row in self.rows)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Tell ReportLab how much room this takes."""
        del available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        """Put heading, rows and rules on the page."""
        canvas: Canvas = self.canv
        top = self.height
        if self.grid.plain:
            for row in self.rows:
                _draw_row(canvas, self.grid, row, top + ABOVE)
                top -= row.height
            return
        _draw_row(canvas, self.grid, self.grid.heading, top)
        top -= self.grid.heading.height
        canvas.setLineWidth(0.9)
        canvas.line(0, top, self.width, top)
        canvas.setLineWidth(0.35)
        for number, row in enumerate(self.rows):
            if row.is_group:
                canvas.setFillGray(0.91)
                canvas.rect(0, top - row.height, self.width, row.height, stroke=0, fill=1)
                canvas.setFillGray(0)
            elif number and not self.rows[number - 1].is_group:
                canvas.line(0, top, self.width, top)
            _draw_row(canvas, self.grid, row, top)
            top -= row.height


def _draw_row(canvas: Canvas, grid: Grid, row: _Set, top: float) -> None:
    top -= ABOVE
    for left, cell in zip(grid.lefts, row.cells, strict=False):
        if cell:
            draw_lines(canvas, cell, left + (INSIDE if row.is_group else 0.0), top)
    if row.below:
        tallest = max(height_of(cell) for cell in row.cells)
        draw_lines(canvas, row.below, grid.lefts[1], top - tallest - GAP)


class Table(Flowable):
    """Rows under a heading; what does not fit on a page is handed on to the next."""

    def __init__(self, grid: Grid, rows: Sequence[Row | Group], room: float) -> None:
        super().__init__()
        self.grid, self.rows, self.room = grid, rows, room
        self._start = 0
        self._group: Group | None = None
        self._ready: list[_Set] = []
        self._resumed: list[_Set] = []

    def least_height(self, measure: float) -> float:
        """The height of the heading and the first row, or as much of it as must stand on a page."""
        del measure
        height = self.grid.heading.height
        for number, row in enumerate(self.rows[:2]):
            one = self._row(number)
            height += one.height if one.height <= self.room * WHOLE else LEAST_ROOM
            if not isinstance(row, Group):
                break
        return height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Set rows until they fill the room, or are all set."""
        del available_width
        self.height = self._head()
        for number in range(len(self.rows) - self._start):
            self.height += self._row(number).height
            if self.height > available_height:
                break
        self.width = self.grid.width
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Leave the rows that fit, broken at a good place, and hand on the rest."""
        del available_width
        room = available_height - self._head()
        count, cut = self._fitting(room)
        taken = self._ready[:count]
        if cut:
            taken = [*taken, cut[0]]
        if not taken:
            return []
        rest = Table(self.grid, self.rows, self.room)
        rest._start = self._start + count
        rest._ready = [cut[1], *self._ready[count + 1 :]] if cut else self._ready[count:]
        groups = (row for row in reversed(self.rows[self._start : rest._start]) if isinstance(row, Group))
        rest._group = next(groups, self._group)
        begins_anew = isinstance(self.rows[rest._start], Group)
        rest._resumed = [] if begins_anew or rest._group is None else [self.grid.resumed(rest._group)]
        return [Piece(self.grid, [*self._resumed, *taken]), rest]

    def draw(self) -> None:
        """Put all the rows on the page; ReportLab asks for it only where they fit."""
        piece = Piece(self.grid, [*self._resumed, *self._ready])
        piece.canv = self.canv
        piece.draw()

    def _head(self) -> float:
        return self.grid.heading.height + sum(row.height for row in self._resumed)

    def _row(self, number: int) -> _Set:
        while len(self._ready) <= number:
            self._ready.append(self.grid.laid(self.rows[self._start + len(self._ready)]))
        return self._ready[number]

    def _fitting(self, room: float) -> tuple[int, tuple[_Set, _Set] | None]:
        """How many whole rows to take, and the two parts of the next one if it is to be broken."""
        for number in range(len(self.rows) - self._start):
            row = self._row(number)
            if row.height <= room + 0.01:
                room -= row.height
                continue
            if row.height > self.room * WHOLE and room >= LEAST_ROOM and not row.is_group:
                cut = _broken(row, room)
                if cut:
                    return number, cut
            while number and self._ready[number - 1].is_group:
                number -= 1
            return number, None
        return len(self.rows) - self._start, None
