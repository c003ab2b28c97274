"""Where a part of something is to be looked for."""

from __future__ import annotations

import datetime as dt

from db.operations import delete, log_occurrence, note
from db.queries.owners import whole_of
from db.store import Store
from db.views.things import Place
from tests.builders import Plan


def test_a_part_leads_to_the_thing_that_it_belongs_to(store: Store, plan: Plan) -> None:
    logged = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12)).value
    said = store.do(note, plan.meeting, "Ring skolan").value
    assert store.read(whole_of, "occurrence", logged) == Place("activity", plan.activity)
    assert store.read(whole_of, "note", said) == Place("meeting", plan.meeting)
    assert store.read(whole_of, "promise", plan.promise) == Place("promise", plan.promise)


def test_what_is_deleted_is_told_to_be_so_and_what_never_was_is_nowhere(store: Store, plan: Plan) -> None:
    store.do(delete, plan.activity)
    assert store.read(whole_of, "activity", plan.activity) == Place("activity", plan.activity, alive=False)
    assert store.read(whole_of, "activity", "nothing") is None
