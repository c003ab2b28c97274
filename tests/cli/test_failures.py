"""Whatever the world does, the answer is a sentence and an exit code, and never a traceback."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.commands.terminal import ACTING
from tests.cli.conftest import CommandLine

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = [sys.executable, "-c", "import sys; from desktop.cli import main; sys.exit(main())"]
"""The program in a process of its own, for what a process alone can meet."""


NAMES = ["a b'c\".plan", "rad 1\nrad 2.plan", "\u202egnp.plan", "-x.plan", "?%41#=.plan", "f\udcff.plan"]
"""Names that somebody's file may well have, or be given to do harm."""


def surroundings(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "XDG_STATE_HOME") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "LANGUAGE": "en"} | more


def run(*words: object, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [*PROGRAM, *(os.fspath(word) if isinstance(word, Path) else str(word) for word in words)]
    return subprocess.run(command, env=surroundings(**more), capture_output=True, check=False, timeout=120)


def test_what_is_no_plan_is_told_in_one_sentence(cli: CommandLine, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "brev.plan").write_text("Kära granne", encoding="utf-8")
    (tmp_path / "tom.plan").touch()
    other = sqlite3.connect(tmp_path / "annan.plan")
    other.execute("CREATE TABLE a (b)")
    other.close()
    (tmp_path / "kort.plan").write_bytes(plan.read_bytes()[:5000])
    newer = tmp_path / "nyare.plan"
    newer.write_bytes(plan.read_bytes())
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    for name, said in {
        "saknas.plan": "There is no ", ".": "is not a plan", "brev.plan": "is not a plan",
        "tom.plan": "is not a plan", "annan.plan": "is not a plan", "kort.plan": "is damaged",
        "nyare.plan": "was written by a newer version",
    }.items():  # fmt: skip
        for words in (["list"], ["set", "K1", "place=x"], ["check"], ["undo"]):
            before = (tmp_path / name).read_bytes() if (tmp_path / name).is_file() else b""
            answer = cli(words[0], tmp_path / name, *words[1:])
            assert (answer.code, answer.out, len(answer.err.splitlines())) == (1, "", 1), (name, answer)
            assert said in answer.err
            if before:
                assert (tmp_path / name).read_bytes() == before


def test_a_file_that_is_not_there_is_answered_with_the_one_that_is(cli: CommandLine, plan: Path) -> None:
    folder = plan.parent
    assert f"Did you mean “loftesplan list {plan} " in cli("list", "K1", plan).err
    assert f"Did you mean “{plan}”?" in cli("list", folder / "vaar.plan").err
    assert f"Did you mean “{plan}”?" in cli("show", folder / "vara", "K1").err
    assert "Did you mean" not in cli("list", folder / "xyzzy.plan").err
    assert cli("list", "K1" * 5000, plan).code == 1


def test_a_plan_that_another_program_holds_is_waited_for_and_then_told(
    cli: CommandLine, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.store.engines.PATIENCE", 0.2)
    holder = sqlite3.connect(plan, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    answer = cli("set", plan, "K1", "place=Torget")
    assert (answer.code, answer.err.endswith("try again.\n")) == (1, True)
    assert "is held by another program" in answer.err
    assert cli("list", plan).code == 0
    holder.execute("ROLLBACK")
    holder.close()
    assert cli("set", plan, "K1", "place=Torget").code == 0


def test_a_mistake_of_ours_is_written_down_and_named(
    cli: CommandLine, plan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("desktop.commands.list.activity_lines", broken)
    answer = cli("list", plan, "811228-9874")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (1, "", 1)
    (log,) = (tmp_path / "state").rglob("loftesplan.log")
    assert str(log) in answer.err
    account = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError: boom" in account
    assert "811228" not in account
    monkeypatch.setenv("XDG_STATE_HOME", str(plan / "no" / "folder"))
    assert "not your fault" in cli("list", plan).err


def test_who_stops_reading_is_not_complained_to(plan: Path) -> None:
    command = " ".join(f"'{word}'" for word in [*PROGRAM, "list", str(plan), "--json"])
    done = subprocess.run(
        ["/bin/sh", "-c", f"{command} | head -c 1; echo"],
        env=surroundings(),
        capture_output=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == (b"[", b"")


def test_an_answer_that_finds_no_room_is_told_of(plan: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "list", str(plan)],
            env=surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("The answer could not be written (")
    assert len(done.stderr.splitlines()) == 1


def test_closed_streams_are_no_reason_to_fail(plan: Path) -> None:
    command = " ".join(f"'{word}'" for word in [*PROGRAM, "list", str(plan)])
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        done = subprocess.run(["/bin/sh", "-c", f"{command} {closed}"], env=surroundings(), check=False)
        assert done.returncode == 0, closed


def test_a_file_may_have_any_name_and_is_told_safely(cli: CommandLine, tmp_path: Path) -> None:
    parties = ["--municipality", "Vara", "--police-area", "Skaraborg", "--from", "2017-01-01"]
    for name in NAMES:
        path = tmp_path / name
        said = cli.does("new", path, *parties) + cli.does("list", path) + cli("list", f"{path}x").err
        assert not ACTING.search(said)
        assert cli("check", path).code == 0


def test_bytes_that_are_no_text_are_refused_where_text_is_meant(plan: Path) -> None:
    done = run("note", plan, "K1", "\udcff\udcfe")
    assert done.returncode == 2
    assert b"\\xff\\xfe" in done.stderr
    assert b"encoding" in done.stderr


def test_a_terminal_without_swedish_letters_gets_signs_in_their_place(plan: Path) -> None:
    done = run("list", plan, "--lang", "sv", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"L?fte" in done.stdout


def test_breaking_off_is_quiet(plan: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "note", str(plan), "K1", "-"], env=surroundings(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while process.poll() is None and not _has_open(process.pid, plan):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


def _has_open(process: int, path: Path) -> bool:
    return any(os.path.realpath(file) == str(path) for file in Path(f"/proc/{process}/fd").iterdir())


@pytest.fixture
def screen() -> Iterator[tuple[int, int]]:
    """A terminal of 80 columns: the end that we see, and the end that the program sees."""
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)


def seen(ours: int) -> str:
    said = b""
    while select.select([ours], [], [], 0.2)[0]:
        try:
            said += os.read(ours, 65536)
        except OSError:
            break
    return said.decode()


def test_on_a_terminal_long_work_shows_how_far_it_has_come(plan: Path, screen: tuple[int, int]) -> None:
    ours, theirs = screen
    command = [*PROGRAM, "check", str(plan)]
    done = subprocess.run(
        command,
        env=surroundings(TERM="xterm"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
        timeout=60,
    )
    os.close(theirs)
    told = seen(ours)
    assert done.returncode == 0
    assert "Checking the log … 0 %" in told
    assert told.endswith("\r")


def test_on_a_narrow_terminal_no_line_is_too_long(plan: Path, screen: tuple[int, int]) -> None:
    ours, theirs = screen
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    subprocess.run(
        [*PROGRAM, "list", str(plan)], env=surroundings(TERM="xterm"), stdout=theirs, check=False, timeout=60
    )
    os.close(theirs)
    lines = seen(ours).splitlines()
    assert max(len(line) for line in lines) <= 60
    assert any("Fotpatrull" in line for line in lines)
