"""Each way that the world can hinder a set-up: one sentence, exit code 1, never a traceback."""

from __future__ import annotations

import errno
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


def test_without_a_network(house: House) -> None:
    told = house.run("--lang=en", **_NOWHERE)
    _is_one_sentence(told, "The package index can not be reached")
    log = Path(told.said.splitlines()[-1].rsplit("account is in ", 1)[1])
    assert "Could not find a version" in log.read_text(encoding="utf-8")


def test_a_network_that_came_back_is_enough_to_go_on(house: House) -> None:
    house.run(**_NOWHERE)
    assert house.run().code == 7


def test_an_index_that_lacks_a_package(house: House) -> None:
    house.needs("loftesplan-bolt==2")
    _is_one_sentence(house.run("--lang=en"), "The package index does not have all that Löftesplan needs")


def test_on_a_full_disk(house: House) -> None:
    house.venv.mkdir()
    tiny_disk = 'mount -t tmpfs -o size=3m tmpfs .venv && exec "$0" -m desktop --lang=en'
    may_make_one = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", str(house.venv)]
    # Where no disk can be made, a limit on the size of files stops the same writes.
    command = (
        ["unshare", "-rm", "sh", "-c", tiny_disk, BARE_PYTHON]
        if subprocess.run(may_make_one, check=False).returncode == 0
        else ["sh", "-c", 'ulimit -f 400 && exec "$0" -m desktop --lang=en', BARE_PYTHON]
    )
    done = subprocess.run(
        command,
        cwd=house.folder,
        env=house.surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    _is_one_sentence(Told(done.returncode, done.stderr, {}), "The disk is full: Löftesplan needs about")


def test_where_nothing_may_be_written(house: House) -> None:
    house.venv.symlink_to("/sys")  # not even root may make a file there
    _is_one_sentence(house.run("--lang=en"), f"{house.venv} can not be written to")


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
