"""A paper on a printer: each page drawn as finely as the printer can show, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from desktop.windows.runner import Progress
from desktop.words import Words

FINEST: Final = 400
"""Dots per inch beyond which nobody sees a difference, but every page takes longer."""

POINTS_PER_INCH: Final = 72


def print_pages(printer: QPrinter, pdf: bytes, progress: Progress, words: Words, current: int = 1) -> int:
    """Print what was chosen in the printer's dialog, on the worker, and give the number of sheets.

    `current` is the page in view, where that alone was chosen. None were printed where the printer, or the
    file that takes its place, could not be begun. Raises Cancelled between two pages.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)  # type: ignore[call-overload]  # the stubs forget that it needs no parent
    document.load(buffer)
    pages = list(_sheets(printer, document.pageCount(), current))
    printer.setFullPage(True)
    painter = QPainter()
    done = 0
    try:
        for page in pages:
            progress.show(done, len(pages), words("Printing page {page} …").format(page=page + 1))
            _turn(printer, document.pagePointSize(page))
            if done == 0:
                if not painter.begin(printer):
                    return 0
            else:
                printer.newPage()
            _draw(painter, printer, document, page)
            done += 1
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
        document.close()
    return done


def _sheets(printer: QPrinter, count: int, current: int) -> Iterator[int]:
    """The pages from 0 in the order in which they are printed, with copies where the printer makes none."""
    pages = list(range(count))
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        pages = [current - 1]
    elif printer.printRange() is QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        if ranges.isEmpty() and printer.fromPage():
            pages = [page for page in pages if printer.fromPage() <= page + 1 <= printer.toPage()]
        elif not ranges.isEmpty():
            pages = [page for page in pages if ranges.contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        for _copy in range(copies):
            yield from pages
    else:
        for page in pages:
            yield from [page] * copies


def _turn(printer: QPrinter, size: QSizeF) -> None:
    """Turn the sheet as the page lies: a year's timeline is broader than it is high."""
    wide = size.width() > size.height()
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    )


def _draw(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    points = document.pagePointSize(page)
    fine = min(printer.resolution(), FINEST) / POINTS_PER_INCH
    drawn = document.render(page, QSize(round(points.width() * fine), round(points.height() * fine)))
    # White first: a page of a PDF has no ground of its own, and a printer takes what is clear for black.
    image = QImage(drawn.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as inner:
        inner.drawImage(0, 0, drawn)
    painter.drawImage(_place(printer, points), image)


def _place(printer: QPrinter, points: QSizeF) -> QRectF:
    """Where the page goes: in its own size where that fits the sheet, else as large as it can, centred."""
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    dots = printer.resolution() / POINTS_PER_INCH
    own = QSizeF(points.width() * dots, points.height() * dots)
    slack = 1.02  # A4 is not the same to the hundredth of a millimetre to everybody.
    if own.width() > sheet.width() * slack or own.height() > sheet.height() * slack:
        own = own.scaled(QSizeF(sheet.size()), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (sheet.width() - own.width()) / 2, (sheet.height() - own.height()) / 2
    return QRectF(left, top, own.width(), own.height())


def a_printer(name: str, wide: bool) -> QPrinter:
    """The system's usual printer, ready for sheets that are printed to their edges by ourselves."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setCreator("Löftesplan")
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    if wide:
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    return printer
