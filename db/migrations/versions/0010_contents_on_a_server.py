"""Keep what attachments hold on a server, in chunks. Beside a plan file it lies in a folder.

A client may take contents away, as erasure asks of it, and give them again: they are known by their
sha256, which whoever reads them proves. A region's reader has no part in them.
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Take the step, on a server."""
    if op.get_context().dialect.name != "postgresql":
        return
    op.execute(
        "CREATE TABLE content (sha256 varchar(64) CONSTRAINT pk_content PRIMARY KEY "
        "CHECK (sha256 ~ '^[0-9a-f]{64}$'), size bigint NOT NULL, "
        "since timestamptz NOT NULL DEFAULT now())"
    )
    op.execute(
        "CREATE TABLE content_chunk (sha256 varchar(64) CHECK (sha256 ~ '^[0-9a-f]{64}$'), "
        "number integer CHECK (number BETWEEN 0 AND 1023), "
        "bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 1048576), "
        "CONSTRAINT pk_content_chunk PRIMARY KEY (sha256, number))"
    )
    # Pictures and papers are packed already.
    op.execute("ALTER TABLE content_chunk ALTER bytes SET STORAGE EXTERNAL")
    for table in ("content", "content_chunk"):
        op.execute(f"DO $$ BEGIN PERFORM public.loftesplan_enclose('{table}'); END $$")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO loftesplan_client")
