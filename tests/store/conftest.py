"""Each of these tests meets every storage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_plan
from tests.storages import begun, databases, plan_file, storage, store

__all__ = ["databases", "plan_file", "storage", "store"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan file with something in it, closed."""
    path = tmp_path / "säffle 2017.plan"
    with begun(path) as store:
        a_plan(store)
    return path
