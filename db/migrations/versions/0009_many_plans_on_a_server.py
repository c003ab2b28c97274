"""Let one PostgreSQL hold the plans of many, none of whom can reach another's. A plan file is one plan's.

Every table gets a column `plan`, filled in from the transaction's setting `loftesplan.plan`, at the head
of its key and of its references: to itself, each plan is alone in the world. Row-level security shows a
session the plan that it has named, and only where its role has been admitted to it; the names of tables
in a policy are bound when it is made, so no search path and no temporary table can stand in for them.

Three roles that nobody logs in as: the *owner* of the tables; the *client*, who adds ops and keeps what
is derived, but cannot change or remove what the log says; and the *reader* of a region, who reads what
is in force in all plans that it has been admitted to, and nobody's log.
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

LOG = ("op", "held", "head", "here", "step", "redaction", "card")
"""What is between copies, and not for a region's reader: former words, and who wrote them."""

THINGS = (
    "organisation", "contact", "area", "agreement", "signatory", "source", "focus_area", "finding",
    "area_rating", "statistic", "cause", "promise", "activity", "activity_promise", "activity_cause",
    "participant", "date_exception", "occurrence", "counter", "follow_up", "attachment", "walk_finding",
    "indicator", "measurement", "publication", "meeting", "attendance", "agenda_item", "decision", "note",
    "site",
)  # fmt: skip

KEPT = (
    "plan", "site", "seq", "lamport", "wall", "actor", "step", "entity", "row", "field", "parents", "seen",
    "seal", "digest",
)  # fmt: skip
"""The columns of an op that nothing may ever change; its value and salt may be emptied, where ordered."""

PLACED = "SET search_path = pg_catalog, public, pg_temp"
"""Where a function of ours looks its tables up, whatever its caller has arranged."""

REACHED = "pg_has_role(to_regrole(quote_ident(a.role)), 'USAGE')"
"""Whether whoever asks is the role of a row of plan_access, or a member; a role that is gone is nobody."""

OWN = (
    "plan = current_setting('loftesplan.plan', true) AND EXISTS (SELECT FROM public.plan_access a "
    f"WHERE a.plan = current_setting('loftesplan.plan', true) AND {REACHED})"
)
"""A row of the plan that the session has named, if its role has been admitted there."""

REGION = (
    "coalesce(current_setting('loftesplan.plan', true), '') = '' "
    f"AND plan IN (SELECT a.plan FROM public.plan_access a WHERE {REACHED})"
)
"""A row of any plan that the role has been admitted to, for a session that has named none."""


def upgrade() -> None:
    """Take the step, on a server."""
    if op.get_context().dialect.name != "postgresql":
        return
    for role in ("owner", "client", "reader"):
        op.execute(_role(f"loftesplan_{role}"))
    op.execute(JOIN_OWNER)
    op.execute("GRANT USAGE, CREATE ON SCHEMA public TO loftesplan_owner")
    op.execute("GRANT USAGE ON SCHEMA public TO loftesplan_client, loftesplan_reader")
    _admission()
    op.execute(ENCLOSE)
    op.execute(REFER)
    # A server from before this version has one plan: its rows are given that plan's name.
    op.execute(
        "SELECT set_config('loftesplan.plan', coalesce((SELECT plan FROM here LIMIT 1), 'none'), true)"
    )
    op.execute(ENCLOSE_ALL)
    _rights()
    _log_stays()
    for function in ("loftesplan_enclose(regclass)", "loftesplan_refer(regclass, text, regclass)"):
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        op.execute(f"ALTER FUNCTION {function} OWNER TO loftesplan_owner")
    op.execute("ALTER TABLE alembic_version OWNER TO loftesplan_owner")
    op.execute("GRANT SELECT ON alembic_version TO loftesplan_client, loftesplan_reader")


def _role(name: str) -> str:
    """Roles belong to the whole server, where another database's plans may have made them already."""
    return (
        "DO $$ BEGIN "
        f"IF to_regrole('{name}') IS NULL THEN CREATE ROLE {name} NOLOGIN; END IF; "
        "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )


JOIN_OWNER = """DO $$ BEGIN
IF NOT pg_has_role('loftesplan_owner', 'USAGE') THEN
    EXECUTE format('GRANT loftesplan_owner TO %I', current_user);
END IF; END $$"""
"""An administrator who is not allowed everything must belong to the owner to hand tables over to it."""


def _admission() -> None:
    """Make the list of plans, whose rows are also what writers take turns by, and who may reach which."""
    op.execute("CREATE TABLE plan_access (plan varchar(36), role name, PRIMARY KEY (plan, role))")
    op.execute(
        "CREATE TABLE admitted_plan (plan varchar(36) PRIMARY KEY, "
        "since timestamptz NOT NULL DEFAULT now(), turn integer NOT NULL DEFAULT 0)"
    )
    for table in ("plan_access", "admitted_plan"):
        op.execute(f"ALTER TABLE {table} OWNER TO loftesplan_owner")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY administered ON {table} TO loftesplan_owner USING (true)")
    op.execute("GRANT SELECT ON plan_access TO loftesplan_client, loftesplan_reader")
    op.execute(
        "CREATE POLICY own ON plan_access FOR SELECT TO loftesplan_client, loftesplan_reader "
        f"USING ({REACHED.replace('a.role', 'role')})"
    )
    # To lock a row, which is how writers take turns, one must be allowed to change something in it.
    op.execute("GRANT SELECT, UPDATE (turn) ON admitted_plan TO loftesplan_client")
    op.execute(f"CREATE POLICY own_plan ON admitted_plan TO loftesplan_client USING ({OWN})")
    op.execute(ADMIT)
    op.execute(DISMISS)
    for function in ("loftesplan_admit(uuid, name)", "loftesplan_dismiss(uuid, name)"):
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        op.execute(f"ALTER FUNCTION {function} OWNER TO loftesplan_owner")


ADMIT = f"""CREATE FUNCTION loftesplan_admit(admitted uuid, login name) RETURNS text
LANGUAGE plpgsql {PLACED} AS $$ BEGIN
IF to_regrole(quote_ident(login)) IS NULL THEN
    RAISE EXCEPTION 'there is no role %', login USING HINT = 'Make it first: see CREATE ROLE.';
END IF;
IF NOT pg_has_role(login, 'loftesplan_client', 'USAGE')
    AND NOT pg_has_role(login, 'loftesplan_reader', 'USAGE') THEN
    RAISE EXCEPTION '% is neither loftesplan_client nor loftesplan_reader', login
    USING HINT = format('GRANT loftesplan_client TO %I', login);
END IF;
INSERT INTO public.admitted_plan (plan) VALUES (admitted::text) ON CONFLICT DO NOTHING;
INSERT INTO public.plan_access (plan, role) VALUES (admitted::text, login) ON CONFLICT DO NOTHING;
RETURN format('%s may reach the plan %s', login, admitted);
END $$"""

DISMISS = f"""CREATE FUNCTION loftesplan_dismiss(dismissed uuid, login name) RETURNS text
LANGUAGE plpgsql {PLACED} AS $$ BEGIN
DELETE FROM public.plan_access WHERE plan = dismissed::text AND role = login;
RETURN format('%s may no longer reach the plan %s', login, dismissed);
END $$"""

ENCLOSE = f"""CREATE FUNCTION loftesplan_enclose(fenced regclass) RETURNS void
LANGUAGE plpgsql {PLACED} AS $$
DECLARE
    keyed record;
    named text := 'plan = current_setting(''loftesplan.plan'', true)';
BEGIN
IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = fenced AND attname = 'plan') THEN
    EXECUTE format('ALTER TABLE %s ADD COLUMN plan varchar(36) NOT NULL '
        'DEFAULT current_setting(''loftesplan.plan'', true)', fenced);
END IF;
SELECT conname AS name, (SELECT string_agg(quote_ident(attname), ', ' ORDER BY position)
    FROM unnest(conkey) WITH ORDINALITY AS part (attnum, position)
    JOIN pg_attribute a ON a.attrelid = fenced AND a.attnum = part.attnum) AS columns
    INTO STRICT keyed FROM pg_constraint WHERE conrelid = fenced AND contype = 'p';
EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I PRIMARY KEY (plan, %s)',
    fenced, keyed.name, keyed.name, keyed.columns);
EXECUTE format('ALTER TABLE %s OWNER TO loftesplan_owner', fenced);
EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', fenced);
EXECUTE format($own$CREATE POLICY own_plan ON %s TO loftesplan_client USING ({OWN})$own$, fenced);
END $$"""
"""Gives a table its place behind the fence; a later version's migration calls it for each table it makes."""

REFER = f"""CREATE FUNCTION loftesplan_refer(referring regclass, field text, target regclass) RETURNS void
LANGUAGE plpgsql {PLACED} AS $$ BEGIN
EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (plan, %I) REFERENCES %s (plan, id) '
    'DEFERRABLE INITIALLY DEFERRED', referring, format('fk_%s_%s', referring, field), field, target);
END $$"""
"""Lets a field name a row of the same plan; a later version's migration calls it for each reference."""

ENCLOSE_ALL = """DO $$
DECLARE
    reference record;
    fenced regclass;
    referring regclass[];
    fields text[];
    targets regclass[];
BEGIN
FOR reference IN
    SELECT c.conname, c.conrelid::regclass AS referring, a.attname, c.confrelid::regclass AS target
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace ORDER BY c.conname
LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', reference.referring, reference.conname);
    referring := referring || reference.referring;
    fields := fields || reference.attname::text;
    targets := targets || reference.target;
END LOOP;
FOR fenced IN SELECT format('public.%I', tablename)::regclass FROM pg_tables WHERE schemaname = 'public'
    AND tablename NOT IN ('alembic_version', 'plan_access', 'admitted_plan') ORDER BY tablename
LOOP
    PERFORM public.loftesplan_enclose(fenced);
END LOOP;
FOR place IN 1 .. coalesce(array_length(fields, 1), 0) LOOP
    PERFORM public.loftesplan_refer(referring[place], fields[place], targets[place]);
END LOOP;
END $$"""


def _rights() -> None:
    """Let clients add to the log and keep what is derived, and readers read what is in force."""
    op.execute("GRANT SELECT, INSERT ON op TO loftesplan_client")
    op.execute("GRANT UPDATE (value, salt) ON op TO loftesplan_client")
    op.execute("GRANT SELECT, INSERT, DELETE ON held TO loftesplan_client")
    op.execute("GRANT UPDATE (reason, value, salt) ON held TO loftesplan_client")
    for table in (*LOG[2:], *THINGS):
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO loftesplan_client")
    for table in THINGS:
        op.execute(f"GRANT SELECT ON {table} TO loftesplan_reader")
        op.execute(f"CREATE POLICY region ON {table} FOR SELECT TO loftesplan_reader USING ({REGION})")


ORDERED = f"""CREATE FUNCTION loftesplan_is_ordered(of_plan text, of_site text, of_seq integer)
RETURNS boolean LANGUAGE sql STABLE {PLACED} AS $$
SELECT EXISTS (SELECT FROM public.redaction r
    JOIN public.op s ON s.plan = r.plan AND s.row = r.id AND s.field = 'site'
    JOIN public.op q ON q.plan = r.plan AND q.row = r.id AND q.field = 'seq'
    WHERE r.plan = of_plan AND r.site = of_site AND r.seq = of_seq
    AND s.entity = 'redaction' AND s.value = to_json(of_site)::text
    AND q.entity = 'redaction' AND q.value = of_seq::text) $$"""
"""Whether the erasure of an op has been ordered, by a redaction that stands in the same plan's log."""

STAYS = f"""CREATE OR REPLACE FUNCTION guard_op() RETURNS trigger LANGUAGE plpgsql {PLACED} AS $$ BEGIN
IF TG_OP IN ('DELETE', 'TRUNCATE') THEN RAISE EXCEPTION 'written around the log'; END IF;
IF {" OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in KEPT)}
    OR NEW.value IS NOT NULL OR NEW.salt IS NOT NULL THEN
    RAISE EXCEPTION 'written around the log';
END IF;
RETURN NEW; END $$"""

EMPTIED = f"""CREATE FUNCTION guard_emptied() RETURNS trigger LANGUAGE plpgsql {PLACED} AS $$ BEGIN
IF OLD.value IS NOT NULL AND NOT public.loftesplan_is_ordered(OLD.plan, OLD.site, OLD.seq) THEN
    RAISE EXCEPTION 'written around the log: nobody has ordered the erasure of %:%', OLD.site, OLD.seq;
END IF;
RETURN NULL; END $$"""
"""An op is emptied only by order. Seen to at the end, for op and order may come in one transaction."""

HELD = f"""CREATE FUNCTION guard_held() RETURNS trigger LANGUAGE plpgsql {PLACED} AS $$
DECLARE
    said jsonb := to_jsonb(OLD) - 'reason' - 'value' - 'salt';
    ordered boolean := OLD.value IS NULL OR public.loftesplan_is_ordered(OLD.plan, OLD.site, OLD.seq);
BEGIN
IF NOT EXISTS (SELECT FROM public.op o WHERE o.plan = OLD.plan AND o.site = OLD.site AND o.seq = OLD.seq
        AND to_jsonb(o) - 'value' - 'salt' = said AND (ordered OR o.value = OLD.value))
    AND NOT EXISTS (SELECT FROM public.held h WHERE h.plan = OLD.plan AND h.site = OLD.site
        AND h.seq = OLD.seq AND to_jsonb(h) - 'reason' - 'value' - 'salt' = said
        AND (ordered OR h.value = OLD.value)) THEN
    RAISE EXCEPTION 'written around the log: what was held as %:% is gone', OLD.site, OLD.seq;
END IF;
RETURN NULL; END $$"""
"""What waits leaves only for the log, as it was. Seen to at the end, for a merge moves things about."""


FOLLOWS = f"""CREATE FUNCTION guard_follows() RETURNS trigger LANGUAGE plpgsql {PLACED} AS $$ BEGIN
IF NEW.seq < 1 OR NEW.seq > 1 AND NOT EXISTS (SELECT FROM public.op o
        WHERE o.plan = NEW.plan AND o.site = NEW.site AND o.seq = NEW.seq - 1) THEN
    RAISE EXCEPTION 'written around the log: nothing comes before %:%', NEW.site, NEW.seq;
END IF;
RETURN NEW; END $$"""
"""A copy's ops come without a gap: what stands after one would be taken for known by all who ask."""


def _log_stays() -> None:
    """Let no op that was ever here be lost or changed, and none be emptied unless it has been ordered."""
    for function in (ORDERED, STAYS, EMPTIED, HELD, FOLLOWS):
        op.execute(function)
    op.execute(
        "CREATE TRIGGER guard_op_follows BEFORE INSERT ON op FOR EACH ROW EXECUTE FUNCTION guard_follows()"
    )
    for name, table, when in (
        ("guard_op_emptied", "op", "UPDATE"),
        ("guard_held_kept", "held", "UPDATE OR DELETE"),
    ):
        function = "guard_emptied" if table == "op" else "guard_held"
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {name} AFTER {when} ON {table} DEFERRABLE INITIALLY DEFERRED "
            f"FOR EACH ROW EXECUTE FUNCTION {function}()"
        )
    for function in ("guard_log", "guard_op", "guard_emptied", "guard_held", "guard_follows"):
        op.execute(f"ALTER FUNCTION {function}() OWNER TO loftesplan_owner")
    op.execute("ALTER FUNCTION loftesplan_is_ordered(text, text, integer) OWNER TO loftesplan_owner")
