"""How a paper leaves the program: onto a printer, into a file, as the attachment of an e-mail."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QVBoxLayout, QWidget

from db.errors import PlanError
from db.operations import record_paper
from desktop.windows.printing.letter import draft_letter
from desktop.windows.printing.reports import Paper
from desktop.windows.printing.saving import NotSaved, file_name, free_path, save_new, save_pdf
from desktop.windows.welcome.opening import documents
from desktop.wording import sentence
from desktop.words import Words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from db.store import Store
    from desktop.windows.printing.preview import Preview
    from desktop.windows.runner import Progress, Work

FOLDER_KEY: Final = "paper-folder"


class WaysOut(QWidget):
    """Three buttons. Once a final paper has gone one of these ways, its meeting remembers what it showed."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self._place = preview.workplace
        self._words = _ = preview.words
        self._remembered: Paper | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(preview.theme.space * 2)
        self.print_button = self._button(
            "print", "print", _("Print …"), _("By the system's dialog"), self.print
        )
        self.save_button = self._button("save", "save", _("Save as PDF …"), "", self.save)
        about = _("Makes a draft e-mail with the PDF attached, for you to address and send")
        self.send_button = self._button("send", "mail", _("Send as attachment"), about, self.send)
        self.print_button.setProperty("role", "primary")
        self.print_button.setIcon(preview.theme.icon("print", "accent_text"))

    def allow(self, ready: bool) -> None:
        """Let the paper out once it is the one that is asked for."""
        for button in (self.print_button, self.save_button, self.send_button):
            button.setEnabled(ready)

    def print(self) -> None:
        """Ask by the system's dialog which printer, which pages, how many, and print."""
        from PySide6.QtPrintSupport import QPrintDialog

        from desktop.windows.printing.printer import a_printer

        paper = self._ready()
        if paper is None:
            return
        size = self._preview.view.document().pagePointSize(0)
        printer = a_printer(paper.name, size.width() > size.height())
        dialog = QPrintDialog(printer, self._preview)
        dialog.setWindowTitle(self._words("Print"))
        for option in (
            QPrintDialog.PrintDialogOption.PrintPageRange,
            QPrintDialog.PrintDialogOption.PrintCurrentPage,
            QPrintDialog.PrintDialogOption.PrintCollateCopies,
        ):
            dialog.setOption(option)
        dialog.setMinMax(1, paper.pages)
        dialog.accepted.connect(lambda: self.print_on(printer, paper))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter, paper: Paper) -> None:
        """Print on the worker, page by page, to be broken off at any time."""
        from desktop.windows.printing.printer import print_pages

        _ = words = self._words
        notice, page = self._preview.notice, self._preview.view.page
        under_way: list[Work] = []

        def cancel() -> None:
            for work in under_way:
                work.cancel()
            notice.tell(_("The printing was broken off."))

        notice.follow(_("Printing …"), cancel)
        work = self._place.runner.work(
            self,
            lambda _store, progress: print_pages(printer, paper.pdf, progress, words, page),
            partial(self._printed, paper, printer.outputFileName() or printer.printerName()),
            self._print_failed,
        )
        under_way.append(work)
        work.progressed.connect(notice.progress)

    def save(self) -> None:
        """Ask for a name and write the PDF there."""
        paper = self._ready()
        if paper is None:
            return
        _ = self._words
        dialog = QFileDialog(self._preview, _("Save as PDF"))
        dialog.setObjectName("save-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("PDF (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(str(self._folder()))
        dialog.selectFile(file_name(paper.name, ".pdf"))
        dialog.fileSelected.connect(lambda name: self.save_in(Path(name), paper))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_in(self, path: Path, paper: Paper) -> None:
        """Write the PDF; what is in the way is said, and nothing that was there is lost."""
        _ = self._words

        def saved() -> None:
            self._place.settings.put(FOLDER_KEY, str(path.parent))
            text = _("Saved: {path}").format(path=path)
            self._gone_out(paper, text, _("Show the folder"), partial(_open, path.parent))

        self._write(lambda: save_pdf(paper.pdf, path), saved, _("Save as PDF …"), self.save)

    def send(self) -> None:
        """Write a draft e-mail beside the papers and open it in the system's mail program."""
        paper = self._ready()
        if paper is None:
            return
        _ = self._words
        path = free_path(self._folder(), paper.name, ".eml")
        letter = draft_letter(
            subject=paper.name,
            text=self._letter_text(paper),
            pdf=paper.pdf,
            name=paper.name,
            at=self._place.world.now(),
        )

        def written() -> None:
            if _open(path):
                text = _("The e-mail is open in your mail program, and lies in {path}.")
            else:
                text = _("The e-mail lies in {path}: no mail program would open it, so open it in yours.")
            self._gone_out(paper, text.format(path=path), _("Show the folder"), partial(_open, path.parent))

        self._write(lambda: save_new(letter, path), written, _("Try again"), self.send)

    def _write(
        self,
        write: Callable[[], object],
        then: Callable[[], object],
        way_out: str,
        handler: Callable[[], object],
    ) -> None:
        """Write a file on the worker, since a share may be slow to answer; say what is in the way of it."""
        notice = self._preview.notice

        def task(_store: Store, _progress: Progress) -> NotSaved | None:
            try:
                write()
            except NotSaved as error:
                return error
            return None

        def done(error: NotSaved | None) -> None:
            if error is None:
                then()
            else:
                notice.tell_trouble(error.sentence(self._words), way_out, handler)

        def failed(error: PlanError) -> None:
            notice.tell_trouble(sentence(self._words, error), way_out, handler)

        self._place.runner.work(self, task, done, failed)

    def _letter_text(self, paper: Paper) -> str:
        _ = words = Words(paper.asked.language)
        greeting, ending = _("Hello!"), _("Best regards")
        pages = words.plural("{count} page", "{count} pages", paper.pages)
        attached = _("Attached: {name} ({pages}).").format(name=paper.name, pages=pages)
        return f"{greeting}\n\n{attached}\n\n{ending}\n{self._place.actor}\n"

    def _printed(self, paper: Paper, where: str, sheets: int) -> None:
        _ = self._words
        if not sheets:
            text = _("{printer} could not be printed on: see that it is on, and try again.")
            notice = self._preview.notice
            notice.tell_trouble(text.format(printer=where or _("The printer")), _("Print …"), self.print)
            return
        pages = self._words.plural("{count} page", "{count} pages", sheets)
        text = _("Sent to {printer}: {pages}.").format(printer=where or _("the printer"), pages=pages)
        self._gone_out(paper, text)

    def _print_failed(self, error: PlanError) -> None:
        self._preview.notice.tell_trouble(sentence(self._words, error), self._words("Print …"), self.print)

    def _gone_out(
        self, paper: Paper, text: str, button: str = "", handler: Callable[[], object] | None = None
    ) -> None:
        """Say what has become of the paper, and let its meeting remember a final one, once."""
        self._preview.notice.tell(text, button, handler)
        self._place.say(text)
        if not paper.is_for_memory or paper is self._remembered:
            return
        _ = self._words
        self._remembered = paper
        more = _("The meeting remembers it: the next paper tells what is new since.")

        def failed(error: PlanError) -> None:
            self._remembered = None
            why = sentence(self._words, error)
            told = _("{done} But the meeting could not be told to remember it. {why}")
            again = partial(self._gone_out, paper, text, button, handler)
            self._preview.notice.tell_trouble(told.format(done=text, why=why), _("Try again"), again)

        self._place.runner.do(
            self,
            record_paper,
            paper.asked.meeting,
            paper.known,
            paper.printed,
            then=lambda _known: self._preview.notice.tell(f"{text} {more}", button, handler),
            failed=failed,
        )

    def _ready(self) -> Paper | None:
        """The paper on the screen, if it is the one that is asked for."""
        return self._preview.paper if self.print_button.isEnabled() else None

    def _folder(self) -> Path:
        kept = Path(self._place.settings.get(FOLDER_KEY, "") or documents())
        return kept if kept.is_dir() else documents()

    def _button(
        self, name: str, icon: str, text: str, about: str, handler: Callable[[], object]
    ) -> QPushButton:
        button = QPushButton(self._preview.theme.icon(icon), text)
        button.setObjectName(name)
        button.setAutoDefault(True)  # Enter presses it, as in a dialog.
        button.setToolTip(about)
        button.setAccessibleDescription(about)
        button.clicked.connect(lambda: handler())
        self._column.addWidget(button)
        return button


def _open(path: Path) -> bool:
    """Open a file or folder with the system's own program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
