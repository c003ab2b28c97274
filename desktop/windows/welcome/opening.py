"""Choosing a plan file to open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.windows.settings import Settings
from desktop.words import Words

SUFFIX = ".plan"


def documents() -> Path:
    """The user's folder for documents, by whatever name the system has for it, or else their own."""
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return found if found.is_dir() else Path.home()


def open_dialog(parent: QWidget | None, words: Words, settings: Settings) -> Path | None:
    """Let the person choose a plan, beginning where the last one lay; None where they think better of it."""
    dialog = QFileDialog(parent, words("Open plan"))
    dialog.setObjectName("open-dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([words("Plans (*.plan)"), words("All files (*)")])
    recent = settings.get("recent", [])
    folder = Path(recent[0]).parent if recent else documents()
    if folder.is_dir():
        dialog.setDirectory(str(folder))
    chosen = dialog.selectedFiles() if dialog.exec() == QFileDialog.DialogCode.Accepted else []
    return Path(chosen[0]) if chosen else None
