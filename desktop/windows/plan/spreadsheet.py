"""Tables as spreadsheets hand them over: tab-separated text and HTML out, tab-separated text in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from math import ceil
from typing import Final

from PySide6.QtCore import QMimeData

from db.kinds import ScheduleKind
from db.views.plan_table import PlanRow
from desktop.windows.plan.cells import cell_words
from desktop.windows.plan.columns import COLUMNS
from desktop.words import N_, Words
from desktop.words.kinds import label

FORMULA: Final = re.compile(r"[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would reckon instead of showing it."""

GUARD: Final = "'"
"""Before such a cell: a spreadsheet takes what follows for text."""

BLANKS: Final = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")

_CELL: Final = re.compile(r'"((?:[^"]|"")*)"(\t|\n|\Z)|([^\t\n]*)(\t|\n|\Z)')

TARGET: Final = (N_("Outcome"), N_("Target number"))
"""The two columns that the target's one is copied as: figures to be reckoned with."""


def as_mime(words: Words, rows: Sequence[PlanRow], columns: Sequence[int]) -> QMimeData:
    """Rows as text and as a table, both with headings."""
    ids = [COLUMNS[place].id for place in columns]
    table = [_headings(words, columns), *(_cells(words, row, ids) for row in rows)]
    data = QMimeData()
    data.setText("\n".join("\t".join(line) for line in table))
    data.setHtml(_html(table))
    return data


def _headings(words: Words, columns: Sequence[int]) -> list[str]:
    found: list[str] = []
    for place in columns:
        column = COLUMNS[place]
        found += [words(one) for one in TARGET] if column.id == "target" else [words(column.heading)]
    return found


def _cells(words: Words, row: PlanRow, ids: Iterable[str]) -> list[str]:
    found: list[str] = []
    for column in ids:
        found += _figures(words, row) if column == "target" else [_copied(words, row, column)]
    return [guarded(text) for text in found]


def _figures(words: Words, row: PlanRow) -> list[str]:
    line = row.line
    goal = ceil(line.goal) if line.goal else line.target_count
    return [words.number(line.outcome), words.number(goal) if goal is not None else ""]


def _copied(words: Words, row: PlanRow, column: str) -> str:
    """A cell as it can be sorted, reckoned with and pasted back."""
    line = row.line
    if column == "state":
        return label(words, line.state)
    if column == "when" and line.schedule in (ScheduleKind.ONCE, ScheduleKind.RELATIVE):
        return words.date(row.due_on) if row.due_on else line.when_words
    return cell_words(words, row, column)


def guarded(text: str) -> str:
    """A text as one cell that no spreadsheet takes for a formula."""
    text = BLANKS.sub(" ", text)
    return GUARD + text if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The same text as it was."""
    return text[1:] if text.startswith(GUARD) and FORMULA.match(text[1:]) else text


def _html(table: Sequence[Sequence[str]]) -> str:
    first, *rest = table
    head = "".join(f"<th>{escape(cell)}</th>" for cell in first)
    # The format says text, so that 1/6 stays what it is.
    body = "".join(
        "<tr>"
        + "".join(f"<td style=\"mso-number-format:'\\@'\">{escape(cell)}</td>" for cell in line)
        + "</tr>"
        for line in rest
    )
    return f'<meta charset="utf-8"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def read_cells(text: str) -> list[list[str]]:
    """Tab-separated text as rows of cells; empty rows are left out.

    A cell in quotation marks may hold tabs and line breaks, with its own marks doubled. Marks that do not
    stand round a whole cell are letters like others.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = [[]]
    at = 0
    while at < len(text):
        match = _CELL.match(text, at)
        assert match is not None, "the second way of reading a cell takes anything"
        quoted, end = match[1], match[2] if match[1] is not None else match[4]
        cell = quoted.replace('""', '"') if quoted is not None else match[3]
        rows[-1].append(unguarded(cell.strip()))
        at = match.end()
        if end == "\n":
            rows.append([])
    return [row for row in rows if any(row)]
