"""Beside the room: passwords, sticks, the server's form, the page of help, and the marks on rows."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import keyring
import psutil
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from db.errors import ServerFailed
from db.exchange.opening import open_place
from db.exchange.sync import sync
from db.store import Store
from db.views.exchange import PlaceKind
from db.views.things import Place
from desktop.windows.detail.header import Header
from desktop.windows.exchange.help_page import show_exchange_help
from desktop.windows.exchange.passwords import forget_password, keep_password, password_of
from desktop.windows.exchange.questions import Question
from desktop.windows.exchange.room import ExchangeRoom
from desktop.windows.exchange.server_form import ask_server
from desktop.windows.plan.columns import TITLE
from desktop.windows.plan.room import PlanRoom
from desktop.windows.theme import RESOURCES, Theme
from desktop.windows.workplace import Workplace
from desktop.words import LANGUAGES, Words
from desktop.words.exchange_help import SENTENCES, help_sentences
from tests.windows.exchange.conftest import Copies
from tests.windows.keys import click, press, type_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ADDRESS = "postgresql://saffle@plan.example.se/loftesplan"


def a_disk(mounted: Path) -> SimpleNamespace:
    """A stick as the system tells of it."""
    return SimpleNamespace(mountpoint=str(mounted), opts="rw,removable", fstype="vfat")


class Pocket(KeyringBackend):
    """A keyring as a system has it, in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Give what is kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""
        del self.kept[service, username]


@pytest.fixture
def pocket() -> Iterator[Pocket]:
    """A system with a keyring."""
    before, pocket = keyring.get_keyring(), Pocket()
    keyring.set_keyring(pocket)
    yield pocket
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A system without one."""
    from keyring.backends.fail import Keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_a_password_is_kept_where_the_system_keeps_passwords(pocket: Pocket) -> None:
    assert keep_password(ADDRESS, "hemligt")
    assert password_of(ADDRESS) == "hemligt"
    assert list(pocket.kept) == [("Löftesplan", ADDRESS)]
    forget_password(ADDRESS)
    assert password_of(ADDRESS) == ""
    forget_password(ADDRESS)


def test_where_there_is_no_keyring_it_is_known_only_while_the_plan_is_open_and_that_is_said(
    no_keyring: None, room: ExchangeRoom, workplace: Workplace, copies: Copies, tmp_path: Path
) -> None:
    assert no_keyring is None
    said: list[str] = []
    workplace.said.connect(said.append)
    room.add("postgresql://saffle@127.0.0.1:1/loftesplan", "hemligt")
    assert any("ingen nyckelring" in text for text in said)
    assert "svarar inte" in room.places.refusal.text()
    assert "hemligt" not in room.places.refusal.text()
    workplace.settings.save()
    copies.office.with_suffix(".plan-wal").touch()
    everything = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"hemligt" not in everything


def test_a_server_is_asked_for_with_its_password_apart(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    given: list[tuple[str, str]] = []
    form = ask_server(parent, Words("sv"), Theme(dark=False), lambda *answer: given.append(answer))
    press(form, Qt.Key.Key_Return)
    assert form.fault.text() == "Server måste fyllas i."
    filled = {"host": "plan.example.se", "database": "loftesplan", "role": "saffle", "password": "åäö!"}
    for name, text in filled.items():
        field = form.findChild(QLineEdit, name)
        assert field is not None
        assert field.accessibleName()
        field.setFocus()
        type_text(field, text)
    assert form.password.echoMode() is QLineEdit.EchoMode.Password
    press(form, Qt.Key.Key_Return)
    assert given == [(ADDRESS, "åäö!")]


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("::1", 5432, "postgresql://saffle@[::1]/loftesplan"),
        ("plan.example.se", 6000, "postgresql://saffle@plan.example.se:6000/loftesplan"),
    ],
)
def test_a_servers_address_is_written_as_it_is_read(qtbot: QtBot, host: str, port: int, address: str) -> None:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    form = ask_server(parent, Words("sv"), Theme(dark=False), lambda *_answer: None)
    form.host.setText(host)
    form.port.setValue(port)
    form.database.setText("loftesplan")
    form.role.setText("saffle")
    assert form.address == address


def test_a_stick_with_this_plan_is_offered_and_one_without_is_not(
    room: ExchangeRoom, copies: Copies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, other = tmp_path / "KINGSTON", tmp_path / "FOTON"
    (stick / "Löftesplan").mkdir(parents=True)
    other.mkdir()
    (other / "semester.plan").write_bytes(b"inte en plan")
    with (
        Store.open(copies.station, copies.at_station, actor="kommunpolis") as store,
        closing(open_place(store, str(stick / "Löftesplan"), actor="")) as place,
    ):
        sync(store, place, PlaceKind.FOLDER)
    plugged = [a_disk(one) for one in (stick, other)]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_all: plugged)
    room.sticks.look()
    (address,) = room.places.sticks
    assert address == str(stick / "Löftesplan")
    row = room.places.sticks[address]
    assert any("Stickan KINGSTON har den här planen" in label.text() for label in row.findChildren(QLabel))
    click(row.take)
    dialog = next(one for one in room.window().findChildren(Question) if one.isVisible())
    click(dialog.answers.yes)
    assert room.places.sticks == {}
    assert list(room.places.rows) == [address]
    plugged.clear()
    shutil.rmtree(stick)
    room.sticks.look()
    assert room.places.sticks == {}


def test_a_stick_with_a_copys_file_is_offered(
    room: ExchangeRoom, copies: Copies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    shutil.copyfile(copies.station, stick / "säffle.plan")
    plugged = [a_disk(stick)]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_all: plugged)
    room.sticks.look()
    assert list(room.places.sticks) == [str(stick / "säffle.plan")]
    room.handlers()["exchange.now"]()
    assert str(stick / "säffle.plan") in room.places.rows


def test_the_page_of_help_has_ten_sentences_in_both_languages(qtbot: QtBot, room: ExchangeRoom) -> None:
    assert qtbot
    assert len(SENTENCES) == 10
    said = [help_sentences(Words(language)) for language in LANGUAGES]
    assert all(one != other for one, other in zip(*said, strict=True))
    assert all(text.count(". ") == 0 and text.endswith(".") for text in (*said[0], *said[1]))
    page = show_exchange_help(room, Words("sv"), Theme(dark=False))
    assert page.windowTitle() == "Så blir två kopior en"
    assert {label.text() for label in page.findChildren(QLabel)} >= set(said[0])
    press(page, Qt.Key.Key_Escape)


def test_a_row_in_conflict_has_a_shape_and_says_so_when_it_is_read_aloud(
    qtbot: QtBot, workplace: Workplace, copies: Copies
) -> None:
    room = PlanRoom(workplace)
    qtbot.addWidget(room)
    room.resize(1000, 500)
    room.show()
    room.enter()
    row = next(iter(room.model.rows.rows_of(copies.plan.activity)))
    index = room.model.index(row, TITLE)
    QApplication.processEvents()
    before = room.view.viewport().grab(room.view.visualRect(index)).toImage()
    assert "olika" not in (index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
    workplace.contest(frozenset({copies.plan.activity}))
    QApplication.processEvents()
    assert room.view.viewport().grab(room.view.visualRect(index)).toImage() != before
    assert "avgör vad som gäller" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "avgör vad som gäller" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_the_details_of_a_thing_in_conflict_lead_to_where_it_is_decided(
    qtbot: QtBot, workplace: Workplace, copies: Copies
) -> None:
    from db.queries.detail import detail

    header = Header(workplace)
    qtbot.addWidget(header)
    header.show()
    workplace.runner.ask(
        header, lambda answer: header.show_view(answer[1]), detail,
        Place("activity", copies.plan.activity), today=workplace.today,
    )  # fmt: skip
    assert header.contested.isHidden()
    workplace.contest(frozenset({copies.plan.activity}))
    assert not header.contested.isHidden()
    asked: list[str] = []
    workplace.asked_for_room.connect(asked.append)
    click(header.contested)
    assert asked == ["exchange"]


def test_keyring_is_not_loaded_before_a_password_is_needed() -> None:
    import subprocess

    code = "import sys, desktop.windows.exchange.room; print('keyring' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_a_server_that_only_lacks_the_password_asks_for_it_at_its_row(
    pocket: Pocket, room: ExchangeRoom
) -> None:
    error = ServerFailed(ADDRESS, 'FATAL:  password authentication failed for user "saffle"')
    room.exchanging.errors[ADDRESS] = error
    room._refused(ADDRESS, error)
    row = room.places.rows[ADDRESS]
    assert not row.password.isHidden()
    click(row.password)
    dialog = next(one for one in room.window().findChildren(Question) if one.isVisible())
    field = dialog.findChild(QLineEdit, "password")
    assert field is not None
    type_text(field, "nytt")
    dialog.reject()
    assert pocket.kept == {}


def test_readme_says_the_same_ten_sentences() -> None:
    readme = " ".join((RESOURCES.parent / "README.md").read_text(encoding="utf-8").split())
    for language in LANGUAGES:
        assert " ".join(help_sentences(Words(language))) in readme
