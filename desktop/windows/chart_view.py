"""A chart of paper shown in the window: the same drawing in the theme's inks, sharp at every scaling."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontInfo,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.windows.theme import Theme, load_paper_face

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer
    from reportlab.graphics.shapes import Drawing

    from desktop.reports.charts import Chart, Inks

TYPE_OF_PAPER: Final = 9.5
"""Points of a chart's ordinary words, which become the window's own size."""

CLIP: Final = re.compile(r"<clipPath.*?</clipPath>|style=\"clip-path: url\(#clip\)\"", re.DOTALL)
FACES: Final = (
    ("font-family: SourceSansProSemibold", "font-family: Source Sans Pro; font-weight: 600"),
    ("font-family: SourceSansPro;", "font-family: Source Sans Pro;"),
)


DrawChart = Callable[[float, "Inks"], "Chart"]
"""Makes a chart of a width in points, in some inks."""


class ChartView(QWidget):
    """Shows a chart as wide as there is room; its rows are chosen by click, or by arrow and Enter.

    `chosen(place)` says which row. What the chart shows is also said in words, for who does not see it.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._draw: DrawChart | None = None
        self._rows: Sequence[str] = ()
        self._bands: Sequence[tuple[float, float]] = ()
        self._row = 0
        self._hovered = -1
        self._svg: QSvgRenderer | None = None
        self._size = (0.0, 0.0)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setMinimumWidth(240)

    def show_chart(self, draw: DrawChart, rows: Sequence[str]) -> None:
        """Show a chart, made anew for each width; `rows` say each of its rows in words."""
        self._draw, self._rows, self._row = draw, rows, 0
        self._size = (0.0, 0.0)
        self.setAccessibleDescription("\n".join(rows))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if rows else Qt.FocusPolicy.NoFocus)
        self._set()

    @property
    def scale(self) -> float:
        """How many of the window's dots a point of paper is."""
        return QFontInfo(self._theme.font("body")).pixelSize() / TYPE_OF_PAPER

    def row_rect(self, place: int) -> QRectF:
        """Where a row lies in the widget."""
        (top, bottom), scale = self._bands[place], self.scale
        return QRectF(0, top * scale, self.width(), (bottom - top) * scale)

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, round(self._size[1] * self.scale) or 120)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set()

    def _set(self) -> None:
        """Draw for the width that there is, unless it is drawn so already."""
        wide = max(self.width() - 2, 100) / self.scale
        if self._draw is None or wide == self._size[0]:
            return
        from PySide6.QtSvg import QSvgRenderer

        load_paper_face()
        inks = inks_of(self._theme)
        chart = self._draw(wide, inks)
        self._size, self._bands = (wide, float(chart.drawing.height)), chart.bands
        self._svg = QSvgRenderer(QByteArray(svg_of(chart.drawing, inks).encode()), self)
        self.setFixedHeight(round(self._size[1] * self.scale) + 2)
        self.updateGeometry()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._svg is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hovered >= 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("stripe"))
            painter.drawRoundedRect(self.row_rect(self._hovered), 4, 4)
        wide, high = self._size
        self._svg.render(painter, QRectF(1, 1, wide * self.scale, high * self.scale))
        if self.hasFocus() and self._rows:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRoundedRect(self.row_rect(self._row).adjusted(1, 1, -1, -1), 4, 4)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps and 0 <= self._row + steps[key] < len(self._rows):
            self._row += steps[key]
            self.setToolTip(self._rows[self._row])
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._rows:
            self.chosen.emit(self._row)
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position().toPoint()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().toPoint())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._row = place
            self.chosen.emit(place)

    @override
    def leaveEvent(self, event: object) -> None:
        self._hover(-1)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.setCursor(Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor)
            self.setToolTip(self._rows[place] if place >= 0 else "")
            self.update()

    def _at(self, point: QPoint) -> int:
        places = range(len(self._bands))
        return next((place for place in places if self.row_rect(place).contains(point)), -1)


def inks_of(theme: Theme) -> Inks:
    """The theme's colours as a chart's inks."""
    from desktop.reports.charts import Inks

    colours = theme.colours
    return Inks.of(
        text=colours["text"],
        muted=colours["muted"],
        ground=colours["surface"],
        edge=colours["edge"],
        strong=colours["accent"],
        strong_text=colours["accent_text"],
        mid=colours["selection"],
    )


def svg_of(drawing: Drawing, inks: Inks) -> str:
    """A drawing as the text of an SVG picture that Qt reads, in its typeface and its exact colours."""
    from reportlab.graphics import renderSVG

    text = str(renderSVG.drawToString(drawing))
    text = CLIP.sub("", text[text.index("<svg") :])
    for paper, window in FACES:
        text = text.replace(paper, window)
    for ink in (getattr(inks, field.name) for field in fields(inks)):
        # ReportLab writes whole per cents, which is another colour by a shade.
        rounded = "rgb({:d}%,{:d}%,{:d}%)".format(*(int(part * 100) for part in ink.rgb()))
        text = text.replace(rounded, "#" + ink.hexval()[2:])
    return text
