"""The files that hang on a thing, in the pane."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog

from db.operations import undo
from db.queries.attachments import attachments
from db.views.things import Place
from desktop.windows.detail.attached_files import is_openable
from desktop.windows.detail.attachments import AttachedLine
from tests.windows.detail.conftest import Desk, click

CONTENT = b"a map" * 1000


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    """A file on somebody's disk."""
    path = tmp_path / "karta över centrum.pdf"
    path.write_bytes(CONTENT)
    return path


def drop(desk: Desk, *paths: Path) -> None:
    """Let files fall on the list."""
    desk.body.attachments_section.unfold()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    desk.body.attachments.dropEvent(event)


def only(desk: Desk) -> AttachedLine:
    (line,) = desk.body.attachments.lines
    return line


def beside(desk: Desk) -> Path:
    """The one content beside the plan."""
    plan = Path(desk.workplace.plan_name)
    (kept,) = plan.with_name(f"{plan.stem}.bilagor").iterdir()
    return kept


def test_a_file_that_is_dropped_is_attached(desk: Desk, chart: Path) -> None:
    drop(desk, chart)
    assert only(desk).one.view.name == "karta över centrum.pdf"
    assert only(desk).one.view.media_type == "application/pdf"
    assert beside(desk).read_bytes() == CONTENT
    assert desk.body.attachments_section.count.text() == "1"


def test_a_file_is_chosen_by_the_button(desk: Desk, chart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(chart), ""))
    desk.body.attachments_section.unfold()
    click(desk.body.attachments.button)
    assert only(desk).one.missing is None


def test_a_file_is_opened_as_a_copy_that_can_only_be_read(
    desk: Desk, chart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    drop(desk, chart)
    only(desk).label.linkActivated.emit("")
    (path,) = opened
    assert (path.name, path.read_bytes()) == (chart.name, CONTENT)
    assert path.stat().st_mode & 0o222 == 0
    assert path.parent not in (chart.parent, Path(desk.workplace.plan_name).parent)


def test_a_file_that_may_be_a_program_is_not_opened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    (tmp_path / "karta.pdf.exe").write_bytes(CONTENT)
    drop(desk, tmp_path / "karta.pdf.exe")
    only(desk).label.linkActivated.emit("")
    assert opened == []
    assert "spara den först" in desk.body.attachments.fault.text()


@pytest.mark.parametrize(
    ("name", "openable"),
    [("a.pdf", True), ("A.JPG", True), ("a.exe", False), ("a.lnk", False), ("a", False), ("a.pdf.", True),
     ("a\u202efdp.exe", False), ("a.docm", False), ("", False)],
)  # fmt: skip
def test_what_only_shows_something_can_be_opened(name: str, openable: bool) -> None:
    assert is_openable(name) is openable


def test_a_file_is_saved_where_a_person_says(
    desk: Desk, chart: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sparad.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    drop(desk, chart)
    click(only(desk).buttons["save"])
    assert target.read_bytes() == CONTENT


def test_a_file_is_taken_away_and_brought_back(desk: Desk, chart: Path) -> None:
    drop(desk, chart)
    click(only(desk).buttons["close"])
    assert desk.body.attachments.lines == []
    assert desk.read(attachments) == []
    desk.workplace.runner.do(desk.workplace, undo)
    assert only(desk).one.view.name == chart.name


def test_a_file_that_is_not_here_says_from_whom_it_is_awaited(desk: Desk, chart: Path) -> None:
    drop(desk, chart)
    beside(desk).unlink()
    key = desk.body.key
    desk.workplace.select()
    desk.show("Torgmöte")
    assert desk.body.key == key
    line = only(desk)
    assert line.one.missing is not None
    assert "väntas från" in line.awaited.text()
    assert list(line.buttons) == ["close"]


def test_a_file_that_is_damaged_says_so_when_it_is_opened(desk: Desk, chart: Path) -> None:
    drop(desk, chart)
    beside(desk).write_bytes(CONTENT[:-1] + b"!")
    only(desk).label.linkActivated.emit("")
    assert "skadat" in desk.body.attachments.fault.text()


def test_what_can_not_be_read_is_said_beside_the_list(desk: Desk, tmp_path: Path) -> None:
    with (tmp_path / "film.mov").open("wb") as file:
        file.truncate((1 << 30) + 1)
    drop(desk, tmp_path / "film.mov")
    assert "för stor" in desk.body.attachments.fault.text()
    assert desk.body.attachments.lines == []


def test_another_thing_shows_its_own_files(desk: Desk, chart: Path) -> None:
    drop(desk, chart)
    view = only(desk).one.view
    agreement = str(desk.value("agreement"))
    desk.workplace.select(Place("agreement", agreement))
    assert desk.body.attachments.lines == []
    desk.workplace.select(Place("attachment", view.id))
    assert not desk.body.attachments_section.isVisible()
