"""Let a meeting remember how its final paper was printed, so that it can be printed again as it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Take the step."""
    op.add_column("meeting", sa.Column("paper", sa.Text(), nullable=True))
