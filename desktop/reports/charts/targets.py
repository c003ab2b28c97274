"""Targets against outcomes: for each activity how far it has come, and how far it should have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon

from desktop.reports.charts.ink import (
    SAMPLE,
    SIZE,
    SMALL,
    Chart,
    Inks,
    Spot,
    Texture,
    bar,
    fitted,
    legend_places,
    text,
    wide_of,
)
from desktop.reports.faces import Face
from desktop.reports.marks import SIDE

HIGH: Final = 8.0
PITCH: Final = 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetBar:
    """An activity with a target.

    share: of what is asked for in all, 1 being all of it. due: the share that should be there today, None
    where it has no meaning. tail: outcome and target in words. met: whether it has been reached.
    """

    number: str
    label: str
    share: float
    due: float | None
    tail: str
    met: bool


def target_chart(bars: Sequence[TargetBar], words: tuple[str, str, str], measure: float, inks: Inks) -> Chart:
    """Draw the bars `measure` points wide; `words` explain outcome, target and pointer."""
    places, legend = legend_places(words, measure)
    high = legend + PITCH * len(bars)
    drawing = Drawing(measure, high, initialFontName=Face.PLAIN.value)
    for number, (word, (left, down)) in enumerate(zip(words, places, strict=True)):
        bottom = high - down - 9
        if number == len(words) - 1:
            drawing.add(_pointer(left + SAMPLE / 2, bottom, inks))
        else:
            texture = Texture.EMPTY if number else Texture.SOLID
            drawing.add(bar(left, bottom, SAMPLE, HIGH - 1, texture, inks))
        drawing.add(text(word, left + SAMPLE + 5, bottom, inks.text, size=SMALL))
    tops = [legend + PITCH * place for place in range(len(bars))]
    for each, top in zip(bars, tops, strict=True):
        _draw(drawing, each, high - top, measure, inks)
    spots = (Spot(row, "", 0, top - 4, measure, top + PITCH - 6) for row, top in enumerate(tops))
    return Chart(drawing, tuple(spots))


def _draw(drawing: Drawing, each: TargetBar, top: float, measure: float, inks: Inks) -> None:
    tail = fitted(each.tail, measure / 2, size=SMALL)
    need = wide_of(tail, size=SMALL)
    number = f"{each.number}  " if each.number else ""
    beside = wide_of(number, face=Face.BOLD)
    baseline = top - SIZE
    drawing.add(text(number, 0, baseline, inks.text, face=Face.BOLD))
    label = fitted(each.label, max(measure - need - beside - (20 if each.met else 8), 20))
    drawing.add(text(label, beside, baseline, inks.text))
    drawing.add(text(tail, measure - need, baseline, inks.text, size=SMALL))
    if each.met:
        drawing.add(_tick(measure - need - 13, baseline - 1, inks))
    bottom = baseline - 6 - HIGH
    drawing.add(bar(0, bottom, measure, HIGH, Texture.EMPTY, inks))
    filled = measure * min(max(each.share, 0.0), 1.0)
    if filled:
        drawing.add(bar(0, bottom, filled, HIGH, Texture.SOLID, inks))
    if each.due is not None and not each.met:
        drawing.add(_pointer(measure * min(max(each.due, 0.0), 1.0), bottom, inks))


def _pointer(x: float, bottom: float, inks: Inks) -> Group:
    """Where one should be today: a line across the bar with a foot under it."""
    line = Line(x, bottom - 2, x, bottom + HIGH + 2, strokeColor=inks.text, strokeWidth=1.4)
    foot = Polygon(
        [x - 3, bottom - 4.5, x + 3, bottom - 4.5, x, bottom - 0.5], fillColor=inks.text, strokeColor=None
    )
    return Group(line, foot)


def _tick(x: float, y: float, inks: Inks) -> Group:
    """The mark of what is done, a ticked disc, in the chart's own ink."""
    disc = Circle(5, 5, 4.2, fillColor=inks.text, strokeColor=inks.text, strokeWidth=1)
    strokes = [(2.9, 5.0, 4.4, 3.3), (4.4, 3.3, 7.2, 6.9)]
    ticks = [Line(*stroke, strokeColor=inks.ground, strokeWidth=1.5, strokeLineCap=1) for stroke in strokes]
    ticked = Group(disc, *ticks)
    ticked.transform = (SMALL / SIDE, 0, 0, SMALL / SIDE, x, y)
    return ticked
