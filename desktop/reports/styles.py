"""The look of all reports: sizes of type, and the bench at which a report puts its parts together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from reportlab.platypus import Flowable

from desktop.reports.faces import STAND_IN, Face, printable
from desktop.reports.flow import Heading, Prose, headed
from desktop.reports.paper import MEASURE
from desktop.reports.setting import Para, Style
from desktop.reports.table import Column, Grid, Group, Row, Table
from desktop.words import Words

TITLE: Final = Style(size=21, leading=25)
PARTIES: Final = Style(size=11.5, leading=15)
SECTION: Final = Style(size=14, leading=18)
PART: Final = Style(size=11, leading=14.5)
BODY: Final = Style(size=10, leading=13.5, before=3)
LISTED: Final = Style(size=10, leading=13.5, before=1, hanging=10)
FIGURE: Final = Style(size=20, leading=22)
CELL: Final = Style(size=8.5, leading=10.8)
CELL_NEXT: Final = Style(size=8.5, leading=10.8, before=1.5)
SMALL: Final = Style(size=8, leading=10.2, before=1.5)


class Bench:
    """What a report is made at: its words, the height of its pages, and whether a sign was lacking.

    All text goes through `text` or `para`, which make it printable.
    """

    def __init__(self, words: Words, room: float) -> None:
        self.words = words
        self.room = room
        self.lacks_signs = False
        self._headings = 0

    def text(self, raw: str) -> str:
        """Text as it can be printed, remembering whether anything had to be stood in for."""
        shown = printable(raw)
        if not self.lacks_signs and STAND_IN in shown and shown.count(STAND_IN) > raw.count(STAND_IN):
            self.lacks_signs = True
        return shown

    def para(self, style: Style, text: str = "", *, bold: str = "", mark: str = "") -> Para:
        """A paragraph that begins with something bold, goes on in plain, or is only one of them."""
        runs = []
        if bold:
            runs.append((Face.BOLD, self.text(bold)))
        if text:
            runs.append((Face.PLAIN, self.text(text)))
        return Para(tuple(runs), style, mark)

    def prose(self, *paras: Para, before: float = 0.0, after: float = 0.0, barred: bool = False) -> Prose:
        """Paragraphs over the whole width."""
        return Prose(paras, before=before, after=after, barred=barred)

    def section(self, title: str, *content: Flowable) -> list[Flowable]:
        """A main part of a report under its heading."""
        return self._headed(title, SECTION, 0, 16.0, 5.0, content)

    def part(self, title: str, *content: Flowable) -> list[Flowable]:
        """A lesser part under its heading."""
        return self._headed(title, PART, 1, 9.0, 3.0, content)

    def _headed(
        self, title: str, style: Style, level: int, before: float, after: float, content: Sequence[Flowable]
    ) -> list[Flowable]:
        self._headings += 1
        name = f"part-{self._headings}"
        para = self.para(style, bold=title)
        heading = Heading(para, name, level, before=before, after=after, ruled=level == 0)
        return headed(heading, *content, measure=MEASURE, room=self.room)

    def grid(self, *columns: tuple[str, float]) -> Grid:
        """Columns with their headings; widths are parts of the whole width."""
        whole = sum(part for _, part in columns)
        return Grid(
            tuple(Column((self.para(CELL, bold=text),), MEASURE * part / whole) for text, part in columns)
        )

    def places(self, *parts: float) -> Grid:
        """Columns without headings or rules; widths are parts of the whole width."""
        return Grid(tuple(Column((), MEASURE * part / sum(parts)) for part in parts), plain=True)

    def table(self, grid: Grid, rows: Iterable[Row | Group]) -> Table:
        """Rows under headings."""
        return Table(grid, list(rows), self.room)
