"""A long list is read in the order of an index, so that its first screen costs no more than a short one's."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from db.drafts import ActivityDraft
from db.operations import add
from db.queries import SortKey
from db.queries.listing import activity_lines
from db.queries.ordering import list_order
from db.store import Store
from db.tables import Activity
from tests.bench.invented_plan import TODAY
from tests.builders import Plan
from tests.storages import begun


def way_to_read(store: Store, *order: SortKey) -> str:
    """How SQLite means to read the first screen of a list."""
    screen = select(Activity.id).where(Activity.alive).order_by(*list_order("activity", order)).limit(50)
    said = str(screen.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))

    def explain(session: Session) -> str:
        return " ; ".join(row.detail for row in session.execute(text(f"EXPLAIN QUERY PLAN {said}")))

    return store.read(explain)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    ("field", "index"), [("number", "ix_activity_numbered"), ("title", "ix_activity_titled")]
)
def test_the_first_screen_is_read_from_an_index(
    tmp_path: Path, field: str, index: str, descending: bool
) -> None:
    path = tmp_path / "saffle.plan"
    with begun(path) as store:
        assert way_to_read(store, SortKey(field, descending)) == f"SCAN activity USING INDEX {index}"


def test_a_list_is_turned_round_whole(store: Store, plan: Plan) -> None:
    for title in ("Ärta", "ärta", "Café", "cafe"):
        store.do(add, ActivityDraft(agreement=plan.agreement, title=title))
    for field in ("title", "responsibility"):
        there = [line.id for line in store.read(activity_lines, today=TODAY, order=[SortKey(field)])]
        back = [line.id for line in store.read(activity_lines, today=TODAY, order=[SortKey(field, True)])]
        assert back == there[::-1]


def test_a_screen_of_a_list_is_the_same_lines_as_the_whole_list_has_there(store: Store, plan: Plan) -> None:
    for number in range(7):
        store.do(add, ActivityDraft(agreement=plan.agreement, title=f"Fotpatrull {number}"))
    order = [SortKey("title", descending=True)]
    whole = store.read(activity_lines, "fotpatrull", today=TODAY, order=order)
    screens = [
        store.read(activity_lines, "fotpatrull", today=TODAY, order=order, limit=3, offset=offset)
        for offset in (0, 3, 6, 9)
    ]
    assert [len(screen) for screen in screens] == [3, 3, 1, 0]
    assert [line for screen in screens for line in screen] == whole
