"""`server-script`: the SQL by which an administrator lets a PostgreSQL database hold plans."""

from __future__ import annotations

from db.store import schema
from desktop.commands.desk import Desk
from desktop.commands.grammar import Command, Given


def run(desk: Desk, _given: Given) -> int:
    """Print the script of this version."""
    # Only here is the making of migrations needed.
    from db.store.server_script import server_script

    sql = server_script()
    return desk.answer(sql.rstrip("\n"), {"form": schema.CURRENT, "sql": sql})


COMMAND = Command("server-script", (), (), ("server-script",), run)
