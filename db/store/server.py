"""A PostgreSQL server that holds the plans of many: the way in, and whose turn it is to write.

Each transaction names the plan that it is about, and sees nothing of any other: the policies in the
database (see the migration) compare that name with each row, and with what the role has been admitted to.
The name holds for one transaction only, so that nothing between program and server that lends one
connection to several can let a plan's ops slip into another.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, Connection

from db.errors import (
    NewerPlan,
    NotAdmitted,
    ServerNotPrepared,
    ServerOutdated,
    UnboundRole,
    WhichPlan,
)
from db.store import failures, schema
from db.store.server_address import ServerAddress

PATIENCE = 10.0
"""Seconds to wait for another that is writing to the same plan."""

SILENCE = 300.0
"""Seconds after which the server gives up on a client in the middle of writing, for it may have been
closed like a laptop; and as many for a single statement."""

IDLE = 30
"""Seconds after which a connection that nobody has used is not trusted to be there still."""

_NAME_PLAN = text(
    "SELECT set_config('loftesplan.plan', :plan, true), set_config('lock_timeout', :patience, true), "
    "set_config('statement_timeout', :silence, true), "
    "set_config('idle_in_transaction_session_timeout', :silence, true), "
    # Let the server, too, notice within minutes that a client's network is gone, and let go of its locks.
    "set_config('tcp_keepalives_idle', '30', true), set_config('tcp_keepalives_interval', '10', true), "
    "set_config('tcp_keepalives_count', '3', true), "
    "EXISTS (SELECT FROM plan_access WHERE plan = :plan), current_user"
)
_TAKE_TURN = text("SELECT 1 FROM admitted_plan WHERE plan = :plan FOR UPDATE")
_ADMINISTER = text("SELECT pg_advisory_xact_lock(hashtext('loftesplan'))")
_LOOK = text(
    "SELECT current_user AS role, "
    "(SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS unbound, "
    "to_regclass('public.alembic_version') IS NOT NULL AS prepared, "
    "has_table_privilege(to_regclass('public.alembic_version'), 'SELECT') AS may_look, "
    "coalesce(pg_has_role(to_regrole('loftesplan_client'), 'USAGE'), false) AS is_client"
)


def postgres_engine(address: str | URL | ServerAddress, *, plan: str = "") -> Engine:
    """Connect to a plan on a server; with none named, as the database's administrator.

    Writers of one plan take turns by its row in the list of plans, which nobody else can lock. One connection
    is kept for as long as a meeting lasts, since on a network each costs more than most of what is asked.
    What is written is never part of an error's text, since errors are shown and written down.
    """
    server = address if isinstance(address, ServerAddress) else ServerAddress.parse(address)
    engine = create_engine(
        server.url.set(drivername="postgresql+psycopg"),
        connect_args=dict(server.terms),
        isolation_level="READ COMMITTED",
        pool_size=1,
        max_overflow=-1,
        pool_recycle=IDLE,
        hide_parameters=True,
        use_native_hstore=False,  # Or each new connection would first ask whether there is such a type.
    )

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        options: Any = connection.get_execution_options()
        if named := options.get("plan"):
            _name_plan(connection, server.shown, named, writes=bool(options.get("writes")))
        elif options.get("writes"):
            connection.execute(_ADMINISTER)

    return engine.execution_options(plan=plan) if plan else engine


def _name_plan(connection: Connection, shown: str, plan: str, *, writes: bool) -> None:
    """Say which plan a transaction is about, and see that its role may still reach it.

    Who was let out meanwhile would otherwise be shown an empty plan, where there is a full one.
    """
    given = {"plan": plan, "patience": f"{PATIENCE:g}s", "silence": f"{SILENCE:g}s"}
    *_, is_admitted, role = connection.execute(_NAME_PLAN, given).one()
    if not is_admitted or (writes and connection.execute(_TAKE_TURN, {"plan": plan}).first() is None):
        raise NotAdmitted(shown, role, plan)


def enter(url: str, plan: str = "", password: str = "") -> tuple[Engine, str, str]:
    """Connect to a plan; give how, the server's address as it is shown, and which plan it is.

    Where none is named, it is the only one that the role may reach. Raises NotAdmitted, WhichPlan,
    UnboundRole, ServerNotPrepared, ServerOutdated, NewerPlan, or what stands in the way of connecting.
    """
    server = ServerAddress.parse(url, password)
    engine = postgres_engine(server)
    try:
        with failures.named(server.shown):
            found = _plan_on(engine, server.shown, plan)
    except BaseException:
        engine.dispose()
        raise
    return engine.execution_options(plan=found), server.shown, found


def _plan_on(engine: Engine, shown: str, plan: str) -> str:
    """See that the tables are of this version and that the role may reach the plan.

    Nothing is read but what the database says of itself, since no plan is named yet.
    """
    with engine.connect() as connection:
        found = connection.execute(_LOOK).one()
        if found.unbound:
            raise UnboundRole(shown, found.role)
        if not found.prepared:
            raise ServerNotPrepared(shown)
        if not found.may_look:
            raise NotAdmitted(shown, found.role, plan)
        version = schema.version(connection)
        if version > schema.CURRENT:
            raise NewerPlan(shown, version, schema.CURRENT)
        if version < schema.CURRENT:
            raise ServerOutdated(shown, version, schema.CURRENT)
        plans = connection.scalars(text("SELECT DISTINCT plan FROM plan_access ORDER BY plan")).all()
        if not found.is_client:
            plans = []  # Whoever only reads the region would be shown an empty plan.
    if plan in plans or (not plan and len(plans) == 1):
        return plan or plans[0]
    if plan or not plans:
        raise NotAdmitted(shown, found.role, plan)
    raise WhichPlan(shown, found.role, tuple(plans))
