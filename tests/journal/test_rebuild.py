"""Laws 1 and 4: the ops are the truth, whatever the order and the route by which they came."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import sqlite3
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import NothingToUndo
from db.journal.chain import broken_links
from db.journal.rebuild import differences, rebuild
from db.journal.state import state_hash
from db.operations import add, change, delete, link, log_occurrence, note, redact, undo, unlink
from db.store import Store
from db.tables import OpRow
from db.views.soundness import Problem, ProblemKind
from tests.asking import assert_remade_alike, field, in_conflict, log, what_is_known
from tests.builders import Plan, a_plan, a_weekly_activity, a_world, an_activity
from tests.merging import bring, chained, copies, lacking, ops_of
from tests.plan_dump import differing, everything
from tests.storages import PlanFile


def test_what_a_busy_day_leaves_is_remade_from_the_log_alone(store: Store) -> None:
    plan = a_plan(store)
    form = what_is_known(store)
    weekly = store.do(add, a_weekly_activity(plan.agreement)).value
    store.do(log_occurrence, weekly, on=dt.date(2017, 5, 12), counters={"samtal": 20, "besök": 3.5})
    store.do(change, plan.activity, {"title": "Ett", "due_on": dt.date(2017, 6, 1)})
    store.do_as_seen(form, change, plan.activity, {"title": "Två"})
    store.do(unlink, plan.activity, plan.cause)
    store.do(link, weekly, plan.cause)
    store.do(note, weekly, "Skolan vill vara med")
    store.do_as_seen(form, delete, plan.focus_area)
    store.do(undo)
    store.do(delete, plan.meeting)
    (said,) = log(store, OpRow.value == '"Skolan vill vara med"')
    store.do(redact, [said.name])
    assert_remade_alike(store)


def test_a_plan_is_remade_even_from_nothing_but_its_ops(plan_file: PlanFile) -> None:
    store = plan_file.open()
    a_plan(store)
    before = store.read(everything)
    with closing(a_forger(plan_file.path)) as forger:
        for table in before.keys() - {"op", "here"}:
            forger.execute(f"DELETE FROM {table}")
        forger.commit()
    assert store.read(everything) != before
    store.do(rebuild)
    assert differing(before, store.read(everything)) == []


def a_forger(path: Path) -> sqlite3.Connection:
    """Another program that has found out what the triggers ask for."""
    connection = sqlite3.connect(path)
    connection.create_function("journal_writes", 0, lambda: 1)
    connection.create_function("fold", 1, str.lower, deterministic=True)
    return connection


def problems(store: Store) -> list[Problem]:
    return store.read(lambda session: list(differences(session)))


def test_a_forged_table_is_told_and_remade(plan_file: PlanFile) -> None:
    store = plan_file.open()
    plan = a_plan(store)
    with closing(a_forger(plan_file.path)) as forger:
        forger.execute("UPDATE activity SET title = 'x'")
        forger.execute("UPDATE promise SET alive = 0")
        forger.execute("DELETE FROM note")
        forger.execute("DELETE FROM meeting")
        forger.commit()
    assert [(problem.kind, problem.entity, problem.row) for problem in problems(store)] == [
        (ProblemKind.TABLE_DIFFERS, "promise", plan.promise),
        (ProblemKind.TABLE_DIFFERS, "activity", plan.activity),
        (ProblemKind.TABLE_DIFFERS, "meeting", plan.meeting),
    ]
    store.do(rebuild)
    assert problems(store) == []
    assert field(store, plan.activity, "title") == "Torgmöte"


def test_a_forged_head_is_told_and_remade(plan_file: PlanFile) -> None:
    store = plan_file.open()
    plan = a_plan(store)
    with closing(a_forger(plan_file.path)) as forger:
        forger.execute("DELETE FROM head WHERE row = ? AND field = 'title'", [plan.activity])
        forger.commit()
    (problem,) = problems(store)
    assert (problem.kind, problem.row, problem.entity) == (ProblemKind.HEAD_DIFFERS, plan.activity, "title")
    store.do(rebuild)
    assert problems(store) == []


def test_a_forged_due_date_or_time_of_touch_is_told_and_remade(plan_file: PlanFile) -> None:
    store = plan_file.open()
    plan = a_plan(store, due_on=dt.date(2017, 6, 1))
    with closing(a_forger(plan_file.path)) as forger:
        forger.execute(
            "UPDATE activity SET next_due = '2018-01-01', touched_at = '2018-01-01T00:00:00.000000Z'"
        )
        forger.commit()
    assert [(problem.row, problem.detail) for problem in problems(store)] == [
        (plan.activity, "touched_at"),
        (plan.activity, "next_due"),
    ]
    store.do(rebuild)
    assert field(store, plan.activity, "next_due") == dt.date(2017, 6, 1)
    assert problems(store) == []


def some_work(store: Store, plan: Plan, chance: random.Random) -> None:
    """A few gestures on the same small plan, in which the copies are bound to get in each other's way."""
    gestures = [
        lambda: store.do(change, plan.activity, {"title": chance.choice(["Ett", "Två", "Tre"])}),
        lambda: store.do(change, plan.activity, {"due_on": dt.date(2017, 6, chance.randint(1, 30))}),
        lambda: store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, chance.randint(1, 3))),
        lambda: store.do(note, plan.activity, chance.choice(["Ja", "Nej"])),
        lambda: store.do(add, an_activity(plan.agreement, owner=plan.owner)),
        lambda: store.do(link, plan.activity, plan.owner),
        lambda: store.do(undo),
    ]
    for _ in range(6):
        with suppress(NothingToUndo):
            chance.choice(gestures)()
    if chance.random() < 0.7:
        store.do(delete, chance.choice([plan.activity, plan.owner, plan.focus_area, plan.meeting]))


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_merging_gives_the_same_plan(plan_file: PlanFile, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with ExitStack() as stack:
        stores, plan = copies(tmp_path, plan_file, stack)
        for store in stores:
            some_work(store, plan, chance)
        known = [ops_of(store) for store in stores]
        everyone = {name: op for ops in known for name, op in ops.items()}
        merged = []
        for store, own, order in zip(stores, known, itertools.permutations(range(3)), strict=False):
            for other in order:
                ops = [op for name, op in known[other].items() if name not in ops_of(store)]
                chance.shuffle(ops)
                bring(store, ops)
            assert own.keys() <= ops_of(store).keys() == everyone.keys()
            derived = store.read(everything)
            del derived["here"]
            merged.append(derived)
            assert list(broken_links(log(store))) == []
            assert_remade_alike(store)
        assert differing(merged[0], merged[1]) == differing(merged[0], merged[2]) == []
        assert len({store.read(state_hash) for store in stores}) == 1
        stores[0].do(change, plan.agreement, {"title": "Efter mötet"})
        stores[0].do(undo)
        assert_remade_alike(stores[0])


def test_two_copies_that_make_the_same_thing_have_made_one(plan_file: PlanFile, tmp_path: Path) -> None:
    with ExitStack() as stack:
        stores, plan = copies(tmp_path, plan_file, stack)
        keys = {
            store.do(log_occurrence, plan.activity, on=dt.date(2017, 5, 12), counters={"samtal": 20}).value
            for store in stores
        }
        assert len(keys) == 1
        bring(stores[0], lacking(stores[0], stores[1]))
        assert in_conflict(stores[0]) == []
        assert_remade_alike(stores[0])


def test_what_two_copies_wrote_apart_is_a_conflict_where_they_meet(
    plan_file: PlanFile, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        (here, there, _), plan = copies(tmp_path, plan_file, stack)
        here.do(change, plan.activity, {"title": "Kommunens ord", "place": "Torget"})
        there.do(change, plan.activity, {"title": "Polisens ord", "text": "Vid statyn"})
        theirs = lacking(here, there)
        bring(there, lacking(there, here))
        bring(here, theirs)
        assert in_conflict(here) == in_conflict(there) == [(plan.activity, "title")]
        assert field(here, plan.activity, "title") == field(there, plan.activity, "title")
        assert (field(here, plan.activity, "place"), field(here, plan.activity, "text")) == (
            "Torget",
            "Vid statyn",
        )
        here.do(change, plan.activity, {"title": "Våra ord"})
        bring(there, lacking(there, here))
        assert in_conflict(there) == []
        assert field(there, plan.activity, "title") == "Våra ord"


def test_a_clock_that_is_years_behind_decides_nothing(plan_file: PlanFile) -> None:
    with plan_file.open() as first:
        plan = a_plan(first)
    early = a_world("gammal dator", start=dt.datetime(1997, 1, 1, tzinfo=dt.UTC))
    with Store.open(plan_file.path, early, actor="polisen") as store:
        store.do(change, plan.activity, {"title": "Skrivet 1997"})
        assert field(store, plan.activity, "title") == "Skrivet 1997"
        assert in_conflict(store) == []
        assert field(store, plan.activity, "touched_at").year == 2017
        assert_remade_alike(store)


def test_ops_from_a_newer_version_are_kept_and_passed_over(plan_file: PlanFile) -> None:
    """Law 12: a table or a field that this version does not know stays in the log, and in the heads."""
    store = plan_file.open()
    plan = a_plan(store)
    (known,) = log(store, OpRow.row == plan.activity, OpRow.field == "title")
    template = ops_of(store)[known.name]
    newer = [
        replace(template, site="f" * 16, seq=1, field="colour", value='"red"', parents=()),
        replace(template, site="f" * 16, seq=2, entity="dream", row="9" * 36, parents=()),
    ]
    bring(store, chained(newer))
    assert problems(store) == []
    assert_remade_alike(store)
    store.do(change, plan.activity, {"title": "Ett"})
    assert_remade_alike(store)
    assert {op.field for op in log(store, OpRow.site == "f" * 16)} == {"colour", "title"}
