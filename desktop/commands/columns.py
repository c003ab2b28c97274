"""Text in columns, as wide as the terminal is."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.commands.terminal import safe_line, width_of

GAP: Final = "  "
MOST_LINES: Final = 3
"""Lines that one cell may take before the rest of it is left out."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; one that may give way does so down to `narrowest`, and breaks its texts."""

    heading: str
    narrowest: int = 0
    right: bool = False


def in_columns(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None) -> str:
    """Lay rows out under their headings. Columns that are empty throughout are left out."""
    used = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    columns = [columns[place] for place in used]
    cells = [[safe_line(row[place]) for place in used] for row in rows]
    widths = _widths(columns, cells, width)
    lines = [_line(columns, [column.heading for column in columns], widths)]
    lines += [_line(columns, row, widths) for row in cells]
    return "\n".join(lines)


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """As wide as the longest text, but where that is too much the widest that may give way do so first."""
    wanted = [
        max([width_of(column.heading), *(width_of(row[place]) for row in cells)])
        for place, column in enumerate(columns)
    ]
    if width is None:
        return wanted
    over = sum(wanted) + len(GAP) * (len(columns) - 1) - width
    while over > 0:
        giving = [p for p, column in enumerate(columns) if column.narrowest and wanted[p] > column.narrowest]
        if not giving:
            break
        widest = max(giving, key=lambda place: wanted[place])
        wanted[widest] -= 1
        over -= 1
    return wanted


def _line(columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int]) -> str:
    """One row, on as many lines as its longest cell takes."""
    broken = [_broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for place in range(max(len(lines) for lines in broken)):
        parts = [
            _padded(cell[place] if place < len(cell) else "", width, right=column.right)
            for column, cell, width in zip(columns, broken, widths, strict=True)
        ]
        lines.append(GAP.join(parts).rstrip())
    return "\n".join(lines)


def _broken(text: str, width: int) -> list[str]:
    if width_of(text) <= width:
        return [text]
    lines = textwrap.wrap(text, max(width, 1), break_long_words=True)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: width - 1].rstrip() + "…"]
    return lines


def _padded(text: str, width: int, *, right: bool) -> str:
    blank = " " * max(0, width - width_of(text))
    return blank + text if right else text + blank
