"""The icons of the window: one family of drawings, coloured by the theme and sharp on every screen."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from typing_extensions import override

HOME: Final = Path(__file__).parents[2] / "resources" / "icons"
"""One file for each icon, drawn on a grid of 24 with strokes of `currentColor`."""

FACE: Final = "loftesplan"
"""The program's own face, which stands there in colours of its own and is no icon of the family."""


@cache
def icon_names() -> frozenset[str]:
    """All icons that there are, by the names of their files."""
    return frozenset(path.stem for path in HOME.glob("*.svg")) - {FACE}


@cache
def _drawing(name: str) -> str:
    return (HOME / f"{name}.svg").read_text(encoding="utf-8")


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Paint an icon into a rectangle in one colour, as a delegate does that has no use for a QIcon."""
    from PySide6.QtSvg import QSvgRenderer

    text = _drawing(name).replace("currentColor", colour.name())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(text.encode())).render(painter, rect)


class Inks:
    """The colours that an icon has as it is, when it can not be used, and upon a selected ground."""

    __slots__ = ("disabled", "normal", "selected")

    def __init__(self, normal: QColor, disabled: QColor, selected: QColor) -> None:
        self.normal, self.disabled, self.selected = normal, disabled, selected

    def of(self, mode: QIcon.Mode) -> QColor:
        """The colour for a mode of Qt's."""
        if mode is QIcon.Mode.Disabled:
            return self.disabled
        return self.selected if mode is QIcon.Mode.Selected else self.normal


class IconEngine(QIconEngine):
    """Draws an icon at the size and in the mode that it is asked for, once for each."""

    def __init__(self, name: str, inks: Inks) -> None:
        super().__init__()
        self._name, self._inks = name, inks
        self._drawn: dict[tuple[int, int, QIcon.Mode, float], QPixmap] = {}

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        pixmap = self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatio())
        painter.drawPixmap(rect, pixmap)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        key = (size.width(), size.height(), mode, scale)
        if key not in self._drawn:
            self._drawn[key] = self._draw(size, mode, scale)
        return self._drawn[key]

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    @override
    def clone(self) -> QIconEngine:
        return IconEngine(self._name, self._inks)

    def _draw(self, size: QSize, mode: QIcon.Mode, scale: float) -> QPixmap:
        pixmap = QPixmap(size * scale)
        if pixmap.isNull():  # Before it is laid out, a button has no room.
            return pixmap
        pixmap.fill(Qt.GlobalColor.transparent)
        pixmap.setDevicePixelRatio(scale)
        side = min(size.width(), size.height())
        square = QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side)
        painter = QPainter(pixmap)
        draw_icon(painter, self._name, square, self._inks.of(mode))
        painter.end()
        return pixmap


def make_icon(name: str, inks: Inks) -> QIcon:
    """An icon by its name; a name that there is no drawing for is a fault of ours and fails at once."""
    if name not in icon_names():
        raise KeyError(name)
    return QIcon(IconEngine(name, inks))
