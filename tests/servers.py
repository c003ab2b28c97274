"""What a server's administrator does: databases for plans, roles, and who is admitted to which plan."""

from __future__ import annotations

from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from db.store import schema
from db.store.engines import WRITES
from db.store.server import postgres_engine

CLIENT, READER = "loftesplan_client", "loftesplan_reader"


def prepare(url: str) -> None:
    """Give a database this version's tables and roles."""
    engine = postgres_engine(url)
    with engine.execution_options(**WRITES).begin() as connection:
        schema.migrate(connection)
    engine.dispose()


def administer(url: str, *statements: str, **given: Any) -> list[Any]:
    """Carry out statements as the administrator, all or none; give the rows of the last."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    rows: list[Any] = []
    with engine.begin() as connection:
        for statement in statements:
            result = connection.execute(text(statement), given)
            rows = list(result) if result.returns_rows else []
    return rows


def login(url: str, name: str, group: str = CLIENT) -> str:
    """The address by which a role of this name comes; it is made where the server has none of it yet."""
    making = (
        f"DO $$ BEGIN IF to_regrole('{name}') IS NULL THEN CREATE ROLE {name} LOGIN; END IF; "
        "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
    # Roles are the whole server's, and other test processes grant the same at the same time.
    one_at_a_time = "SELECT pg_advisory_xact_lock(hashtext('login'))"
    administer(url, one_at_a_time, making, f"GRANT {group} TO {name}")
    return make_url(url).set(drivername="postgresql", username=name).render_as_string(hide_password=False)


def admit(url: str, plan: str, name: str) -> None:
    """Let a role reach a plan."""
    administer(url, "SELECT loftesplan_admit(CAST(:plan AS uuid), :name)", plan=plan, name=name)
