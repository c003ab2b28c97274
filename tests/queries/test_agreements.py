"""Which agreement is meant follows from the plan, the day or the meeting, and is never guessed."""

from __future__ import annotations

import datetime as dt

from db.drafts import MeetingDraft
from db.operations import add, delete
from db.queries import agreements, agreements_meant, copy_here, only_agreement
from db.store import Store
from tests.builders import an_agreement


def test_a_plan_without_agreements_means_none(store: Store) -> None:
    assert store.read(agreements) == ()
    assert store.read(only_agreement) is None
    assert store.read(agreements_meant, today=dt.date(2017, 5, 2)) == ()


def test_the_only_agreement_is_meant_even_when_its_time_is_past(store: Store) -> None:
    key = store.do(add, an_agreement()).value
    assert store.read(only_agreement) == key
    assert [one.id for one in store.read(agreements_meant, today=dt.date(2026, 1, 1))] == [key]


def test_of_several_the_one_in_force_is_meant_and_where_several_are_none_is_guessed(store: Store) -> None:
    old = store.do(add, an_agreement()).value
    new = store.do(
        add, an_agreement(starts_on=dt.date(2018, 1, 1), ends_on=None, municipality="Säffle")
    ).value
    assert store.read(only_agreement) is None

    def meant(day: dt.date, meeting: str | None = None) -> list[str]:
        return [one.id for one in store.read(agreements_meant, today=day, meeting=meeting)]

    assert meant(dt.date(2017, 12, 31)) == [old]
    assert meant(dt.date(2018, 1, 1)) == [new]
    assert meant(dt.date(2016, 1, 1)) == [old, new]
    meeting = store.do(add, MeetingDraft(agreement=old, on=dt.date(2018, 1, 9))).value
    assert meant(dt.date(2018, 1, 9), meeting) == [old]
    store.do(delete, old)
    assert meant(dt.date(2018, 1, 9)) == [new]


def test_a_copy_knows_its_name_and_letter(store: Store) -> None:
    here = store.read(copy_here)
    assert (here.letter, here.name) == ("K", "kommunen")
    assert len(here.plan) == 36
    assert len(here.site) == 16
