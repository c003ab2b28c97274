"""An office with a computer in it, where somebody types commands and reads the answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from db.operations.read_plan import read_plan
from db.world import World
from tests.journeys.typist import Typist
from tests.reports.reading import words_of
from tests.storages import begun

ROOT = Path(__file__).resolve().parents[2]

USAGE = ("Så används det: ", "How it is used: ")
"""How the line begins that follows a mistyped command; it tells where to read more."""

Word = str | bytes | Path


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered: its exit code, and what it wrote to a person and to programs."""

    typed: tuple[Word, ...]
    code: int
    out: str
    err: str

    def __str__(self) -> str:
        """Show the whole of it, for a test that fails."""
        return f"{self.typed}\nexit code {self.code}\n{self.out}\n--- stderr ---\n{self.err}"


class Office:
    """A folder with plan files, a home folder with nothing in it, and a language that its people speak.

    Each command is a process of its own, as it is for a person.
    """

    def __init__(self, folder: Path, *, language: str = "sv") -> None:
        self.folder = folder
        self.language = language
        self.home = folder / "home"
        self.home.mkdir(exist_ok=True)

    def types(self, *words: Word, piped: bytes = b"") -> Answer:
        """Type one command and read its answer."""
        done = subprocess.run(
            [sys.executable, "-m", "desktop", *words], cwd=self.folder, env=self.surroundings(), input=piped,
            capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        return Answer(words, done.returncode, done.stdout.decode(), done.stderr.decode())

    def surroundings(self) -> dict[str, str]:
        """The environment of a computer that knows nothing but its language."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
        here = {"HOME": str(self.home), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        return kept | here | {"LC_ALL": "C.UTF-8", "LANGUAGE": self.language}

    def does(self, *words: Word, piped: bytes = b"") -> str:
        """Type a command that is to succeed, and give what it prints."""
        answer = self.types(*words, piped=piped)
        assert (answer.code, answer.err) == (0, ""), answer
        return answer.out

    def asks(self, *words: Word) -> Any:
        """Type a command that is to succeed, and give what it answers to programs."""
        return json.loads(self.does(*words, "--json"))

    def adds(self, plan: Word, table: Word, *fields: Word) -> str:
        """Add something, and give what it is called: its number, where it has one, or else its id."""
        added = self.asks("add", plan, table, *fields)
        return str(added["number"] or added["id"])

    def state(self, plan: Word) -> tuple[str, int]:
        """What state a plan is in, and how many changes led to it; the plan must be sound."""
        found = self.asks("check", plan)
        assert found["problems"] == [], found
        return str(found["state"]), int(found["ops"])

    def reads(self, paper: str) -> str:
        """All words of a paper, as its reader meets them."""
        return words_of(PdfReader(self.folder / paper))

    def is_handed(self, plan: str, document: str) -> None:
        """Get a plan that is written down in a readable file."""
        path = self.folder / plan
        with begun(path, World.real()) as store:
            store.do(read_plan, document)


class OpenOffice(Office):
    """The same with the program loaded already, for stories of very many commands."""

    def __init__(self, folder: Path, *, language: str = "sv") -> None:
        super().__init__(folder, language=language)
        self.typist = Typist(folder, self.surroundings())

    def types(self, *words: Word, piped: bytes = b"") -> Answer:
        """Have one command typed and read its answer."""
        code, out, err = self.typist.types([os.fsdecode(word) for word in words], piped)
        return Answer(words, code, out.decode(), err.decode())


def sentence(answer: Answer, code: int) -> str:
    """What a command that was refused says; it must say it in a civil way, and nothing else."""
    assert answer.code == code, answer
    assert answer.out == "", answer
    assert "Traceback" not in answer.err, answer
    lines = answer.err.splitlines()
    told = lines[:-1] if lines[-1].startswith(USAGE) else lines
    assert told, answer
    return "\n".join(told)


def part(text: str, begin: str, end: str) -> str:
    """What stands between two headings of a paper."""
    assert text.count(begin) >= 1, f"{begin!r} is not in:\n{text}"
    after = text.split(begin, 1)[1]
    assert end in after, f"{end!r} is not in:\n{after}"
    return after.split(end, 1)[0]
