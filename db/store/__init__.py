"""The plan file and its opening, and the one door through which a plan is read and changed."""

from __future__ import annotations

from db.store.done import Done
from db.store.store import Store

__all__ = ["Done", "Store"]
