"""Let nothing write around the log: triggers that refuse unless the journal holds the pen.

On SQLite they ask the function `journal_writes`, which the program gives to its own connections; any
other program that opens the file has no such function, and so cannot write either. On PostgreSQL they
ask the transaction's setting `loftesplan.journal`.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = (
    "op", "held", "head", "here", "step", "site", "redaction", "organisation", "contact", "area",
    "agreement", "signatory", "focus_area", "cause", "source", "finding", "area_rating", "statistic",
    "promise", "activity",
    "activity_promise", "activity_cause", "participant", "date_exception", "occurrence", "counter",
    "follow_up", "attachment", "walk_finding", "indicator", "measurement", "publication", "meeting",
    "attendance", "agenda_item", "decision", "note",
)  # fmt: skip
GESTURES = ("INSERT", "UPDATE", "DELETE")

KEPT = (
    "site", "seq", "lamport", "wall", "actor", "step", "entity", "row", "field", "parents", "seen", "seal",
    "digest",
)  # fmt: skip
"""The columns of an op that nothing may ever change; its value and salt may be emptied, once."""


def upgrade() -> None:
    """Take the step."""
    if op.get_context().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgresql()


def _on_sqlite() -> None:
    for table in TABLES:
        for gesture in GESTURES:
            op.execute(
                f"CREATE TRIGGER guard_{table}_{gesture.lower()} BEFORE {gesture} ON {table} "
                "WHEN journal_writes() = 0 "
                "BEGIN SELECT RAISE(ABORT, 'written around the log'); END"
            )
    op.execute(
        "CREATE TRIGGER guard_op_lasts BEFORE DELETE ON op "
        "BEGIN SELECT RAISE(ABORT, 'written around the log'); END"
    )
    changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in KEPT)
    op.execute(
        "CREATE TRIGGER guard_op_stays BEFORE UPDATE ON op "
        f"WHEN {changed} OR NEW.value IS NOT NULL OR NEW.salt IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'written around the log'); END"
    )


def _on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION guard_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF current_setting('loftesplan.journal', true) IS DISTINCT FROM 'on' THEN "
        "RAISE EXCEPTION 'written around the log'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    changed = " OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in KEPT)
    op.execute(
        "CREATE FUNCTION guard_op() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP IN ('DELETE', 'TRUNCATE') THEN RAISE EXCEPTION 'written around the log'; END IF; "
        f"IF {changed} OR NEW.value IS NOT NULL OR NEW.salt IS NOT NULL THEN "
        "RAISE EXCEPTION 'written around the log'; END IF; RETURN NEW; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER guard_{table} BEFORE INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION guard_log()"
        )
        op.execute(
            f"CREATE TRIGGER guard_{table}_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION guard_log()"
        )
    op.execute(
        "CREATE TRIGGER guard_op_stays BEFORE UPDATE OR DELETE ON op FOR EACH ROW EXECUTE FUNCTION guard_op()"
    )
    op.execute(
        "CREATE TRIGGER guard_op_lasts BEFORE TRUNCATE ON op FOR EACH STATEMENT EXECUTE FUNCTION guard_op()"
    )
