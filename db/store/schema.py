"""Bringing a database to the tables of this version, and knowing which version it has."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from db.store.plan_file import APPLICATION_ID

if TYPE_CHECKING:
    from alembic.config import Config

CURRENT = 9
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
