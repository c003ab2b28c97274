"""The chart of activities by state: bars that are told apart by fill and by word, never by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Drawing, Group, Rect, String
from reportlab.lib.colors import Color, black

from desktop.reports.faces import Face, width
from desktop.reports.marks import SIDE, mark

BAR: Final = 10.0
PITCH: Final = 17.0
"""From the top of one bar to that of the next."""
SIZE: Final = 9.0
GREY: Final = Color(0.8, 0.8, 0.8)
LABEL: Final = 92.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A state's mark and word, how many activities are in it, how many are late, and that in words."""

    mark: str
    label: str
    count: int
    late: int
    late_words: str


def bar_chart(bars: Sequence[Bar], measure: float) -> Drawing:
    """Draw a bar for each state, `measure` points wide in all; the late part is black, the rest grey."""
    drawing = Drawing(measure, PITCH * len(bars), initialFontName=Face.PLAIN.value)
    longest = max((bar.count for bar in bars), default=0) or 1
    tails = [width(Face.PLAIN, _tail(bar)) * SIZE for bar in bars]
    room = measure - LABEL - max(tails, default=0.0) - 8
    for number, (bar, tail) in enumerate(zip(bars, tails, strict=True)):
        bottom = PITCH * (len(bars) - number) - BAR - 2
        drawing.add(_scaled(bar.mark, 0, bottom + 0.5, BAR - 1))
        drawing.add(_text(bar.label, 15, bottom + 2))
        wide = room * bar.count / longest
        late = room * bar.late / longest
        if bar.count:
            drawing.add(_bar(LABEL, bottom, wide, filled=False))
        if bar.late:
            drawing.add(_bar(LABEL, bottom, late, filled=True))
        drawing.add(_text(_tail(bar), LABEL + wide + 5, bottom + 2))
        assert LABEL + wide + 5 + tail <= measure + 0.01
    return drawing


def _tail(bar: Bar) -> str:
    return f"{bar.count}, {bar.late_words}" if bar.late else str(bar.count)


def _bar(left: float, bottom: float, wide: float, *, filled: bool) -> Rect:
    rect = Rect(left, bottom, wide, BAR)
    rect.strokeColor, rect.strokeWidth = black, 0.6
    rect.fillColor = black if filled else GREY
    return rect


def _text(words: str, x: float, y: float) -> String:
    text = String(x, y, words)
    text.fontName, text.fontSize = Face.PLAIN.value, SIZE
    return text


def _scaled(name: str, x: float, y: float, size: float) -> Group:
    placed = Group(mark(name))
    placed.transform = (size / SIDE, 0, 0, size / SIDE, x, y)
    return placed
