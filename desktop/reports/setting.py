"""Typesetting: paragraphs broken into lines that fit a width, and lines put on paper.

ReportLab's own Paragraph reads markup and weighs much: a status report has tens of thousands of table
cells, and its budget allows some 0.1 ms for each. Here a text is only ever text, so nothing that a
person has typed can be taken for markup, and a cell is set in a few dozen microseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from desktop.reports.faces import Face, advances, width
from desktop.reports.marks import draw_mark

LONGEST_HYPHENATED: Final = 60
"""A longer run of letters is no word of any language, and a hyphen in it would be taken for a part of it."""

BREAKS_AFTER: Final = frozenset("-–/\\_.,:;@&=?#+")
"""Where a string too long for its line is rather broken: an address, a file name."""

Run = tuple[Face, str]
"""A stretch of printable text in one face."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set, in points.

    `before` is left free above it, unless it comes first; lines after the first stand in by `hanging`.
    """

    size: float
    leading: float
    before: float = 0.0
    indent: float = 0.0
    hanging: float = 0.0


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: runs of text, and perhaps a mark (a drawn shape) that stands before its first line."""

    runs: tuple[Run, ...]
    style: Style
    mark: str = ""


class Line(NamedTuple):
    """A line as it is put on paper: `above` is free space over it, `height` includes that."""

    runs: tuple[Run, ...]
    size: float
    height: float
    above: float
    indent: float
    mark: str


def set_lines(paras: Iterable[Para], measure: float) -> list[Line]:
    """Break paragraphs into lines no wider than `measure` points."""
    lines: list[Line] = []
    for para in paras:
        style = para.style
        first = True
        indent = style.indent + (style.size * 1.3 if para.mark else 0.0)
        for runs in broken(para.runs, (measure - indent) / style.size, style.hanging / style.size):
            above = style.before if first and lines else 0.0
            inset = indent if first else indent + style.hanging
            mark = para.mark if first else ""
            lines.append(Line(runs, style.size, style.leading + above, above, inset, mark))
            first = False
    return lines


def height_of(lines: Iterable[Line]) -> float:
    """How much room lines take, from top to bottom."""
    return sum([line.height for line in lines])


def broken(runs: Sequence[Run], measure: float, hanging: float = 0.0) -> Iterator[tuple[Run, ...]]:
    """Break runs at spaces into lines no wider than `measure`, all at size 1.

    Later lines are `hanging` narrower. A word that no line can hold is broken inside; no sign is lost
    but the spaces at which lines are broken.
    """
    for stretch in _at_line_ends(runs):
        if len(stretch) == 1 and _fits(*stretch[0], measure):
            yield (stretch[0],)
        else:
            yield from _filled(stretch, measure, hanging)
        measure, hanging = measure - hanging, 0.0


def _fits(face: Face, text: str, measure: float) -> bool:
    # Hardly a sign is narrower than a fifth of its height, so a long text is too wide without measuring.
    return len(text) < 5 * measure and width(face, text) <= measure


def _at_line_ends(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Cut runs where a person has ended a line; empty lines are left out."""
    stretch: list[Run] = []
    for face, text in runs:
        first, *others = text.split("\n")
        if first.strip():
            stretch.append((face, first))
        for piece in others:
            if stretch:
                yield stretch
            stretch = [(face, piece)] if piece.strip() else []
    if stretch:
        yield stretch


def _filled(stretch: Iterable[Run], measure: float, hanging: float) -> Iterator[tuple[Run, ...]]:
    line: list[tuple[Face, list[str]]] = []
    used = 0.0
    for face, text in stretch:
        space = width(face, " ")
        for word in text.split():
            wide = width(face, word)
            gap = space if line else 0.0
            if line and used + gap + wide > measure:
                yield _joined(line)
                line, used, gap = [], 0.0, 0.0
                measure, hanging = measure - hanging, 0.0
            if wide > measure:
                *whole, word = _chopped(face, word, measure, measure - hanging)
                for piece in whole:
                    yield ((face, piece),)
                    measure, hanging = measure - hanging, 0.0
                wide = width(face, word)
            if line and line[-1][0] is face:
                line[-1][1].append(word)
            else:
                line.append((face, [word]))
            used += gap + wide
    if line:
        yield _joined(line)


def _joined(line: list[tuple[Face, list[str]]]) -> tuple[Run, ...]:
    last = len(line) - 1
    return tuple(
        (face, " ".join(words) + (" " if number < last else "")) for number, (face, words) in enumerate(line)
    )


def _chopped(face: Face, word: str, measure: float, later: float) -> list[str]:
    """Cut a word that is wider than its line into pieces that each fit."""
    widths = advances(face)
    hyphenated = len(word) <= LONGEST_HYPHENATED
    pieces: list[str] = []
    start = 0
    while start < len(word):
        room = measure if not pieces else later
        end, used, handy = start, 0.0, 0
        while end < len(word) and (used + widths[word[end]] <= room or end == start):
            used += widths[word[end]]
            end += 1
            if word[end - 1] in BREAKS_AFTER:
                handy = end
        hyphen = ""
        if end < len(word):
            if handy - start >= (end - start) / 2:
                end = handy
            elif hyphenated and end - start > 3 and word[end - 1].isalpha() and word[end].isalpha():
                while end - start > 3 and used + widths["-"] > room:
                    end -= 1
                    used -= widths[word[end]]
                hyphen = "-"
        pieces.append(word[start:end] + hyphen)
        start = end
    return pieces


def draw_lines(canvas: Canvas, lines: Iterable[Line], x: float, top: float) -> None:
    """Put lines on paper, the first one's top at `top`."""
    text = canvas.beginText()
    before: tuple[object, ...] = ()
    for line in lines:
        baseline = top - line.above - (line.height - line.above - line.size) * 0.5 - line.size * 0.79
        # A line that goes on like the one before it follows by itself: half of all time went into placing.
        alike = (line.size, line.height, line.indent, line.runs[0][0], len(line.runs))
        if alike != before or line.above or len(line.runs) > 1:
            text.setTextOrigin(x + line.indent, baseline)
        before = alike if len(line.runs) == 1 else ()
        for face, words in line.runs[:-1]:
            text.setFont(face.value, line.size, line.height)
            text.textOut(words)
        face, words = line.runs[-1]
        text.setFont(face.value, line.size, line.height)
        text.textLine(words)
        if line.mark:
            left = x + line.indent - line.size * 1.3
            draw_mark(canvas, line.mark, left, baseline - line.size * 0.12, line.size)
        top -= line.height
    canvas.drawText(text)
