"""Law 13: what is erased is gone, here and from the bytes of the file, and the chain still verifies."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.drafts import CounterDraft
from db.errors import LockedPlan, NotErasable, UnknownOp
from db.journal.chain import Name, broken_links, seal
from db.operations import add, change, delete, link, log_occurrence, note, record_paper, redact
from db.store import Store, engines
from db.tables import OpRow
from tests.asking import assert_remade_alike, field, in_conflict, log, what_is_known
from tests.builders import Plan, a_plan, an_activity
from tests.storages import PlanFile

NAME = "Anna-Karin Ståhlgren"


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store)


def saying(store: Store, text: str) -> list[Name]:
    """The ops whose value holds a text."""
    return [op.name for op in log(store, OpRow.value.contains(text))]


def test_an_erased_value_and_its_salt_are_gone_and_the_rest_of_the_op_stays(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"text": f"{NAME} ringde"})
    (name,) = saying(store, NAME)
    before = {op.name: op for op in log(store)}[name]
    assert store.do(redact, [name]).value == [name]
    after = {op.name: op for op in log(store)}[name]
    assert (after.value, after.salt, after.erased) == (None, None, True)
    assert (after.actor, after.wall, after.seal, after.digest) == (
        before.actor, before.wall, before.seal, before.digest,
    )  # fmt: skip
    assert before.salt is not None
    assert after.seal == seal(before.salt, before.value or "")
    assert list(broken_links(log(store))) == []
    assert_remade_alike(store)


def test_the_field_falls_back_to_empty(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"text": f"{NAME} ringde"})
    store.do(redact, saying(store, NAME))
    assert field(store, plan.activity, "text") == ""


def test_an_older_value_is_erased_without_touching_the_present_one(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"text": f"{NAME} ringde"})
    store.do(change, plan.activity, {"text": "Någon ringde"})
    store.do(redact, saying(store, NAME))
    assert field(store, plan.activity, "text") == "Någon ringde"
    assert saying(store, NAME) == []
    assert_remade_alike(store)


def test_erasing_one_of_two_heads_leaves_the_other_shown_as_it_was(store: Store, plan: Plan) -> None:
    form = what_is_known(store)
    store.do(change, plan.activity, {"text": f"{NAME} ringde"})
    store.do_as_seen(form, change, plan.activity, {"text": "Någon ringde"})
    store.do(redact, saying(store, NAME))
    assert field(store, plan.activity, "text") == "Någon ringde"
    assert_remade_alike(store)
    store.do(change, plan.activity, {"text": "Någon ringde"})
    assert in_conflict(store) == []


def test_a_note_can_be_erased_and_still_says_who_wrote_it(store: Store, plan: Plan) -> None:
    said = store.do(note, plan.activity, f"{NAME} bor på Storgatan").value
    store.do(redact, saying(store, NAME))
    assert field(store, said, "text") == ""
    assert field(store, said, "about") == plan.activity
    assert {op.actor for op in log(store, OpRow.row == said)} == {"samordnare"}


def test_erasing_twice_is_erasing_once(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"text": f"{NAME} ringde"})
    names = saying(store, NAME)
    store.do(redact, names)
    before = log(store)
    assert store.do(redact, names).step is None
    assert log(store) == before


def test_an_erased_date_takes_the_due_date_with_it(store: Store) -> None:
    plan = a_plan(store)
    activity = store.do(add, an_activity(plan.agreement, due=dt.date(2017, 6, 1))).value
    store.do(redact, [op.name for op in log(store, OpRow.row == activity, OpRow.field == "due_on")])
    assert field(store, activity, "next_due") is None
    assert_remade_alike(store)


def test_an_erased_label_of_a_counter_does_not_come_back_with_the_next_count(
    store: Store, plan: Plan
) -> None:
    done = store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12)).value
    counted = store.do(add, CounterDraft(occurrence=done, label=NAME, number=1)).value
    store.do(redact, saying(store, NAME))
    assert field(store, counted, "label") == ""
    assert_remade_alike(store)


@pytest.mark.parametrize("name", ["alive", "owner", "agreement", "number"])
def test_what_is_no_persons_words_can_not_be_erased(store: Store, plan: Plan, name: str) -> None:
    ops = [op.name for op in log(store, OpRow.row == plan.activity, OpRow.field == name)]
    with pytest.raises(NotErasable) as caught:
        store.do(redact, ops)
    assert (caught.value.entity, caught.value.field) == ("activity", name)


def test_what_a_note_is_about_and_what_a_meeting_knew_can_not_be_erased(store: Store, plan: Plan) -> None:
    store.do(record_paper, plan.meeting)
    said = store.do(note, plan.activity, "Ring skolan").value
    tie = store.do(link, plan.activity, plan.owner).value
    for key, name in ((said, "about"), (said, "entity"), (plan.meeting, "known"), (tie, "contact")):
        with pytest.raises(NotErasable):
            store.do(redact, [op.name for op in log(store, OpRow.row == key, OpRow.field == name)])


def test_the_logs_own_affairs_can_not_be_erased(store: Store, plan: Plan) -> None:
    for table in ("site", "step"):
        with pytest.raises(NotErasable):
            store.do(redact, [op.name for op in log(store, OpRow.entity == table)][:1])
    assert plan.activity


def test_an_op_that_is_not_there_is_told_and_nothing_is_erased(store: Store, plan: Plan) -> None:
    store.do(change, plan.activity, {"text": f"{NAME} ringde"})
    with pytest.raises(UnknownOp):
        store.do(redact, [*saying(store, NAME), ("f" * 16, 7)])
    assert len(saying(store, NAME)) == 1


def test_a_redaction_is_an_op_that_names_what_it_erased(store: Store, plan: Plan) -> None:
    """So an exchange can carry it on, and every copy empties the same op."""
    store.do(change, plan.activity, {"text": f"{NAME} ringde"})
    (name,) = saying(store, NAME)
    step = store.do(redact, [name]).step
    said = {op.field: op.value for op in log(store, OpRow.step == step, OpRow.entity == "redaction")}
    assert said == {"site": f'"{name[0]}"', "seq": str(name[1])}


def bytes_of(path: Path) -> bytes:
    """All that lies on the disk of a plan: the file, and whatever SQLite keeps beside it."""
    found = sorted(path.parent.glob(f"*{path.name}*"))
    assert path in found
    return b"\0".join(file.read_bytes() for file in found)


def test_no_byte_of_what_was_erased_is_left_in_the_file_or_beside_it(plan_file: PlanFile) -> None:
    store = plan_file.open()
    plan = a_plan(store)
    store.do(change, plan.activity, {"text": f"{NAME} ringde", "title": f"Möte med {NAME}"})
    store.do(note, plan.activity, f"{NAME} bor på Storgatan")
    assert NAME.encode() in bytes_of(plan_file.path)
    store.do(redact, saying(store, NAME))
    store.forget_traces()
    assert NAME.encode() not in bytes_of(plan_file.path)
    assert list(broken_links(log(store))) == []


def test_no_byte_is_left_after_long_and_busy_writing(plan_file: PlanFile) -> None:
    """Rows are moved from page to page as a file grows and shrinks; no page may keep what it once held."""
    chance = random.Random(17)
    secret = "Hemligt: Anna-Karin Ståhlgren, Storgatan 7"
    store = plan_file.open()
    plan = a_plan(store)
    told = [plan.activity]
    for turn in range(120):
        told.append(
            store.do(add, an_activity(plan.agreement, text=f"{secret} {'x' * chance.randint(0, 9000)}")).value
        )
        store.do(change, chance.choice(told), {"text": f"{secret} {turn} {'y' * chance.randint(0, 3000)}"})
        if turn % 3 == 0:
            key = chance.choice(told[1:])
            store.do(redact, [op.name for op in log(store, OpRow.row == key, OpRow.value.contains(secret))])
        if turn % 10 == 9 and len(told) > 20:
            store.do(delete, told.pop(chance.randrange(1, len(told))))
    store.do(redact, saying(store, secret))
    store.forget_traces()
    assert b"Hemligt" not in bytes_of(plan_file.path)
    assert "Ståhlgren".encode() not in bytes_of(plan_file.path)
    assert_remade_alike(store)


def test_while_somebody_reads_the_old_state_it_is_said_that_traces_are_left(
    plan_file: PlanFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PATIENCE", 0.2)
    store, other = plan_file.open(), plan_file.open()
    plan = a_plan(store)
    store.do(change, plan.activity, {"text": f"{NAME} ringde"})
    names = saying(store, NAME)

    def meanwhile(session: Session) -> None:
        assert session.scalars(select(OpRow.value).where(OpRow.value.contains(NAME))).all()
        store.do(redact, names)
        with pytest.raises(LockedPlan):
            store.forget_traces()

    other.read(meanwhile)
    store.forget_traces()
    assert NAME.encode() not in bytes_of(plan_file.path)
