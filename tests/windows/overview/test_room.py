"""The overview: every number leads into the plan, and an empty plan says how to begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from db.drafts import ActivityDraft, AgreementDraft, MeetingDraft, OccurrenceDraft
from db.kinds import MeetingKind, TargetKind
from db.operations import add
from db.queries.agreements import only_agreement
from db.views.things import Place
from desktop.windows.chart_view import ChartView
from desktop.windows.overview.card import TallyCard
from desktop.windows.overview.flow import NARROWEST
from desktop.windows.overview.room import OverviewRoom
from desktop.windows.workplace import Workplace
from desktop.words import Language
from tests.builders import an_activity, an_agreement
from tests.windows.conftest import DAY
from tests.windows.keys import click, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OpenWorkplace = Callable[..., Workplace]


def enter(qtbot: QtBot, workplace: Workplace, width: int = 1200, height: int = 1600) -> OverviewRoom:
    """The room, as it is once everything in it has been read and drawn."""
    room = OverviewRoom(workplace)
    qtbot.addWidget(room)
    room.resize(width, height)
    room.show()
    room.enter()
    qtbot.waitUntil(lambda: room.promises.is_drawn or room.promises.isHidden())
    QApplication.processEvents()
    return room


def do(workplace: Workplace, operation: Callable[..., str], *args: object) -> str:
    keys: list[str] = []
    workplace.runner.do(workplace, operation, *args, then=keys.append)
    return keys[0]


def agreement_of(workplace: Workplace) -> str:
    found: list[str | None] = []
    workplace.runner.ask(workplace, found.append, only_agreement)
    assert found[0]
    return found[0]


def an_open_activity(workplace: Workplace, title: str, due: dt.date | None = None) -> str:
    return do(workplace, add, an_activity(agreement_of(workplace), title=title, due=due))


def drawn(qtbot: QtBot, view: ChartView) -> None:
    qtbot.waitUntil(lambda: bool(view.accessibleDescription()) and view.isVisible())


def test_a_number_opens_the_plan_filtered_to_it(
    qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path
) -> None:
    workplace = open_workplace(saffle)
    room = enter(qtbot, workplace)
    late = room.tallies["late"]
    assert late.number.text() == "2"
    with qtbot.waitSignal(workplace.asked_for_room) as asked:
        click(late.number)
    assert asked.args == ["plan"]
    assert workplace.filter_text == "läge:försenad"


@pytest.mark.parametrize(
    ("language", "name", "filter_text"),
    [
        ("en", "late", "state:late"),
        ("sv", "due_soon", "läge:snart"),
        ("sv", "untouched", "läge:öppen orörd:möte"),
        ("en", "untouched", "state:open untouched:meeting"),
    ],
)
def test_enter_opens_a_number_too_in_the_window_s_language(
    qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path, language: Language, name: str, filter_text: str
) -> None:
    workplace = open_workplace(saffle, language)
    number = enter(qtbot, workplace).tallies[name].number
    number.setFocus()
    press(number, Qt.Key.Key_Return)
    assert workplace.filter_text == filter_text


def test_a_line_shows_its_activity_in_the_plan_by_mouse_and_by_key(
    qtbot: QtBot, workplace: Workplace
) -> None:
    earlier = an_open_activity(workplace, "Först", DAY - dt.timedelta(days=9))
    later = an_open_activity(workplace, "Sedan", DAY - dt.timedelta(days=2))
    first, second, *rest = enter(qtbot, workplace).tallies["late"].lines
    assert (first.text(), second.text()) == ("K2 Först", "K3 Sedan")
    assert all(line.isHidden() for line in rest)
    click(first)
    assert workplace.selection == (Place("activity", earlier),)
    assert workplace.filter_text == "läge:försenad"
    press(second, Qt.Key.Key_Return)
    assert workplace.selection == (Place("activity", later),)


def test_where_the_details_stand_beside_a_line_shows_its_activity_there(
    qtbot: QtBot, workplace: Workplace
) -> None:
    late = an_open_activity(workplace, "Först", DAY - dt.timedelta(days=9))
    workplace.settings.put("detail/overview", True)
    first, *_ = enter(qtbot, workplace).tallies["late"].lines
    with qtbot.assertNotEmitted(workplace.asked_for_room):
        click(first)
    assert workplace.selection == (Place("activity", late),)
    assert workplace.filter_text == ""


def test_tab_goes_through_a_card_from_its_number_to_its_lines(qtbot: QtBot, workplace: Workplace) -> None:
    an_open_activity(workplace, "Först", DAY - dt.timedelta(days=9))
    room = enter(qtbot, workplace)
    late = room.tallies["late"]
    late.number.setFocus()
    press(late.number, Qt.Key.Key_Tab)
    assert room.focusWidget() is late.lines[0]


def test_what_changes_shows_at_once_and_takes_no_focus(qtbot: QtBot, workplace: Workplace) -> None:
    an_open_activity(workplace, "Först", DAY - dt.timedelta(days=9))
    room = enter(qtbot, workplace)
    late = room.tallies["late"]
    late.number.setFocus()
    an_open_activity(workplace, "Också", DAY - dt.timedelta(days=3))
    assert late.number.text() == "2"
    assert room.focusWidget() is late.number


def test_a_room_that_is_not_shown_reads_nothing(qtbot: QtBot, workplace: Workplace) -> None:
    room = enter(qtbot, workplace)
    room.leave()
    before = room.tallies["late"].number.text()
    an_open_activity(workplace, "Först", DAY - dt.timedelta(days=9))
    assert room.tallies["late"].number.text() == before
    room.enter()
    assert room.tallies["late"].number.text() == "1"


def test_nought_is_said_in_words(qtbot: QtBot, workplace: Workplace) -> None:
    late = enter(qtbot, workplace).tallies["late"]
    assert late.empty.text() == "Inget är försenat."
    assert late.empty.isVisible()
    assert not late.number.isVisible()


def test_only_the_agreement_in_view_is_told_of(qtbot: QtBot, workplace: Workplace) -> None:
    own = agreement_of(workplace)
    other = do(workplace, add, an_agreement(municipality="Åmål"))
    do(workplace, add, an_activity(other, title="Deras", due=DAY - dt.timedelta(days=1)))
    room = enter(qtbot, workplace)
    assert room.tallies["late"].number.text() == "1"
    workplace.set_agreement(own)
    assert room.tallies["late"].empty.isVisible()


def test_what_stands_in_the_search_box_does_not_narrow_the_overview(
    qtbot: QtBot, workplace: Workplace
) -> None:
    an_open_activity(workplace, "Först", DAY - dt.timedelta(days=9))
    room = enter(qtbot, workplace)
    workplace.set_filter("finns inte")
    assert room.tallies["late"].number.text() == "1"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_empty_plan_says_how_to_begin(
    qtbot: QtBot, open_workplace: OpenWorkplace, empty_plan: Path, language: Language
) -> None:
    workplace = open_workplace(empty_plan, language)
    begun: list[str] = []
    workplace.actions.handle("new.agreement", lambda: begun.append("agreement"))
    workplace.actions.handle("new.activity", lambda: begun.append("activity"))
    room = enter(qtbot, workplace)
    assert room.begin.isVisible()
    assert not any(card.isVisible() for card in room.tallies.values())
    click(room.begin.button)
    do(workplace, add, an_agreement())
    press(room.begin.button, Qt.Key.Key_Return)
    assert begun == ["agreement", "activity"]


def test_the_next_meeting_stands_with_its_day_week_and_place(qtbot: QtBot, workplace: Workplace) -> None:
    draft = MeetingDraft(
        agreement=agreement_of(workplace), on=dt.date(2017, 5, 4), starts_at=dt.time(13), place="Stadshuset",
        kind=MeetingKind.STEERING_GROUP,
    )  # fmt: skip
    key = do(workplace, add, draft)
    card = enter(qtbot, workplace).meeting
    said = " ".join(label.text() for label in card.findChildren(QLabel))
    for part in ("Styrgrupp", "torsdag 4 maj 2017", "vecka 18", "om 2 dagar", "13:00", "Stadshuset"):
        assert part in said
    with qtbot.waitSignal(workplace.asked_for_room) as asked:
        click(card.go)
    assert asked.args == ["meetings"]
    assert workplace.selection == (Place("meeting", key),)


def test_the_paper_of_the_next_meeting_is_one_press_away(qtbot: QtBot, workplace: Workplace) -> None:
    card = enter(qtbot, workplace).meeting
    before = set(QApplication.topLevelWidgets())
    click(card.paper)
    opened = [one for one in QApplication.topLevelWidgets() if one not in before and one.isWindow()]
    previews = [one for one in opened if type(one).__name__ == "Preview"]
    assert len(previews) == 1
    previews[0].close()


def test_where_no_meeting_is_planned_one_can_be_made(
    qtbot: QtBot, open_workplace: OpenWorkplace, empty_plan: Path
) -> None:
    workplace = open_workplace(empty_plan)
    do(workplace, add, an_agreement())
    made: list[str] = []
    workplace.actions.handle("new.meeting", lambda: made.append("meeting"))
    card = enter(qtbot, workplace).meeting
    assert not card.paper.isVisible()
    click(card.go)
    assert made == ["meeting"]


def test_agreements_that_run_out_lead_to_the_register(qtbot: QtBot, workplace: Workplace) -> None:
    assert not enter(qtbot, workplace).ending.isVisible()
    key = do(workplace, add, AgreementDraft(municipality="Åmål", ends_on=DAY + dt.timedelta(days=30)))
    room = enter(qtbot, workplace)
    (line,) = room.ending.lines
    assert line.accessibleName() == "Åmål, 2017-06-01, om 30 dagar"
    with qtbot.waitSignal(workplace.asked_for_room) as asked:
        click(line)
    assert asked.args == ["register"]
    assert workplace.selection == (Place("agreement", key),)


def test_a_promise_and_every_number_of_its_bar_open_the_plan_filtered_to_it(
    qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path
) -> None:
    workplace = open_workplace(saffle)
    view = enter(qtbot, workplace).promises.view
    drawn(qtbot, view)
    click(view, view.spot_rect(1).center().toPoint())
    assert workplace.filter_text == "löfte:2"
    click(view, view.spot_rect(1, "planned").center().toPoint())
    assert workplace.filter_text == "löfte:2 läge:planerad"
    click(view, view.spot_rect(1, "tail").center().toPoint())
    assert workplace.filter_text == "löfte:2 läge:försenad"
    view.setFocus()
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_Return)
    assert workplace.filter_text == "löfte:1"


def test_a_chart_says_in_words_what_it_shows(
    qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path
) -> None:
    view = enter(qtbot, open_workplace(saffle)).promises.view
    drawn(qtbot, view)
    first, second = view.accessibleDescription().split("\n")
    assert first.startswith("1 Polisen och Säffle kommun")
    assert "Planerad 2" in second
    assert second.endswith("7, 2 försenade")


def test_a_target_s_bar_selects_its_activity(qtbot: QtBot, workplace: Workplace) -> None:
    draft = ActivityDraft(
        agreement=agreement_of(workplace), title="Fotpatrull", target=TargetKind.AT_LEAST, target_count=8.0
    )
    key = do(workplace, add, draft)
    do(workplace, add, OccurrenceDraft(activity=key, on=DAY))
    view = enter(qtbot, workplace).targets.view
    drawn(qtbot, view)
    assert "1 av minst 8" in view.accessibleDescription()
    click(view, view.spot_rect(0).center().toPoint())
    assert workplace.selection == (Place("activity", key),)


def test_targets_that_there_is_no_room_for_are_found_in_the_plan(qtbot: QtBot, workplace: Workplace) -> None:
    own = agreement_of(workplace)
    for number in range(10):
        title = f"Nummer {number}"
        draft = an_activity(own, title=title, target=TargetKind.AT_LEAST, target_count=8.0)
        do(workplace, add, draft)
    card = enter(qtbot, workplace).targets
    drawn(qtbot, card.view)
    assert card.rest.text() == "och 2 till"
    click(card.rest)
    assert workplace.filter_text == "mål:* antal:* -läge:inställd"


@pytest.mark.parametrize(("width", "columns"), [(360, 1), (760, 2), (1200, 3), (3840, 5)])
def test_there_are_as_many_columns_as_there_is_room_for(
    qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path, width: int, columns: int
) -> None:
    room = enter(qtbot, open_workplace(saffle), width)
    qtbot.waitUntil(lambda: room.flow.columns == columns)
    shown = [card for card in room.findChildren(TallyCard) if card.isVisible()]
    assert all(card.width() >= min(NARROWEST, width) - 60 for card in shown)
    assert room.flow.width() <= width


@pytest.mark.parametrize("language", ["sv", "en"])
def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path, language: Language
) -> None:
    room = enter(qtbot, open_workplace(saffle, language))
    takers = [
        one
        for one in room.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert len(takers) > 8
    for one in takers:
        named = one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")
        assert named, one
