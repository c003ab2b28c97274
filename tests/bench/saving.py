"""Saving one field, beside the very same rows written by bare sqlite3."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.operations import change
from db.store import Done
from tests.bench.clock import Duel
from tests.bench.plans import Plans, opened


@contextmanager
def saving(plans: Plans, activities: int) -> Iterator[Duel]:
    """Change the place of one activity after another, each a gesture that is on the disk when it returns."""
    with plans.copy_of(activities) as path, opened(path) as store, plans.copy_of(activities) as twin:
        floor = _Floor(path, twin)
        keys = itertools.cycle(floor.some_activities())
        count = itertools.count()
        done: list[Done[str]] = []

        def ours() -> None:
            done.append(store.do(change, next(keys), {"place": f"Stortorget {next(count)}"}))

        # The first gesture in a copied file makes a new site known; what it wrote is none of the floor's.
        ours()
        floor.follow(done[-1])
        yield Duel(
            ours=ours,
            floor=floor.write,
            between=lambda: floor.follow(done[-1]),
            note=f"{activities} activities",
        )
        floor.close()


class _Floor:
    """A twin of the plan, without the log's guards, that is given the same rows by bare sqlite3."""

    def __init__(self, path: Path, twin: Path) -> None:
        self._source = sqlite3.connect(path, isolation_level=None)
        self._twin = sqlite3.connect(twin, isolation_level=None)
        for (name,) in self._twin.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            self._twin.execute(f"DROP TRIGGER {name}")
        self._twin.execute("PRAGMA journal_mode = WAL")
        self._twin.execute("PRAGMA synchronous = FULL")
        self._wanted: list[tuple[str, list[Sequence[Any]]]] = []

    def some_activities(self) -> list[str]:
        """Give activities from all over the plan."""
        found = self._source.execute("SELECT id FROM activity ORDER BY substr(id, 20) LIMIT 500")
        return [key for (key,) in found]

    def follow(self, done: Done[str]) -> None:
        """Read what a gesture has written, to write the same."""
        ops = self._read("SELECT * FROM op WHERE step = ? ORDER BY seq", done.step)
        marks = ", ".join("?" * len(ops[0]))
        names = [column[0] for column in self._source.execute("SELECT * FROM op LIMIT 0").description]
        site, seq, row, field = (names.index(name) for name in ("site", "seq", "row", "field"))
        heads: list[Sequence[Any]] = [(op[row], op[field], op[site], op[seq]) for op in ops]
        touched = self._read("SELECT place, touched_at, id FROM activity WHERE id = ?", done.value)
        self._wanted = [
            ("INSERT INTO step VALUES (?, ?, ?)", self._read("SELECT * FROM step WHERE id = ?", done.step)),
            (f"INSERT INTO op VALUES ({marks})", ops),
            ('DELETE FROM head WHERE "row" = ? AND field = ?', [head[:2] for head in heads[1:]]),
            ("INSERT INTO head VALUES (?, ?, ?, ?)", heads),
            ("UPDATE activity SET place = ?, touched_at = ? WHERE id = ?", touched),
        ]

    def _read(self, statement: str, key: str | None) -> list[Sequence[Any]]:
        return list(self._source.execute(statement, (key,)))

    def write(self) -> None:
        """Write it, in one transaction."""
        self._twin.execute("BEGIN IMMEDIATE")
        for statement, rows in self._wanted:
            self._twin.executemany(statement, rows)
        self._twin.execute("COMMIT")

    def close(self) -> None:
        """Let go of both files."""
        self._source.close()
        self._twin.close()
