"""Several clients at once: nobody is passed over by a reader, and nobody waits for another plan's writers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.errors import LockedPlan
from db.exchange.plan_place import PlanPlace
from db.journal.chain import Op
from db.journal.vector import Vector
from db.journal.writing import Writing
from db.operations import add, change
from db.store import Store, server
from tests.asking import assert_remade_alike, log
from tests.builders import an_activity
from tests.exchange.two_plans import GRUMS, SAFFLE, TwoPlans, a_file, connected, put, two
from tests.storages import databases

__all__ = ["a_file", "databases", "two"]


@contextmanager
def writing(store: Store, agreement: str) -> Iterator[Callable[[], None]]:
    """Somebody who has written and does not commit until told to, or until the block's end."""
    written, go = threading.Event(), threading.Event()

    def slowly(session: Writing) -> None:
        add(session, an_activity(agreement, title="Sent ute"))
        session.flush()
        written.set()
        go.wait(60)

    with ThreadPoolExecutor() as threads:
        gesture: Future[object] = threads.submit(store.do, slowly)

        def finish() -> None:
            go.set()
            gesture.result(60)

        try:
            assert written.wait(60)
            yield finish
        finally:
            finish()


def known_after(known: Vector, ops: list[Op]) -> Vector:
    """What somebody knows who knew this much and has been given ops."""
    return known.joined(Vector({op.site: op.seq for op in sorted(ops, key=lambda op: op.seq)}))


def test_who_reads_while_another_has_not_committed_yet_passes_nothing_over(two: TwoPlans) -> None:
    """A cursor over one sequence of all copies would stand beyond what is committed late, for ever."""
    with two.store(two.saffle) as one, two.store(two.saffle) as other:
        place = PlanPlace(other)
        known = known_after(Vector({}), list(place.ops_beyond(Vector({}))))
        with writing(one, two.of_saffle.agreement) as finish:
            meanwhile = list(place.ops_beyond(known))
            assert meanwhile == []
            finish()
            late = list(place.ops_beyond(known_after(known, meanwhile)))
        assert "Sent ute" in {str(op.value).strip('"') for op in late}
        known = known_after(known, late)
        assert list(place.ops_beyond(known)) == []
        assert sorted(op.name for op in log(one)) == sorted(
            (site, seq) for site, last in known.seqs.items() for seq in range(1, last + 1)
        )


def test_a_copy_whose_ops_come_late_is_not_passed_over_for_those_that_came_before(
    two: TwoPlans, a_file: Callable[[str], Store]
) -> None:
    """Two copies' ops are added by hand in two transactions, and the one that began first ends last."""
    early, late = a_file("tidig"), a_file("sen")
    with (
        two.store(two.saffle) as store,
        connected(two.saffle, SAFFLE) as first,
        connected(two.saffle, SAFFLE) as second,
    ):
        place = PlanPlace(store)
        known = known_after(Vector({}), list(place.ops_beyond(Vector({}))))
        first.autocommit = False
        put_all(first, log(early))
        put_all(second, log(late))
        came = list(place.ops_beyond(known))
        assert {op.site for op in came} == {op.site for op in log(late)}
        known = known_after(known, came)
        first.commit()
        came = list(place.ops_beyond(known))
        assert {op.site for op in came} == {op.site for op in log(early)}


def put_all(hand: psycopg.Connection[tuple[object, ...]], ops: list[Op]) -> None:
    for op in ops:
        put(hand, op)


def test_writers_of_one_plan_take_turns_and_are_told_if_it_takes_too_long(
    two: TwoPlans, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.2)
    with two.store(two.saffle) as one, two.store(two.saffle) as other:
        with writing(one, two.of_saffle.agreement), pytest.raises(LockedPlan):
            other.do(change, two.of_saffle.activity, {"title": "Ett"})
        other.do(change, two.of_saffle.activity, {"title": "Två"})
        assert_remade_alike(other)


def test_nobody_waits_for_another_plans_writer(two: TwoPlans) -> None:
    with two.store(two.saffle) as saffle, two.store(two.grums) as grums:
        with writing(saffle, two.of_saffle.agreement):
            grums.do(change, two.of_grums.activity, {"title": "Ett"})
        assert_remade_alike(grums)


def test_nobody_can_keep_another_plan_from_being_written(two: TwoPlans) -> None:
    with connected(two.grums, SAFFLE) as hand, two.store(two.saffle) as saffle:
        hand.autocommit = False
        assert hand.execute("SELECT plan FROM admitted_plan FOR UPDATE").fetchall() == []
        hand.execute("SELECT set_config('loftesplan.plan', %s, true)", [GRUMS])
        assert hand.execute("SELECT plan FROM admitted_plan FOR UPDATE").fetchall() == [(GRUMS,)]
        hand.execute("SELECT pg_advisory_xact_lock(hashtext('loftesplan'))")
        saffle.do(change, two.of_saffle.activity, {"title": "Ett"})


def test_a_transaction_names_its_plan_for_itself_alone(two: TwoPlans) -> None:
    """Whoever lends one connection to several must not let the next one write into this one's plan."""
    settings = text(
        "SELECT current_setting('loftesplan.plan', true), current_setting('lock_timeout'), "
        "current_setting('idle_in_transaction_session_timeout')"
    )
    with two.store(two.saffle) as store:

        def asked(session: Session) -> tuple[str, ...]:
            return tuple(session.execute(settings).one())

        assert store.read(asked) == (SAFFLE, "10s", "5min")
        engine = server.postgres_engine(two.saffle)
        with engine.connect() as connection:
            named = engine.execution_options(plan=SAFFLE)
            with named.connect() as inside:
                assert inside.execute(settings).one()[0] == SAFFLE
            assert connection.execute(settings).one() == (None, "0", "0")
        with engine.connect() as again:
            assert again.execute(settings).one()[0] in (None, "")
        engine.dispose()
