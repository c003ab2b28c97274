"""The process that keeps the test run's PostgreSQL: `python -m tests.postgres_keeper FOLDER`.

Makes a cluster in FOLDER, starts its server, and tells that it is `ready` (or has `failed`, and why) by a
file of that name. Then it waits for the lock on FOLDER/run, which the test run holds while it lives, and
ends all.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import IO

import psycopg

from tests.postgres import OWNER, NoServer, programs

# Nothing here outlives the run, so nothing need reach the disk.
_CARELESS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
}


def keep(folder: Path) -> None:
    """Make, serve, wait for the run to end, and clear up."""
    server: subprocess.Popen[bytes] | None = None
    try:
        try:
            server = _served(folder)
        except (NoServer, OSError) as problem:
            _tell(folder, "failed", str(problem))
        else:
            _tell(folder, "ready", "")
        with (folder / "run").open() as run:
            fcntl.flock(run, fcntl.LOCK_SH)
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)  # "immediate": there is nothing to save
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _served(folder: Path) -> subprocess.Popen[bytes]:
    """A running server on a new cluster, once it answers."""
    tools, user = programs(), unprivileged_user()
    data, sockets = folder / "data", folder / "sockets"
    for place in (data, sockets):
        place.mkdir(mode=0o700)
        if user is not None:
            shutil.chown(place, user)

    with (folder / "log").open("wb") as log:
        terms = ["--username", OWNER, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
        making = started([tools / "initdb", "--pgdata", data, *terms], sockets, log, user)
        if making.wait() == 0:
            settings = [word for name, value in _CARELESS.items() for word in ("-c", f"{name}={value}")]
            server = started([tools / "postgres", "-D", data, "-k", sockets, *settings], sockets, log, user)
            if _answers(server, sockets):
                return server
    account = (folder / "log").read_text(errors="replace")
    raise NoServer(f"The temporary PostgreSQL did not start: {account[-500:]}")


def started(
    command: Sequence[str | Path], place: Path, log: IO[bytes], user: str | None
) -> subprocess.Popen[bytes]:
    """One of PostgreSQL's programs, running as its user."""
    return subprocess.Popen(
        command,
        cwd=place,  # the server's user may not be let into our own folder
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        user=user,
        group=None if user is None else pwd.getpwnam(user).pw_gid,
        extra_groups=None if user is None else [],
    )


def unprivileged_user() -> str | None:
    """Whom the server runs as: PostgreSQL refuses root. None where we are no root ourselves."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _answers(server: subprocess.Popen[bytes], sockets: Path) -> bool:
    """Wait until the server takes a connection; false, and the server ended, if it will not."""
    patience = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < patience:
        try:
            psycopg.connect(host=str(sockets), user=OWNER, dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    server.kill()
    server.wait()
    return False


def _tell(folder: Path, what: str, text: str) -> None:
    # Moved into place, so that nobody reads half of it.
    draft = folder / f"{what}.draft"
    draft.write_text(text)
    draft.replace(folder / what)


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(1)


def main(folder: Path) -> None:
    """Go into the background, out of reach of the terminal's Ctrl+C, and keep the cluster."""
    if os.fork():
        os._exit(0)
    os.setsid()
    signal.signal(signal.SIGTERM, _leave)
    # Whoever waits for our output to close must not wait for the whole run.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    keep(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
