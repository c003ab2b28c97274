"""Law 8: identity is made, not counted, so that two copies that make the same thing make one."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest

from db.drafts import (
    DRAFTS,
    CounterDraft,
    DateExceptionDraft,
    Draft,
    FollowUpDraft,
    OccurrenceDraft,
    ParticipantDraft,
    fields_by_name,
)
from db.errors import InvalidDraft
from db.kinds import FollowUpPeriod
from db.operations import add, change, delete, link, log_occurrence, note, redo, undo, unlink
from db.operations.identity import MADE_OF, NAMESPACE
from db.store import Store
from db.tables import OpRow
from tests.asking import field, is_in_sight, log, what_is_known
from tests.builders import Plan, a_plan, a_world, an_activity
from tests.storages import PlanFile, Storage

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store)


def made(entity: str, *parts: str) -> str:
    """The key that the law gives: reckoned here by hand, since it may never change."""
    namespace = uuid.UUID("6f1b7f0a-5f0e-5d43-9f0b-2a7d3a6b9c11")
    return str(uuid.uuid5(namespace, "\x1f".join([entity, *parts])))


def test_the_namespace_of_made_identities_is_what_it_was() -> None:
    assert str(NAMESPACE) == "6f1b7f0a-5f0e-5d43-9f0b-2a7d3a6b9c11"


@pytest.mark.parametrize("table", sorted(MADE_OF))
def test_what_an_identity_is_made_of_are_fields_of_its_draft(table: str) -> None:
    assert set(MADE_OF[table]) <= fields_by_name(DRAFTS[table]).keys()


def test_links_occurrences_counters_and_follow_ups_have_made_identities(store: Store, plan: Plan) -> None:
    activity, promise = plan.activity, plan.promise
    assert store.do(link, promise, activity).value == made("activity_promise", activity, promise)
    assert store.do(link, activity, plan.cause).value == made("activity_cause", activity, plan.cause)
    assert store.do(link, activity, plan.owner).value == made("participant", activity, plan.owner, "")
    assert store.do(link, plan.police, activity).value == made("participant", activity, "", plan.police)
    assert store.do(link, plan.owner, plan.agreement).value == made("signatory", plan.agreement, plan.owner)
    assert store.do(link, plan.meeting, plan.owner).value == made("attendance", plan.meeting, plan.owner)
    done = store.do(log_occurrence, activity, on=dt.date(2017, 5, 12)).value
    assert done == made("occurrence", activity, "2017-05-12")
    counter = store.do(add, CounterDraft(occurrence=done, label="samtal", number=20)).value
    assert counter == made("counter", done, "samtal")
    follow_up = FollowUpDraft(activity=activity, year=2017, period=FollowUpPeriod.T1)
    assert store.do(add, follow_up).value == made("follow_up", activity, "2017", "T1")
    skipped = DateExceptionDraft(activity=activity, on=dt.date(2017, 5, 12))
    assert store.do(add, skipped).value == made("date_exception", activity, "2017-05-12")


def test_every_key_is_a_uuid_in_its_36_characters(store: Store, plan: Plan) -> None:
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12), counters={"samtal": 1})
    assert all(UUID.fullmatch(op.row) for op in log(store) if op.entity != "site")


def test_adding_the_same_link_twice_leaves_one(store: Store, plan: Plan) -> None:
    before = log(store)
    store.do(link, plan.activity, plan.promise)
    store.do(link, plan.promise, plan.activity)
    assert log(store) == before


def test_adding_an_occurrence_of_the_same_date_corrects_it(store: Store, plan: Plan) -> None:
    first = store.do(
        log_occurrence, plan.activity, on=dt.date(2017, 5, 12), attendance=12, place="Torget"
    ).value
    again = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12), attendance=14).value
    assert first == again
    assert (field(store, first, "attendance"), field(store, first, "place")) == (14, "Torget")


def test_correcting_what_is_there_does_not_say_again_that_it_is_there(store: Store, plan: Plan) -> None:
    store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12), attendance=12)
    step = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12), attendance=14).step
    assert [op.field for op in log(store, OpRow.step == step) if op.entity == "occurrence"] == ["attendance"]


def test_adding_again_what_was_deleted_brings_it_back(store: Store, plan: Plan) -> None:
    first = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12), attendance=12).value
    store.do(delete, first)
    again = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12), attendance=14).value
    assert first == again
    assert is_in_sight(store, first)


def test_adding_again_what_only_unseen_edits_kept_in_sight_decides_that_it_is_there(store: Store) -> None:
    plan = a_plan(store)
    done = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12)).value
    form = what_is_known(store)
    store.do(change, done, {"attendance": 12})
    store.do_as_seen(form, delete, done)
    store.do(add, OccurrenceDraft(activity=plan.activity, on=dt.date(2017, 5, 12)))
    assert log(store, OpRow.row == done, OpRow.field == "alive")[-1].value == "true"


@pytest.mark.parametrize("table", sorted(MADE_OF))
def test_what_an_identity_is_made_of_is_not_changed(store: Store, plan: Plan, table: str) -> None:
    drafts: dict[str, Draft] = {
        "participant": ParticipantDraft(activity=plan.activity, contact=plan.owner),
    }
    done = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12)).value
    values: dict[str, Any] = {
        "activity": plan.activity, "promise": plan.promise, "cause": plan.cause, "contact": plan.owner,
        "agreement": plan.agreement, "meeting": plan.meeting, "occurrence": done, "label": "samtal",
        "number": 1.0, "on": dt.date(2017, 5, 12), "year": 2017, "period": FollowUpPeriod.T1,
    }  # fmt: skip
    known = fields_by_name(DRAFTS[table]).keys()
    draft = drafts.get(table) or DRAFTS[table](**{name: values[name] for name in values.keys() & known})
    key = store.do(add, draft).value
    for name in MADE_OF[table]:
        with pytest.raises(InvalidDraft):
            store.do(change, key, {name: None})


def test_notes_are_not_changed(store: Store, plan: Plan) -> None:
    said = store.do(note, plan.activity, "Ring skolan").value
    with pytest.raises(InvalidDraft):
        store.do(change, said, {"text": "Ring inte"})


def test_each_activity_gets_the_next_number_of_its_copy(store: Store, plan: Plan) -> None:
    assert field(store, plan.activity, "number") == "K1"
    keys = [store.do(add, an_activity(plan.agreement)).value for _ in range(3)]
    assert [field(store, key, "number") for key in keys] == ["K2", "K3", "K4"]


def test_a_number_is_never_given_twice_not_even_after_an_undo(store: Store, plan: Plan) -> None:
    store.do(add, an_activity(plan.agreement))
    store.do(undo)
    other = store.do(add, an_activity(plan.agreement)).value
    assert field(store, other, "number") == "K3"
    store.do(undo)
    store.do(redo)
    assert field(store, other, "number") == "K3"


def test_a_gesture_that_was_refused_has_used_no_number(store: Store, plan: Plan) -> None:
    with pytest.raises(InvalidDraft):
        store.do(add, an_activity(plan.agreement, title=""))
    assert field(store, store.do(add, an_activity(plan.agreement)).value, "number") == "K2"


def test_two_windows_never_give_the_same_number(storage: Storage) -> None:
    windows = [storage.open(), storage.open()]
    plan = a_plan(windows[0])
    keys = [windows[turn % 2].do(add, an_activity(plan.agreement)).value for turn in range(6)]
    assert [field(windows[0], key, "number") for key in keys] == [f"K{n}" for n in range(2, 8)]


def test_a_copy_has_letters_of_its_own_before_its_numbers(plan_file: PlanFile) -> None:
    here = plan_file.open()
    plan = a_plan(here)
    there = plan_file.open(a_world("polishuset"))
    number = field(there, there.do(add, an_activity(plan.agreement)).value, "number")
    assert re.fullmatch(r"K[A-Z]1", number)


def test_unlinking_and_linking_again_is_the_same_link(store: Store, plan: Plan) -> None:
    tie = store.do(unlink, plan.activity, plan.promise).value
    assert not is_in_sight(store, tie)
    assert store.do(link, plan.activity, plan.promise).value == tie
    assert is_in_sight(store, tie)
