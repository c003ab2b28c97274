"""The checks in their order: what reads the code first, then what runs it.

A check that fails does not stop those after it. All that failed is named again just above pytest's closing
line, so that the end of the output tells the whole outcome, and the exit code is 0 only if nothing did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import postgres

ROOT = Path(__file__).resolve().parents[1]

_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30


@dataclass(frozen=True, slots=True)
class Check:
    """One tool that reads the code, and how it is called."""

    name: str
    command: tuple[str, ...]


_PYTHON = (sys.executable, "-m")
# import-linter has no `-m` of its own, and the script beside the interpreter breaks when the folder is moved.
_CONTRACTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

CHECKS = (
    Check("ruff check", (*_PYTHON, "ruff", "check", ".")),
    Check("ruff format", (*_PYTHON, "ruff", "format", "--check", ".")),
    Check("mypy --strict", (*_PYTHON, "mypy", "--strict", "db", "desktop", "tests")),
    Check("import contracts", (sys.executable, "-c", _CONTRACTS, "--no-logo")),
)


class Verdict:
    """A part of pytest's summary: what failed before the tests began."""

    def __init__(self, failed: Sequence[str]) -> None:
        self._failed = failed

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name the failed checks where they can not be missed."""
        if self._failed:
            terminalreporter.section("checks that failed before the tests", red=True)
            for name in self._failed:
                terminalreporter.line(f"FAILED {name}")


def main(words: Sequence[str]) -> int:
    """Run what the words ask for (see `tests/__main__.py`); the exit code."""
    os.chdir(ROOT)
    _keep_bytecode()
    match list(words):
        case ["bench", *rest]:
            from tests.bench import main as bench

            return bench(rest)
        case ["long", *rest]:
            _in_memory()
            return int(pytest.main([*_on_all_cores(), "--hypothesis-profile=long", *rest]))
        case []:
            return _everything()
        case _:
            return int(pytest.main(list(words)))


def _everything() -> int:
    failed = [check.name for check in CHECKS if not _passes(check)]
    _have_postgres()
    _in_memory()
    code = int(pytest.main(_on_all_cores(), plugins=[Verdict(failed)]))
    return code or int(bool(failed))


def _passes(check: Check) -> bool:
    began = time.monotonic()
    print(f"{check.name} ...", end=" ", flush=True)
    done = subprocess.run(check.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    print("ok" if done.returncode == 0 else "FAILED", f"({time.monotonic() - began:.1f} s)", flush=True)
    if done.returncode:
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.flush()
    return done.returncode == 0


def _keep_bytecode() -> None:
    """Let Python keep what it compiles, whatever is usual here: the tests start hundreds of processes."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _in_memory() -> None:
    """Let temporary files lie in memory where there is room: half the time would go to waiting for a disk.

    No test asks what a power cut leaves, which memory could not answer; a process that is killed leaves
    the same there as on a disk.
    """
    if "TMPDIR" in os.environ or not _MEMORY.is_dir() or not os.access(_MEMORY, os.W_OK):
        return
    found = os.statvfs(_MEMORY)
    if found.f_bavail * found.f_frsize >= _ROOM and not found.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # whoever has asked already asks again


def _have_postgres() -> None:
    """Install the server now, while it can be seen; where that can not be, the tests that need it say so."""
    try:
        postgres.programs()
    except postgres.NoServer as missing:
        print(missing, flush=True)


def _on_all_cores() -> list[str]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    # What a passed test leaves is of no use to anybody, and may lie in memory.
    return ["-n", str(cores), "--dist", "worksteal", "-o", "tmp_path_retention_policy=failed"]
