"""Keep a plan file's activities in the orders that long lists are read in: by number and by title.

A server is only met, never listed, so it goes without.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

NUMBERED = (
    "CASE WHEN substr(number, 2, 1) <= '9' THEN substr(number, 1, 1) ELSE rtrim(number, '0123456789') END, "
    "length(number), number, id"
)

SPOKEN = "lower(title)"
for letter, capital, sign in (("å", "Å", "{"), ("ä", "Ä", "|"), ("ö", "Ö", "}"), ("é", "É", "e")):
    SPOKEN = f"replace(replace({SPOKEN}, '{letter}', '{sign}'), '{capital}', '{sign}')"
SPOKEN = f"nullif(CASE WHEN title GLOB '*[^ -~]*' THEN {SPOKEN} ELSE lower(title) END, '')"


def upgrade() -> None:
    """Take the step."""
    if op.get_context().dialect.name == "sqlite":
        op.execute(f"CREATE INDEX ix_activity_numbered ON activity ({NUMBERED})")
        op.execute(f"CREATE INDEX ix_activity_titled ON activity ({SPOKEN}, {NUMBERED})")
