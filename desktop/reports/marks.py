"""The shapes that stand for a state, a standing or a light: told apart without colour, always beside a word.

A circle that fills up tells how far something has come, a square is a judgement, a triangle warns.
Each is drawn once, as a ReportLab drawing, so that a window can show the very same ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, Wedge
from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

from db.kinds import ActivityState, Light, Standing
from desktop.reports.faces import Face

SIDE: Final = 10.0
"""Marks are drawn in a square of this side and scaled to the text that they stand in."""

LATE: Final = "late"

STATE_MARKS: Final = {
    ActivityState.NOT_STARTED: "empty",
    ActivityState.PLANNED: "quarter",
    ActivityState.ONGOING: "half",
    ActivityState.DONE: "full",
    ActivityState.CANCELLED: "cross",
}

STANDING_MARKS: Final = {
    Standing.WITHOUT_ACTIVITIES: "hollow",
    Standing.NOT_STARTED: "empty",
    Standing.ON_TRACK: "half",
    Standing.LATE: LATE,
    Standing.KEPT: "full",
    Standing.NOT_KEPT: "cross",
}

LIGHT_MARKS: Final = {
    Light.GREEN: "good",
    Light.YELLOW: "fair",
    Light.RED: "poor",
}


def _circle(filled: bool = False) -> Circle:
    return Circle(5, 5, 4.2, strokeColor=black, strokeWidth=1, fillColor=black if filled else white)


def _square() -> Polygon:
    corners = [0.8, 0.8, 9.2, 0.8, 9.2, 9.2, 0.8, 9.2]
    return Polygon(corners, strokeColor=black, strokeWidth=1, fillColor=white)


def _stroke(x1: float, y1: float, x2: float, y2: float, colour: Color = black, width: float = 1.5) -> Line:
    return Line(x1, y1, x2, y2, strokeColor=colour, strokeWidth=width, strokeLineCap=1)


def _part(start: float, end: float) -> Group:
    return Group(_circle(), Wedge(5, 5, 4.2, start, end, strokeColor=black, strokeWidth=0.3, fillColor=black))


def _ticked() -> Group:
    return Group(_circle(filled=True), _stroke(2.9, 5, 4.4, 3.3, white), _stroke(4.4, 3.3, 7.2, 6.9, white))


def _warning() -> Group:
    triangle = Polygon([0.2, 0.6, 9.8, 0.6, 5, 9.4], strokeColor=black, strokeWidth=0.6, fillColor=black)
    point = Circle(5, 2.1, 0.6, strokeColor=None, fillColor=white)
    return Group(triangle, _stroke(5, 3.8, 5, 6.3, white, 1.2), point)


def _crossed() -> Group:
    return Group(_stroke(1.6, 1.6, 8.4, 8.4, width=1.8), _stroke(1.6, 8.4, 8.4, 1.6, width=1.8))


def _judged(*strokes: Line) -> Group:
    return Group(_square(), *strokes)


_DRAWN: Final[dict[str, Callable[[], Group | Circle | Polygon]]] = {
    "empty": _circle,
    "quarter": lambda: _part(0, 90),
    "half": lambda: _part(-90, 90),
    "full": _ticked,
    "cross": _crossed,
    LATE: _warning,
    "hollow": _square,
    "good": lambda: _judged(_stroke(2.6, 5, 4.3, 2.9), _stroke(4.3, 2.9, 7.4, 7.2)),
    "fair": lambda: _judged(_stroke(2.6, 5, 7.4, 5)),
    "poor": lambda: _judged(_stroke(2.6, 2.6, 7.4, 7.4), _stroke(2.6, 7.4, 7.4, 2.6)),
}

MARKS: Final = tuple(_DRAWN)


def mark(name: str) -> Group:
    """A mark as shapes in a square of `SIDE` points, to be put into a drawing."""
    return Group(_DRAWN[name]())


def define_marks(canvas: Canvas) -> None:
    """Put every mark into a PDF once, so that each use of it is a few bytes."""
    for name in MARKS:
        drawing = Drawing(SIDE, SIDE, initialFontName=Face.PLAIN.value)
        drawing.add(mark(name))
        canvas.beginForm(f"mark-{name}", 0, 0, SIDE, SIDE)
        renderPDF.draw(drawing, canvas, 0, 0)
        canvas.endForm()


def draw_mark(canvas: Canvas, name: str, x: float, y: float, size: float) -> None:
    """Put a defined mark on the page, its lower left corner at (x, y)."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / SIDE, size / SIDE)
    canvas.doForm(f"mark-{name}")
    canvas.restoreState()
