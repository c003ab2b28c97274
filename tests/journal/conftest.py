"""Each of these tests meets every storage."""

from __future__ import annotations

from tests.storages import databases, plan_file, storage, store

__all__ = ["databases", "plan_file", "storage", "store"]
