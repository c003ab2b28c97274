"""The chart tells states apart without colour, and keeps inside its measure."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import black

from desktop.reports.chart import GREY, Bar, bar_chart
from desktop.reports.marks import LIGHT_MARKS, MARKS, STANDING_MARKS, STATE_MARKS


def parts(drawing: Drawing) -> tuple[list[Rect], list[str]]:
    found = [shape for shape in drawing.contents if isinstance(shape, Rect)]
    return found, [shape.text for shape in drawing.contents if isinstance(shape, String)]


def test_a_bar_is_as_long_as_its_count_and_its_late_part_is_black() -> None:
    drawing = bar_chart(
        [Bar("half", "Pågår", 4, 1, "varav 1 försenad"), Bar("empty", "Ej påbörjad", 2, 0, "")], 400
    )
    rects, texts = parts(drawing)
    whole, late, other = rects
    assert whole.width == 4 * late.width == 2 * other.width
    assert (late.fillColor, whole.fillColor) == (black, GREY)
    assert texts == ["Pågår", "4, varav 1 försenad", "Ej påbörjad", "2"]


def test_a_chart_of_nothing_has_words_but_no_bars() -> None:
    rects, texts = parts(bar_chart([Bar("empty", "Ej påbörjad", 0, 0, "")], 400))
    assert rects == []
    assert texts == ["Ej påbörjad", "0"]


def test_each_state_standing_and_light_has_a_shape_of_its_own() -> None:
    for marks in (STATE_MARKS, STANDING_MARKS, LIGHT_MARKS):
        assert len(set(marks.values())) == len(marks)
        assert set(marks.values()) <= set(MARKS)
