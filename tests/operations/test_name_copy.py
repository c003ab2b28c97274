"""A copy says what it is called: in its own words, known to the others, and undone like any gesture."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import InvalidDraft
from db.operations import name_copy, redo, undo
from db.queries.copies import copies
from tests.builders import a_world
from tests.storages import begun


def test_a_copy_takes_another_name_and_undo_gives_back_the_first(tmp_path: Path) -> None:
    with begun(tmp_path / "en.plan", a_world(), site_name="kommunen") as store:
        store.do(name_copy, "  kontoret  i Säffle ")
        assert store.here().name == "kontoret i Säffle"
        store.do(undo)
        assert store.here().name == "kommunen"
        store.do(redo)
        assert store.here().name == "kontoret i Säffle"
        assert store.read(copies).here.name == "kontoret i Säffle"


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_copy_has_a_name_that_can_stand_in_a_line(tmp_path: Path, name: str) -> None:
    with begun(tmp_path / "en.plan", a_world()) as store, pytest.raises(InvalidDraft):
        store.do(name_copy, name)
