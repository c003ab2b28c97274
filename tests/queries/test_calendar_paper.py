"""A printed calendar is read for one agreement, or for all."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from db.errors import UnknownThing
from db.filter import parse
from db.operations import change
from db.queries import state_hash
from db.queries.calendar_paper import month_paper, timeline_paper
from db.store import Store
from tests.builders import Plan

TODAY = dt.date(2017, 5, 10)


def test_a_month_is_read_in_whole_weeks_with_the_agreements_head(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"due_on": TODAY})
    paper = store.read(month_paper, agreement=plan.agreement, month=TODAY, today=TODAY)
    assert (paper.days.first, paper.days.last) == (dt.date(2017, 5, 1), dt.date(2017, 6, 4))
    assert paper.agreement is not None
    assert paper.agreement.municipality == "Säffle"
    assert paper.state == store.read(state_hash)
    day = paper.days.day(TODAY)
    assert day is not None
    assert [each.number for each in day.entries] == ["K1"]


def test_a_filter_and_an_agreement_narrow_together(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"due_on": TODAY})
    asked: dict[str, Any] = {"agreement": plan.agreement, "year": 2017, "today": TODAY}
    assert store.read(timeline_paper, **asked).year.groups
    paper = store.read(timeline_paper, **asked, filter=parse("ansvarig:rektor eller K99"))
    assert (paper.year.groups, paper.filter_text) == ((), "ansvarig:rektor eller K99")
    assert store.read(timeline_paper, agreement=None, year=2017, today=TODAY).year.groups


def test_an_agreement_that_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(UnknownThing):
        store.read(month_paper, agreement="borta", month=TODAY, today=TODAY)
