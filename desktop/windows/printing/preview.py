"""A paper before it is printed: its pages, what can be chosen about it, and the ways out of the program."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from db.errors import PlanError
from db.queries.paper_choices import paper_choices
from desktop.windows.printing.notice import Notice
from desktop.windows.printing.options import PaperOptions
from desktop.windows.printing.page_list import PageList
from desktop.windows.printing.page_tools import PageTools
from desktop.windows.printing.page_view import PageView
from desktop.windows.printing.reports import Asked, Paper, prepare
from desktop.windows.printing.side import Side
from desktop.windows.printing.text_search import TextSearch
from desktop.windows.printing.ways_out import WaysOut
from desktop.windows.runner import Work
from desktop.windows.workplace import Workplace
from desktop.wording import sentence

USUAL_SIZE: Final = QSize(1180, 860)
SMALLEST: Final = QSize(960, 540)
PAUSE: Final = 250
"""Milliseconds that somebody may go on choosing before the paper is made anew."""

SIZE_KEY: Final = "preview-size"


class Preview(QWidget):
    """One window on one paper. It is made anew, beside the window, whenever something else is chosen."""

    def __init__(self, workplace: Workplace, report: str = "status", **options: Any) -> None:
        super().__init__(QApplication.activeWindow(), Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("preview")
        self.workplace = workplace
        self.words, self.theme = workplace.words, workplace.theme
        given = {"agreement": workplace.agreement, "language": self.words.language, "day": workplace.today}
        asked = Asked(report=report, **(given | options))
        self.paper: Paper | None = None
        self._work: Work | None = None
        self._busy = True
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self.notice = Notice(self.words, self.theme)
        self.view = PageView(self._document, self.theme.colour("raised"), self)
        self.pages = PageList(self._document, self.words)
        self.search = TextSearch(self.view, self._document, self.words, self.theme)
        self.tools = PageTools(self.view, self.words, self.theme)
        self.options = PaperOptions(workplace, asked)
        self.ways_out = WaysOut(self)
        self.side = Side(self.options, self.ways_out, self.words, self.theme)
        self._empty = QLabel()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self._take_size()
        self.setWindowTitle(self.words("Print"))
        self.view.setFocus()
        workplace.runner.ask(
            self, self._choose_from, paper_choices, today=workplace.today, failed=self._failed
        )

    @property
    def is_busy(self) -> bool:
        """Whether a paper is being made."""
        return self._busy or self._pause.isActive()

    def prepare(self) -> None:
        """Make the paper that is asked for; what was being made before is given up."""
        self._pause.stop()
        self._give_up()
        if lacks := self.options.lacks:
            self._tell_empty(lacks)
            return
        self._busy = True
        self.notice.follow(self.words("Reading the plan …"), self._cancel)
        asked, words = self.options.asked, self.words
        work = self.workplace.runner.work(
            self,
            lambda store, progress: prepare(store, progress, asked, words),
            self._show_paper,
            self._failed,
        )
        if self._busy:
            self._work = work
            work.progressed.connect(self.notice.progress)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a shortcut: Escape belongs first to the field that one is typing in.
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._give_up()
        self.workplace.settings.put(SIZE_KEY, [self.width(), self.height()])
        super().closeEvent(event)

    def _build(self) -> None:
        space = self.theme.space
        self._empty.setObjectName("empty")
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(*[space * 12] * 4)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.view)
        self._middle.addWidget(self._empty)
        bar = QWidget()
        bar.setProperty("role", "topbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tools = QHBoxLayout(bar)
        tools.setContentsMargins(space * 3, space * 2, space * 3, space * 2)
        tools.setSpacing(space * 4)
        tools.addWidget(self.tools)
        tools.addStretch(1)
        tools.addWidget(self.search, 2)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(bar)
        centre.addWidget(self.notice)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.pages)
        below.addWidget(self._middle, 1)
        centre.addLayout(below, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(centre, 1)
        row.addWidget(self.side)
        self.view.setAccessibleName(self.words("The paper"))
        self._allow(False)

    def _connect(self) -> None:
        self.options.changed.connect(self._ask_anew)
        self.workplace.runner.broke.connect(self._broke)
        # Another plan, language or look: what this window stands on is no longer there.
        self.workplace.destroyed.connect(self.close)
        self._pause.timeout.connect(self.prepare)
        self.pages.chosen.connect(self.view.turn_to)
        self.view.turned.connect(self.pages.follow)
        self.search.left.connect(self.view.setFocus)
        self.tools.connect_keys(self)
        for key, handler in (
            (QKeySequence.StandardKey.Find, self.search.take_focus),
            (QKeySequence.StandardKey.FindNext, self.search.next),
            (QKeySequence.StandardKey.FindPrevious, self.search.previous),
            (QKeySequence.StandardKey.Print, self.ways_out.print),
            (QKeySequence.StandardKey.Save, self.ways_out.save),
        ):
            QShortcut(QKeySequence(key), self, handler)

    def _choose_from(self, choices: Any) -> None:
        self.options.choose_from(choices)
        self.prepare()

    def _ask_anew(self) -> None:
        """Make the paper anew in a moment: a date that is typed changes at every key."""
        self._allow(False)
        self._pause.start()

    def _show_paper(self, paper: Paper) -> None:
        self._work, self._busy = None, False
        self.paper = paper
        page = self.view.page
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(paper.pdf))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._middle.setCurrentWidget(self.view)
        self.pages.renew()
        self.search.renew()
        self.view.turn_to(page)
        self.pages.follow(self.view.page)
        self.tools.tell()
        self.setWindowTitle(f"{paper.name} – Löftesplan")
        self._allow(True)
        if paper.told:
            self.notice.tell(" ".join(paper.told))
        else:
            self.notice.hide()

    def _broke(self) -> None:
        """A mistake of ours, told by the window: here it only ends the waiting."""
        if self._busy:
            self._cancel()

    def _give_up(self) -> None:
        if self._work is not None and isValid(self._work):
            self._work.cancel()
        self._work, self._busy = None, False

    def _cancel(self) -> None:
        _ = self.words
        self._give_up()
        self.notice.tell(_("Broken off: the pages are those from before."), _("Make the paper"), self.prepare)

    def _failed(self, error: PlanError) -> None:
        _ = self.words
        self._work, self._busy = None, False
        self.notice.tell_trouble(sentence(self.words, error), _("Try again"), self.prepare)

    def _tell_empty(self, text: str) -> None:
        self.paper = None
        self._allow(False)
        self.notice.hide()
        self._document.close()
        self.pages.renew()
        self._empty.setText(text)
        self._middle.setCurrentWidget(self._empty)
        self.tools.tell()

    def _allow(self, ready: bool) -> None:
        self.ways_out.allow(ready)

    def _take_size(self) -> None:
        self.setMinimumSize(SMALLEST)
        room = self.screen().availableGeometry().size()
        kept = self.workplace.settings.get(SIZE_KEY, [])
        size = QSize(*kept) if len(kept) == 2 else USUAL_SIZE
        self.resize(size.boundedTo(room))


def open_preview(workplace: Workplace, report: str = "status", **options: Any) -> Preview:
    """Show a report before it is printed, in a window of its own; `options` are fields of `Asked`.

    What is not given is what the workplace has in view: its agreement, day and language.
    """
    preview = Preview(workplace, report, **options)
    preview.show()
    return preview
