"""The states of each promise's activities: one bar for each promise, one piece of it for each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.graphics.shapes import Drawing, Group

from db.kinds import ActivityState
from desktop.reports.charts.ink import (
    SAMPLE,
    SIZE,
    SMALL,
    Chart,
    Inks,
    Spot,
    Texture,
    bar,
    box,
    legend_places,
    text,
    wide_of,
    wrapped,
)
from desktop.reports.faces import Face

HIGH: Final = 14.0
LEADING: Final = 12.5
LINES: Final = 3
"""Promises of one agreement often begin alike, so that one line would not tell them apart."""
BETWEEN: Final = 15.0
TAIL: Final = "tail"
"""The part of a row that is what is said after its bar."""
NARROWEST: Final = 16.0
"""The width of a piece that stands for a single activity, so that its number can be read."""
BESIDE: Final = 6.0

TEXTURES: Final = {
    ActivityState.NOT_STARTED: Texture.EMPTY,
    ActivityState.PLANNED: Texture.HATCHED,
    ActivityState.ONGOING: Texture.MID,
    ActivityState.DONE: Texture.SOLID,
    ActivityState.CANCELLED: Texture.CROSSED,
}
ORDER: Final = (
    ActivityState.DONE,
    ActivityState.ONGOING,
    ActivityState.PLANNED,
    ActivityState.NOT_STARTED,
    ActivityState.CANCELLED,
)
"""What is done stands first, so that the bar grows from the left as the promise is kept."""


@dataclass(frozen=True, slots=True)
class Part:
    """How many of a promise's activities are in a state."""

    state: ActivityState
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseBar:
    """A promise: its number, its words, its activities by state, and what is said after the bar."""

    number: str
    label: str
    parts: tuple[Part, ...]
    tail: str


def promise_chart(
    bars: Sequence[PromiseBar], states: dict[ActivityState, str], measure: float, inks: Inks
) -> Chart:
    """Draw the bars `measure` points wide, under a legend with each state's own word."""
    told = [state for state in ORDER if state in states]
    places, legend = legend_places([states[state] for state in told], measure)
    labels = [_label(each, measure) for each in bars]
    heights = [LEADING * len(lines) + HIGH + BETWEEN for lines in labels]
    high = legend + sum(heights)
    drawing = Drawing(measure, high, initialFontName=Face.PLAIN.value)
    for state, (left, down) in zip(told, places, strict=True):
        drawing.add(bar(left, high - down - 10, SAMPLE, 8, TEXTURES[state], inks))
        drawing.add(text(states[state], left + SAMPLE + 5, high - down - 9, inks.text, size=SMALL))
    tails = max((wide_of(each.tail, size=SMALL) for each in bars), default=0.0)
    room = max(measure - tails - BESIDE, measure / 3)
    largest = max((sum(part.count for part in each.parts) for each in bars), default=0) or 1
    spots: list[Spot] = []
    top = legend
    for row, (each, lines, tall) in enumerate(zip(bars, labels, heights, strict=True)):
        down = top + LEADING * len(lines)
        spots.append(Spot(row, "", 0, top - 2, measure, down))
        pieces = _pieces(each, room, largest)
        _draw(drawing, each, lines, high - top, pieces, inks)
        spots += (Spot(row, part.state.value, x, down, x + wide, down + HIGH + 6) for part, x, wide in pieces)
        spots.append(Spot(row, TAIL, _end(pieces), down, measure, down + HIGH + 6))
        top += tall
    return Chart(drawing, tuple(spots))


def _pieces(each: PromiseBar, room: float, largest: int) -> list[tuple[Part, float, float]]:
    """Each part of a bar, where it begins and how wide it is; none is too narrow to be read."""
    one = max(room - NARROWEST * len(ORDER), 0.0) / largest
    found: list[tuple[Part, float, float]] = []
    for part in sorted(each.parts, key=lambda part: ORDER.index(part.state)):
        if part.count:
            found.append((part, _end(found), NARROWEST + one * part.count))
    return found


def _end(pieces: Sequence[tuple[Part, float, float]]) -> float:
    return pieces[-1][1] + pieces[-1][2] if pieces else 0.0


def _label(each: PromiseBar, measure: float) -> list[str]:
    return wrapped(each.label, measure, LINES, before=_beside(each)) or [""]


def _beside(each: PromiseBar) -> float:
    """How much room a promise's number takes before its words."""
    return wide_of(f"{each.number}  ", face=Face.BOLD) if each.number else 0.0


def _draw(
    drawing: Drawing,
    each: PromiseBar,
    lines: Sequence[str],
    top: float,
    pieces: Sequence[tuple[Part, float, float]],
    inks: Inks,
) -> None:
    drawing.add(text(each.number, 0, top - SIZE, inks.text, face=Face.BOLD))
    for place, line in enumerate(lines):
        left = 0.0 if place else _beside(each)
        drawing.add(text(line, left, top - SIZE - LEADING * place, inks.text))
    bottom = top - LEADING * len(lines) - 3 - HIGH
    for part, left, wide in pieces:
        drawing.add(bar(left, bottom, wide, HIGH, TEXTURES[part.state], inks))
        drawing.add(_count(str(part.count), left, bottom, wide, TEXTURES[part.state], inks))
    beside = _end(pieces) + (BESIDE if pieces else 0)
    drawing.add(text(each.tail, beside, bottom + 4, inks.muted, size=SMALL))


def _count(words: str, left: float, bottom: float, wide: float, texture: Texture, inks: Inks) -> Group:
    """The number in the middle of its piece, on a clear ground where the piece is hatched."""
    placed, need = Group(), wide_of(words, size=SMALL)
    x = left + (wide - need) / 2
    if texture in (Texture.HATCHED, Texture.CROSSED):
        placed.add(box(x - 2, bottom + 2, need + 4, HIGH - 4, fill=inks.ground))
    colour = inks.strong_text if texture is Texture.SOLID else inks.text
    placed.add(text(words, x, bottom + 4, colour, size=SMALL))
    return placed
