"""Runs migrations on the connection that the store hands over, within its transaction.

Without one they are written out as SQL, for the administrator of a server to run.
"""

from __future__ import annotations

from alembic import context

connection = context.config.attributes.get("connection")
if connection is None:
    context.configure(
        dialect_name="postgresql",
        dialect_opts={"paramstyle": "named"},
        output_buffer=context.config.attributes["written"],
        transactional_ddl=False,  # All steps are one transaction, which their reader begins.
    )
else:
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes.get("metadata"),
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
context.run_migrations()
