"""Making `.venv`: what it leads to, what it says, and that half of it is never taken for the whole."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop.groundwork import environment
from tests.groundwork.house import House, ending


def test_the_first_command_sets_itself_up_and_then_runs_as_it_was_given(house: House) -> None:
    told = house.run("demo", "med mellanslag", "--json", LANG="sv_SE.UTF-8")
    assert told.code == 7
    assert told.program == {
        "prefix": str(house.venv),
        "words": ["demo", "med mellanslag", "--json"],
        "has": ["bolt"],
    }
    first, *between, last = told.said.splitlines()
    assert first == f"Löftesplan gör sig i ordning i {house.venv} (bara denna gång; någon minut)."
    assert between == ["  gör en egen Python-miljö", "  installerar 1 paket …"]
    assert last.startswith("Klart på ")


def test_the_next_command_says_nothing_of_set_up(inhabited: House) -> None:
    told = inhabited.run("list", PIP_FIND_LINKS="/nowhere")
    assert (told.code, told.said) == (7, "")
    assert told.program["prefix"] == str(inhabited.venv)


def test_a_changed_list_of_needs_is_met_without_beginning_afresh(inhabited: House) -> None:
    (inhabited.venv / "kept").touch()
    inhabited.needs("loftesplan-bolt", "loftesplan-tool")
    told = inhabited.run("--lang", "en")
    assert told.program["has"] == ["bolt", "tool"]
    assert told.said.startswith("Something has changed since last time")
    assert (inhabited.venv / "kept").exists()
    assert inhabited.run().said == ""


def test_the_tests_get_their_tools_and_the_program_keeps_them(inhabited: House) -> None:
    assert inhabited.run(module="checks").program["has"] == ["bolt", "tool"]
    assert inhabited.run().said == ""
    inhabited.needs("loftesplan-bolt>=1")
    assert inhabited.run().program["has"] == ["bolt", "tool"]
    assert inhabited.run(module="checks").said == ""


def test_a_users_own_habits_with_pip_change_nothing(inhabited: House) -> None:
    inhabited.needs("loftesplan-tool")
    elsewhere = inhabited.folder / "elsewhere"
    told = inhabited.run(PIP_USER="1", PIP_TARGET=str(elsewhere), PIP_REQUIRE_VIRTUALENV="1")
    assert told.program["has"] == ["bolt", "tool"]
    assert not elsewhere.exists()


def test_an_environment_that_lost_its_python_is_made_anew(inhabited: House) -> None:
    for name in ("python", "python3"):
        (inhabited.venv / "bin" / name).unlink()
        (inhabited.venv / "bin" / name).symlink_to("/nowhere/python3")
    told = inhabited.run("--lang=en")
    assert told.code == 7
    assert told.said.startswith("Löftesplan sets itself up")


def test_an_environment_that_someone_made_by_hand_is_filled_and_kept(inhabited: House) -> None:
    (inhabited.venv / environment.STAMP).unlink()
    (inhabited.venv / "kept").touch()
    assert inhabited.run().code == 7
    assert (inhabited.venv / "kept").exists()


def test_commands_given_at_once_take_turns_and_one_of_them_does_the_work(house: House) -> None:
    all_told = [ending(process) for process in [house.start("--lang=en") for _ in range(3)]]
    assert [told.code for told in all_told] == [7, 7, 7]
    assert {told.program["prefix"] for told in all_told} == {str(house.venv)}
    assert sum("sets itself up" in told.said for told in all_told) == 1


def test_a_set_up_broken_off_by_ctrl_c_says_so_and_is_begun_afresh(inhabited: House) -> None:
    inhabited.needs("loftesplan-missing")
    with _silent_index() as (url, heard):
        process = inhabited.start("--lang=en", PIP_NO_INDEX="", PIP_INDEX_URL=url)
        heard()
        process.send_signal(signal.SIGINT)
        told = ending(process)
    assert told.code == 130
    assert told.said.endswith("Broken off. The next command begins the set-up afresh.\n")
    assert "Traceback" not in told.said
    inhabited.needs("loftesplan-bolt")
    _is_begun_afresh(inhabited)


def test_a_set_up_that_was_killed_is_not_believed(house: House) -> None:
    with _silent_index() as (url, heard):
        process = house.start(PIP_NO_INDEX="", PIP_INDEX_URL=url)
        heard()
        process.kill()
        ending(process)
    _is_begun_afresh(house)


def _is_begun_afresh(house: House) -> None:
    (house.venv / "half-done").touch()
    told = house.run("--lang=en")
    assert told.code == 7
    assert "Last time the set-up of Löftesplan did not come to its end: beginning afresh." in told.said
    assert not (house.venv / "half-done").exists()
    assert house.run().said == ""


@contextmanager
def _silent_index() -> Iterator[tuple[str, Callable[[], None]]]:
    """A package index that never answers, and a way to wait until it has been asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked: list[socket.socket] = []
        yield f"http://127.0.0.1:{server.getsockname()[1]}/simple", lambda: asked.append(server.accept()[0])
        for connection in asked:
            connection.close()
