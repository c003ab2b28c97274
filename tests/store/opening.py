"""A plan file made, opened again, and refused, by one who looks at every byte beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from db.errors import StorageError
from db.journal.history import history
from db.store import Store
from tests.builders import a_world


def begin(path: Path) -> Store:
    return Store.create(path, a_world(), actor="samordnare", letter="K", site_name="kommunen")


def open_again(path: Path) -> Store:
    return Store.open(path, a_world("en annan dag"), actor="samordnare")


def contents(folder: Path) -> dict[str, str]:
    """Every file of a folder, with the hash of its bytes."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
        for file in folder.iterdir()
    }


def refused(path: Path, error: type[StorageError]) -> StorageError:
    """The file is refused by that error, which names it as it was given, and nothing there has changed."""
    before = contents(path.parent)
    with pytest.raises(error) as caught, open_again(path) as store:
        store.read(history)
    assert type(caught.value) is error
    assert caught.value.path == str(path)
    assert contents(path.parent) == before
    return caught.value
