"""Let two ops of one number be held beside each other, and remember when each copy was met."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"

MOMENT = sa.String(27).with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """Take the step. Nothing could be held before this version, so the table is made anew."""
    op.drop_table("held")
    op.create_table(
        "held",
        sa.Column("site", sa.String(16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("lamport", sa.Integer(), nullable=False),
        sa.Column("wall", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("step", sa.String(36), nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("row", sa.String(36), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("parents", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("site", "seq", "digest", name="pk_held"),
    )
    op.create_table(
        "card",
        sa.Column("site", sa.String(16), nullable=False),
        sa.Column("letter", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("knows", sa.Text(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_card"),
    )
    for table in ("held", "card"):
        _guard(table)


def _guard(table: str) -> None:
    """Let nobody but the journal write here; see the migration that made the guards."""
    if op.get_context().dialect.name == "sqlite":
        for gesture in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER guard_{table}_{gesture.lower()} BEFORE {gesture} ON {table} "
                "WHEN journal_writes() = 0 "
                "BEGIN SELECT RAISE(ABORT, 'written around the log'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER guard_{table} BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION guard_log()"
    )
    op.execute(
        f"CREATE TRIGGER guard_{table}_whole BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION guard_log()"
    )
