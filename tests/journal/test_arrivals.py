"""What comes from other copies is applied as soon as all that it rests on is here, and waits until then."""

from __future__ import annotations

import random
import sqlite3
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.journal.forks import ENTITY, MARK
from db.journal.rebuild import differences
from db.operations import add, change, link
from db.store import Store
from db.tables import HeldRow, Meeting
from db.views.exchange import HeldReason
from tests.asking import row_of
from tests.builders import a_plan, a_world, an_activity
from tests.exchange.meeting_places import copies
from tests.merging import chained, lacking, ops_of
from tests.storages import PlanFile
from tests.store.older import an_older_file


def held(store: Store) -> dict[tuple[str, int], str]:
    """What waits, and why."""

    def look(session: Session) -> dict[tuple[str, int], str]:
        return {(row.site, row.seq): row.reason for row in session.scalars(select(HeldRow))}

    return store.read(look)


def foreign(store: Store, template: Op, *changed: dict[str, object]) -> list[Op]:
    """Ops of a copy that nobody else knows, each like a template but for what is said of it."""
    made = [
        replace(template, site="f" * 16, seq=number, parents=(), **one)  # type: ignore[arg-type]  # ours to say
        for number, one in enumerate(changed, 1)
    ]
    assert store
    return chained(made)


def a_title(store: Store, row: str) -> Op:
    """The op that gave an activity its title."""
    return next(op for op in ops_of(store).values() if (op.row, op.field) == (row, "title"))


def test_ops_that_come_in_any_order_leave_nothing_waiting(tmp_path: Path) -> None:
    with ExitStack() as stack:
        (office, station), plan = copies(tmp_path, stack)
        for number in range(5):
            key = office.do(add, an_activity(plan.agreement, title=f"Nummer {number}")).value
            office.do(link, key, plan.promise)
            office.do(change, key, {"place": "Torget"})
        found = lacking(station, office)
        random.Random(7).shuffle(found)
        for op in found:
            station.merge([op])
        assert held(station) == {}
        assert ops_of(station) == ops_of(office)
        assert station.read(lambda session: list(differences(session))) == []


def test_each_that_waits_says_for_what(tmp_path: Path) -> None:
    with ExitStack() as stack:
        (office, station), plan = copies(tmp_path, stack)
        office.do(add, an_activity(plan.agreement))
        gap = lacking(station, office)[-1]
        unknown = "9" * 36
        title = a_title(office, plan.activity)
        lost = foreign(
            office, title,
            {"field": "owner", "value": f'"{unknown}"'},
            {"field": "text", "value": '"senare"'},
        )  # fmt: skip
        station.merge([gap, *lost])
        assert held(station) == {
            gap.name: HeldReason.GAP,
            lost[0].name: HeldReason.REFERENCE,
            lost[1].name: HeldReason.GAP,
        }
        station.merge(lacking(station, office))
        assert gap.name not in held(station)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("state", '"pausad"'),
        ("due_on", '"i morgon"'),
        ("due_on", "7"),
        ("target_count", '"många"'),
        ("title", '["en", "lista"]'),
        ("title", '"a\\u0000b"'),
        ("title", "{"),
        ("title", "[" * 5000),
        ("rule", '"FREQ=ALDRIG"'),
    ],
)
def test_a_value_that_this_version_can_not_read_waits_for_one_that_can(
    plan_file: PlanFile, field: str, value: str
) -> None:
    store = plan_file.open()
    plan = a_plan(store)
    before = row_of(store, plan.activity)
    (op,) = foreign(store, a_title(store, plan.activity), {"field": field, "value": value})
    store.merge([op])
    assert held(store) == {op.name: HeldReason.UNREADABLE}
    assert row_of(store, plan.activity) == before


@pytest.mark.parametrize("seen", ["nonsens", "[1]", '{"a":"x"}', f'{{"a":{2**63}}}'])
def test_a_deletion_that_does_not_say_what_its_author_had_seen_hides_nothing_and_waits(
    plan_file: PlanFile, seen: str
) -> None:
    store = plan_file.open()
    plan = a_plan(store)
    (op,) = foreign(store, a_title(store, plan.activity), {"field": "alive", "value": "false", "seen": seen})
    store.merge([op])
    assert held(store) == {op.name: HeldReason.UNREADABLE}
    assert row_of(store, plan.activity)["alive"]


@pytest.mark.parametrize("value", ["{", "[" * 5000, '"abc:²"', '"abc:x"', "7"])
def test_a_tail_that_does_not_say_of_what_hinders_nobody(plan_file: PlanFile, value: str) -> None:
    store = plan_file.open()
    plan = a_plan(store)
    template = replace(a_title(store, plan.activity), site=f"{MARK}aaa", seq=1, parents=())
    store.merge(chained([replace(template, entity=ENTITY, field=f"{MARK}aaa", value=value)]))
    (after,) = foreign(store, a_title(store, plan.activity), {"value": '"Marknad"'})
    store.merge([after])
    assert held(store) == {}
    assert row_of(store, plan.activity)["title"] in ("Marknad", "Torgmöte")


def test_an_op_that_is_not_what_its_digest_says_is_not_applied(tmp_path: Path) -> None:
    with ExitStack() as stack:
        (office, station), plan = copies(tmp_path, stack)
        office.do(change, plan.activity, {"title": "Marknad"})
        found = lacking(station, office)
        forged = [replace(op, value='"Förfalskat"') if op.field == "title" else op for op in found]
        station.merge(forged)
        assert row_of(station, plan.activity)["title"] == "Torgmöte"
        station.merge([replace(op, actor="någon annan") for op in found])
        assert row_of(station, plan.activity)["title"] == "Torgmöte"
        station.merge(found)
        assert row_of(station, plan.activity)["title"] == "Marknad"
        assert station.read(lambda session: list(differences(session))) == []


def test_what_a_later_version_wrote_is_read_once_this_one_has_been_brought_up_to_it(tmp_path: Path) -> None:
    """Law 12: a file of version 6, which knows no paper of a meeting, with a later one's op in its log."""
    newer = tmp_path / "nyare.plan"
    with Store.create(newer, a_world("station"), actor="", letter="P", site_name="stationen") as store:
        plan = a_plan(store)
        template = next(op for op in ops_of(store).values() if (op.row, op.field) == (plan.meeting, "on"))
    (op,) = foreign(store, template, {"field": "paper", "value": '"{}"'})
    path = an_older_file(tmp_path / "gammal.plan", 6)
    with closing(sqlite3.connect(path)) as connection:
        connection.create_function("journal_writes", 0, lambda: 1)
        row = (
            op.site, op.seq, op.lamport, "2017-05-02T08:30:00.000000Z", op.actor, op.step, op.entity, op.row,
            op.field, op.value, "[]", None, op.salt, op.seal, op.digest,
        )  # fmt: skip
        connection.execute(f"INSERT INTO op VALUES ({', '.join('?' * 15)})", row)
        connection.execute("INSERT INTO head VALUES (?, ?, ?, ?)", (op.row, op.field, op.site, op.seq))
        connection.commit()
    with Store.open(path, a_world(), actor="") as store:
        assert store.read(lambda session: session.scalar(select(Meeting.paper))) == "{}"
