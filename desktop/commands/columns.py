"""Text in columns, as wide as the terminal is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.commands.terminal import safe_line, width_of

GAP: Final = "  "

LONGEST_WORD: Final = 22
"""Columns that a long word is given before it is broken: a lokalpolisområdeschef is to stay whole."""

MOST_LINES: Final = 4
"""Lines that one cell may take before the rest of it is left out."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and how it gives way where the terminal is too narrow for all.

    One with a `narrowest` breaks its texts, down to that width. One that is `spare` is left out where
    that does not suffice, the most spare first.
    """

    heading: str
    narrowest: int = 0
    right: bool = False
    spare: int = 0


def in_columns(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None) -> str:
    """Lay rows out under their headings. Columns that are empty throughout are left out."""
    used = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    cells = {place: [safe_line(row[place]) for row in rows] for place in used}
    narrowest = {place: _narrowest(columns[place], cells[place]) for place in used}
    while width is not None and _total(narrowest[place] for place in used) > width:
        spare = max(used, key=lambda place: columns[place].spare)
        if not columns[spare].spare:
            break
        used.remove(spare)
    widths = _widths(columns, cells, narrowest, used, width)
    table = [[columns[place].heading for place in used], *zip(*(cells[place] for place in used), strict=True)]
    return "\n".join(_line([columns[place] for place in used], row, widths) for row in table)


def _natural(column: Column, cells: Sequence[str]) -> int:
    return max([width_of(column.heading), *(width_of(text) for text in cells)])


def _narrowest(column: Column, cells: Sequence[str]) -> int:
    """How narrow a column can become without breaking any but the longest words."""
    natural = _natural(column, cells)
    if not column.narrowest:
        return natural
    words = (width_of(word) for text in [column.heading, *cells] for word in text.split())
    return min(natural, max(column.narrowest, min(LONGEST_WORD, max(words, default=0))))


def _total(widths: Iterable[int]) -> int:
    found = list(widths)
    return sum(found) + len(GAP) * (len(found) - 1)


def _widths(
    columns: Sequence[Column],
    cells: dict[int, list[str]],
    narrowest: dict[int, int],
    used: Sequence[int],
    width: int | None,
) -> list[int]:
    """As wide as the longest text; where that is too much, the widest give way first."""
    wanted = {place: _natural(columns[place], cells[place]) for place in used}
    while width is not None and _total(wanted.values()) > width:
        giving = [place for place in used if wanted[place] > narrowest[place]]
        if not giving:
            break
        wanted[max(giving, key=lambda place: wanted[place])] -= 1
    return [wanted[place] for place in used]


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
    lines = _wrapped(text, width)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], _cut(lines[MOST_LINES - 1], width - 1).rstrip() + "…"]
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text between words, and a word that is too long for a line wherever the line ends."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if width_of(joined) <= width:
            lines[-1] = joined
            continue
        rest = word
        while rest:
            part = _cut(rest, width) or rest[0]
            rest = rest[len(part) :]
            lines.append(part)
    return lines if lines[0] else lines[1:]


def _cut(text: str, width: int) -> str:
    """As much of the beginning of a text as so many columns hold."""
    while width_of(text) > width:
        text = text[:-1]
    return text


def _padded(text: str, width: int, *, right: bool) -> str:
    blank = " " * max(0, width - width_of(text))
    return blank + text if right else text + blank
