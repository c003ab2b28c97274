"""The migrated schema is the one that the tables are declared with, the same on each storage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, ForeignKeyConstraint, inspect, text
from sqlalchemy.schema import CreateIndex, SchemaItem

import db
from db.store import schema
from db.tables import Base
from tests.storages import Storage

TABLES = sorted(Base.metadata.tables)

ORDERS = {
    str(index.name): index
    for table in Base.metadata.tables.values()
    for index in table.indexes
    if not all(isinstance(expression, Column) for expression in index.expressions)
}
"""Indexes on expressions, which SQLAlchemy cannot read back; SQLite alone keeps them."""

# What is not read back is looked at by a test of its own.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index"),
    pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index"),
]


SERVERS_OWN = frozenset({"plan_access", "admitted_plan", "content", "content_chunk"})
"""Tables by which a server tells who may reach which plan, and in which it keeps what attachments hold."""


def is_declared(thing: SchemaItem, name: str | None, *_: object) -> bool:
    """Leave out what only one storage has; references and indexes are compared by tests of their own."""
    own = name in ORDERS or name in SERVERS_OWN or name == "plan"
    return not own and not isinstance(thing, ForeignKeyConstraint)


def without_plan(names: Iterable[str | None], table: str) -> list[str | None]:
    """The columns of a key or an index as a plan file has them, which holds but one plan."""
    return [name for name in names if name != "plan" or table == "here"]


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", f"{db.__path__[0]}/migrations")
    return ScriptDirectory.from_config(config)


def test_the_current_version_is_the_number_of_the_last_migration() -> None:
    heads = scripts().get_heads()
    assert [int(head) for head in heads] == [schema.CURRENT]


def test_the_migrations_form_one_line_numbered_without_a_gap() -> None:
    line = [script.revision for script in scripts().walk_revisions()]
    assert line[::-1] == [f"{number:04}" for number in range(1, schema.CURRENT + 1)]


def test_migrations_import_nothing_of_ours() -> None:
    for script in scripts().walk_revisions():
        names = {
            value.__name__.split(".")[0]
            for value in vars(script.module).values()
            if hasattr(value, "__path__")
        }
        modules = {getattr(value, "__module__", "") or "" for value in vars(script.module).values()}
        assert "db" not in names | {module.split(".")[0] for module in modules}, script.path


def test_the_migrated_schema_is_the_declared_one(storage: Storage) -> None:
    storage.open().close()
    with storage.engine().connect() as connection:
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_object": is_declared,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_columns_keys_and_indexes_are_those_declared(storage: Storage) -> None:
    storage.open().close()
    with storage.engine().connect() as connection:
        found = inspect(connection)
        assert sorted(set(found.get_table_names()) - {"alembic_version"} - SERVERS_OWN) == TABLES
        for name, table in Base.metadata.tables.items():
            columns = {column["name"]: column["nullable"] for column in found.get_columns(name)}
            if storage.kind == "postgresql" and name != "here":
                assert columns.pop("plan") is False
            assert columns == {column.name: bool(column.nullable) for column in table.columns}
            key = found.get_pk_constraint(name)
            fence = ["plan"] if storage.kind == "postgresql" else []
            assert key["constrained_columns"] == fence + [column.name for column in table.primary_key]
            assert key["name"] == f"pk_{name}"
            indexes = {
                index["name"]: without_plan(index["column_names"], name) for index in found.get_indexes(name)
            }
            assert indexes == {
                str(index.name): [column.name for column in index.columns]
                for index in table.indexes
                if index.name not in ORDERS
            }


def test_the_orders_of_long_lists_are_kept_as_declared_on_sqlite_alone(storage: Storage) -> None:
    storage.open().close()
    with storage.engine().connect() as connection:
        if storage.kind == "sqlite":
            asked = text("SELECT name, sql FROM sqlite_master WHERE type = 'index'")
            found = {name: sql for name, sql in connection.execute(asked) if name in ORDERS}
        else:
            asked = text("SELECT indexname, indexdef FROM pg_indexes")
            found = {name: sql for name, sql in connection.execute(asked) if name in ORDERS}
        declared = {name: str(CreateIndex(index).compile(connection)) for name, index in ORDERS.items()}
        assert found == (declared if storage.kind == "sqlite" else {})


def test_references_are_named_and_checked_only_when_a_gesture_ends(storage: Storage) -> None:
    storage.open().close()
    with storage.engine().connect() as connection:
        found = inspect(connection)
        fence = ["plan"] if storage.kind == "postgresql" else []
        for name, table in Base.metadata.tables.items():
            declared = {
                str(constraint.name): (
                    fence + [column.name for column in constraint.columns],
                    constraint.referred_table.name,
                    [*fence, "id"],
                    True,
                    "DEFERRED",
                )
                for constraint in table.foreign_key_constraints
            }
            assert {str(key["name"]): told(dict(key)) for key in found.get_foreign_keys(name)} == declared


def told(key: dict[str, Any]) -> tuple[Any, ...]:
    options = key["options"]
    return (
        key["constrained_columns"], key["referred_table"], key["referred_columns"],
        options.get("deferrable"), str(options.get("initially")).upper(),
    )  # fmt: skip


def test_a_version_is_read_as_it_was_written(storage: Storage) -> None:
    storage.open().close()
    with storage.engine().connect() as connection:
        assert schema.version(connection) == schema.CURRENT


def test_migrating_what_is_current_changes_nothing(storage: Storage) -> None:
    storage.open().close()

    def described(connection: Connection) -> object:
        return [(name, inspect(connection).get_columns(name)) for name in TABLES]

    with storage.engine().begin() as connection:
        before = repr(described(connection))
        schema.migrate(connection)
        assert repr(described(connection)) == before
