"""The sheet that calendars are printed on: A4 across, holes at its upper edge, whose it is in its foot."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from db.views.status import AgreementHead
from desktop.reports.faces import Face, load_faces, printable, width
from desktop.reports.marks import define_marks
from desktop.reports.paper import PRODUCER, stamp_day, write_whole
from desktop.words import LOCALES, Words

WIDE, HIGH = landscape(A4)
LEFT: Final = 14 * mm
RIGHT: Final = WIDE - 14 * mm
TOP: Final = HIGH - 18 * mm
"""Holes are punched in the longer edge, 12 mm from it."""
BOTTOM: Final = 20 * mm
FOOT_SIZE: Final = 8.0
HASH_SHOWN: Final = 8

Draw = Callable[[Canvas], None]
OnPage = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page: its heading, and in the foot whose it is and what it rests on."""

    title: str
    whose: str
    made: str
    today: dt.date
    words: Words


def a_sheet(
    words: Words, title: str, agreement: AgreementHead | None, today: dt.date, state: str, filter_text: str
) -> Sheet:
    """Say whose paper it is, from when and which state of the plan, and what it was narrowed to."""
    _ = words
    whose = [_("All agreements")]
    if agreement is not None:
        number = agreement.registration_number
        parties = [party for party in (agreement.municipality, agreement.police_area) if party]
        whose = [*parties, _("reg. no. {number}").format(number=number) if number else _("not registered")]
    made = [
        _("printed {date}").format(date=words.date(today)),
        _("state of the plan {hash}").format(hash=state[:HASH_SHOWN]),
    ]
    if filter_text:
        made.append(_("selection: {filter}").format(filter=filter_text))
    return Sheet(title, printable(" · ".join(whose)), printable(" · ".join(made)), today, words)


def write_sheets(sheet: Sheet, pages: Sequence[Draw], out: BinaryIO | Path, on_page: OnPage | None) -> int:
    """Print pages and give their number; `on_page` is told each as it is begun. A file appears whole."""
    if isinstance(out, Path):
        return write_whole(out, lambda file: _print(sheet, pages, file, on_page))
    return _print(sheet, pages, out, on_page)


def _print(sheet: Sheet, pages: Sequence[Draw], out: BinaryIO, on_page: OnPage | None) -> int:
    load_faces()
    rl_config.useA85 = 0
    inside = io.BytesIO()
    canvas: Canvas = cast(Any, Canvas)(
        inside,
        pagesize=(WIDE, HIGH),
        invariant=1,
        pageCompression=1,
        initialFontName=Face.PLAIN.value,
        lang=LOCALES[sheet.words.language].replace("_", "-"),
    )
    stamp_day(canvas, sheet.today)
    canvas.setTitle(printable(sheet.title))
    canvas.setAuthor(sheet.whose)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    define_marks(canvas)
    for number, draw in enumerate(pages, 1):
        if on_page is not None:
            on_page(number)
        draw(canvas)
        _draw_foot(canvas, sheet, number, len(pages))
        canvas.showPage()
    canvas.save()
    out.write(inside.getbuffer())
    return len(pages)


def _draw_foot(canvas: Canvas, sheet: Sheet, number: int, count: int) -> None:
    _ = sheet.words
    base = BOTTOM - 5 * mm
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, base + 2, RIGHT, base + 2)
    page = _("Page {number} of {count}").format(number=number, count=count)
    wide = width(Face.PLAIN, page) * FOOT_SIZE
    room = RIGHT - LEFT - wide - 12
    for line, text in enumerate((sheet.whose, sheet.made)):
        draw_text(canvas, text, LEFT, base - 9 - line * 10, room, size=FOOT_SIZE)
    draw_text(canvas, page, RIGHT - wide, base - 9, wide + 1, size=FOOT_SIZE)


def draw_text(
    canvas: Canvas, text: str, x: float, y: float, room: float, *, size: float, face: Face = Face.PLAIN
) -> None:
    """Put one line of printable text on paper, shortened to its room."""
    canvas.setFont(face.value, size)
    canvas.drawString(x, y, fitted(text, room / size, face))


def fitted(text: str, room: float, face: Face = Face.PLAIN) -> str:
    """As much of a text as has room at size 1, with an ellipsis where it is not all."""
    if width(face, text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(face, text[:middle] + "…") <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
