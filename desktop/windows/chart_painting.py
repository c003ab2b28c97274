"""Painting a ReportLab drawing with Qt, shape by shape: what paper prints is what the window shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from desktop.windows.theme import load_paper_face

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

FINE: Final = 10
"""Type is set so many times as large and scaled down again, since Qt sets it in whole dots."""

PLACES: Final = 2
"""How many points one step of a path takes, by ReportLab's own order: move and line."""


def paint_drawing(painter: QPainter, drawing: Drawing, scale: float) -> None:
    """Paint a drawing from the painter's origin down, a point of it `scale` of the painter's units."""
    load_paper_face()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    # Paper is measured from below; turned round shape by shape, since text must not stand on its head.
    _Brush(painter, float(drawing.height)).group(drawing.contents, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    painter.restore()


class _Brush:
    """A painter that knows ReportLab's shapes, those that charts are made of."""

    def __init__(self, painter: QPainter, height: float) -> None:
        self._painter = painter
        self._height = height

    def group(self, shapes: Sequence[Any], place: tuple[float, ...]) -> None:
        """Paint shapes under a placing, (a, b, c, d, e, f) as ReportLab has it."""
        for shape in shapes:
            kind = type(shape).__name__
            if kind == "Group":
                self.group(shape.contents, _within(place, shape.transform))
            else:
                getattr(self, f"_{kind.lower()}")(shape, place)

    def _at(self, x: float, y: float, place: tuple[float, ...]) -> QPointF:
        a, b, c, d, e, f = place
        return QPointF(a * x + c * y + e, self._height - (b * x + d * y + f))

    def _ink(self, shape: Any, place: tuple[float, ...]) -> None:
        stroke, fill = shape.strokeColor, getattr(shape, "fillColor", None)
        pen = QPen(Qt.PenStyle.NoPen)
        if stroke is not None and shape.strokeWidth:
            pen = QPen(_colour(stroke.hexval()), shape.strokeWidth * place[0])
            round_ends = getattr(shape, "strokeLineCap", 0) == 1
            pen.setCapStyle(Qt.PenCapStyle.RoundCap if round_ends else Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(pen)
        brush = QBrush(Qt.BrushStyle.NoBrush) if fill is None else QBrush(_colour(fill.hexval()))
        self._painter.setBrush(brush)

    def _rect(self, shape: Any, place: tuple[float, ...]) -> None:
        self._ink(shape, place)
        ends = (
            self._at(shape.x, shape.y + shape.height, place),
            self._at(shape.x + shape.width, shape.y, place),
        )
        self._painter.drawRect(QRectF(*ends))

    def _line(self, shape: Any, place: tuple[float, ...]) -> None:
        self._ink(shape, place)
        self._painter.drawLine(self._at(shape.x1, shape.y1, place), self._at(shape.x2, shape.y2, place))

    def _circle(self, shape: Any, place: tuple[float, ...]) -> None:
        self._ink(shape, place)
        radius = shape.r * place[0]
        self._painter.drawEllipse(self._at(shape.cx, shape.cy, place), radius, radius)

    def _polygon(self, shape: Any, place: tuple[float, ...]) -> None:
        self._ink(shape, place)
        pairs = zip(shape.points[::2], shape.points[1::2], strict=True)
        self._painter.drawPolygon(QPolygonF([self._at(x, y, place) for x, y in pairs]))

    def _path(self, shape: Any, place: tuple[float, ...]) -> None:
        """A path of straight strokes, as hatchings are."""
        self._ink(shape, place)
        path = QPainterPath()
        for step, operator in enumerate(shape.operators):
            x, y = shape.points[step * PLACES : (step + 1) * PLACES]
            (path.lineTo if operator else path.moveTo)(self._at(x, y, place))
        self._painter.drawPath(path)

    def _string(self, shape: Any, place: tuple[float, ...]) -> None:
        painter = self._painter
        painter.save()
        painter.setPen(_colour(shape.fillColor.hexval()))
        painter.setFont(_font(shape.fontName, round(shape.fontSize * place[0] * FINE)))
        painter.translate(self._at(shape.x, shape.y, place))
        painter.scale(1 / FINE, 1 / FINE)
        painter.drawText(QPointF(0, 0), shape.text)
        painter.restore()


def _within(outer: tuple[float, ...], inner: Sequence[float]) -> tuple[float, ...]:
    """A placing inside another one."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f,
    )  # fmt: skip


@cache
def _colour(code: str) -> QColor:
    return QColor("#" + code[2:])


@cache
def _font(face: str, size: int) -> QFont:
    font = QFont("Source Sans Pro")
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if face.endswith("Semibold"):
        font.setWeight(QFont.Weight.DemiBold)
    return font
