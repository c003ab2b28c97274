"""A client can add to a server's log, and neither change, lose nor empty what it says."""

from __future__ import annotations

import dataclasses

import psycopg
import pytest
from sqlalchemy.orm import Session

from db.journal.chain import Op
from db.operations import change, redact
from db.store import Store
from db.tables import HeldRow, OpRow, table_of
from tests.asking import assert_remade_alike, field, log
from tests.exchange.two_plans import GRUMS, SAFFLE, TwoPlans, connected, put, two
from tests.storages import databases

__all__ = ["databases", "two"]

HELD = table_of(HeldRow)


def title_op(store: Store) -> Op:
    """The op that gave the activity its title."""
    (op,) = log(store, OpRow.field == "title", OpRow.entity == "activity")
    return op


def held(store: Store) -> list[tuple[str, int, str | None]]:
    def asked(session: Session) -> list[tuple[str, int, str | None]]:
        rows = session.execute(HELD.select().order_by(HELD.c.site, HELD.c.seq))
        return [(row.site, row.seq, row.value) for row in rows]

    return store.read(asked)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE op SET actor = 'någon annan'",
        "UPDATE op SET value = 'null', salt = seal",
        "UPDATE op SET digest = seal",
        "DELETE FROM op",
        "UPDATE held SET digest = seal",
        "UPDATE admitted_plan SET plan = 'x'",
    ],
)
def test_the_log_is_not_changed_with_the_pen_in_hand(two: TwoPlans, statement: str) -> None:
    with two.store(two.saffle) as store:
        before = log(store)
        with connected(two.saffle, SAFFLE) as hand:
            hand.execute("SELECT set_config('loftesplan.journal', 'on', false)")
            with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.RaiseException)):
                hand.execute(statement)
        assert log(store) == before


def test_an_op_is_emptied_by_order_alone(two: TwoPlans) -> None:
    with two.store(two.saffle) as store, connected(two.saffle, SAFFLE) as hand:
        op = title_op(store)
        hand.execute("SELECT set_config('loftesplan.journal', 'on', false)")
        emptying = "UPDATE op SET value = NULL, salt = NULL WHERE site = %s AND seq = %s"
        with pytest.raises(psycopg.errors.RaiseException, match="nobody has ordered"):
            hand.execute(emptying, op.name)
        # An order that stands in the table alone, and not in the log, is none.
        forged = "INSERT INTO redaction (id, site, seq) VALUES ('forged', %s, %s)"
        hand.execute(forged, op.name)
        with pytest.raises(psycopg.errors.RaiseException, match="nobody has ordered"):
            hand.execute(emptying, op.name)
        hand.execute("DELETE FROM redaction")
        store.do(redact, [op.name])
        assert title_op(store).erased
        assert field(store, two.of_saffle.activity, "title") == ""
        assert_remade_alike(store)


def test_an_order_in_one_plan_empties_nothing_in_another(two: TwoPlans) -> None:
    with two.store(two.saffle) as saffle, two.store(two.grums) as grums:
        grums.merge(log(saffle))
        op = title_op(saffle)
        saffle.do(redact, [op.name])
        with connected(two.grums, GRUMS) as hand:
            hand.execute("SELECT set_config('loftesplan.journal', 'on', false)")
            with pytest.raises(psycopg.errors.RaiseException, match="nobody has ordered"):
                hand.execute("UPDATE op SET value = NULL, salt = NULL WHERE site = %s AND seq = %s", op.name)
        grums.merge(log(saffle))
        assert next(one for one in log(grums) if one.name == op.name).erased
        assert_remade_alike(grums)


def test_what_waits_leaves_only_for_the_log(two: TwoPlans) -> None:
    with two.store(two.saffle) as saffle, two.store(two.grums) as grums:
        saffle.do(change, two.of_saffle.activity, {"title": "Ett"})
        ops = log(saffle)
        grums.merge(ops[5:])
        waiting = held(grums)
        assert len(waiting) == len(ops[5:])
        with connected(two.grums, GRUMS) as hand:
            hand.execute("SELECT set_config('loftesplan.journal', 'on', false)")
            for statement in ("DELETE FROM held", "UPDATE held SET value = NULL, salt = NULL"):
                with pytest.raises(psycopg.errors.RaiseException, match="written around the log"):
                    hand.execute(statement)
        assert held(grums) == waiting
        grums.merge(ops[:5])
        assert held(grums) == []
        assert {op.name for op in ops} <= {op.name for op in log(grums)}
        assert_remade_alike(grums)


def test_the_tail_of_a_fork_stays_for_good(two: TwoPlans) -> None:
    with two.store(two.saffle) as saffle:
        last = log(saffle)[-1]
        other = dataclasses.replace(last, actor="en annan", digest=b"x" * 32)
        saffle.merge([other])
        assert held(saffle) == [(last.site, last.seq, last.value)]
        with connected(two.saffle, SAFFLE) as hand:
            hand.execute("SELECT set_config('loftesplan.journal', 'on', false)")
            with pytest.raises(psycopg.errors.RaiseException, match="is gone"):
                hand.execute("DELETE FROM held")
        saffle.merge(log(saffle))
        assert held(saffle) == [(last.site, last.seq, last.value)]


def test_no_op_comes_after_a_gap(two: TwoPlans) -> None:
    """All would believe that the server knows what is before it, and send it no more."""
    with two.store(two.saffle) as store, connected(two.saffle, SAFFLE) as hand:
        last = log(store)[-1]
        for site, seq in ((last.site, last.seq + 2), ("f" * 16, 2), ("f" * 16, 0)):
            with pytest.raises(psycopg.errors.RaiseException, match="nothing comes before"):
                put(hand, dataclasses.replace(last, site=site, seq=seq))


def test_an_op_of_ones_own_making_that_does_not_fit_its_chain_is_kept_out_of_the_plan(two: TwoPlans) -> None:
    """The server keeps what it is given; the copies that read it see what does not hold."""
    with two.store(two.saffle) as saffle, two.store(two.grums) as grums:
        forged = dataclasses.replace(title_op(saffle), site="f" * 16, seq=1, value='"Förfalskat"')
        with connected(two.saffle, SAFFLE) as hand:
            put(hand, forged)
        merged = grums.merge(log(saffle))
        assert [one.op.name for one in merged.waiting] == [forged.name]
        assert_remade_alike(grums)
