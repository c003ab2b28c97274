"""There is no way to write a table around the log, and none at all to change what the log says."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import delete as sql_delete
from sqlalchemy import insert, inspect, select, text
from sqlalchemy import update as sql_update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.errors import InvalidDraft, RightsMissing, WrittenAroundLog
from db.journal.pen import pen_down
from db.journal.writing import Writing
from db.operations import change, delete, redact
from db.store import Store
from db.tables import Activity, Base, HeadRow, HereRow, OpRow, Organisation, table_of
from tests.asking import field, log
from tests.builders import Plan, a_plan, an_activity
from tests.plan_dump import differing, everything
from tests.storages import PlanFile, Storage

TABLES = sorted(Base.metadata.tables)

REFUSED = (WrittenAroundLog, RightsMissing)
"""How a database says no: by its guards, or a server already by what a client has no right to."""


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store)


def refused(store: Store, attempt: Callable[[Any], object]) -> None:
    """Nobody who tries gets through, be it in a reading or in a gesture, and nothing has changed."""
    before = store.read(everything)

    def in_a_reading(session: Session) -> None:
        attempt(session)
        session.commit()

    with pytest.raises(WrittenAroundLog):
        store.read(in_a_reading)
    with pytest.raises(WrittenAroundLog):
        store.do(attempt)
    assert differing(before, store.read(everything)) == []


def test_every_table_is_guarded_against_every_statement(storage: Storage) -> None:
    storage.open().close()
    with storage.engine().connect() as connection:
        if storage.kind == "sqlite":
            found = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
            for table in TABLES:
                assert {f"guard_{table}_{verb}" for verb in ("insert", "update", "delete")} <= found
        else:
            guards = text(
                "SELECT tgtype FROM pg_trigger WHERE tgrelid = CAST(:name AS regclass) AND NOT tgisinternal"
            )
            for table in TABLES:
                kinds = list(connection.scalars(guards, {"name": table}))
                # Bits of pg_trigger.tgtype: row 1, before 2, insert 4, delete 8, update 16, truncate 32.
                assert any(kind & 31 == 31 for kind in kinds)
                assert any(kind & 34 == 34 for kind in kinds)


def test_statements_are_refused(store: Store, plan: Plan) -> None:
    activity = table_of(Activity)
    forged = {"id": "x" * 36, "alive": True, "name": "", "short_name": "", "kind": "other"}
    refused(store, lambda session: session.execute(sql_update(activity).values(title="x")))
    refused(store, lambda session: session.execute(sql_delete(activity)))
    refused(store, lambda session: session.execute(insert(table_of(Organisation)), forged))
    refused(store, lambda session: session.execute(text("UPDATE head SET seq = seq + 1000")))
    refused(store, lambda session: session.execute(text("UPDATE here SET numbered = 0")))
    refused(store, lambda session: session.execute(text("DELETE FROM step")))
    assert field(store, plan.activity, "title") == "Torgmöte"


def test_bulk_statements_of_the_mapper_are_refused(store: Store, plan: Plan) -> None:
    refused(store, lambda session: session.execute(sql_update(Activity).values(title="x")))
    refused(store, lambda session: session.query(Activity).update({"title": "x"}))
    refused(store, lambda session: session.query(Activity).delete())
    refused(store, lambda session: session.bulk_save_objects([Organisation(id="x" * 36)]))
    refused(
        store,
        lambda session: session.bulk_update_mappings(
            inspect(Activity), [{"id": plan.activity, "title": "x"}]
        ),
    )


def test_a_row_that_is_changed_in_a_reading_is_refused(store: Store, plan: Plan) -> None:
    def meddle(session: Session) -> None:
        session.get_one(Activity, plan.activity).title = "x"
        session.commit()

    with pytest.raises(WrittenAroundLog):
        store.read(meddle)
    assert field(store, plan.activity, "title") == "Torgmöte"


def test_rows_are_not_deleted_even_by_an_operation(store: Store, plan: Plan) -> None:
    def meddle(session: Writing) -> None:
        session.delete(session.get_one(Activity, plan.activity))
        session.flush()

    with pytest.raises(WrittenAroundLog):
        store.do(meddle)


@pytest.mark.parametrize("row", [OpRow, HeadRow])
def test_an_operation_does_not_write_the_log_itself(store: Store, plan: Plan, row: type[Base]) -> None:
    def alter(session: Writing) -> None:
        first: Any = session.scalars(select(row).limit(1)).one()
        first.seq += 1000
        session.flush()

    def remove(session: Writing) -> None:
        session.delete(session.scalars(select(row).limit(1)).one())
        session.flush()

    for meddle in (alter, remove):
        with pytest.raises(WrittenAroundLog):
            store.do(meddle)
    assert plan.activity


def test_an_operation_does_not_write_what_is_reckoned(store: Store, plan: Plan) -> None:
    def meddle(session: Writing) -> None:
        activity = session.get_one(Activity, plan.activity)
        activity.next_due = an_activity(plan.agreement).due_on or activity.next_due
        session.flush()

    with pytest.raises(WrittenAroundLog):
        store.do(meddle)


def test_after_a_gesture_that_failed_halfway_the_pen_is_up_again(store: Store, plan: Plan) -> None:
    def fail(session: Writing) -> None:
        with pen_down(session):
            session.connection().execute(text("INSERT INTO organisation (id) VALUES ('x')"))

    def collide(session: Writing) -> None:
        session.add(Organisation(id=plan.police))
        session.flush()

    for operation in (fail, collide):
        with pytest.raises(DBAPIError):
            store.do(operation)
        for _ in range(3):
            refused(store, lambda session: session.execute(text("UPDATE organisation SET name = 'x'")))


def test_after_a_gesture_that_was_refused_the_pen_is_up_again(store: Store, plan: Plan) -> None:
    with pytest.raises(InvalidDraft):
        store.do(change, plan.activity, {"title": ""})
    refused(store, lambda session: session.execute(text("UPDATE organisation SET name = 'x'")))


FORGERIES = (
    "UPDATE op SET value = '\"x\"'",
    "UPDATE op SET actor = 'x', value = NULL, salt = NULL",
    "UPDATE op SET parents = '[]', value = NULL, salt = NULL WHERE parents <> '[]'",
    "UPDATE op SET seen = '{}', value = NULL, salt = NULL WHERE seen IS NOT NULL",
    "UPDATE op SET digest = seal, value = NULL, salt = NULL",
    "UPDATE op SET seq = seq + 1000, value = NULL, salt = NULL",
    "UPDATE op SET value = NULL",
    "UPDATE op SET salt = NULL",
    "DELETE FROM op",
)


def test_not_even_the_pen_changes_an_op_except_to_erase_it(store: Store) -> None:
    plan = a_plan(store)
    store.do(change, plan.activity, {"title": "Ett"})
    store.do(delete, plan.meeting)

    def with_the_pen(session: Writing, statement: str) -> None:
        with pen_down(session):
            session.execute(text(statement))

    before = store.read(everything)
    for forgery in FORGERIES:
        with pytest.raises(REFUSED):
            store.do(with_the_pen, forgery)
        assert differing(before, store.read(everything)) == []


def test_an_erased_op_cannot_be_given_a_value_again(store: Store, plan: Plan) -> None:
    def refill(session: Writing) -> None:
        with pen_down(session):
            session.execute(text("UPDATE op SET value = 'null', salt = seal WHERE field = 'title'"))

    store.do(redact, [op.name for op in log(store, OpRow.field == "title")])
    with pytest.raises(WrittenAroundLog):
        store.do(refill)
    assert plan.activity


def test_an_op_is_not_replaced_by_another_of_its_name(plan_file: PlanFile) -> None:
    """SQLite's REPLACE deletes without telling the triggers, unless it is asked to."""
    store = plan_file.open()
    plan = a_plan(store)
    columns = (
        "site, seq, lamport, wall, actor, step, entity, row, field, value, parents, seen, salt, seal, digest"
    )
    forged = columns.replace("actor", "'x'")

    def with_the_pen(session: Writing) -> None:
        with pen_down(session):
            session.execute(text(f"REPLACE INTO op ({columns}) SELECT {forged} FROM op WHERE seq = 1"))

    with pytest.raises(WrittenAroundLog):
        store.do(with_the_pen)
    assert plan.activity


def by_statement(session: Session, statement: str) -> None:
    session.execute(text(statement))


def test_tables_are_not_emptied_at_a_stroke(storage: Storage) -> None:
    store = storage.open()
    a_plan(store)
    statement = "TRUNCATE {} CASCADE" if storage.kind == "postgresql" else "DELETE FROM {}"
    before = store.read(everything)
    for table in TABLES if storage.kind == "postgresql" else [name for name, rows in before.items() if rows]:
        for door in (store.read, store.do):
            with pytest.raises(REFUSED):
                door(by_statement, statement.format(table))
    assert differing(before, store.read(everything)) == []


def test_another_program_that_opens_the_file_can_not_write_to_it(plan_file: PlanFile) -> None:
    store = plan_file.open()
    a_plan(store)
    before = store.read(everything)
    with closing(sqlite3.connect(plan_file.path)) as other:
        for table in TABLES:
            key = {"op": "seq", "head": "seq", "held": "seq", "here": "plan", "card": "at"}.get(table, "id")
            for statement in (f"UPDATE {table} SET {key} = 'x'", f"DELETE FROM {table}"):
                with pytest.raises(sqlite3.OperationalError, match="journal_writes"):
                    other.execute(statement)
        other.rollback()
    assert differing(before, store.read(everything)) == []


def test_another_program_can_read_the_file(plan_file: PlanFile) -> None:
    store = plan_file.open()
    plan = a_plan(store)
    with closing(sqlite3.connect(plan_file.path)) as other:
        assert other.execute("SELECT title FROM activity").fetchall() == [("Torgmöte",)]
        assert other.execute("SELECT id FROM activity").fetchall() == [(plan.activity,)]


def test_who_this_copy_is_can_not_be_forged(store: Store) -> None:
    a_plan(store)
    refused(store, lambda session: session.execute(sql_update(HereRow).values(site="f" * 16)))
