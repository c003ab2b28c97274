"""The SQL that gives a PostgreSQL database this version's tables, roles and policies, for psql to run.

It is written out of the migrations that plan files go through, step by step, and each step asks whether
it has been taken: so one script makes a new database, brings up an old one, and changes nothing in one
that is of this version. All of it is one transaction.
"""

from __future__ import annotations

from io import StringIO

from db.store import schema

_HEAD = """\
-- Löftesplan: the tables, roles and policies of a database for plans, of form {current}.
-- Run by an administrator:  psql --dbname=DATABASE --file=THIS_FILE
-- Run again after each new version; a database that has it already stays as it is.
\\set ON_ERROR_STOP on
\\set QUIET on
SET client_min_messages = warning;
BEGIN;
SELECT pg_advisory_xact_lock(hashtext('loftesplan')) \\g /dev/null
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num varchar(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY
);
"""

_STEP = """
SELECT coalesce((SELECT max(version_num) FROM alembic_version), '') < '{step}' AS is_lacking \\gset
\\if :is_lacking
{sql}
\\endif
"""

_TAIL = """
-- Nobody comes in but who belongs to one of the two groups; the database's owner always does.
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"DBNAME" TO loftesplan_owner, loftesplan_client, loftesplan_reader;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
COMMIT;
SELECT 'This database holds plans of form ' || max(version_num) AS done FROM alembic_version;
"""


def server_script() -> str:
    """The whole script of this version."""
    steps = [_STEP.format(step=f"{number:04}", sql=_step(number)) for number in range(1, schema.CURRENT + 1)]
    return _HEAD.format(current=schema.CURRENT) + "".join(steps) + _TAIL


def _step(number: int) -> str:
    """One migration as SQL, the remembering that it has been taken included."""
    from alembic import command

    written = StringIO()
    before = f"{number - 1:04}" if number > 1 else "base"
    command.upgrade(schema.migrations(written=written), f"{before}:{number:04}", sql=True)
    sql = written.getvalue()
    # What remembers the steps is made at the beginning, so that the first can ask for it.
    making = sql.find("CREATE TABLE alembic_version")
    if making >= 0:
        sql = sql[:making] + sql[sql.index(";", making) + 1 :]
    return sql.strip()
