"""Each of these tests meets every storage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_plan
from tests.storages import plan_file, postgres_template, storage, store
from tests.store.opening import begin

__all__ = ["plan_file", "postgres_template", "storage", "store"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan file with something in it, closed."""
    path = tmp_path / "säffle 2017.plan"
    with begin(path) as store:
        a_plan(store)
    return path
