"""A little program on the real groundwork, whose needs are two tiny packages made here and found locally.

Its command line tells where it runs, with which words and which of its needs it has, and ends with 7. So the
whole way of a set-up (venv, ensurepip, pip, exec) can be gone in seconds, and without a network.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

# The interpreter that .venv was made from: tests run inside .venv, a new user does not.
BARE_PYTHON = str(getattr(sys, "_base_executable", sys.executable))

_PYPROJECT = """\
[project]
name = "loftesplan"
dependencies = [{needs}]

[project.optional-dependencies]
test = ["loftesplan-tool"]
"""

_CLI = """\
import importlib.util
import json
import sys


def main():
    has = [name for name in ("bolt", "tool") if importlib.util.find_spec("loftesplan_" + name)]
    print(json.dumps({"prefix": sys.prefix, "words": sys.argv[1:], "has": has}))
    return 7
"""

_TEST_MAIN = """\
import sys

from desktop.groundwork import prepare

prepare("test")

from desktop.cli import main

sys.exit(main())
"""


Popen = subprocess.Popen[str]


@dataclass(frozen=True, slots=True)
class Told:
    """How a command ended, what it said to the person, and what the program told of itself (if it ran)."""

    code: int
    said: str
    program: dict[str, Any]


@dataclass(frozen=True, slots=True)
class House:
    """The folder of the little program, with its own home folder and package index beside it."""

    folder: Path

    @property
    def venv(self) -> Path:
        """Where its environment is made."""
        return self.folder / ".venv"

    def needs(self, *packages: str) -> None:
        """Write pyproject.toml anew, with these packages to depend upon."""
        listed = ", ".join(f'"{package}"' for package in packages)
        (self.folder / "pyproject.toml").write_text(_PYPROJECT.format(needs=listed), encoding="utf-8")

    def surroundings(self, **more: str) -> dict[str, str]:
        """A new user's environment: hardly a variable, an empty home, and an index that needs no network."""
        return {
            "PATH": os.defpath,
            "HOME": str(self.folder.parent / "home"),
            "TMPDIR": str(self.folder.parent / "tmp"),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.folder.parent / "index"),
            "PIP_CONFIG_FILE": os.devnull,
            **more,
        }

    def start(self, *words: str, python: str = BARE_PYTHON, module: str = "desktop", **more: str) -> Popen:
        """Begin a command and leave it running."""
        return subprocess.Popen(
            [python, "-m", module, *words],
            cwd=self.folder,
            env=self.surroundings(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *words: str, python: str = BARE_PYTHON, module: str = "desktop", **more: str) -> Told:
        """Run a command to its end."""
        return ending(self.start(*words, python=python, module=module, **more))


def ending(process: Popen) -> Told:
    """Wait for a command, and hear what came of it."""
    with process:
        out, said = process.communicate()
    return Told(process.returncode, said, json.loads(out) if out.strip() else {})


def build_house(place: Path) -> House:
    """A house not yet set up, as it lies in a fresh clone."""
    folder = place / "hus på kullen"  # a space and a letter beyond ASCII, as in many a home folder
    desktop = folder / "desktop"
    shutil.copytree(
        ROOT / "desktop" / "groundwork", desktop / "groundwork", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("__init__.py", "__main__.py"):
        shutil.copy(ROOT / "desktop" / name, desktop)
    (desktop / "cli.py").write_text(_CLI, encoding="utf-8")
    (folder / "checks.py").write_text(_TEST_MAIN, encoding="utf-8")
    for name in ("home", "tmp", "index"):
        (place / name).mkdir()
    for name in ("bolt", "tool"):
        _pack(place / "index", f"loftesplan_{name}")
    house = House(folder)
    house.needs("loftesplan-bolt")
    return house


def move_in(finished: House, place: Path) -> House:
    """A copy of a house that has been set up, to be changed at will."""
    shutil.copytree(finished.folder.parent, place, symlinks=True, dirs_exist_ok=True)
    return House(place / finished.folder.name)


def _pack(index: Path, name: str) -> None:
    """Make a wheel of one empty module."""
    about = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": "",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: house\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{about}/RECORD"] = "".join(f"{path},,\n" for path in (*files, f"{about}/RECORD"))
    with zipfile.ZipFile(index / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
