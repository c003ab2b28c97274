"""The files that hang on a thing: added by a button or dropped there, opened, saved and taken away."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from db.errors import PlanError
from db.operations import delete
from db.operations.attachments import attach
from desktop.file_names import safe_file_name
from desktop.windows.detail.attached_files import Attached, copy_to_look_at, files_of, is_openable, keep, save
from desktop.windows.fields.wrapped import WrappedLabel
from desktop.windows.workplace import Workplace
from desktop.wording import sentence
from desktop.words.attachments import missing_words
from desktop.words.sizes import size_words

Do = Callable[..., object]


class Attachments(QWidget):
    """The files of one thing, each on a line of its own; `do` carries out a gesture upon what is seen."""

    def __init__(self, workplace: Workplace, do: Do) -> None:
        super().__init__()
        self._workplace = workplace
        self._do = do
        self._key = ""
        self._shown: tuple[Attached, ...] = ()
        self.lines: list[AttachedLine] = []
        self.setAcceptDrops(True)
        _ = workplace.words
        theme = workplace.theme
        self.button = QPushButton(theme.icon("attachment"), _("Attach a file …"), self)
        self.button.setToolTip(_("Files can also be dropped here"))
        self.button.clicked.connect(self.choose)
        self.fault = WrappedLabel(parent=self)
        self.fault.setProperty("role", "field-fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space * 2)
        rows.addLayout(self._list)
        rows.addWidget(self.fault)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_of(self, key: str, count: int) -> None:
        """Show the files of a thing, of which there are so many."""
        if key != self._key:
            self._key = key
            self.fault.hide()
            self._show(key, ())
        if count or self._shown:
            self._workplace.runner.work(self, partial(files_of, key), partial(self._show, key))

    def choose(self) -> None:
        """Ask for a file to attach."""
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), self._workplace.words("Attach a file"))
        if chosen:
            self.add([Path(chosen)])

    def add(self, paths: Sequence[Path]) -> None:
        """Attach files, each as a step of its own, once what they hold has been kept."""
        self.fault.hide()
        for path in paths:
            self._workplace.runner.work(
                self, partial(keep, path), partial(self._kept, self._key, path), self._failed
            )

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.add(_files(event))
        event.acceptProposedAction()

    def open(self, one: Attached) -> None:
        """Let the system's program show a copy of it, which nobody can write to."""
        self.fault.hide()
        if not is_openable(one.view.name):
            self._tell(
                self._workplace.words(
                    "Files of this kind can change things on the computer, and are not opened from here: "
                    "save it first if you know what it is."
                )
            )
            return
        self._workplace.runner.work(self, partial(copy_to_look_at, one.view), _open, self._failed)

    def save_as(self, one: Attached) -> None:
        """Ask where to, and save it there."""
        self.fault.hide()
        proposed = safe_file_name(one.view.name, one.view.id)
        words = self._workplace.words
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), words("Save the attachment"), proposed)
        if chosen:
            told = words("Saved: {path}").format(path=chosen)
            self._workplace.runner.work(
                self,
                partial(save, one.view, Path(chosen)),
                lambda _none: self._workplace.say(told),
                self._failed,
            )

    def remove(self, one: Attached) -> None:
        """Take it away; undo brings it back."""
        self._do(delete, one.view.id)

    def _kept(self, key: str, path: Path, kept: tuple[str, int]) -> None:
        sha256, size = kept
        media_type = mimetypes.guess_type(path.name, strict=False)[0] or ""
        self._do(attach, key, path.name, media_type, size, sha256, failed=self._failed)

    def _failed(self, error: PlanError) -> None:
        self._tell(sentence(self._workplace.words, error))

    def _tell(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.show()

    def _show(self, key: str, files: Sequence[Attached]) -> None:
        if key != self._key or tuple(files) == self._shown:
            return
        self._shown = tuple(files)
        for line in self.lines:
            line.setParent(None)
            line.deleteLater()
        self.lines = [AttachedLine(self._workplace, one, self) for one in self._shown]
        for line in self.lines:
            self._list.addWidget(line)


class AttachedLine(QWidget):
    """One file: its name to open it by, its size, and what can be done with it."""

    def __init__(self, workplace: Workplace, one: Attached, owner: Attachments) -> None:
        super().__init__(owner)
        _ = words = workplace.words
        self.one = one
        name = one.view.name
        self.label = WrappedLabel(parent=self)
        self.label.setWordWrap(True)
        self.buttons: dict[str, QToolButton] = {}
        cells = QHBoxLayout()
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(workplace.theme.space)
        cells.addWidget(self.label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(cells)
        if one.missing is None:
            self.label.set_link(name)
            self.label.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
            self.label.setAccessibleName(_("Open “{name}”").format(name=name))
            self.label.setToolTip(_("Open a copy that can only be read"))
            self.label.linkActivated.connect(lambda _href: owner.open(one))
            size = QLabel(size_words(words, one.view.size or 0), self)
            size.setProperty("role", "muted-small")
            cells.addWidget(size, 0, Qt.AlignmentFlag.AlignTop)
            self._button(cells, workplace, "save", _("Save “{name}” as …"), partial(owner.save_as, one))
        else:
            self.label.setTextFormat(Qt.TextFormat.PlainText)
            self.label.setText(name)
            self.awaited = WrappedLabel(parent=self)
            self.awaited.setProperty("role", "muted-small")
            self.awaited.setWordWrap(True)
            self.awaited.setText(missing_words(words, one.missing))
            column.addWidget(self.awaited)
        self._button(cells, workplace, "close", _("Take away “{name}”"), partial(owner.remove, one))

    def _button(
        self, cells: QHBoxLayout, workplace: Workplace, icon: str, text: str, run: Callable[[], object]
    ) -> None:
        button = self.buttons[icon] = QToolButton(self)
        button.setIcon(workplace.theme.icon(icon))
        said = text.format(name=self.one.view.name)
        button.setToolTip(said)
        button.setAccessibleName(said)
        button.clicked.connect(lambda: run())
        cells.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def _files(event: QDropEvent) -> list[Path]:
    """The files that are about to be dropped."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
