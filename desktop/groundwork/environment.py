"""The `.venv` beside pyproject.toml: whether it is whole, whether we are in it, and how to step into it.

What is here runs at every start, so it imports next to nothing and starts no process.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

STAMP = "setup.stamp"


def python_of(folder: Path) -> Path:
    """Where the environment's own interpreter lies."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def identity() -> str:
    """Which Python on which sort of machine: what an environment can not be carried between."""
    machine = os.uname().machine if hasattr(os, "uname") else os.environ.get("PROCESSOR_ARCHITECTURE", "")
    return f"{sys.implementation.cache_tag} {sys.platform} {machine}"


def stamp_text(folder: Path, extras: frozenset[str]) -> bytes:
    """What the stamp says of an environment that holds all that pyproject.toml asks for, with these extras.

    The whole of pyproject.toml stands in it rather than a digest: as quick to compare, and nothing to import.
    """
    wanted = (folder.parent / "pyproject.toml").read_bytes()
    return f"{identity()}\n{' '.join(sorted(extras))}\n".encode() + wanted


def stamped_extras(folder: Path) -> frozenset[str]:
    """The extras that the environment was last filled with; none where it was never whole."""
    try:
        lines = (folder / STAMP).read_bytes().split(b"\n", 2)
    except OSError:
        return frozenset()
    return frozenset(lines[1].decode().split()) if len(lines) > 1 else frozenset()


def is_complete(folder: Path, extra: str = "") -> bool:
    """Whether set-up once came to its end here, and nothing that it depends on has changed since."""
    extras = stamped_extras(folder)
    if extra and extra not in extras:
        return False
    try:
        stamp = (folder / STAMP).read_bytes()
    except OSError:
        return False
    return stamp == stamp_text(folder, extras) and python_of(folder).exists()


def is_running(folder: Path) -> bool:
    """Whether this very process runs in the environment."""
    try:
        return folder.samefile(sys.prefix)
    except OSError:
        return False


def is_installed_here() -> bool:
    """Whether pip once installed the program into the running environment, and its needs with it."""
    return any(next(Path(place).glob("loftesplan-*.dist-info"), None) for place in sys.path if place)


def run_again(folder: Path) -> NoReturn:
    """Run the same command, word for word, with the environment's interpreter in this one's place."""
    command = [str(python_of(folder)), *sys.orig_argv[1:]]
    if os.name != "nt":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)

    # Windows has no exec that keeps the console waiting, so this process stays and passes the answer on.
    import subprocess

    child = subprocess.Popen(command)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            continue  # the child has had it too, and decides what it means
