"""How the window looks: colours, type, icons and the grid, light and dark."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, Self

from PySide6.QtCore import QDir, QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from desktop.windows.colours import DARK, LIGHT
from desktop.windows.icons import Inks, make_icon

RESOURCES: Final = Path(__file__).parents[2] / "resources"

FAMILIES: Final = ("Segoe UI", "Segoe UI Variable Text", "Source Sans Pro", "Noto Sans", "Cantarell")
"""The typeface of Windows itself; where there is none, the one of our paper."""

SMALLEST_BODY: Final = 10.0
"""Points of ordinary text, unless the system asks for larger."""

SIZES: Final = {"small": 0.9, "body": 1.0, "heading": 1.2, "title": 1.7, "large": 1.6, "figure": 2.4}
"""The sizes of type by what they are for, as multiples of ordinary text."""

WEIGHTS: Final = {
    "heading": QFont.Weight.DemiBold,
    "title": QFont.Weight.DemiBold,
    "figure": QFont.Weight.DemiBold,
}

ROLES: Final = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "stripe",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "late",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "selection_text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "tip",
    QPalette.ColorRole.ToolTipText: "tip_text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
}
FAINT: Final = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


class Theme:
    """One look, light or dark; whoever paints asks it for colours, type and icons by name."""

    space: Final = 4
    """Every distance is a multiple of this."""

    def __init__(self, dark: bool) -> None:
        self.dark = dark
        self.colours = DARK if dark else LIGHT
        self._icons: dict[tuple[str, str], QIcon] = {}

    @classmethod
    def of_system(cls) -> Self:
        """The look that the system has at this moment; light where it does not say."""
        return cls(dark=QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark)

    def colour(self, name: str) -> QColor:
        """A colour by what it is for; the names are those of `desktop.windows.colours`."""
        return QColor(self.colours[name])

    def font(self, name: str = "body") -> QFont:
        """The type for small, body, heading, title, large (to be read across a room) or figure."""
        font = QFont(_family())
        font.setPointSizeF(round(_body() * SIZES[name] * 2) / 2)
        font.setWeight(WEIGHTS.get(name, QFont.Weight.Normal))
        return font

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """An icon by the name of its drawing, in a colour of the theme."""
        key = name, colour
        if key not in self._icons:
            chosen = "selection_text" if colour == "text" else colour
            inks = Inks(self.colour(colour), self.colour("disabled"), self.colour(chosen))
            self._icons[key] = make_icon(name, inks)
        return self._icons[key]

    def palette(self) -> QPalette:
        """The colours as Qt's own widgets know them."""
        palette = QPalette()
        for role, name in ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in FAINT:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, self.colour("window"))
        return palette

    def style_sheet(self) -> str:
        """The style sheet with this theme's colours in their places."""
        text = (RESOURCES / "style.qss").read_text(encoding="utf-8")
        for name, value in self.colours.items():
            text = text.replace("{" + name + "}", value)
        for name in SIZES:
            text = text.replace("{" + name + "_size}", f"{self.font(name).pointSizeF():g}pt")
        return text

    def dress(self, app: QApplication) -> None:
        """Give the whole program this look, now or again after another."""
        sheet = self.style_sheet()
        if sheet == app.styleSheet():
            return  # It has it, and Qt would go through every widget for nothing.
        # The drawings inside boxes, arrows and ticks, can not take a colour from a style sheet.
        kind = "dark" if self.dark else "light"
        QDir.setSearchPaths("control", [str(RESOURCES / "controls" / kind)])
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(self.font("body"))
        app.setPalette(self.palette())
        app.setStyleSheet(sheet)


def give_role(widget: QWidget, role: str) -> None:
    """Give a widget that is already shown another role, and the room that the role's style needs."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


@cache
def load_paper_face() -> None:
    """Make the typeface of our paper known to the window, once."""
    # Bold as well: where it is missing it is made by smearing, which nobody wants to read.
    for weight in ("Regular", "Semibold", "Bold"):
        with as_file(files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf") as path:
            QFontDatabase.addApplicationFont(str(path))


@cache
def _family() -> str:
    """The first typeface of ours that the system has, after putting our paper's among them."""
    if sys.platform != "win32":
        load_paper_face()
    known = set(QFontDatabase.families())
    ours = next((family for family in FAMILIES if family in known), "")
    return ours or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@cache
def _body() -> float:
    """Points of ordinary text, larger where the system's own text is."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    ours = SMALLEST_BODY + 0.5 if _family() == "Source Sans Pro" else SMALLEST_BODY
    return max(ours, min(system, 2 * ours))
