"""Reading a report back: its words, and where on the page each stretch of text stands."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from db.views.status import StatusReport
from desktop.reports.status import write_status
from desktop.words import Language, Words

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


class Stretch(NamedTuple):
    """The box of a stretch of text on its page, and the size of its type."""

    left: float
    bottom: float
    right: float
    top: float
    size: float


def printed(report: StatusReport, language: Language = "sv") -> bytes:
    out = io.BytesIO()
    write_status(report, Words(language), out)
    return out.getvalue()


def reader(report: StatusReport, language: Language = "sv") -> PdfReader:
    return PdfReader(io.BytesIO(printed(report, language)))


def words_of(pdf: PdfReader) -> str:
    """All text, with every kind of white space as one space."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def stretches(page: PageObject, pdf: PdfReader) -> list[Stretch]:
    """Where all text of a page stands, that of the marks and numbers drawn as forms left out."""
    return list(_Interpreter(page, pdf).run())


@dataclass(slots=True)
class _Pen:
    matrix: Matrix = UNIT
    origin: Matrix = UNIT
    font: str = ""
    size: float = 0.0
    leading: float = 0.0
    advance: float = 0.0


class _Interpreter:
    """As much of the page description language as paper uses."""

    def __init__(self, page: PageObject, pdf: PdfReader) -> None:
        self.operations = ContentStream(page.get_contents(), pdf).operations
        resources: Any = page["/Resources"]
        fonts: Any = resources["/Font"]
        self.widths = {
            name: (int(font["/FirstChar"]), [float(width) for width in font["/Widths"]])
            for name, font in ((name, font.get_object()) for name, font in fonts.items())
            if "/Widths" in font
        }

    def run(self) -> Iterator[Stretch]:
        pen, saved = _Pen(), []
        for operands, operator in self.operations:
            match operator:
                case b"q":
                    saved.append(pen.matrix)
                case b"Q":
                    pen.matrix = saved.pop()
                case b"cm":
                    pen.matrix = _times(tuple(map(float, operands)), pen.matrix)  # type: ignore[arg-type]  # six numbers
                case b"BT":
                    pen.origin, pen.advance = UNIT, 0.0
                case b"Tm":
                    pen.origin, pen.advance = tuple(map(float, operands)), 0.0  # type: ignore[assignment]  # six
                case b"Tf":
                    pen.font, pen.size = str(operands[0]), float(operands[1])
                case b"TL":
                    pen.leading = float(operands[0])
                case b"T*":
                    pen.origin = _times((1, 0, 0, 1, 0, -pen.leading), pen.origin)
                    pen.advance = 0.0
                case b"Tj":
                    wide = self.width(pen, operands[0])
                    _, _, _, _, x, y = _times(pen.origin, pen.matrix)
                    left, baseline = x + pen.advance, y
                    pen.advance += wide
                    if wide:
                        yield Stretch(
                            left, baseline - 0.2 * pen.size, left + wide, baseline + 0.7 * pen.size, pen.size
                        )
                case b"'" | b'"' | b"TJ" | b"Td" | b"TD":
                    raise AssertionError(f"{operator!r} is not read here")

    def width(self, pen: _Pen, shown: Any) -> float:
        first, widths = self.widths[pen.font]
        raw = shown.original_bytes if hasattr(shown, "original_bytes") else bytes(shown)
        return sum(widths[code - first] for code in raw) * pen.size / 1000


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
