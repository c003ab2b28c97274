"""Each of these tests meets every storage."""

from __future__ import annotations

from tests.storages import plan_file, postgres_template, storage, store

__all__ = ["plan_file", "postgres_template", "storage", "store"]
