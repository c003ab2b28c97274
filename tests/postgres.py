"""A PostgreSQL of the test run's own: one temporary cluster, a fresh database for each test that asks.

The first test that needs it has a *keeper* started: a process that makes the cluster and then waits for a
lock that the test run holds for as long as it lives. Whichever way the run ends (done, broken off, killed),
the lock falls free, and the keeper stops its server and clears up. The cluster is reached by a socket in a
temporary folder, never by a port, and does not flush its files: what it holds is not meant to last.

There is no skipping. Where the server is missing it is installed if we are root on Debian; otherwise the
tests fail with the one command that installs it, since a program that promises the same plan on SQLite and
PostgreSQL is not tested by half of that.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from desktop.groundwork import debian

ROOT = Path(__file__).resolve().parents[1]
_FOLDER = "LOFTESPLAN_TEST_CLUSTER"
OWNER = "loftesplan"
_CREATECLUSTER = Path("/etc/postgresql-common/createcluster.conf")


class NoServer(Exception):
    """PostgreSQL can not be had here; says what to do about it."""


def programs() -> Path:
    """The folder of the server's own programs (initdb, postgres); installs them if need be and if we may."""
    if found := _installed_programs():
        return found
    if debian.may_install():
        # The package would make and start a cluster of its own, which nobody here has asked for.
        if not _CREATECLUSTER.exists():
            _CREATECLUSTER.parent.mkdir(parents=True, exist_ok=True)
            _CREATECLUSTER.write_text("create_main_cluster = false\n")
        lines: list[str] = []
        debian.install(["postgresql"], lambda command: print(f"  # {command}", flush=True), lines.append)
        if found := _installed_programs():
            return found
        raise NoServer(f"PostgreSQL could not be installed: {''.join(lines[-3:]).strip()}")
    raise NoServer(
        f"These tests need PostgreSQL's server: install it with `{debian.command(['postgresql'])}`"
    )


def _installed_programs() -> Path | None:
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debians:
        return debians[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


@contextmanager
def run() -> Iterator[None]:
    """The span of a whole test run: a cluster made within it is gone when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="loftesplan-"))
    folder.chmod(0o711)  # the server, another user, must be able to pass through
    os.environ[_FOLDER] = str(folder)
    try:
        with (folder / "run").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
    finally:
        del os.environ[_FOLDER]
        if (folder / "keeper").exists():
            _wait_for(lambda: not folder.exists(), seconds=60)
        else:
            shutil.rmtree(folder)


@contextmanager
def database() -> Iterator[str]:
    """A fresh, empty database, as SQLAlchemy's URL for it; dropped afterwards, whoever is still in it."""
    sockets, name = _sockets(), f"plan_{uuid.uuid4().hex}"
    with psycopg.connect(host=sockets, user=OWNER, dbname="postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"postgresql+psycopg://{OWNER}@/{name}?host={sockets}"
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _sockets() -> str:
    """The folder of the cluster's socket; has the cluster made if no other test has."""
    folder = Path(os.environ[_FOLDER])
    try:
        (folder / "keeper").touch(exist_ok=False)
    except FileExistsError:
        pass
    else:
        subprocess.run([sys.executable, "-m", "tests.postgres_keeper", str(folder)], cwd=ROOT, check=True)
    ready, failed = folder / "ready", folder / "failed"
    _wait_for(lambda: ready.exists() or failed.exists(), seconds=600)
    if failed.exists():
        raise NoServer(failed.read_text())
    return str(folder / "sockets")


def _wait_for(happened: Callable[[], bool], seconds: float) -> None:
    patience = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > patience:
            raise TimeoutError(f"the temporary PostgreSQL has not answered for {seconds} s")
        time.sleep(0.02)
