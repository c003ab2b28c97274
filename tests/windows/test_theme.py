"""The look of the window: everything can be read, and everything that is named is there."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.reports.marks import LIGHT_MARKS, STATE_MARKS
from desktop.windows.actions import ACTIONS
from desktop.windows.colours import DARK, LIGHT, PAIRS
from desktop.windows.icons import HOME, icon_names
from desktop.windows.rooms import ROOMS
from desktop.windows.theme import RESOURCES, SIZES, Theme

READABLE = 4.5
"""The least contrast of text and its ground (WCAG 2.1, 1.4.3)."""
NOTICEABLE = 3.0
"""The least contrast of a field's edge and of the mark of focus (WCAG 2.1, 1.4.11)."""


def brightness(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(theme: Theme, ink: str, ground: str) -> float:
    brighter, darker = sorted((brightness(theme.colour(name)) for name in (ink, ground)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def pixels(pixmap: QPixmap) -> set[int]:
    image = pixmap.toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS, ids=[f"{ink}-on-{ground}" for ink, ground in PAIRS])
def test_text_can_be_read_on_every_ground_it_may_stand_on(dark: bool, ink: str, ground: str) -> None:
    assert contrast(Theme(dark), ink, ground) >= READABLE


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["surface", "window"])
@pytest.mark.parametrize("edge", ["edge", "focus", "today"])
def test_edges_and_focus_stand_out(dark: bool, edge: str, ground: str) -> None:
    assert contrast(Theme(dark), edge, ground) >= NOTICEABLE


def test_both_themes_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_style_sheet_has_no_place_left_open(qapp: QApplication, dark: bool) -> None:
    sheet = Theme(dark).style_sheet()
    assert qapp
    assert not re.findall(r"\{\w+\}", sheet)


def test_the_style_sheet_names_only_drawings_that_there_are() -> None:
    named = set(re.findall(r"control:([\w-]+\.svg)", (RESOURCES / "style.qss").read_text(encoding="utf-8")))
    for kind in ("light", "dark"):
        assert named <= {path.name for path in (RESOURCES / "controls" / kind).glob("*.svg")}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_drawings_inside_controls_have_the_colours_of_their_theme(dark: bool) -> None:
    theme = Theme(dark)
    for path in (RESOURCES / "controls" / ("dark" if dark else "light")).glob("*.svg"):
        used = set(re.findall(r"#[0-9a-fA-F]{6}", path.read_text(encoding="utf-8")))
        assert used, path.name
        assert used <= set(theme.colours.values()), path.name


@pytest.mark.parametrize("name", sorted(icon_names()))
def test_every_icon_is_drawn_in_the_family_s_way(name: str) -> None:
    text = (HOME / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert "currentColor" in text
    assert not re.search(r"#[0-9a-fA-F]{3,}", text)


def test_every_action_and_room_has_an_icon_that_there_is() -> None:
    named = {spec.icon for spec in ACTIONS} | {spec.icon for spec in ROOMS}
    assert named - {""} <= icon_names()


def test_every_state_and_light_has_its_icon() -> None:
    assert {f"state-{state.value}" for state in STATE_MARKS} <= icon_names()
    assert {f"light-{light.value}" for light in LIGHT_MARKS} <= icon_names()


def test_an_icon_takes_the_colour_of_the_theme_and_of_its_mode(qtbot: QtBot) -> None:
    assert qtbot
    for dark in (False, True):
        theme = Theme(dark)
        icon = theme.icon("new")
        for mode, name in (
            (QIcon.Mode.Normal, "text"),
            (QIcon.Mode.Disabled, "disabled"),
            (QIcon.Mode.Selected, "selection_text"),
        ):
            assert theme.colour(name).rgba() in pixels(icon.pixmap(QSize(48, 48), 1.0, mode))


def test_an_icon_is_as_sharp_as_the_screen(qtbot: QtBot) -> None:
    assert qtbot
    icon = Theme(dark=False).icon("plan")
    assert icon.pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)
    assert icon.pixmap(QSize(16, 16), 1.25).deviceIndependentSize() == QSize(16, 16)


def test_an_icon_that_is_not_drawn_is_said_at_once(qtbot: QtBot) -> None:
    assert qtbot
    with pytest.raises(KeyError):
        Theme(dark=False).icon("no such drawing")


def test_sizes_of_type_differ_as_their_names_say(qtbot: QtBot) -> None:
    assert qtbot
    theme = Theme(dark=False)
    sizes = [theme.font(name).pointSizeF() for name in sorted(SIZES, key=SIZES.__getitem__)]
    assert sizes == sorted(sizes)
    assert theme.font("body").pointSizeF() >= 10


def test_a_program_can_change_its_look_while_it_runs(qapp: QApplication) -> None:
    before = qapp.palette(), qapp.styleSheet(), qapp.font()
    try:
        Theme(dark=True).dress(qapp)
        assert qapp.palette().window().color() == Theme(dark=True).colour("window")
        Theme(dark=False).dress(qapp)
        assert qapp.palette().window().color() == Theme(dark=False).colour("window")
    finally:
        qapp.setStyleSheet(before[1])
        qapp.setPalette(before[0])
        qapp.setFont(before[2])
