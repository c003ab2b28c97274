"""The list of activities as it is first shown, sorted and filtered, beside its SQL alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from db.filter.folding import fold_text
from db.queries.listing import activity_lines
from db.queries.ordering import SortKey
from db.store.engines import sqlite_engine
from tests.bench.clock import MILLISECONDS, turn_by_turn
from tests.bench.invented_plan import TODAY
from tests.bench.plans import Plans, opened
from tests.bench.reading import Reading

SCREEN = 50
"""How many lines a screen shows."""

Statement = tuple[str, Sequence[Any]]


def show_list(
    plans: Plans, activities: int, turns: int, *, text: str = "", order: Sequence[SortKey] = ()
) -> Reading:
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
        timed = turn_by_turn(lambda: store.read(ask), floor, turns=turns, unit=MILLISECONDS)
    bare.close()
    return Reading(ours=timed[0], floor=timed[1], note=f"{activities} activities")


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
