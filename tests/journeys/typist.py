"""A typist who has sat down already: the program is loaded once, and each command is a child of that process.

What a command answers is the same as from a process of its own (a test sees to it), only sooner, so that
a story may try a hundred mistakes. Whoever is done with one story sits ready for the next. Run as a module;
orders and answers are lines of JSON.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NoReturn, Self

from sqlalchemy.orm import configure_mappers

from desktop import cli
from desktop.commands import SUMMARIES

BYTES = "latin-1"
"""How bytes travel in JSON: each as the character of its number."""


_resting: list[subprocess.Popen[str]] = []
"""Those who have loaded the program and have no story to type for."""


class Typist:
    """Types commands in a folder, one after the other."""

    def __init__(self, folder: Path, surroundings: Mapping[str, str]) -> None:
        self._folder = str(folder)
        self._surroundings = dict(surroundings)
        self._process: subprocess.Popen[str] | None = None

    def types(self, words: Sequence[str], piped: bytes) -> tuple[int, bytes, bytes]:
        """Type a command; give its exit code, and the bytes that it wrote."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        # Whoever is interrupted may answer late, and is not asked again.
        self._process = None
        order = {
            "words": words, "piped": piped.decode(BYTES),
            "folder": self._folder, "surroundings": self._surroundings,
        }  # fmt: skip
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        self._process = process
        return answer["code"], answer["out"].encode(BYTES), answer["err"].encode(BYTES)

    def __enter__(self) -> Self:
        """Be there for a block."""
        self._process = _resting.pop() if _resting else _called_in(self._surroundings)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Rest until the next story."""
        if self._process is not None:
            _resting.append(self._process)
            self._process = None


def _called_in(surroundings: Mapping[str, str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.typist"], env=surroundings,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="ascii",
    )  # fmt: skip
    atexit.register(process.communicate)  # goes home when nothing more can come
    return process


def _sit_down() -> None:
    """Load all that a command may need, and keep the collector from going through it in every child."""
    for name in SUMMARIES:
        import_module(f"desktop.commands.{name.replace('-', '_')}")
    for name in ("desktop.reports.status", "alembic.command", "dateutil.rrule", "holidays", "babel.dates"):
        import_module(name)
    configure_mappers()
    sys.argv[0] = str(Path(cli.__file__).with_name("__main__.py"))
    gc.collect()
    gc.freeze()


def _carry_out(order: Mapping[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        source.write(order["piped"].encode(BYTES))
        source.seek(0)
        child = os.fork()
        if child == 0:
            os.environ.clear()
            os.environ.update(order["surroundings"])
            os.chdir(order["folder"])
            _be_the_command(order["words"], source, out, err)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "out": out.read().decode(BYTES),
            "err": err.read().decode(BYTES),
        }


def _be_the_command(words: list[str], source: BinaryIO, out: BinaryIO, err: BinaryIO) -> NoReturn:
    """Go on as the command's own process would: with its own words and streams, to its own end."""
    for number, stream in enumerate((source, out, err)):
        os.dup2(stream.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", errors=errors)  # noqa: SIM115, PTH123 - they last as long as we
        for number, mode, errors in ((0, "r", "surrogateescape"), (1, "w", "strict"), (2, "w", "strict"))
    )
    sys.argv[1:] = words
    code = 1
    try:
        code = cli.main()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    _sit_down()
    for line in sys.stdin:
        print(json.dumps(_carry_out(json.loads(line))), flush=True)
