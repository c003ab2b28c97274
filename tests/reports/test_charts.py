"""The charts of paper and window: everything in them can be read without colour, at any width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Group, String

from db.kinds import ActivityState
from desktop.reports.charts import PAPER, Chart, Part, PromiseBar, TargetBar, promise_chart, target_chart
from desktop.reports.charts.ink import fitted, wide_of, wrapped
from desktop.reports.charts.promises import TEXTURES
from desktop.reports.faces import Face

STATES = {state: state.value.replace("_", " ") for state in ActivityState}
LEGEND = ("Utfall", "Mål", "Borde vara nått i dag")
LONG = "Polisen och kommunen arbetar tillsammans för att " + "tryggheten ska öka överallt och alltid " * 9


def a_promise(number: str = "1", label: str = "Vi syns mer", **counts: int) -> PromiseBar:
    parts = tuple(Part(ActivityState(name), count) for name, count in counts.items())
    return PromiseBar(number=number, label=label, parts=parts, tail=str(sum(counts.values())))


def a_target(**values: Any) -> TargetBar:
    known: dict[str, Any] = {
        "number": "K1",
        "label": "Fotpatrull",
        "share": 0.5,
        "due": 0.6,
        "tail": "4 av 8",
        "met": False,
    }
    return TargetBar(**known | values)


def strings(group: Any) -> Iterator[String]:
    for shape in group.contents:
        if isinstance(shape, Group):
            yield from strings(shape)
        elif isinstance(shape, String):
            yield shape


def texts(chart: Chart) -> list[str]:
    return [string.text for string in strings(chart.drawing)]


def test_every_state_has_a_texture_of_its_own() -> None:
    assert set(TEXTURES) == set(ActivityState)
    assert len(set(TEXTURES.values())) == len(TEXTURES)


def test_each_piece_of_a_bar_has_its_number() -> None:
    chart = promise_chart([a_promise(done=12, ongoing=4, planned=1)], STATES, 400, PAPER)
    assert {"12", "4", "1", "17"} <= set(texts(chart))


def test_what_is_done_stands_first_and_wide_as_its_number() -> None:
    chart = promise_chart([a_promise(not_started=1, done=9)], STATES, 400, PAPER)
    counts = [string for string in strings(chart.drawing) if string.text in ("9", "1") and string.x > 0]
    by_text = {string.text: string.x for string in counts if string.fontName == Face.PLAIN.value}
    assert by_text["9"] < by_text["1"]


@pytest.mark.parametrize("measure", [150.0, 240.0, 400.0, 900.0])
def test_nothing_is_drawn_outside_the_width_that_there_is(measure: float) -> None:
    bars = [
        a_promise("1", LONG, done=300, ongoing=1, planned=1, not_started=1, cancelled=1),
        a_promise("", "Otroligtlångtordsomintekanbrytasnågonstans" * 3, done=1),
    ]
    targets = [a_target(label=LONG, share=2.5, due=3.0, met=True), a_target(label="", tail=LONG)]
    for chart in (promise_chart(bars, STATES, measure, PAPER), target_chart(targets, LEGEND, measure, PAPER)):
        for string in strings(chart.drawing):
            face = Face(string.fontName)
            end = string.x + wide_of(string.text, face=face, size=string.fontSize)
            assert string.x >= 0
            assert end <= measure + 0.01, string.text


def test_spots_lie_inside_the_drawing_and_on_no_other() -> None:
    charts = [
        promise_chart([a_promise(label=LONG, done=1, planned=2), a_promise("2")], STATES, 250, PAPER),
        target_chart([a_target(), a_target(met=True), a_target(due=None)], LEGEND, 250, PAPER),
    ]
    for chart in charts:
        for spot in chart.spots:
            assert 0 <= spot.left <= spot.right <= 250.01
            assert 0 <= spot.top < spot.bottom <= chart.drawing.height
        for one, other in combinations(chart.spots, 2):
            beside = one.right <= other.left + 0.01 or one.bottom <= other.top + 0.01
            assert beside, (one, other)


def test_a_promise_has_a_spot_for_itself_each_of_its_parts_and_what_is_said_after() -> None:
    chart = promise_chart([a_promise(planned=2, done=1)], STATES, 250, PAPER)
    assert [(spot.row, spot.part) for spot in chart.spots] == [
        (0, ""), (0, "done"), (0, "planned"), (0, "tail"),
    ]  # fmt: skip


def test_promises_that_begin_alike_are_told_apart_by_their_further_lines() -> None:
    alike = "Polisen och Säffle kommun arbetar tillsammans för att"
    bars = [a_promise("1", f"{alike} öka tryggheten"), a_promise("2", f"{alike} minska skadegörelsen")]
    shown = " ".join(texts(promise_chart(bars, STATES, 200, PAPER)))
    assert "tryggheten" in shown
    assert "skadegörelsen" in shown


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    assert promise_chart([], STATES, 300, PAPER).spots == ()
    assert target_chart([], LEGEND, 300, PAPER).spots == ()


def test_the_same_figures_give_the_same_drawing() -> None:
    once, again = (
        renderSVG.drawToString(promise_chart([a_promise(done=2, planned=3)], STATES, 300, PAPER).drawing)
        for _ in range(2)
    )
    assert once == again


def test_paper_is_drawn_in_black_white_and_grey() -> None:
    charts = [
        promise_chart(
            [a_promise(not_started=2, planned=2, ongoing=2, done=2, cancelled=2)], STATES, 300, PAPER
        ),
        target_chart([a_target(), a_target(met=True)], LEGEND, 300, PAPER),
    ]
    for chart in charts:
        for colour in re.findall(r"rgb\(([^)]*)\)", renderSVG.drawToString(chart.drawing)):
            assert len(set(colour.split(","))) == 1, colour


def test_text_is_cut_where_it_must_be_and_says_so() -> None:
    assert fitted("Kort", 100) == "Kort"
    assert fitted("Kort", 0) == "…"
    cut = fitted(LONG, 100)
    assert cut.endswith("…")
    assert wide_of(cut) <= 100
    lines = wrapped(LONG, 100, 3, before=20)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert wide_of(lines[0]) <= 80
    assert wrapped("", 100, 3) == []
