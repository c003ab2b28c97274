"""Files that are attached in tests, and what comes of them in another copy."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from db.journal.writing import Writing
from db.operations.attachments import attach
from db.queries.attachments import attachments
from db.store import Store
from db.store.contents import BLOCK, Contents, keep_file
from db.tables import Attachment
from db.views.attachments import AttachmentView

A_PHOTO = b"a lamp post without light" * 1000


def a_file(folder: Path, name: str = "lyktstolpe.jpg", content: bytes = A_PHOTO) -> Path:
    """A file on somebody's disk."""
    path = folder / name
    path.write_bytes(content)
    return path


def attached(store: Store, about: str, path: Path, name: str = "") -> str:
    """Attach a file as the program does: its content first, then the row; give the content's sha256."""
    sha256, size = keep_file(store.contents, path)
    store.do(attach, about, name or path.name, "image/jpeg", size, sha256)
    return sha256


def held(contents: Contents, sha256: str) -> bytes:
    """All of a content."""
    return b"".join(contents.read(sha256))


def only(store: Store) -> AttachmentView:
    """The one attachment of a plan."""
    (found,) = store.read(attachments)
    return found


def sha256_of(content: bytes) -> str:
    """What a content is known by."""
    return hashlib.sha256(content).hexdigest()


def large(blocks: int) -> bytes:
    """A content of so many blocks, each different, and a bit."""
    return b"".join(bytes([number]) * BLOCK for number in range(blocks)) + b"a bit"


def age(path: Path, seconds: float) -> None:
    """Let a file be as old as this."""
    then = time.time() - seconds
    os.utime(path, (then, then))


def attach_unchecked(store: Store, about: str, sha256: str) -> None:
    """Attach what no draft would let through, as another program might."""

    def attach_anything(session: Writing) -> None:
        session.put(
            Attachment(id="aaaaaaaa-0000-4000-8000-000000000000", about=about, name="x", sha256=sha256)
        )

    store.do(attach_anything)
