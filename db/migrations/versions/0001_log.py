"""Make the log, and who this copy is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

MOMENT = sa.String(27).with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "op",
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
        sa.PrimaryKeyConstraint("site", "seq", name="pk_op"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_op_lamport", "op", ["lamport"])
    op.create_index("ix_op_row_field", "op", ["row", "field"])
    op.create_index("ix_op_step", "op", ["step"])
    op.create_table(
        "held",
        sa.Column("reason", sa.String(40), nullable=False),
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
        sa.PrimaryKeyConstraint("site", "seq", name="pk_held"),
    )
    op.create_table(
        "head",
        sa.Column("row", sa.String(36), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("site", sa.String(16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("row", "field", "site", "seq", name="pk_head"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "here",
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("plan", sa.String(36), nullable=False),
        sa.Column("site", sa.String(16), nullable=False),
        sa.Column("letter", sa.String(40), nullable=False),
        sa.Column("numbered", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("machine", "place", name="pk_here"),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("gesture", sa.String(40), nullable=False),
        sa.Column("undoes", sa.String(36), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_step"),
    )
    op.create_index("ix_step_undoes", "step", ["undoes"])
    op.create_table(
        "site",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("letter", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
    )
    op.create_table(
        "redaction",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("site", sa.String(16), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_redaction"),
    )
