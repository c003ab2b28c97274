"""The search box completes, says what is wrong, applies itself, and keeps filters under names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.drafts import ContactDraft
from db.operations import add
from desktop.windows.search_box import SearchBox
from desktop.windows.settings import Settings
from desktop.windows.under_line import UnderLine
from desktop.windows.workplace import Workplace
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click, click_row, press, type_text

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

Key = Qt.Key


class Home(QWidget):
    """A window with the box on top."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.box = SearchBox(workplace)
        layout = QVBoxLayout(self)
        layout.addWidget(self.box)
        layout.addStretch()
        self.resize(900, 500)


def at_home(qtbot: QtBot, workplace: Workplace) -> Home:
    home = Home(workplace)
    qtbot.addWidget(home)
    with qtbot.waitExposed(home):
        home.show()
    home.activateWindow()
    home.box.setFocus()
    qtbot.waitUntil(home.box.line.hasFocus)
    return home


@pytest.fixture
def box(qtbot: QtBot, workplace: Workplace) -> Iterator[SearchBox]:
    """The box in a window of its own, with the keyboard in it."""
    home = at_home(qtbot, workplace)
    yield home.box
    home.hide()


def offered(box: SearchBox) -> list[str]:
    model = box.line.offers.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_what_is_typed_is_applied_after_a_pause(qtbot: QtBot, box: SearchBox, workplace: Workplace) -> None:
    type_text(box.line, "torgmöte")
    assert workplace.filter_text == ""
    qtbot.waitUntil(lambda: workplace.filter_text == "torgmöte")
    assert box.line.hasFocus()


def test_enter_applies_at_once(box: SearchBox, workplace: Workplace) -> None:
    type_text(box.line, "torgmöte")
    press(box.line, Key.Key_Return)
    assert workplace.filter_text == "torgmöte"


def test_field_names_are_offered_with_what_they_find(box: SearchBox) -> None:
    type_text(box.line, "ansvari")
    assert offered(box)[0] == "ansvarig"
    row = box.line.offers.list.model().index(0, 0)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "ansvarig, vem som ansvarar"


def test_a_field_and_its_value_are_chosen_by_keys_alone(box: SearchBox, workplace: Workplace) -> None:
    type_text(box.line, "läg")
    press(box.line, Key.Key_Tab)
    assert box.line.text() == "läge:"
    assert "försenad" in offered(box)
    while box.line.offers.chosen != offered(box).index("försenad"):
        press(box.line, Key.Key_Down)
    press(box.line, Key.Key_Return)
    assert box.line.text() == "läge:försenad "
    press(box.line, Key.Key_Return)
    assert workplace.filter_text == "läge:försenad"


def test_a_field_is_chosen_with_the_mouse(box: SearchBox) -> None:
    type_text(box.line, "ansvarig")
    view = box.line.offers.list
    click_row(view, 0)
    assert box.line.text() == "ansvarig:"
    assert box.line.hasFocus()


def test_letters_without_their_dots_are_understood(box: SearchBox) -> None:
    type_text(box.line, "lage:fors")
    assert offered(box) == []
    box.line.clear()
    type_text(box.line, "lag")
    assert "läge" in offered(box)


def test_days_near_today_are_offered_after_a_date(box: SearchBox) -> None:
    type_text(box.line, "före:")
    assert offered(box)[:4] == ["idag", "imorgon", "igår", "+14d"]
    assert "2017-v18" in offered(box)


def test_what_the_plan_holds_is_offered_by_name(qtbot: QtBot, box: SearchBox, workplace: Workplace) -> None:
    type_text(box.line, "ansvarig:kom")
    qtbot.waitUntil(lambda: "Kommunpolis" in offered(box))
    while box.line.offers.chosen != offered(box).index("Kommunpolis"):
        press(box.line, Key.Key_Down)
    press(box.line, Key.Key_Return)
    press(box.line, Key.Key_Return)
    assert workplace.filter_text == "ansvarig:Kommunpolis"


def test_promises_are_offered_by_their_numbers_with_what_they_say(qtbot: QtBot, box: SearchBox) -> None:
    type_text(box.line, "löfte:")
    qtbot.waitUntil(lambda: "1" in offered(box))
    row = box.line.offers.list.model().index(offered(box).index("1"), 0)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "1, 1 Vi syns mer"


def test_a_name_of_several_words_is_quoted(qtbot: QtBot, box: SearchBox, workplace: Workplace) -> None:
    workplace.runner.do(box, add, ContactDraft(function="kommunal samordnare"))
    type_text(box.line, "ansvarig:samo")
    qtbot.waitUntil(lambda: "kommunal samordnare" in offered(box))
    press(box.line, Key.Key_Tab)
    assert box.line.text() == 'ansvarig:"kommunal samordnare" '


def test_a_name_without_its_value_is_not_applied_while_one_types(
    qtbot: QtBot, box: SearchBox, workplace: Workplace
) -> None:
    type_text(box.line, "torgmöte")
    qtbot.waitUntil(lambda: workplace.filter_text == "torgmöte")
    type_text(box.line, " läge:")
    assert box.line.offers.isVisible()
    pause = min(box.line.findChildren(QTimer), key=QTimer.interval)
    qtbot.waitUntil(lambda: not pause.isActive())
    assert workplace.filter_text == "torgmöte"


def test_a_mistake_is_said_under_the_box_with_its_place_and_leaves_the_view_alone(
    box: SearchBox, workplace: Workplace
) -> None:
    type_text(box.line, "torgmöte")
    press(box.line, Key.Key_Return)
    type_text(box.line, " lage:klar")
    press(box.line, Key.Key_Return)
    assert workplace.filter_text == "torgmöte"
    assert box.line.note.isVisible()
    assert box.line.note.text == "Filtret går inte att läsa: det finns inget fält ”lage”. Menade du ”läge”?"
    assert box.line.accessibleDescription() == box.line.note.text
    assert box.line.text() == "torgmöte lage:klar"
    box.line.setCursorPosition(len("torgmöte l"))
    press(box.line, Key.Key_Delete)
    assert not box.line.note.isVisible()
    type_text(box.line, "ä")
    press(box.line, Key.Key_Return)
    assert workplace.filter_text == "torgmöte läge:klar"


def test_a_mistake_is_said_by_itself_after_a_while(qtbot: QtBot, box: SearchBox) -> None:
    type_text(box.line, "läge:nonsens")
    assert not box.line.note.isVisible()
    qtbot.waitUntil(lambda: box.line.note.isVisible())


def test_escape_first_closes_the_offers_then_clears_then_leaves(
    qtbot: QtBot, box: SearchBox, workplace: Workplace
) -> None:
    type_text(box.line, "ansvarig")
    press(box.line, Key.Key_Escape)
    assert (box.line.offers.isVisible(), box.line.text()) == (False, "ansvarig")
    press(box.line, Key.Key_Return)
    press(box.line, Key.Key_Escape)
    assert (box.line.text(), workplace.filter_text) == ("", "")
    with qtbot.waitSignal(box.left):
        press(box.line, Key.Key_Escape)


def test_a_filter_that_is_chosen_elsewhere_is_shown(box: SearchBox, workplace: Workplace) -> None:
    workplace.set_filter("läge:försenad")
    assert box.line.text() == "läge:försenad"


def test_another_agreement_disturbs_no_typing(box: SearchBox, workplace: Workplace) -> None:
    type_text(box.line, "torg")
    workplace.set_agreement("00000000-0000-0000-0000-000000000000")
    assert box.line.text() == "torg"


def test_a_filter_is_given_a_name_and_shown_again_by_it(
    box: SearchBox, workplace: Workplace, settings: Settings
) -> None:
    type_text(box.line, "läge:försenad")
    press(box.line, Key.Key_Return)
    click(box.star)
    assert box.panel.name.hasFocus()
    type_text(box.panel.name, "Försenade")
    press(box.panel.name, Key.Key_Return)
    assert box.line.hasFocus()
    assert "Försenade" in box.star.accessibleName()
    assert settings.get("named_filters") == [{"name": "Försenade", "text": "läge:försenad"}]
    press(box.line, Key.Key_Escape)
    assert workplace.filter_text == ""
    press(box.line, Key.Key_Down)
    assert box.panel.list.hasFocus()
    press(box.panel.list, Key.Key_Return)
    assert workplace.filter_text == "läge:försenad"


def test_a_named_filter_is_renamed_forgotten_and_taken_back(box: SearchBox, settings: Settings) -> None:
    box.filters.keep("Klara", "läge:klar")
    box.filters.keep("Sena", "läge:försenad")
    press(box.line, Key.Key_Down)
    view = box.panel.list
    press(view, Key.Key_F2)
    editor = view.findChild(QWidget, "qt_editor") or view.focusWidget()
    assert editor is not None
    type_text(editor, "Allt som är sent")
    press(view.window().focusWidget(), Key.Key_Return)
    assert [one.name for one in box.filters.kept] == ["Allt som är sent", "Klara"]
    view.setFocus()
    press(view, Key.Key_Delete)
    assert settings.get("named_filters") == [{"name": "Klara", "text": "läge:klar"}]
    click(box.panel.back_button)
    assert [one.name for one in box.filters.kept] == ["Allt som är sent", "Klara"]
    press(view, Key.Key_Escape)
    assert not box.panel.isVisible()
    assert box.line.hasFocus()


def test_without_named_filters_the_panel_says_how_one_is_made(box: SearchBox) -> None:
    press(box.line, Key.Key_Down)
    assert box.panel.empty.isVisible()
    assert "stjärnan" in box.panel.empty.text()


def test_named_filters_are_remembered_from_one_start_to_the_next(
    qtbot: QtBot, open_workplace: OpenWorkplace, small_plan: Path
) -> None:
    first = at_home(qtbot, open_workplace(small_plan))
    first.box.filters.keep("Klara", "läge:klar")
    second = at_home(qtbot, open_workplace(small_plan))
    assert second.box.filters.name_of("läge:klar") == "Klara"


def test_the_box_speaks_english_too(qtbot: QtBot, open_workplace: OpenWorkplace, small_plan: Path) -> None:
    home = at_home(qtbot, open_workplace(small_plan, "en"))
    type_text(home.box.line, "owne")
    assert offered(home.box)[0] == "owner"


def test_the_models_behind_the_box_keep_qts_rules(box: SearchBox) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [
        QAbstractItemModelTester(model, fatal) for model in (box.filters, box.line.offers.list.model())
    ]
    box.filters.keep("Klara", "läge:klar")
    box.filters.keep("Sena", "läge:försenad")
    box.filters.forget(0)
    type_text(box.line, "an")
    assert len(testers) == 2


def test_nothing_of_a_box_that_is_gone_stays_in_the_window(qtbot: QtBot, workplace: Workplace) -> None:
    home = at_home(qtbot, workplace)
    type_text(home.box.line, "an")
    press(home.box.line, Key.Key_Escape)
    press(home.box.line, Key.Key_Return)
    press(home.box.line, Key.Key_Escape)
    press(home.box.line, Key.Key_Down)
    assert len(home.findChildren(UnderLine)) == 3
    home.box.deleteLater()
    qtbot.waitUntil(lambda: not home.findChildren(UnderLine))
