"""A chart of paper shown in the window: the same drawing in the theme's inks, sharp at every scaling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontInfo,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.windows.chart_painting import paint_drawing
from desktop.windows.theme import Theme

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from desktop.reports.charts import Chart, Inks, Spot

TYPE_OF_PAPER: Final = 9.5
"""Points of a chart's ordinary words, which become the window's own size."""

DrawChart = Callable[[float, "Inks"], "Chart"]
"""Makes a chart of a width in points, in some inks."""


Name = tuple[int, str]
"""A spot of a chart by its row and its part, as `desktop.reports.charts` has them."""


class ChartView(QWidget):
    """Shows a chart as wide as there is room; what it stands for is chosen by click, or by arrows and Enter.

    `chosen(row, part)` says what. All that the chart shows is also said in words, for who does not see it.
    """

    chosen = Signal(int, str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._draw: DrawChart | None = None
        self._says: Mapping[Name, str] = {}
        self._spots: list[Spot] = []
        self._at = 0
        self._hovered: Spot | None = None
        self._drawing: Drawing | None = None
        self._painted = QPixmap()
        self._size = (0.0, 0.0)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setMinimumWidth(240)

    def show_chart(self, draw: DrawChart, says: Mapping[Name, str]) -> None:
        """Show a chart, made anew for each width; `says` tells each spot in words."""
        self._draw, self._says, self._at = draw, says, 0
        self._size = (0.0, 0.0)
        self.setAccessibleDescription("\n".join(words for (_, part), words in says.items() if not part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if says else Qt.FocusPolicy.NoFocus)
        self._set()

    @property
    def scale(self) -> float:
        """How many of the window's dots a point of paper is."""
        return QFontInfo(self._theme.font("body")).pixelSize() / TYPE_OF_PAPER

    def spot_rect(self, row: int, part: str = "") -> QRectF:
        """Where a spot lies in the widget."""
        return self._rect(next(spot for spot in self._spots if (spot.row, spot.part) == (row, part)))

    def _rect(self, spot: Spot) -> QRectF:
        scale = self.scale
        place = QRectF(spot.left, spot.top, spot.right - spot.left, spot.bottom - spot.top)
        return QRectF(place.topLeft() * scale, place.size() * scale)

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
        inks = inks_of(self._theme)
        chart = self._draw(wide, inks)
        self._size = (wide, float(chart.drawing.height))
        self._spots = [spot for spot in chart.spots if (spot.row, spot.part) in self._says]
        self._at = min(self._at, max(len(self._spots) - 1, 0))
        self._drawing, self._painted = chart.drawing, QPixmap()
        self.setFixedHeight(round(self._size[1] * self.scale) + 2)
        self.updateGeometry()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hovered is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(self._rect(self._hovered), 4, 4)
        painter.drawPixmap(QPointF(1, 1), self._picture(self._drawing))
        if self.hasFocus() and self._spots:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRoundedRect(self._rect(self._spots[self._at]).adjusted(-1, -1, 1, 1), 4, 4)

    def _picture(self, drawing: Drawing) -> QPixmap:
        """The drawing in the dots of the screen that the window is on, painted once."""
        ratio = self.devicePixelRatioF()
        if self._painted.isNull() or self._painted.devicePixelRatio() != ratio:
            self._painted = QPixmap(self.size() * ratio)
            self._painted.setDevicePixelRatio(ratio)
            self._painted.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._painted)
            paint_drawing(painter, drawing, self.scale)
            painter.end()
        return self._painted

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        row = self._spots[self._at].row if self._spots else 0
        ways = {
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Down: self._first_of(row + 1),
            Qt.Key.Key_Up: self._first_of(row - 1),
        }
        if key in ways:
            self._go(ways[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._spots:
            self._choose(self._spots[self._at])
        else:
            super().keyPressEvent(event)

    def _first_of(self, row: int) -> int:
        return next((place for place, spot in enumerate(self._spots) if spot.row == row), -1)

    def _go(self, place: int) -> None:
        if 0 <= place < len(self._spots):
            self._at = place
            spot = self._spots[place]
            self.setToolTip(self._says[spot.row, spot.part])
            self.update()

    def _choose(self, spot: Spot) -> None:
        self.chosen.emit(spot.row, spot.part)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._under(event.position()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._under(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = self._spots.index(spot)
            self._choose(spot)

    @override
    def leaveEvent(self, event: object) -> None:
        self._hover(None)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _hover(self, spot: Spot | None) -> None:
        if spot != self._hovered:
            self._hovered = spot
            self.setCursor(Qt.CursorShape.ArrowCursor if spot is None else Qt.CursorShape.PointingHandCursor)
            self.setToolTip("" if spot is None else self._says[spot.row, spot.part])
            self.update()

    def _under(self, point: QPointF) -> Spot | None:
        return next((spot for spot in self._spots if self._rect(spot).contains(point)), None)


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
