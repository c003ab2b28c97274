"""What charts are drawn with: the inks of paper or of a window's theme, textures, and fitted text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reportlab.graphics.shapes import Drawing, Group, Path, Rect, String
from reportlab.lib.colors import Color, HexColor, black, white

from desktop.reports.faces import Face, printable, width

SIZE: Final = 9.5
SMALL: Final = 8.5
LINE: Final = 0.75
HATCH: Final = 4.0
"""Points between the lines of a hatching."""
DOTS: Final = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inks:
    """The colours of a chart: words, what they stand on, edges and lines, and two fillings."""

    text: Color
    muted: Color
    ground: Color
    edge: Color
    strong: Color
    strong_text: Color
    mid: Color

    @classmethod
    def of(cls, **colours: str) -> Inks:
        """Inks by their hexadecimal codes."""
        return cls(**{name: HexColor(code) for name, code in colours.items()})


PAPER: Final = Inks(
    text=black,
    muted=black,
    ground=white,
    edge=black,
    strong=black,
    strong_text=white,
    mid=Color(0.8, 0.8, 0.8),
)
"""Black on white, as a copying machine gives it back."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a chart that stands for something: a row, or one part of it, in points from the top left.

    `part` is what the part is called among those of its row; empty for the row itself.
    """

    row: int
    part: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, and the places on it that stand for something, row by row."""

    drawing: Drawing
    spots: tuple[Spot, ...]


class Texture(StrEnum):
    """How a bar is filled; no two are alike even without colour."""

    EMPTY = "empty"
    HATCHED = "hatched"
    MID = "mid"
    SOLID = "solid"
    CROSSED = "crossed"


def bar(left: float, bottom: float, wide: float, high: float, texture: Texture, inks: Inks) -> Group:
    """A filled piece of a bar with its edge."""
    piece = Group()
    fill = {Texture.SOLID: inks.strong, Texture.MID: inks.mid}.get(texture, inks.ground)
    edge = inks.strong if texture is Texture.SOLID else inks.edge
    piece.add(box(left, bottom, wide, high, fill=fill))
    if texture in (Texture.HATCHED, Texture.CROSSED):
        # One path for all of it: a chart has many, and each shape costs its time.
        hatching = Path(strokeColor=inks.edge, strokeWidth=0.6, fillColor=None)
        for x1, y1, x2, y2 in _hatching(left, bottom, wide, high, both=texture is Texture.CROSSED):
            hatching.moveTo(x1, y1)
            hatching.lineTo(x2, y2)
        piece.add(hatching)
    piece.add(box(left, bottom, wide, high, edge=edge))
    return piece


def box(
    left: float,
    bottom: float,
    wide: float,
    high: float,
    *,
    fill: Color | None = None,
    edge: Color | None = None,
) -> Rect:
    """A rectangle with a filling, an edge, or both."""
    rect = Rect(left, bottom, wide, high)
    rect.fillColor, rect.strokeColor, rect.strokeWidth = fill, edge, LINE if edge is not None else 0
    return rect


def _hatching(
    left: float, bottom: float, wide: float, high: float, *, both: bool
) -> Iterator[tuple[float, float, float, float]]:
    """Slanting lines cut off at a rectangle's edges, and those across them."""
    start = -high + HATCH / 2
    while start < wide:
        x1, x2 = max(start, 0.0), min(start + high, wide)
        y1, y2 = x1 - start, x2 - start
        yield left + x1, bottom + y1, left + x2, bottom + y2
        if both:
            yield left + x1, bottom + high - y1, left + x2, bottom + high - y2
        start += HATCH


def text(
    words: str, x: float, y: float, colour: Color, *, face: Face = Face.PLAIN, size: float = SIZE
) -> String:
    """Words on a chart, beginning at x."""
    string = String(x, y, words)
    string.fontName, string.fontSize, string.fillColor = face.value, size, colour
    return string


def wide_of(words: str, *, face: Face = Face.PLAIN, size: float = SIZE) -> float:
    """How wide printable words are on a chart."""
    return width(face, words) * size


def fitted(words: str, room: float, *, face: Face = Face.PLAIN, size: float = SIZE) -> str:
    """As many of the words as there is room for, with dots where some are left out."""
    shown = " ".join(printable(words).split())
    if wide_of(shown, face=face, size=size) <= room:
        return shown
    # The widths grow with each sign, so the longest beginning that fits is found by halving.
    low, high = 0, len(shown)
    while low < high:
        middle = (low + high + 1) // 2
        if wide_of(shown[:middle] + DOTS, face=face, size=size) <= room:
            low = middle
        else:
            high = middle - 1
    return shown[:low].rstrip() + DOTS


def wrapped(words: str, room: float, lines: int, *, before: float = 0.0) -> list[str]:
    """Words broken into at most so many lines; the first has `before` less room, the last may end in dots."""
    rest = printable(words).split()
    found: list[str] = []
    while rest and len(found) < lines - 1:
        space = room - (0.0 if found else before)
        count = 1
        while count < len(rest) and wide_of(" ".join(rest[: count + 1])) <= space:
            count += 1
        found.append(fitted(" ".join(rest[:count]), space))
        rest = rest[count:]
    if rest:
        found.append(fitted(" ".join(rest), room - (0.0 if found else before)))
    return found


SAMPLE: Final = 12.0
LEGEND_PITCH: Final = 15.0


def legend_places(words: Sequence[str], measure: float) -> tuple[list[tuple[float, float]], float]:
    """Where each sample of a legend goes, from the left and from the top, and how high the legend is."""
    places: list[tuple[float, float]] = []
    left = top = 0.0
    for each in words:
        wide = SAMPLE + 5 + wide_of(each, size=SMALL)
        if left and left + wide > measure:
            left, top = 0.0, top + LEGEND_PITCH
        places.append((left, top))
        left += wide + SAMPLE
    return places, top + LEGEND_PITCH + 9
