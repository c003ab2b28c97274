"""A paper is looked through before it is printed: its pages, its size, its words, and what it is to be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.operations import add
from db.store import Store
from desktop.windows.printing.page_view import Fit
from desktop.windows.printing.preview import Preview
from desktop.windows.workplace import Workplace
from tests.builders import a_world, an_agreement
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click, press, type_text
from tests.windows.parts import part
from tests.windows.printing.conftest import Opens
from tests.windows.printing.reading import text_of


def click_tool(preview: Preview, name: str) -> None:
    """Click one of the preview's tools."""
    click(part(preview, QToolButton, name))


def choose(qtbot: QtBot, preview: Preview, name: str, text: str) -> None:
    """Choose in one of the fields at the side, by the keys, and wait for the paper."""
    field = part(preview, QComboBox, name)
    at = next(row for row in range(field.count()) if text in field.itemText(row))
    field.setFocus()
    while field.currentIndex() != at:
        before = field.currentIndex()
        press(field, Qt.Key.Key_Down if before < at else Qt.Key.Key_Up)
        assert field.currentIndex() != before
    qtbot.waitUntil(lambda: not preview.is_busy)


def test_a_preview_shows_the_report_of_the_agreement_and_its_next_meeting(preview: Preview) -> None:
    assert preview.paper is not None
    assert preview.paper.pages == preview.view.page_count == preview.pages.pages.rowCount() > 2
    text = text_of(preview.paper.pdf)
    assert "Statusrapport" in text
    assert "9 maj 2017" in text
    assert preview.windowTitle() == "Statusrapport Säffle kommun 2017-05-09 – Löftesplan"


def test_the_worker_makes_the_same_paper_as_the_window_does_at_once(
    preview: Preview, preview_of: Opens, open_workplace: OpenWorkplace, saffle: Path
) -> None:
    beside = preview_of(open_workplace(saffle, inline=False))
    assert preview.paper is not None
    assert beside.paper is not None
    assert beside.paper.pdf == preview.paper.pdf


def test_what_lies_round_the_pages_is_as_calm_as_the_window(preview: Preview) -> None:
    shown = preview.view.viewport().grab().toImage()
    assert shown.pixelColor(1, shown.height() // 2) == preview.theme.colour("raised")


def test_pages_are_turned_by_the_tools_the_keys_and_the_list(preview: Preview) -> None:
    click_tool(preview, "next")
    assert preview.view.page == 2
    press(preview.view, Qt.Key.Key_End)
    assert preview.view.page == preview.view.page_count
    assert not preview.tools.next.isEnabled()
    press(preview.view, Qt.Key.Key_Home)
    assert preview.view.page == 1
    assert preview.tools.where.text() == f"sida 1 av {preview.view.page_count}"
    row = preview.pages.visualRect(preview.pages.pages.index(2))
    click(preview.pages.viewport(), row.center())
    assert preview.view.page == 3


def test_each_page_has_its_picture_in_the_list(qtbot: QtBot, preview: Preview) -> None:
    def inks() -> set[int]:
        picture = preview.pages.pages.index(1).data(Qt.ItemDataRole.DecorationRole).toImage()
        places = range(0, picture.width(), 2)
        return {picture.pixel(across, down) for across in places for down in places}

    qtbot.waitUntil(lambda: len(inks()) > 8)
    name = preview.pages.pages.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert name == f"sida 2 av {preview.view.page_count}"


def test_the_size_follows_the_tools_and_the_wheel_with_ctrl(preview: Preview) -> None:
    assert preview.tools.size_choice.currentText() == "Hela bredden"
    fitting = preview.view.percent
    click_tool(preview, "larger")
    larger = preview.view.percent
    assert larger > fitting
    assert preview.tools.size_choice.currentText().startswith(str(larger))
    turn_wheel(preview, -120, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.percent < larger
    page = preview.view.verticalScrollBar().value()
    turn_wheel(preview, -120, Qt.KeyboardModifier.NoModifier)
    assert preview.view.verticalScrollBar().value() > page
    press(preview, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.fit is Fit.FitInView
    assert preview.tools.size_choice.currentText() == "Hela sidan"
    for _step in range(30):
        click_tool(preview, "smaller")
    assert preview.view.percent == 25
    assert not preview.tools.smaller.isEnabled()


def turn_wheel(preview: Preview, by: int, modifiers: Qt.KeyboardModifier) -> None:
    """Turn the wheel over the pages."""
    middle = QPointF(preview.view.viewport().rect().center())
    event = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(preview.view.viewport(), event)


def test_a_search_finds_every_place_and_goes_round(qtbot: QtBot, preview: Preview) -> None:
    assert preview.paper is not None
    press(preview, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert preview.search.field.hasFocus()
    type_text(preview.search.field, "kommunpolis")
    qtbot.waitUntil(lambda: preview.search.hits > 0)
    written = text_of(preview.paper.pdf).casefold().count("kommunpolis")
    qtbot.waitUntil(lambda: preview.search.hits == written)
    hits = preview.search.hits
    assert preview.search.at == 1
    assert preview.search.told.text() == f"1 av {hits}"
    top = preview.view.verticalScrollBar().value()
    assert top > 0, "the first hit is further down the page, and is in view now"
    press(preview.search.field, Qt.Key.Key_Return)
    assert preview.search.at == 2
    press(preview, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert preview.search.at == 1
    click_tool(preview, "previous-hit")
    assert preview.search.at == hits
    press(preview.search.field, Qt.Key.Key_Escape)
    assert preview.search.field.text() == ""
    assert preview.isVisible(), "Escape takes back what is typed before it closes anything"
    press(preview.search.field, Qt.Key.Key_Escape)
    assert preview.view.hasFocus()
    press(preview.view, Qt.Key.Key_Escape)
    assert preview.isHidden()


def test_a_search_in_vain_says_so(qtbot: QtBot, preview: Preview) -> None:
    press(preview, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_text(preview.search.field, "rymdraket")
    qtbot.waitUntil(lambda: preview.search.told.text() == "inga träffar")


def test_another_choice_makes_another_paper(qtbot: QtBot, preview: Preview) -> None:
    choose(qtbot, preview, "language", "English")
    assert preview.paper is not None
    assert "Status report" in text_of(preview.paper.pdf)
    assert preview.paper.name.startswith("Status report")
    choose(qtbot, preview, "version", "Slutlig")
    assert "FINAL" in text_of(preview.paper.pdf)
    choose(qtbot, preview, "meeting", "Inget")
    assert "none stated" in text_of(preview.paper.pdf)
    day = part(preview, QDateEdit, "day")
    day.setFocus()
    day.setSelectedSection(QDateEdit.Section.DaySection)
    press(day, Qt.Key.Key_Up)
    assert not preview.ways_out.print_button.isEnabled(), "the pages shown are not what is asked for any more"
    qtbot.waitUntil(lambda: not preview.is_busy)
    assert "3 May 2017" in text_of(preview.paper.pdf)


def test_what_the_plan_shows_now_can_be_printed_alone(
    qtbot: QtBot, preview_of: Opens, office: Workplace
) -> None:
    office.set_filter("ansvarig:polis")
    preview = preview_of(office)
    choose(qtbot, preview, "selection", "ansvarig:polis")
    assert preview.paper is not None
    text = text_of(preview.paper.pdf)
    assert "ansvarig:polis" in text
    assert "Fotpatrullering" in text
    assert "Gemensam monter" not in text


def test_a_filter_that_can_not_be_read_is_said_and_the_preview_goes_on(
    qtbot: QtBot, preview_of: Opens, office: Workplace
) -> None:
    office.set_filter("läge:klarr")
    preview = preview_of(office, filter="läge:klarr")
    assert preview.notice.is_trouble
    assert "klarr" in preview.notice.text
    choose(qtbot, preview, "selection", "Alla")
    assert preview.paper is not None
    assert not preview.notice.is_trouble


def test_an_empty_plan_says_what_to_do_first(
    preview_of: Opens, open_workplace: OpenWorkplace, empty_plan: Path
) -> None:
    preview = preview_of(open_workplace(empty_plan))
    assert "ingen överenskommelse" in part(preview, QLabel, "empty").text()
    assert not preview.ways_out.print_button.isEnabled()


def test_work_that_takes_long_can_be_broken_off_and_taken_up_again(
    qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path, preview_of: Opens
) -> None:
    preview = preview_of(open_workplace(saffle, inline=False))
    before = preview.paper
    part(preview, QComboBox, "language").setFocus()
    press(part(preview, QComboBox, "language"), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: preview.notice.text == "Läser planen …")
    button = part(preview, QPushButton, "notice-button")
    click(button)
    assert "Avbrutet" in preview.notice.text
    assert not preview.is_busy
    assert preview.paper is before
    click(button)
    qtbot.waitUntil(lambda: not preview.is_busy)
    assert preview.paper is not None
    assert preview.paper.asked.language == "en"


def test_the_month_and_the_year_are_printed_too_and_the_month_can_be_turned(
    qtbot: QtBot, preview_of: Opens, office: Workplace
) -> None:
    preview = preview_of(office, "month")
    assert preview.paper is not None
    assert "Maj 2017" in text_of(preview.paper.pdf)
    period = part(preview, QDateEdit, "period")
    assert period.text() == "maj 2017"
    period.setFocus()
    press(period, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: not preview.is_busy)
    assert "Juni 2017" in text_of(preview.paper.pdf)
    choose(qtbot, preview, "report", "tidslinje")
    assert "Tidslinje 2017" in text_of(preview.paper.pdf)
    choose(qtbot, preview, "report", "Statusrapport")
    assert preview.paper.asked.meeting is not None, "the next meeting is meant again"


def test_calendars_can_be_of_all_agreements_and_a_status_report_is_of_one(
    qtbot: QtBot, preview_of: Opens, open_workplace: OpenWorkplace, saffle: Path
) -> None:
    with Store.open(saffle, a_world(), actor="samordnare") as store:
        store.do(add, an_agreement(municipality="Åmål"))
    preview = preview_of(open_workplace(saffle), "month")
    assert preview.paper is not None
    assert preview.paper.asked.agreement is None
    assert part(preview, QComboBox, "agreement").currentText() == "Alla överenskommelser"
    choose(qtbot, preview, "report", "Statusrapport")
    assert preview.paper.asked.agreement is not None


def test_a_past_meetings_paper_is_had_again_as_it_was(
    preview_of: Opens, office: Workplace, tmp_path: Path
) -> None:
    preview = preview_of(office, final=True)
    assert preview.paper is not None
    was = preview.paper.pdf
    preview.ways_out.save_in(tmp_path / "slutlig.pdf", preview.paper)
    preview.close()
    again = preview_of(office, "past_paper")
    assert again.paper is not None
    assert again.paper.pdf == was
    assert "precis som papperet från 2017-05-02" in again.notice.text


def test_without_any_final_paper_the_way_to_one_is_told(preview_of: Opens, office: Workplace) -> None:
    preview = preview_of(office, "past_paper")
    assert preview.paper is None
    assert "Inget möte har något slutligt papper" in part(preview, QLabel, "empty").text()


def test_a_closed_preview_is_no_trouble_to_the_work_that_is_under_way(
    qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path
) -> None:
    from desktop.windows.printing.preview import open_preview

    office = open_workplace(saffle, inline=False)
    open_preview(office).close()
    then: list[int] = []
    office.runner.ask(office, then.append, lambda _session: 1)
    qtbot.waitUntil(lambda: then == [1])


def test_a_preview_closes_with_the_plan_that_it_is_of(
    qtbot: QtBot, preview_of: Opens, office: Workplace
) -> None:
    preview = preview_of(office)
    with qtbot.waitSignal(preview.destroyed):
        office.deleteLater()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_control_has_a_name_to_be_read_out(
    preview_of: Opens, open_workplace: OpenWorkplace, saffle: Path, language: str
) -> None:
    preview = preview_of(open_workplace(saffle, language))
    ours = [tool for tool in preview.findChildren(QToolButton) if tool.objectName()]
    controls: list[QWidget] = [*ours, *preview.findChildren(QComboBox), part(preview, QDateEdit, "day")]
    controls += [preview.search.field, preview.pages, preview.view]
    assert all(control.accessibleName() for control in controls)


def test_the_printed_day_is_the_one_asked_for(preview_of: Opens, office: Workplace) -> None:
    preview = preview_of(office, day=dt.date(2017, 9, 1))
    assert preview.paper is not None
    assert "1 september 2017" in text_of(preview.paper.pdf)
