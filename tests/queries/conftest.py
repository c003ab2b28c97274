"""Each of these tests meets every storage."""

from __future__ import annotations

import pytest

from db.store import Store
from tests.builders import Plan, a_plan
from tests.storages import plan_file, postgres_template, storage, store

__all__ = ["plan", "plan_file", "postgres_template", "storage", "store"]


@pytest.fixture
def plan(store: Store) -> Plan:
    """A small plan in the store, one of each thing."""
    return a_plan(store)
