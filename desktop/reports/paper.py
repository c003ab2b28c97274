"""The sheet that every report is printed on: A4 with room for punched holes, its foot saying whose it is."""

from __future__ import annotations

import datetime as dt
import io
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from desktop.reports.faces import Face, load_faces, width
from desktop.reports.marks import define_marks
from desktop.reports.setting import Line, Para, Style, draw_lines, height_of, set_lines
from desktop.words import LOCALES, Words

LEFT: Final = 25 * mm
"""Holes are punched 12 mm from the edge."""
RIGHT: Final = 15 * mm
TOP: Final = 20 * mm
FOOT: Final = 12 * mm
MEASURE: Final = A4[0] - LEFT - RIGHT
"""The width of the text."""

FOOT_STYLE: Final = Style(size=8, leading=10)
MOST_FOOT_LINES: Final = 3
"""A name so long that it would fill the foot is cut there; the first page has it whole."""
PAGE_COUNT: Final = "page-count"
PRODUCER: Final = "Löftesplan"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page, in printable text, and what the PDF says of itself.

    heading: top left from the second page on; stamp: top right on every page, draft or final;
    foot: whose paper, its number, when it was printed and from which state of the plan.
    """

    title: str
    author: str
    subject: str
    heading: str
    stamp: str
    foot: tuple[str, ...]
    today: dt.date
    words: Words


def body_height(sheet: Sheet) -> float:
    """How much room a page's text has."""
    return A4[1] - TOP - _foot_height(_foot(sheet)) - FOOT - 4 * mm


def write_paper(
    sheet: Sheet,
    story: Sequence[Flowable],
    out: BinaryIO | Path,
    on_page: Callable[[int], object] | None = None,
) -> int:
    """Print a story and give the number of its pages; a file appears whole or not at all.

    `on_page` is told each page's number as it is begun; what it raises breaks the printing off.
    """
    if isinstance(out, Path):
        return write_whole(out, lambda file: _print(sheet, story, file, on_page))
    return _print(sheet, story, out, on_page)


def write_whole(path: Path, write: Callable[[BinaryIO], int]) -> int:
    """Let something be written to a file that appears whole or not at all; give back its pages."""
    # Written beside the target, since a rename is only all or nothing within one file system.
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            pages = write(file)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, _usual_mode(path))  # noqa: PTH101 - mkstemp makes it for its owner alone
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return pages


def _usual_mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _print(
    sheet: Sheet,
    story: Sequence[Flowable],
    out: BinaryIO,
    on_page: Callable[[int], object] | None = None,
) -> int:
    load_faces()
    rl_config.useA85 = 0  # text armour for binary data: a quarter more bytes, and much of the time
    inside = io.BytesIO()
    paper = _Paper(sheet, inside)
    if on_page is not None:
        paper.setPageCallBack(on_page)
    paper.build(list(story), canvasmaker=_CountedCanvas)
    out.write(inside.getbuffer())
    return cast(_CountedCanvas, paper.canv).pages


def _foot(sheet: Sheet) -> list[Line]:
    room = MEASURE - 32 * mm
    lines: list[Line] = []
    for text in sheet.foot:
        found = set_lines([Para(((Face.PLAIN, text),), FOOT_STYLE)], room)
        lines += found[:MOST_FOOT_LINES]
        if len(found) > MOST_FOOT_LINES:
            face, words = lines[-1].runs[-1]
            lines[-1] = lines[-1]._replace(runs=((face, words[:-2] + "…"),))
    return lines


def _foot_height(lines: Sequence[Line]) -> float:
    return height_of(lines) + 3 * mm


class _Paper(BaseDocTemplate):
    """One kind of page, and what is drawn on each beside the story."""

    def __init__(self, sheet: Sheet, out: BinaryIO) -> None:
        self.sheet = sheet
        self.foot = _foot(sheet)
        super().__init__(
            out,
            pagesize=A4,
            title=sheet.title,
            author=sheet.author,
            subject=sheet.subject,
            creator=PRODUCER,
            producer=PRODUCER,
            lang=LOCALES[sheet.words.language].replace("_", "-"),
            initialFontName=Face.PLAIN.value,
            invariant=1,
            pageCompression=1,
        )
        bottom = FOOT + _foot_height(self.foot)
        frame = Frame(
            LEFT, bottom, MEASURE, A4[1] - TOP - bottom,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        self.addPageTemplates(PageTemplate(id="page", frames=[frame], onPage=self._on_page))

    def beforeDocument(self) -> None:  # noqa: N802 - ReportLab's name
        """Put into the PDF what all its pages share."""
        stamp_day(self.canv, self.sheet.today)
        self.canv.setViewerPreference("DisplayDocTitle", "true")
        define_marks(self.canv)

    def _on_page(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """Draw head and foot; how many pages there are is filled in when the last one is known."""
        sheet, _ = self.sheet, self.sheet.words
        number = canvas.getPageNumber()
        if number == 1:
            canvas.showOutline()
        else:
            _draw(canvas, Face.PLAIN, sheet.heading, LEFT, A4[1] - 13 * mm)
        stamp = width(Face.BOLD, sheet.stamp) * FOOT_STYLE.size
        _draw(canvas, Face.BOLD, sheet.stamp, A4[0] - RIGHT - stamp, A4[1] - 13 * mm)
        top = FOOT + height_of(self.foot)
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, top + 1.2 * mm, A4[0] - RIGHT, top + 1.2 * mm)
        draw_lines(canvas, self.foot, LEFT, top)
        page = _("Page {number} of").format(number=number) + " "
        wide = width(Face.PLAIN, page) * FOOT_STYLE.size
        left = A4[0] - RIGHT - wide - width(Face.PLAIN, "000") * FOOT_STYLE.size
        _draw(canvas, Face.PLAIN, page, left, top - 7.8)
        canvas.saveState()
        canvas.translate(left + wide, top - 7.8)
        canvas.doForm(PAGE_COUNT)
        canvas.restoreState()


class _CountedCanvas(Canvas):
    """A canvas that writes down at last how many pages there are, where every page shows it."""

    pages = 0

    def save(self) -> None:
        """Fill in the number of pages, and finish."""
        self.pages = self.getPageNumber() - 1
        self.beginForm(PAGE_COUNT, 0, -3, 60, 10)
        _draw(self, Face.PLAIN, str(self.pages), 0, 0)
        self.endForm()
        super().save()


def _draw(canvas: Canvas, face: Face, text: str, x: float, y: float) -> None:
    canvas.setFont(face.value, FOOT_STYLE.size)
    canvas.drawString(x, y, text)


def stamp_day(canvas: Canvas, today: dt.date) -> None:
    """Date the PDF by the report's day: ReportLab's own choice is the clock, or the year 2000."""
    stamp = cast(Any, canvas)._doc._timeStamp
    stamp.YMDhms = (today.year, today.month, today.day, 0, 0, 0)
