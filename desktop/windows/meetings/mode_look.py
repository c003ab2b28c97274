"""The look of meeting mode: type that grows with the screen, to be read from the other end of a room."""

from __future__ import annotations

from typing import Final

from desktop.windows.theme import Theme

LINES: Final = 34
"""How many lines of ordinary text the height of a screen would hold."""

LETTERS: Final = 66
"""How many sizes of type go across the screen: as wide as the keys below need in either language."""

SMALLEST, LARGEST = 15, 56
"""Pixels of ordinary text in meeting mode, however small or large the screen is."""

SIZES: Final = {"title": 2.0, "number": 1.25, "fact": 1.15, "small": 0.85, "key": 0.75}

SHEET: Final = """
#meeting-mode QWidget { font-size: {body}px; }
#meeting-mode QLabel[role="mode-title"] { font-size: {title}px; font-weight: 600; }
#meeting-mode QLabel[role="mode-number"] { font-size: {number}px; font-weight: 600; }
#meeting-mode QLabel[role="mode-fact"] { font-size: {fact}px; }
#meeting-mode QLabel[role="heading"] { font-size: {number}px; }
#meeting-mode QLabel[role="title"] { font-size: {title}px; }
#meeting-mode QLabel[role="muted-small"], #meeting-mode QLabel[role="small"] { font-size: {small}px; }
#meeting-mode QLabel[role="field-fault"] { font-size: {body}px; }
#meeting-mode QLabel[role="key"] { font-size: {key}px; }
#meeting-mode QCheckBox::indicator { width: {body}px; height: {body}px; }
#meeting-mode QCheckBox { spacing: {body}px; }
#meeting-mode QPushButton { padding: 6px 12px; }
#meeting-mode QPushButton:focus { padding: 5px 11px; }
#meeting-mode QPushButton:checked {
    background: {accent_ground}; color: {accent}; border: 2px solid {accent}; padding: 5px 11px;
}
#meeting-mode QProgressBar { min-height: 6px; max-height: 6px; }
"""


def body_size(width: int, height: int) -> int:
    """Pixels of ordinary text on a screen or in a window of a size."""
    return min(max(min(height // LINES, width // LETTERS), SMALLEST), LARGEST)


def mode_sheet(body: int, theme: Theme) -> str:
    """The style sheet of meeting mode for a size of ordinary text."""
    text = SHEET.replace("{body}", str(body))
    for colour in ("accent", "accent_ground"):
        text = text.replace("{" + colour + "}", theme.colours[colour])
    for name, size in SIZES.items():
        text = text.replace("{" + name + "}", str(round(body * size)))
    return text
