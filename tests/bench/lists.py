"""The list of activities as it is first shown, sorted and filtered, beside its SQL alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from db.filter.folding import fold_text
from db.queries.listing import activity_lines
from db.queries.ordering import SortKey
from db.store.engines import sqlite_engine
from tests.bench.clock import Duel
from tests.bench.invented_plan import TODAY
from tests.bench.plans import Plans, opened

SCREEN = 50
"""How many lines a screen shows."""

Statement = tuple[str, Sequence[Any]]


@contextmanager
def listing(
    plans: Plans, activities: int, *, text: str = "", order: Sequence[SortKey] = ()
) -> Iterator[Duel]:
    """Show the first screen of a list: the query and the making of its views."""
    path = plans.of(activities)
    ask = partial(activity_lines, text=text, order=order, today=TODAY, limit=SCREEN)
    statements = _statements(path, ask)
    bare = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    bare.create_function("fold", 1, fold_text, deterministic=True)
    bare.execute("PRAGMA cache_size = -65536")

    def floor() -> None:
        for statement, values in statements:
            bare.execute(statement, values).fetchall()

    with opened(path) as store:
        yield Duel(ours=lambda: store.read(ask), floor=floor, note=f"{activities} activities")
    bare.close()


def _statements(path: Path, ask: partial[Any]) -> list[Statement]:
    """Listen to what SQL a question asks."""
    engine = sqlite_engine(path, local=True)
    asked: list[Statement] = []

    @event.listens_for(engine, "before_cursor_execute")
    def _ask(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    with Session(engine) as session:
        ask(session)
    engine.dispose()
    return asked
