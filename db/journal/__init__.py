"""The log: every field write is an op, and ops are the truth that the tables are derived from."""

from __future__ import annotations

from db.journal.writing import listen

listen()
