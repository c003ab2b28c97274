"""What flows down the pages: headings and prose that break well from page to page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable

from desktop.reports.setting import Line, Para, draw_lines, height_of, set_lines

FEWEST_LINES: Final = 2
"""No fewer lines of a paragraph or a cell are left alone on a page."""

SHORT: Final = 0.25
"""What takes no more than this part of a page stays on the page of its heading."""

BETWEEN: Final = 6.0
INSIDE: Final = 6.0
"""Free space between boxes, and inside them."""

LONGEST_OUTLINE: Final = 120
"""As many signs of a heading stand in the PDF's outline, which viewers show in one line."""


def lines_that_fit(lines: Sequence[Line], room: float) -> int:
    """How many lines, from the first on, have room."""
    used = 0.0
    for number, line in enumerate(lines):
        used += line.height
        if used > room + 0.01:
            return number
    return len(lines)


class Prose(Flowable):
    """Paragraphs over the whole width, perhaps with a thick rule at their left."""

    def __init__(
        self, paras: Sequence[Para], *, before: float = 0.0, after: float = 0.0, barred: bool = False
    ) -> None:
        super().__init__()
        self.paras = tuple(paras)
        self.barred = barred
        self.spaceBefore, self.spaceAfter = before, after
        self._lines: list[Line] | None = None
        self._measure = 0.0

    @property
    def inset(self) -> float:
        """How far the text stands from the left edge."""
        return 9.0 if self.barred else 0.0

    def lines(self, measure: float) -> list[Line]:
        """Set the paragraphs, once for each width."""
        if self._lines is None or self._measure != measure:
            self._lines, self._measure = set_lines(self.paras, measure - self.inset), measure
        return self._lines

    def least_height(self, measure: float) -> float:
        """The height of the smallest first part."""
        return height_of(self.lines(measure)[:FEWEST_LINES])

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Tell ReportLab how much room this takes."""
        del available_height
        self.width, self.height = available_width, height_of(self.lines(available_width))
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Leave what fits and hand on the rest, at least `FEWEST_LINES` on either side."""
        lines = self.lines(available_width)
        fitting = min(lines_that_fit(lines, available_height), len(lines) - FEWEST_LINES)
        if fitting < FEWEST_LINES:
            return []
        return [self._part(lines[:fitting]), Prose._part(self, lines[fitting:])]

    def _part(self, lines: list[Line]) -> Prose:
        part = Prose((), after=self.spaceAfter, barred=self.barred)
        part._lines, part._measure = lines, self._measure
        return part

    def draw(self) -> None:
        """Put the lines on the page."""
        canvas: Canvas = self.canv
        if self.barred:
            canvas.setLineWidth(2.4)
            canvas.line(1.2, 0, 1.2, self.height)
        draw_lines(canvas, self.lines(self.width), self.inset, self.height)


class Heading(Prose):
    """A heading, which also stands in the PDF's outline: its level there (0 is the highest), and its name."""

    def __init__(
        self,
        para: Para,
        name: str,
        level: int,
        *,
        before: float = 0.0,
        after: float = 0.0,
        ruled: bool = False,
    ) -> None:
        super().__init__((para,), before=before, after=after)
        self.name, self.level, self.ruled = name, level, ruled
        text = " ".join(words for _, words in para.runs)
        self.outline = text if len(text) <= LONGEST_OUTLINE else text[: LONGEST_OUTLINE - 1] + "…"

    @property
    def _above(self) -> float:
        return 8.0 if self.ruled else 0.0

    def least_height(self, measure: float) -> float:
        """The height of the smallest first part."""
        return super().least_height(measure) + self._above

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the lines' room, and that of the rule above them."""
        width, height = super().wrap(available_width, available_height)
        self.height = height + self._above
        return width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Break only a heading that is as long as a page; its rest is plain lines."""
        return super().split(available_width, available_height - self._above)

    def _part(self, lines: list[Line]) -> Prose:
        part = Heading(Para((), self.paras[0].style), self.name, self.level, ruled=self.ruled)
        part._lines, part._measure, part.outline = lines, self._measure, self.outline
        return part

    def draw(self) -> None:
        """Put the lines on the page, and the heading in the outline."""
        canvas: Canvas = self.canv
        if self.ruled:
            canvas.setLineWidth(1.2)
            canvas.line(0, self.height, self.width, self.height)
        canvas.bookmarkHorizontal(self.name, 0, self.height)
        canvas.addOutlineEntry(self.outline, self.name, self.level, closed=True)
        draw_lines(canvas, self.lines(self.width), 0, self.height - self._above)


def headed(heading: Heading, *content: Flowable, measure: float, room: float) -> list[Flowable]:
    """Keep a heading on the page of what it stands over: its short parts, and the beginning of a long one."""
    needed = heading.spaceBefore + heading.wrap(measure, room)[1] + heading.spaceAfter
    for part in content:
        height = part.wrap(measure, room)[1]
        if height > room * SHORT:
            least = getattr(part, "least_height", None)
            needed += least(measure) if least else height
            break
        needed += part.getSpaceBefore() + height
    return [CondPageBreak(min(needed, room * 0.6)), heading, *content]


class Figures(Flowable):
    """Large numbers side by side in boxes, each over the words for it."""

    def __init__(
        self, figures: Sequence[tuple[Para, Para]], *, before: float = 0.0, after: float = 0.0
    ) -> None:
        super().__init__()
        self.figures = tuple(figures)
        self.spaceBefore, self.spaceAfter = before, after

    def _laid(self, measure: float) -> tuple[float, list[list[Line]]]:
        wide = (measure - (len(self.figures) - 1) * BETWEEN) / len(self.figures)
        return wide, [set_lines(figure, wide - 2 * INSIDE) for figure in self.figures]

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the room of the box with most words."""
        del available_height
        _, laid = self._laid(available_width)
        self.width, self.height = available_width, max(height_of(lines) for lines in laid) + 2 * INSIDE
        return self.width, self.height

    def draw(self) -> None:
        """Put boxes and their text on the page."""
        canvas: Canvas = self.canv
        wide, laid = self._laid(self.width)
        canvas.setLineWidth(0.6)
        for number, lines in enumerate(laid):
            left = number * (wide + BETWEEN)
            canvas.rect(left, 0, wide, self.height)
            draw_lines(canvas, lines, left + INSIDE, self.height - INSIDE)
