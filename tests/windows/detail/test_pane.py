"""What the pane shows of what is selected."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.drafts import DRAFTS, ActivityDraft
from db.operations import add, link
from db.queries.listing import activity_lines, thing_lines
from db.views.things import Place
from desktop.windows.detail.link_list import NameLine
from desktop.words import Language
from tests.windows.conftest import DAY, OpenWorkplace
from tests.windows.detail.conftest import Desk, click


def _said(desk: Desk) -> str:
    shown = desk.pane.findChildren(QLabel)
    return "\n".join(label.text() for label in shown if label.isVisible())


def test_with_nothing_selected_it_says_what_to_do(desk: Desk) -> None:
    desk.workplace.select()
    assert "Markera en aktivitet" in _said(desk)
    assert not desk.pane.header.isVisible()


def test_several_are_counted_with_what_they_share(saffle_desk: Desk) -> None:
    lines = saffle_desk.read(activity_lines, today=DAY)
    saffle_desk.workplace.select(*(Place("activity", line.id) for line in lines[:3]))
    said = _said(saffle_desk)
    assert "3 aktiviteter är markerade" in said
    assert "Säffle" in said


def test_things_of_different_tables_are_counted_too(desk: Desk) -> None:
    contact = desk.read(thing_lines, "contact", today=DAY)[0]
    desk.workplace.select(Place("activity", desk.body.key), Place("contact", contact.id))
    assert "2 saker är markerade" in _said(desk)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_row_of_every_table_can_be_shown(
    qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path, language: Language
) -> None:
    desk = Desk(qtbot, open_workplace(saffle, language))
    for entity in DRAFTS:
        for line in desk.read(thing_lines, entity, today=DAY)[:2]:
            desk.workplace.select(Place(entity, line.id))
            assert desk.body.key == line.id
            assert desk.pane.header.title.text()


def test_a_name_leads_to_the_thing(saffle_desk: Desk) -> None:
    saffle_desk.show("Gemensam monter vid marknader")
    line = saffle_desk.activity.links["activity_promise"].lines[0]
    line.label.linkActivated.emit("#")
    assert saffle_desk.workplace.selection[0].entity == "promise"
    assert "Medborgarlöfte" in saffle_desk.pane.header.kind.text()


def test_a_reference_leads_to_what_it_refers_to(desk: Desk) -> None:
    owner = desk.field("owner")
    owner.control.setFocus()
    QTest.keyClick(owner.control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.workplace.selection[0].entity == "contact"
    assert "Kommunpolis" in desk.pane.header.title.text()


def test_sections_are_folded_as_they_were_left(desk: Desk, qtbot: QtBot) -> None:
    section = desk.activity.notes_section
    section.heading.click()
    assert not section.body.isVisible()
    again = Desk(qtbot, desk.workplace)
    again.workplace.select()
    again.show("Torgmöte")
    assert again.activity.notes_section.is_folded


def test_every_control_has_a_name(desk: Desk) -> None:
    for widget in desk.pane.findChildren(QWidget):
        if widget.focusPolicy().value and widget.isVisible() and not widget.findChildren(QWidget):
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            parent = widget.parentWidget()
            assert named or (parent is not None and parent.accessibleName()), widget


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_no_wider_than_its_place(
    qtbot: QtBot, open_workplace: OpenWorkplace, saffle: Path, language: Language
) -> None:
    desk = Desk(qtbot, open_workplace(saffle, language))
    desk.pane.setStyleSheet(desk.workplace.theme.style_sheet())
    for line in desk.read(activity_lines, today=DAY):
        desk.workplace.select(Place("activity", line.id))
        assert desk.body.minimumSizeHint().width() <= 308


def test_of_very_many_things_the_first_are_named_and_all_of_them_by_a_click(desk: Desk, qtbot: QtBot) -> None:
    (promise,) = [one.to.id for one in desk.kept().thing.links if one.entity == "activity_promise"]
    agreement = str(desk.value("agreement"))
    runner = desk.workplace.runner
    for number in range(50):
        added: list[str] = []
        draft = ActivityDraft(agreement=agreement, title=f"Vandring {number}")
        runner.do(desk.workplace, add, draft, then=added.append)
        runner.do(desk.workplace, link, added[0], promise)
    desk.workplace.select(Place("promise", promise))
    more = next(one for one in desk.body.related.findChildren(QPushButton) if one.isVisible())
    assert len(_lines(desk)) == 20
    assert more.text() == "Visa alla (51)"
    click(more)
    qtbot.waitUntil(lambda: len(_lines(desk)) == 51)
    assert more.isHidden()
    desk.workplace.runner.touched.emit(frozenset())
    assert len(_lines(desk)) == 51


def _lines(desk: Desk) -> list[NameLine]:
    return desk.body.related.findChildren(NameLine)
