"""Bringing a database to the tables of this version, and knowing which version it has."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.orm import Session

from db.errors import NewerPlan, NotAPlan
from db.journal.rebuild import rebuild
from db.journal.values import fields
from db.operations.taking_in import take_in
from db.store import plan_file
from db.store.engines import WRITES, begin
from db.store.plan_file import APPLICATION_ID
from db.tables import LOGGED, OpRow

if TYPE_CHECKING:
    from alembic.config import Config

CURRENT = 10
"""The schema version that this program writes: the number of the last migration."""


def version(connection: Connection) -> int:
    """Read which migrations a database has been through; 0 for an empty one."""
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if not inspect(connection).has_table("alembic_version"):
        return 0
    return int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or 0)


def migrate(connection: Connection) -> None:
    """Bring the database up to CURRENT, all of it or nothing, within the connection's transaction."""
    # Alembic is slow to import, and most starts have nothing to migrate.
    from alembic import command

    command.upgrade(migrations(connection=connection), "head")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {CURRENT}")


def migrations(**handed_over: object) -> Config:
    """Where Alembic finds our migrations, with a `connection` to run on or what they are `written` to."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(str(files("db"))) / "migrations"))
    config.attributes.update(handed_over)
    return config


def bring_up(engine: Engine, path: Path) -> None:
    """Migrate a file of an older version, after copying it; one at a time, if two processes meet here."""
    with engine.connect() as connection:
        found = version(connection)
    if found == CURRENT:
        return
    if found == 0:
        raise NotAPlan(str(path))
    if found > CURRENT:
        raise NewerPlan(str(path), found, CURRENT)
    aside: Path | None = None
    try:
        with engine.execution_options(**WRITES).begin() as connection:
            begin(connection)
            # Only now that no other process can be at it too.
            if (found := version(connection)) < CURRENT:
                aside = plan_file.copy_aside(path, found)
                before = _columns(connection)
                migrate(connection)
                _read_what_was_unread(connection, before)
    except BaseException:
        if aside is not None:
            aside.unlink(missing_ok=True)
        raise


Columns = frozenset[tuple[str, str]]


def _columns(connection: Connection) -> Columns:
    found = inspect(connection)
    return frozenset(
        (table, column["name"]) for table in found.get_table_names() for column in found.get_columns(table)
    )


def _read_what_was_unread(connection: Connection, before: Columns) -> None:
    """Let the tables say what a later version's copies had written before this one was brought up to it."""
    known = {(name, field) for name, table in LOGGED.items() for field in fields(table)} - before
    written = connection.execute(select(OpRow.entity, OpRow.field).distinct()) if known else ()
    unread = any((entity, field) in known for entity, field in written)
    with Session(connection, join_transaction_mode="conditional_savepoint") as session:
        if unread:
            rebuild(session)
        take_in(session, ())
        session.flush()
