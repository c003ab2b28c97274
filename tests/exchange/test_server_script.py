"""The script for administrators, run by psql as they run it, on new databases and old ones."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from db.errors import NewerPlan, NotAdmitted, ServerNotPrepared, ServerOutdated
from db.store import Store, schema
from db.store.engines import WRITES
from db.store.server import postgres_engine
from tests import postgres, servers
from tests.builders import a_plan, a_world
from tests.store.older import upgrade

PLAN = "22222222-2222-4222-8222-222222222222"


def given_to(program: str, url: str, *words: str | Path) -> list[str]:
    """A command of PostgreSQL's own, told which database is meant."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return [str(postgres.programs() / program), f"--dbname={address}", *map(str, words)]


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """The script as the command prints it."""
    path = tmp_path / "install.sql"
    command = [sys.executable, "-m", "desktop", "server-script"]
    with path.open("wb") as file:
        subprocess.run(command, cwd=postgres.ROOT, stdout=file, check=True, timeout=60)
    return path


@pytest.fixture
def run(script: Path) -> Callable[[str], str]:
    """Run it by psql."""

    def run(url: str) -> str:
        command = given_to("psql", url, "--no-psqlrc", "--file", script)
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


def shape(url: str) -> list[str]:
    """Everything that the database is made of, as pg_dump writes it down."""
    command = given_to("pg_dump", url, "--schema-only")
    dumped = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    # Newer releases begin and end with a word of chance.
    return [line for line in dumped.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]


def test_the_script_makes_what_the_migrations_make(run: Callable[[str], str], postgres_url: str) -> None:
    assert f"form {schema.CURRENT:04}" in run(postgres_url)
    with postgres.database() as other:
        servers.prepare(other)
        servers.administer(other, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        assert shape(postgres_url) == shape(other)


def test_running_it_again_changes_nothing(run: Callable[[str], str], postgres_url: str) -> None:
    run(postgres_url)
    there = servers.login(postgres_url, "saffle")
    servers.admit(postgres_url, PLAN, "saffle")
    with Store.connect(there, a_world(), actor="samordnare", letter="K", site_name="kommunen") as store:
        plan = a_plan(store)
        before = shape(postgres_url)
        run(postgres_url)
        assert shape(postgres_url) == before
        assert store.read(lambda session: session.scalar(text("SELECT id FROM activity"))) == plan.activity


@pytest.mark.parametrize("version", range(1, schema.CURRENT))
def test_it_brings_up_a_database_of_every_older_version(
    run: Callable[[str], str], postgres_url: str, version: int
) -> None:
    engine = postgres_engine(postgres_url)
    with engine.execution_options(**WRITES).begin() as connection:
        upgrade(connection, version)
    engine.dispose()
    run(postgres_url)
    there = servers.login(postgres_url, "saffle")
    servers.admit(postgres_url, PLAN, "saffle")
    with Store.connect(there, a_world(), actor="samordnare", letter="K", site_name="") as store:
        assert a_plan(store).activity


def test_an_administrator_who_may_not_do_everything_can_run_it_too(
    run: Callable[[str], str], postgres_url: str
) -> None:
    """As on a rented server, where nobody is let be a superuser."""
    own = servers.login(postgres_url, "drift", "pg_monitor")
    name = make_url(postgres_url).database
    servers.administer(
        postgres_url,
        "ALTER ROLE drift CREATEROLE",
        f'ALTER DATABASE "{name}" OWNER TO drift',
        # The whole server's roles may be there since another database was prepared by somebody else.
        "DO $$ BEGIN IF to_regrole('loftesplan_owner') IS NOT NULL THEN GRANT loftesplan_owner TO drift; "
        "END IF; END $$",
    )
    run(own)
    run(own)
    there = servers.login(postgres_url, "saffle")
    servers.admit(own, PLAN, "saffle")
    with Store.connect(there, a_world(), actor="samordnare", letter="K", site_name="") as store:
        assert a_plan(store).activity


def test_it_is_done_whole_or_not_at_all(script: Path, postgres_url: str) -> None:
    broken = script.read_text(encoding="utf-8").replace("CREATE TABLE plan_access", "CREATE TABEL x", 1)
    script.write_text(broken, encoding="utf-8")
    command = given_to("psql", postgres_url, "--no-psqlrc", "--file", script)
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 3
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    assert servers.administer(postgres_url, tables) == [(0,)]


def test_a_client_prepares_nothing_by_itself_and_says_whose_task_it_is(postgres_url: str) -> None:
    there = servers.login(postgres_url, "saffle", "pg_monitor")
    with pytest.raises(ServerNotPrepared):
        Store.connect(there, a_world(), actor="samordnare", plan=PLAN)
    servers.prepare(postgres_url)
    servers.login(postgres_url, "saffle")
    for number, error in ((schema.CURRENT - 1, ServerOutdated), (schema.CURRENT + 1, NewerPlan)):
        servers.administer(postgres_url, f"UPDATE alembic_version SET version_num = '{number:04}'")
        with pytest.raises(error) as caught:
            Store.connect(there, a_world(), actor="samordnare", plan=PLAN)
        assert vars(caught.value)["version"] == number
    servers.administer(postgres_url, f"UPDATE alembic_version SET version_num = '{schema.CURRENT:04}'")
    with pytest.raises(NotAdmitted) as refused:
        Store.connect(there, a_world(), actor="samordnare", plan=PLAN)
    assert (refused.value.role, refused.value.plan) == ("saffle", PLAN)
