"""A new plan is made from a few answers, with each mistake said at its field, and never over another file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.queries import agreements
from db.queries.listing import thing_lines
from db.store import Store
from desktop.windows.settings import Settings
from desktop.windows.theme import Theme
from desktop.windows.welcome.creating import NewPlanDialog
from desktop.windows.welcome.identity import IdentityDialog
from desktop.windows.welcome.who import actor_of
from desktop.words import Words
from tests.builders import a_world
from tests.windows.keys import click, press, type_text
from tests.windows.parts import part
from tests.windows.welcome.conftest import AUTUMN


@pytest.fixture
def dialog(qtbot: QtBot, settings: Settings, home: Path) -> NewPlanDialog:
    """The dialog as it opens in the autumn before the plan's year."""
    assert home.is_dir()
    return opened(qtbot, settings)


def opened(qtbot: QtBot, settings: Settings, *, inline: bool = True) -> NewPlanDialog:
    words, theme = Words("sv"), Theme(dark=False)
    dialog = NewPlanDialog(None, words, theme, settings, a_world(start=AUTUMN), inline=inline)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    dialog.municipality.setFocus()
    return dialog


def fault(dialog: NewPlanDialog, field: str) -> str:
    """What is said at a field."""
    label = part(dialog, QLabel, f"{field}-fault")
    return label.text() if label.isVisible() else ""


def test_the_coming_year_and_a_file_named_after_the_municipality_are_proposed(
    dialog: NewPlanDialog, home: Path
) -> None:
    type_text(dialog, "Säffle kommun")
    assert (dialog.starts_on.date(), dialog.ends_on.date()) == (QDate(2027, 1, 1), QDate(2027, 12, 31))
    assert dialog.file.text() == str(home / "Documents" / "Säffle kommun 2027.plan")
    dialog.ends_on.setDate(QDate(2029, 12, 31))
    assert dialog.file.text() == str(home / "Documents" / "Säffle kommun 2027-2029.plan")
    dialog.file.setFocus()
    dialog.file.selectAll()
    type_text(dialog, "min.plan")
    dialog.municipality.setFocus()
    type_text(dialog, " och Åmål")
    assert dialog.file.text() == "min.plan", "a name of one's own is kept"


def test_the_plan_holds_the_agreement_its_parties_and_who_made_it(
    dialog: NewPlanDialog, settings: Settings
) -> None:
    settings.put("identity", {"function": "kommunpolis", "organisation": "Polisen"})
    type_text(dialog, "Säffle kommun")
    dialog.police_area.setFocus()
    type_text(dialog, "Lokalpolisområde Arvika")
    click(part(dialog, QPushButton, "make"))
    assert dialog.made is not None
    with Store.open(dialog.made, a_world(), actor="") as store:
        (agreement,) = store.read(agreements)
        names = store.read(thing_lines, "organisation", today=AUTUMN.date())
        copy = store.here()
    assert (agreement.municipality, agreement.starts_on) == ("Säffle kommun", dt.date(2027, 1, 1))
    assert agreement.ends_on == dt.date(2027, 12, 31)
    assert len(names) == 2
    assert (copy.letter, copy.name) == ("P", "Polisen")


def test_a_plan_without_an_end_is_made_too(dialog: NewPlanDialog) -> None:
    type_text(dialog, "Götene kommun")
    click(dialog.open_end)
    assert not dialog.ends_on.isEnabled()
    press(dialog.municipality, Qt.Key.Key_Return)
    assert dialog.made is not None
    with Store.open(dialog.made, a_world(), actor="") as store:
        assert store.read(agreements)[0].ends_on is None


def test_what_is_missing_is_said_at_its_field_and_goes_away_when_it_is_filled_in(
    dialog: NewPlanDialog,
) -> None:
    click(part(dialog, QPushButton, "make"))
    assert dialog.made is None
    assert fault(dialog, "municipality") == "Kommun måste fyllas i."
    assert dialog.municipality.hasFocus()
    type_text(dialog, "S")
    assert fault(dialog, "municipality") == ""


def test_an_end_before_the_beginning_is_said_at_once(dialog: NewPlanDialog) -> None:
    dialog.ends_on.setDate(QDate(2026, 5, 1))
    assert "2026-05-01" in fault(dialog, "ends_on")
    dialog.ends_on.setDate(QDate(2028, 5, 1))
    assert fault(dialog, "ends_on") == ""


def test_a_file_that_is_there_is_never_written_over(dialog: NewPlanDialog, home: Path) -> None:
    (home / "Documents" / "Vara kommun 2027.plan").write_text("Kära granne", encoding="utf-8")
    type_text(dialog, "Vara kommun")
    click(part(dialog, QPushButton, "make"))
    assert "finns redan" in fault(dialog, "file")
    assert dialog.made is None
    assert (home / "Documents" / "Vara kommun 2027.plan").read_text(encoding="utf-8") == "Kära granne"


def test_a_place_that_can_not_be_used_is_said(dialog: NewPlanDialog, home: Path) -> None:
    type_text(dialog, "Vara kommun")
    dialog.file.setFocus()
    dialog.file.selectAll()
    type_text(dialog, str(home / "ingenstans" / "x"))
    click(part(dialog, QPushButton, "make"))
    assert "Det finns ingen mapp" in fault(dialog, "file")
    assert dialog.municipality.text() == "Vara kommun"


def test_the_window_answers_while_the_plan_is_made(qtbot: QtBot, settings: Settings, home: Path) -> None:
    dialog = opened(qtbot, settings, inline=False)
    type_text(dialog, "Säffle kommun")
    make = part(dialog, QPushButton, "make")
    click(make)
    assert (make.isEnabled(), make.text()) == (False, "Skapar planen …")
    qtbot.waitUntil(lambda: dialog.made is not None)
    assert (home / "Documents" / "Säffle kommun 2027.plan").exists()


def test_who_one_is_can_be_changed_later(qtbot: QtBot, settings: Settings) -> None:
    settings.put("identity", {"function": "samordnare", "organisation": "Säffle kommun"})
    dialog = IdentityDialog(None, Words("sv"), Theme(dark=False), settings)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.form.function.setFocus()
    line = dialog.form.function.lineEdit()
    assert line is not None
    line.clear()
    press(line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form.fault.isVisible()
    type_text(dialog, "Brottsförebyggare")
    press(line, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert actor_of(settings) == "Brottsförebyggare, Säffle kommun"
