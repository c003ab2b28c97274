"""A paper leaves the program whole, over nothing else, and its meeting remembers a final one."""

from __future__ import annotations

import email
import email.policy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageRanges
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from db.queries.showing import thing_view
from db.store import Store
from db.views.things import Place
from desktop.windows.printing.preview import Preview
from desktop.windows.printing.saving import Hindrance, NotSaved, file_name, free_path, save_pdf
from desktop.windows.workplace import Workplace
from tests.builders import a_world
from tests.store.small_disk import MOUNTING
from tests.windows.conftest import OpenWorkplace
from tests.windows.keys import click, press
from tests.windows.parts import part
from tests.windows.printing.conftest import Opens
from tests.windows.printing.reading import text_of


class MailProgram(QObject):
    """Stands where the system's own mail program and file manager do, and takes down what is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Be asked to open something."""
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def mail_program() -> Iterator[MailProgram]:
    """What the system opens files with."""
    program = MailProgram()
    QDesktopServices.setUrlHandler("file", program, "open")  # type: ignore[arg-type]  # takes no bytes
    yield program
    QDesktopServices.unsetUrlHandler("file")


def click_way(preview: Preview, name: str) -> None:
    """Press one of the ways out."""
    click(part(preview, QPushButton, name))


def known_by_its_meeting(office: Workplace, preview: Preview) -> str | None:
    """What the meeting of a paper remembers."""
    assert preview.paper is not None
    meeting = Place("meeting", preview.paper.asked.meeting or "")
    with Store.open(Path(office.plan_name), a_world(), actor="") as store:
        view = store.read(thing_view, meeting)
    value = next(field.value for field in view.fields if field.name == "known")
    return value if isinstance(value, str) else None


def save_as(preview: Preview, name: str) -> None:
    """Press Save, type a name into the dialog, and accept it."""
    click_way(preview, "save")
    dialog = part(preview, QFileDialog, "save-dialog")
    dialog.selectFile(name)
    dialog.accept()


def test_save_proposes_the_papers_name_in_the_folder_used_last(
    preview: Preview, office: Workplace, tmp_path: Path
) -> None:
    click_way(preview, "save")
    dialog = part(preview, QFileDialog, "save-dialog")
    wanted = tmp_path / "papper" / "Statusrapport Säffle kommun 2017-05-09.pdf"
    assert [Path(name) for name in dialog.selectedFiles()] == [wanted]
    dialog.accept()
    assert preview.paper is not None
    assert wanted.read_bytes() == preview.paper.pdf
    assert str(wanted) in preview.notice.text
    save_as(preview, str(tmp_path / "annan.pdf"))
    assert office.settings.get("paper-folder") == str(tmp_path)


def test_a_draft_is_remembered_by_nobody(preview: Preview, office: Workplace, tmp_path: Path) -> None:
    save_as(preview, str(tmp_path / "utkast.pdf"))
    assert known_by_its_meeting(office, preview) is None


def test_a_final_paper_is_remembered_by_its_meeting_once_it_is_saved(
    qtbot: QtBot, preview: Preview, office: Workplace, tmp_path: Path
) -> None:
    version = part(preview, QComboBox, "version")
    version.setFocus()
    press(version, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not preview.is_busy)
    assert "minns mötet det" in preview.options.hint.text()
    assert known_by_its_meeting(office, preview) is None
    save_as(preview, str(tmp_path / "slutlig.pdf"))
    assert preview.paper is not None
    assert preview.paper.known is not None
    assert json.loads(known_by_its_meeting(office, preview) or "") == dict(preview.paper.known.seqs)
    assert "Mötet minns" in preview.notice.text


def test_nothing_but_a_paper_is_ever_written_over(preview: Preview, tmp_path: Path) -> None:
    assert preview.paper is not None
    plan = tmp_path / "värdefull.plan"
    plan.write_text("Kära granne", encoding="utf-8")
    preview.ways_out.save_in(plan, preview.paper)
    assert preview.notice.is_trouble
    assert "ingen PDF" in preview.notice.text
    assert plan.read_text(encoding="utf-8") == "Kära granne"
    older = tmp_path / "äldre.pdf"
    older.write_bytes(b"%PDF-1.4 old")
    preview.ways_out.save_in(older, preview.paper)
    assert older.read_bytes() == preview.paper.pdf
    assert not preview.notice.is_trouble


@pytest.mark.parametrize(
    ("name", "reason"), [("mapp", Hindrance.FOLDER), ("borta/x.pdf", Hindrance.NO_FOLDER)]
)
def test_what_can_not_be_a_file_is_told(tmp_path: Path, name: str, reason: Hindrance) -> None:
    (tmp_path / "mapp").mkdir()
    with pytest.raises(NotSaved) as told:
        save_pdf(b"%PDF-", tmp_path / name)
    assert told.value.reason is reason


FULL = """
import sys
from pathlib import Path
from desktop.windows.printing.saving import NotSaved, save_pdf
from desktop.words import Words
from tests.store.small_disk import Disk

disk = Disk(Path(sys.argv[1]), sys.argv[2] == "mount")
path = disk.folder / "rapport.pdf"
save_pdf(b"%PDF-1.4 the old one", path)
with disk.room(64):
    try:
        save_pdf(b"%PDF-" + bytes(1_000_000), path)
    except NotSaved as error:
        print(error.reason, error.sentence(Words("en")))
print(sorted(file.name for file in disk.folder.iterdir()), path.read_bytes())
save_pdf(b"%PDF-" + bytes(1_000_000), path)
print(path.stat().st_size)
"""


def test_a_full_disk_is_said_and_the_old_paper_is_kept(tmp_path: Path) -> None:
    enclosed: list[str] | None = None
    for way in MOUNTING:
        trial = subprocess.run(
            [*way, "mount", "-t", "tmpfs", "x", str(tmp_path)], capture_output=True, check=False
        )
        if trial.returncode == 0:
            enclosed = list(way)
            break
    command = [*(enclosed or []), sys.executable, "-c", FULL, str(tmp_path)]
    command.append("mount" if enclosed else "limit")
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    told, left, size = done.stdout.splitlines()
    if enclosed:
        assert told.startswith("full The disk with ")
    assert "nothing was saved" in told or "could not be written" in told
    assert left == "['rapport.pdf'] b'%PDF-1.4 the old one'"
    assert size == "1000005"


def test_the_e_mail_is_a_draft_with_the_paper_attached(
    preview: Preview, mail_program: MailProgram, tmp_path: Path
) -> None:
    click_way(preview, "send")
    path = tmp_path / "papper" / "Statusrapport Säffle kommun 2017-05-09.eml"
    assert mail_program.opened == [path]
    assert str(path) in preview.notice.text
    letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert letter["Subject"] == "Statusrapport Säffle kommun 2017-05-09"
    assert letter["X-Unsent"] == "1"
    assert (letter["To"], letter["From"]) == (None, None)
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Bifogat: Statusrapport Säffle kommun 2017-05-09" in body.get_content()
    (attached,) = letter.iter_attachments()
    assert attached.get_filename() == "Statusrapport Säffle kommun 2017-05-09.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert preview.paper is not None
    assert attached.get_content() == preview.paper.pdf


def test_a_second_e_mail_does_not_write_over_the_first(preview: Preview, mail_program: MailProgram) -> None:
    click_way(preview, "send")
    click_way(preview, "send")
    first, second = mail_program.opened
    assert (first != second, first.exists(), second.exists()) == (True, True, True)
    click_way(preview, "notice-button")
    assert mail_program.opened[-1] == first.parent


def test_printing_asks_by_the_systems_dialog_and_prints_every_page(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    click_way(preview, "print")
    dialog = part(preview, QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, preview.view.page_count)
    out = tmp_path / "skrivare.pdf"
    dialog.printer().setOutputFileName(str(out))
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    qtbot.waitUntil(lambda: "Skickat till" in preview.notice.text)
    assert f"{preview.view.page_count} sidor" in preview.notice.text
    assert pages_of(out) == preview.view.page_count


@pytest.mark.parametrize(("chosen", "sheets"), [("2-3", 2), ("1", 1)])
def test_a_range_of_pages_can_be_printed(
    qtbot: QtBot, preview: Preview, tmp_path: Path, chosen: str, sheets: int
) -> None:
    assert preview.paper is not None
    out = tmp_path / "skrivare.pdf"
    printer = on_paper(out)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString(chosen))
    preview.ways_out.print_on(printer, preview.paper)
    qtbot.waitUntil(lambda: out.exists() and pages_of(out) == sheets)


def test_all_ways_out_go_by_the_worker_and_the_window_answers_meanwhile(
    qtbot: QtBot, preview_of: Opens, open_workplace: OpenWorkplace, saffle: Path, tmp_path: Path
) -> None:
    office = open_workplace(saffle, inline=False)
    preview = preview_of(office, final=True)
    assert preview.paper is not None
    printed, saved = tmp_path / "skrivare.pdf", tmp_path / "sparad.pdf"
    preview.ways_out.print_on(on_paper(printed), preview.paper)
    assert "Skriver ut" in preview.notice.text
    qtbot.waitUntil(lambda: "Skickat till" in preview.notice.text)
    qtbot.waitUntil(lambda: "Mötet minns" in preview.notice.text)
    assert pages_of(printed) == preview.view.page_count
    preview.ways_out.save_in(saved, preview.paper)
    qtbot.waitUntil(lambda: "Sparat" in preview.notice.text)
    assert saved.read_bytes() == preview.paper.pdf


def test_printing_can_be_broken_off(
    qtbot: QtBot, preview_of: Opens, open_workplace: OpenWorkplace, saffle: Path, tmp_path: Path
) -> None:
    office = open_workplace(saffle, inline=False)
    preview = preview_of(office, final=True)
    assert preview.paper is not None
    preview.ways_out.print_on(on_paper(tmp_path / "skrivare.pdf"), preview.paper)
    click_way(preview, "notice-button")
    assert preview.notice.text == "Utskriften avbröts."
    then: list[int] = []
    office.runner.ask(office, then.append, lambda _session: 1)
    qtbot.waitUntil(lambda: then == [1])
    assert preview.notice.text == "Utskriften avbröts."
    assert known_by_its_meeting(office, preview) is None


def test_a_printer_that_can_not_be_begun_is_said_and_nothing_is_remembered(
    preview_of: Opens, office: Workplace, tmp_path: Path
) -> None:
    preview = preview_of(office, final=True)
    assert preview.paper is not None
    preview.ways_out.print_on(on_paper(tmp_path / "borta" / "skrivare.pdf"), preview.paper)
    assert preview.notice.is_trouble
    assert "gick inte att skriva ut på" in preview.notice.text
    assert known_by_its_meeting(office, preview) is None


def on_paper(path: Path) -> QPrinter:
    """A printer whose sheets can be counted."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    return printer


def pages_of(path: Path) -> int:
    """How many sheets have been printed."""
    from pypdf import PdfReader

    return len(PdfReader(path).pages)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Statusrapport Säffle 2017-05-09", "Statusrapport Säffle 2017-05-09.pdf"),
        ("Vad hände? a/b: <c>", "Vad hände- a-b- -c.pdf"),
        ("…", "….pdf"),
        (" . ", "Löftesplan.pdf"),
    ],
)
def test_a_papers_name_is_one_that_every_system_takes(name: str, file: str) -> None:
    assert file_name(name, ".pdf") == file


def test_a_free_path_is_one_that_is_free(tmp_path: Path) -> None:
    for number in range(4):
        path = free_path(tmp_path, "x" * 400, ".eml")
        assert not path.exists()
        assert len(path.name) < 140
        path.write_text(str(number), encoding="utf-8")


def test_the_papers_own_words_are_found_in_it(preview: Preview) -> None:
    assert preview.paper is not None
    assert "Säffle kommun och Lokalpolisområde Arvika" in text_of(preview.paper.pdf)
