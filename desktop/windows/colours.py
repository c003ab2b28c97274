"""The colours of the window in both themes: warm neutrals and one deep blue, each readable on its grounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LIGHT: Final[Mapping[str, str]] = {
    "window": "#f5f3ef",  # behind everything
    "surface": "#ffffff",  # cards, tables, fields
    "raised": "#ece9e3",  # headers, bars, chips
    "stripe": "#faf9f6",  # every other row
    "hover": "#e9e5de",
    "pressed": "#dcd7ce",
    "text": "#1f1e1b",
    "muted": "#5e5a53",
    "disabled": "#8f8a81",
    "line": "#dcd8d0",
    "edge": "#8b867c",  # around what can be typed or clicked: 3 : 1 against its ground
    "accent": "#0b4f8a",
    "accent_hover": "#0a4476",
    "accent_pressed": "#083862",
    "accent_text": "#ffffff",
    "accent_ground": "#e3edf6",
    "selection": "#cfe2f3",
    "selection_text": "#0c2b47",
    "focus": "#0b4f8a",
    "late": "#a8201a",
    "late_ground": "#fbeae8",
    "soon": "#815200",
    "soon_ground": "#fbf1dc",
    "ok": "#256a32",
    "ok_ground": "#e7f3e8",
    "danger": "#a8201a",
    "danger_ground": "#fbeae8",
    "today": "#0b4f8a",
    "today_ground": "#e3edf6",
    "holiday": "#a8201a",
    "holiday_ground": "#f9efec",
    "tip": "#2b2a27",
    "tip_text": "#ffffff",
}

DARK: Final[Mapping[str, str]] = {
    "window": "#1b1a18",
    "surface": "#242320",
    "raised": "#2f2d29",
    "stripe": "#282723",
    "hover": "#34322e",
    "pressed": "#403d38",
    "text": "#eceae5",
    "muted": "#b1aca3",
    "disabled": "#7d786f",
    "line": "#3a3732",
    "edge": "#7f7a71",
    "accent": "#7fb6e8",
    "accent_hover": "#97c4ee",
    "accent_pressed": "#6aa5dc",
    "accent_text": "#0b1f31",
    "accent_ground": "#1e3347",
    "selection": "#244868",
    "selection_text": "#f2f7fc",
    "focus": "#8fc1ee",
    "late": "#ff9d92",
    "late_ground": "#40221f",
    "soon": "#f0bd63",
    "soon_ground": "#3a2c14",
    "ok": "#86cf92",
    "ok_ground": "#1d3422",
    "danger": "#ff9d92",
    "danger_ground": "#40221f",
    "today": "#7fb6e8",
    "today_ground": "#1e3347",
    "holiday": "#ff9d92",
    "holiday_ground": "#372522",
    "tip": "#eceae5",
    "tip_text": "#1b1a18",
}

GROUNDS: Final = ("window", "surface", "raised", "stripe", "hover")
"""What ordinary text may stand on."""

PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *((ink, ground) for ink in ("text", "muted") for ground in GROUNDS),
    *((ink, ground) for ink in ("accent", "late", "soon", "ok", "danger", "today", "holiday")
      for ground in GROUNDS),
    *(("text", ground) for ground in (
        "pressed", "accent_ground", "late_ground", "soon_ground", "ok_ground", "danger_ground",
        "today_ground", "holiday_ground")),
    *(("muted", ground) for ground in ("accent_ground", "today_ground", "holiday_ground")),
    ("late", "late_ground"), ("soon", "soon_ground"), ("ok", "ok_ground"), ("danger", "danger_ground"),
    ("accent", "accent_ground"), ("today", "today_ground"), ("holiday", "holiday_ground"),
    ("accent_text", "accent"), ("accent_text", "accent_hover"), ("accent_text", "accent_pressed"),
    ("selection_text", "selection"), ("text", "selection"), ("muted", "today_ground"),
    ("tip_text", "tip"),
)  # fmt: skip
"""Every ink together with every ground that it may stand on, first the ink."""
