"""Each way that the world can hinder a set-up: one sentence, exit code 1, never a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from desktop.groundwork import failures
from tests.groundwork.house import BARE_PYTHON, House, Told

# A port that nothing listens on: what a missing network looks like, without leaving this machine.
_NOWHERE = {
    "PIP_NO_INDEX": "",
    "PIP_FIND_LINKS": "",
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_RETRIES": "1",
}


def _is_one_sentence(told: Told, sentence: str) -> None:
    assert told.code == 1
    assert told.program == {}
    last = told.said.splitlines()[-1]
    assert last.startswith(sentence)
    assert "Traceback" not in told.said
    assert told.said.count(sentence) == 1


def test_without_a_network(inhabited: House) -> None:
    inhabited.needs("loftesplan-tool")
    told = inhabited.run("--lang=en", **_NOWHERE)
    _is_one_sentence(told, "The package index can not be reached")
    log = Path(told.said.splitlines()[-1].rsplit("account is in ", 1)[1])
    assert "Could not find a version" in log.read_text(encoding="utf-8")


def test_a_network_that_came_back_is_enough_to_go_on(inhabited: House) -> None:
    inhabited.needs("loftesplan-tool")
    assert inhabited.run(**_NOWHERE).code == 1
    assert inhabited.run().code == 7


def test_an_index_that_lacks_a_package(inhabited: House) -> None:
    inhabited.needs("loftesplan-bolt==2")
    _is_one_sentence(inhabited.run("--lang=en"), "The package index does not have all that Löftesplan needs")


def test_on_a_full_disk(house: House) -> None:
    house.venv.mkdir()
    if _may_mount():
        told = _run_after(house, "mount -t tmpfs -o size=3m tmpfs .venv", mounts=True)
    else:  # a limit on the size of files stops the same writes
        told = _run_after(house, "ulimit -f 400")
    _is_one_sentence(told, "The disk is full: Löftesplan needs about")


def test_in_a_folder_that_may_not_be_written_in(house: House) -> None:
    if _may_mount():
        told = _run_after(house, "mount --bind . . && mount -o remount,ro,bind . ", mounts=True)
    elif os.geteuid() != 0:
        told = _run_after(house, "chmod a-w .")
    else:  # root may write anywhere but where the kernel itself says no
        told = _run_after(house, "ln -s /sys .venv")
    _is_one_sentence(told, f"{house.venv} can not be written to")


def _may_mount() -> bool:
    """Whether we may make file systems of our own, seen by nobody else."""
    tried = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=False)
    return tried.returncode == 0


def _run_after(house: House, preparation: str, *, mounts: bool = False) -> Told:
    """Run a command of the house after a line of shell, which may mount what only that command then sees."""
    script = f'{preparation} && cd "$PWD" && exec "$0" -m desktop --lang=en'
    done = subprocess.run(
        [*(["unshare", "-rm"] if mounts else []), "sh", "-c", script, BARE_PYTHON],
        cwd=house.folder,
        env=house.surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Told(done.returncode, done.stderr, {})


def test_where_a_file_lies_in_the_way(house: House) -> None:
    house.venv.write_text("")
    _is_one_sentence(house.run("--lang=en"), "Löftesplan could not be set up (File exists)")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "no_space"),
        (errno.EDQUOT, "no_space"),
        (errno.EFBIG, "no_space"),
        (errno.EACCES, "no_permission"),
        (errno.EPERM, "no_permission"),
        (errno.EROFS, "no_permission"),
        (errno.EIO, "failed"),
    ],
)
def test_the_systems_own_errors(number: int, sentence: str) -> None:
    assert failures.of_system(OSError(number, "so it is"), "folder", "log").sentence == sentence


@pytest.mark.parametrize(
    ("account", "sentence"),
    [
        (
            "WARNING: Retrying ... NewConnectionError ... [Errno 13] Permission denied\n"
            "ERROR: Could not find a version that satisfies the requirement x (from versions: none)\n"
            "ERROR: No matching distribution found for x\n",
            "no_network",
        ),
        (
            "WARNING: Retrying ... ReadTimeoutError ...\n"
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left\n",
            "no_space",
        ),
        (
            "ERROR: Could not install packages: [Errno 13] Permission denied: 'x'\n",
            "no_permission",
        ),
        ("ERROR: No matching distribution found for x>=9\n", "not_available"),
        (
            "Traceback ...:\nOSError: [Errno 30] Read-only file system: 'x'\n",
            "no_permission",
        ),
        (
            "urllib3.exceptions.ProtocolError: ('Connection broken: IncompleteRead')\n",
            "no_network",
        ),
        ("error: subprocess-exited-with-error\n", "failed"),
        ("", "failed"),
    ],
)
def test_what_pip_and_venv_say(account: str, sentence: str) -> None:
    assert failures.of_account(account, "pip", "folder", "log").sentence == sentence
