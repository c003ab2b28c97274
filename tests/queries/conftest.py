"""Each of these tests meets every storage."""

from __future__ import annotations

import pytest

from db.store import Store
from tests.builders import Plan, a_plan
from tests.storages import databases, plan_file, storage, store

__all__ = ["databases", "plan", "plan_file", "storage", "store"]


@pytest.fixture
def plan(store: Store) -> Plan:
    """A small plan in the store, one of each thing."""
    return a_plan(store)
