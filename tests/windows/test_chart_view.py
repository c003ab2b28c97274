"""A chart in the window: sharp at every scaling, in the theme's colours, and said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from reportlab.graphics.shapes import Drawing, Group, String
from reportlab.lib.colors import HexColor, black

from db.kinds import ActivityState
from desktop.reports.charts import Chart, Inks, Part, PromiseBar, promise_chart
from desktop.reports.charts.ink import box, wide_of
from desktop.windows.chart_painting import paint_drawing
from desktop.windows.chart_view import ChartView
from desktop.windows.theme import Theme
from tests.windows.keys import click, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

STATES = {state: state.value for state in ActivityState}
BARS = [
    PromiseBar(
        number=str(number),
        label=f"Löfte {number}",
        parts=(Part(ActivityState.DONE, number), Part(ActivityState.PLANNED, 2)),
        tail=str(number + 2),
    )
    for number in (1, 2, 3)
]


def draw(measure: float, inks: Inks) -> Chart:
    return promise_chart(BARS, STATES, measure, inks)


def a_view(qtbot: QtBot, dark: bool = False, width: int = 420) -> ChartView:
    view = ChartView(Theme(dark), "Löftenas aktiviteter")
    qtbot.addWidget(view)
    view.resize(width, 200)
    view.show()
    says = {(row, ""): f"Löfte {row + 1}" for row in range(3)}
    view.show_chart(draw, {**says, (0, "done"): "Klar", (0, "planned"): "Planerad"})
    return view


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def picture(view: ChartView, ratio: float) -> QImage:
    pixmap = QPixmap(view.size() * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.white)
    view.render(pixmap)
    return pixmap.toImage()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_chart_has_the_colours_of_its_theme(qtbot: QtBot, dark: bool) -> None:
    view = a_view(qtbot, dark)
    theme = Theme(dark)
    found = colours(view.grab().toImage())
    assert {theme.colour("accent").name(), theme.colour("surface").name()} <= found


def test_a_chart_is_drawn_anew_for_a_screen_of_twice_the_dots(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    small, large = picture(view, 1.0), picture(view, 2.0)
    blown_up = small.scaled(
        large.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    assert large.size() == small.size() * 2
    assert large != blown_up
    # What is drawn sharp has more dots of the pure colour of text than what is blown up.
    text = Theme(dark=False).colour("text").name()
    assert count(large, text) > count(blown_up, text)


def count(image: QImage, name: str) -> int:
    return sum(
        image.pixelColor(x, y).name() == name for x in range(image.width()) for y in range(image.height())
    )


def test_the_words_of_a_drawing_stand_where_reportlab_put_them(qtbot: QtBot) -> None:
    assert qtbot
    theme = Theme(dark=False)
    drawing = Drawing(100, 50)
    drawing.add(String(10, 20, "M", fontName="SourceSansPro", fontSize=20, fillColor=HexColor("#0b4f8a")))
    image = QImage(200, 100, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_drawing(painter, drawing, 2.0)
    painter.end()
    inked = [
        (x, y)
        for x in range(200)
        for y in range(100)
        if image.pixelColor(x, y).name() == theme.colour("accent").name()
    ]
    left, right = min(x for x, _ in inked), max(x for x, _ in inked)
    top, bottom = min(y for _, y in inked), max(y for _, y in inked)
    advance = wide_of("M", size=20) * 2
    assert 20 <= left < right <= 20 + advance
    assert bottom == pytest.approx(60, abs=2)
    assert bottom - top == pytest.approx(0.66 * 40, abs=3)


def test_a_group_s_own_placing_moves_and_scales_what_is_in_it(qtbot: QtBot) -> None:
    assert qtbot
    drawing = Drawing(100, 100)
    square = Group(box(0, 0, 10, 10, fill=black))
    square.transform = (2, 0, 0, 2, 30, 40)
    drawing.add(square)
    image = QImage(100, 100, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_drawing(painter, drawing, 1.0)
    painter.end()
    assert image.pixelColor(31, 59).name() == image.pixelColor(49, 41).name() == "#000000"
    assert {image.pixelColor(*at).name() for at in ((28, 59), (52, 41), (31, 62), (31, 38))} == {"#ffffff"}


def test_a_chart_is_as_wide_as_its_room_and_as_high_as_it_needs(qtbot: QtBot) -> None:
    view = a_view(qtbot, width=600)
    wide = view.height()
    view.resize(260, view.height())
    qtbot.waitUntil(lambda: view.height() > wide)
    assert view.spot_rect(2).bottom() <= view.height() + 1


def test_a_chart_says_its_rows_and_takes_the_focus(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    assert view.accessibleName() == "Löftenas aktiviteter"
    assert view.accessibleDescription() == "Löfte 1\nLöfte 2\nLöfte 3"
    assert view.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_what_a_chart_stands_for_is_chosen_by_click_and_by_keys(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    chosen: list[tuple[int, str]] = []
    view.chosen.connect(lambda row, part: chosen.append((row, part)))
    click(view, view.spot_rect(0, "planned").center().toPoint())
    click(view, view.spot_rect(1).center().toPoint())
    for keys in ([Qt.Key.Key_Down], [Qt.Key.Key_Down], [Qt.Key.Key_Up, Qt.Key.Key_Up], [Qt.Key.Key_Right]):
        for key in keys:
            press(view, key)
        press(view, Qt.Key.Key_Return)
    assert chosen == [(0, "planned"), (1, ""), (2, ""), (2, ""), (0, ""), (0, "done")]
    assert view.toolTip() == "Klar"


def test_beside_what_stands_for_something_a_click_chooses_nothing(qtbot: QtBot) -> None:
    view = a_view(qtbot)
    with qtbot.assertNotEmitted(view.chosen):
        click(view, QPoint(1, 1))
