"""Every example in README is run, in order, as a reader would type it, and says what README says it says."""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from desktop.words import LANGUAGES, Words
from desktop.words.exchange_help import help_sentences
from tests.journeys.typist import Typist

ROOT = Path(__file__).resolve().parents[1]

PROGRAMS = (["loftesplan"], ["python3", "-m", "desktop"])
"""The two ways in which README calls the program; both are the same program."""


@dataclass(slots=True)
class Example:
    """One command of README, where it stands, and the lines that it is said to print."""

    line: int
    command: str
    output: list[str] = field(default_factory=list)


def examples(text: str) -> list[Example]:
    """Find the commands in the `console` blocks: a line that begins with `$ `, then what it prints."""
    found: list[Example] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ "):
            found.append(Example(number, line[2:]))
        elif inside and found[-1].command.endswith("\\"):
            found[-1].command = found[-1].command[:-1] + line.strip()
        elif inside:
            found[-1].output.append(line)
    return found


def says(pattern: list[str], printed: str) -> bool:
    """Whether the print is as README shows it; `…` stands for anything, on a line alone for any lines."""
    parts = [
        re.escape(line.rstrip()).replace("…", "[^\n]*") if line.strip() != "…" else "(.|\n)*"
        for line in pattern
    ]
    lines = "\n".join(line.rstrip() for line in printed.rstrip("\n").splitlines())
    return re.fullmatch("\n".join(parts).replace("\n(.|\n)*", "(.|\n)*"), lines) is not None


def test_each_example_does_what_readme_says(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    keep = ("PATH", "SYSTEMROOT", "TMPDIR")
    environment = {name: os.environ[name] for name in keep if name in os.environ} | {
        "HOME": str(home), "LC_ALL": "en_GB.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1",
        "COLUMNS": "160",
    }  # fmt: skip
    found = examples((ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(found) > 20
    with Typist(tmp_path, environment) as typist:
        for example in found:
            words = shlex.split(example.command)
            program = next(program for program in PROGRAMS if words[: len(program)] == program)
            code, out, err = typist.types(words[len(program) :], b"")
            where, printed = f"README line {example.line}: {example.command}", out.decode()
            assert code == 0, f"{where}\n{printed}{err.decode()}"
            assert says(example.output, printed), f"{where}\nprinted:\n{printed}{err.decode()}"


def test_how_two_copies_become_one_is_told_as_the_program_tells_it() -> None:
    told = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    for language in LANGUAGES:
        assert " ".join(help_sentences(Words(language))) in told


def test_dots_stand_for_anything_and_nothing_else_does() -> None:
    assert says(["K1 …", "…", "end"], "K1 abc\nmore\nlines\nend\n")
    assert says(["a.b"], "a.b")
    assert not says(["a.b"], "axb")
    assert not says(["K1 …"], "K1 abc\nmore")
