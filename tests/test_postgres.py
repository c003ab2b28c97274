"""The temporary PostgreSQL: fresh for each test, and gone when the run is, however that ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests import postgres

# A run of its own in another process, which says where its cluster is and then stays until it is ended.
_A_RUN = """
import os, sys, time
from tests import postgres

with postgres.run(), postgres.database() as url:
    print(os.environ["LOFTESPLAN_TEST_CLUSTER"], flush=True)
    sys.stdin.read()
"""


def test_a_database_is_empty_and_speaks_utf8(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) == 0
        assert connection.scalar(text("SELECT upper('åäö Łukasz')")) == "ÅÄÖ ŁUKASZ"
    engine.dispose()


def test_two_databases_do_not_see_each_other(postgres_url: str) -> None:
    with postgres.database() as other_url:
        here, there = create_engine(postgres_url), create_engine(other_url)
        with here.begin() as connection:
            connection.execute(text("CREATE TABLE promise (id int)"))
        with there.begin() as connection:
            connection.execute(text("CREATE TABLE promise (id int)"))
        here.dispose()
        there.dispose()


def test_a_database_goes_away_with_connections_still_open() -> None:
    with postgres.database() as url:
        engine = create_engine(url)
        left_open = engine.connect()
    with pytest.raises(Exception, match=r"terminat|closed"):
        left_open.execute(text("SELECT 1"))
    left_open.invalidate()
    engine.dispose()


@pytest.mark.parametrize("ending", [None, signal.SIGINT, signal.SIGKILL], ids=["done", "Ctrl+C", "killed"])
def test_the_server_and_its_folder_are_gone_when_the_run_is(ending: signal.Signals | None) -> None:
    postgres.programs()  # where the server is missing, that is said, and not what would follow from it
    run = subprocess.Popen(
        [sys.executable, "-c", _A_RUN],
        cwd=postgres.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    with run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        assert _is_alive(server)
        if ending is None:
            run.communicate("")
        else:
            os.killpg(run.pid, ending)

    patience = time.monotonic() + 30
    while (folder.exists() or _is_alive(server)) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not folder.exists()
    assert not _is_alive(server)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
