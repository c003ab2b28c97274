"""Plan files as earlier versions of the program left them."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

import db
from db.store import plan_file
from db.store.engines import WRITES, begin, sqlite_engine


def an_older_file(path: Path, version: int) -> Path:
    """A file with the tables of a version, and nothing in them."""
    path.touch()
    engine = sqlite_engine(path, local=True)
    with engine.execution_options(**WRITES).begin() as connection:
        begin(connection)
        upgrade(connection, version)
        connection.exec_driver_sql(f"PRAGMA application_id = {plan_file.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    engine.dispose()
    return path


def upgrade(connection: Connection, version: int) -> None:
    """Take the migrations up to a version and no further."""
    config = Config()
    config.set_main_option("script_location", f"{db.__path__[0]}/migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, f"{version:04}")
