"""What the worker does with attached files: looks which are here, keeps, copies and saves what they hold."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.queries.attachments import attachments
from db.store import Store
from db.store.contents import keep_file, save_content
from db.views.attachments import AttachmentView, LackReason, MissingContent
from desktop.file_names import safe_file_name
from desktop.windows.runner import Progress

OPENABLE: Final = frozenset(
    {".pdf", ".txt", ".csv", ".md", ".rtf", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp",
     ".heic", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".eml", ".msg",
     ".ics", ".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".mov", ".avi", ".mkv", ".webm", ".zip"}
)  # fmt: skip
"""Endings of what only shows something. All else may be a program, which nobody should start by a click."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as it is shown; `missing` says why what it holds is not here."""

    view: AttachmentView
    missing: MissingContent | None = None


def files_of(key: str, store: Store, _progress: Progress) -> tuple[Attached, ...]:
    """The files of a thing, and which of them are not here."""
    found = store.read(attachments, key)
    kept = store.contents.there() if found else {}
    return tuple(
        Attached(one)
        if one.sha256 in kept
        else Attached(one, MissingContent(attachment=one, reason=LackReason.NOWHERE))
        for one in found
    )


def keep(path: Path, store: Store, _progress: Progress) -> tuple[str, int]:
    """Keep what a file holds beside the plan."""
    return keep_file(store.contents, path)


def save(view: AttachmentView, path: Path, store: Store, _progress: Progress) -> None:
    """Save what an attachment holds where a person has said."""
    save_content(store.contents, view.sha256, path)


def copy_to_look_at(view: AttachmentView, store: Store, _progress: Progress) -> Path:
    """Make a copy that can only be read, in a folder that goes when the program does."""
    folder = Path(tempfile.mkdtemp(prefix="loftesplan-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / safe_file_name(view.name, view.id)
    save_content(store.contents, view.sha256, path)
    path.chmod(0o400)
    return path


def is_openable(name: str) -> bool:
    """Whether the system may be asked to open a file of this name."""
    return Path(safe_file_name(name, "")).suffix.casefold() in OPENABLE
