"""Packages of the system itself, where the system is Debian or a child of it (Ubuntu, Mint)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence

# Another apt at work (unattended upgrades on a machine just started) is waited for, not tripped over.
_PATIENCE = ("-o", "DPkg::Lock::Timeout=300")


Listener = Callable[[str], object]


def is_here() -> bool:
    """Whether this system takes its packages with apt."""
    return sys.platform == "linux" and shutil.which("apt-get") is not None


def may_install() -> bool:
    """Whether we may install packages ourselves, without asking anyone for a password."""
    return sys.platform == "linux" and is_here() and os.geteuid() == 0


def command(packages: Iterable[str]) -> str:
    """The one command that a person runs to have these packages."""
    return f"sudo apt-get install {' '.join(packages)}"


def install(packages: Sequence[str], on_command: Listener, on_line: Listener) -> bool:
    """Install packages as root, telling each command given and each line answered; whether it went well."""
    on_command("apt-get update")
    # Stale lists may still do, so it is the installation that decides.
    _run(["apt-get", *_PATIENCE, "update"], on_line)
    on_command(f"apt-get install {' '.join(packages)}")
    return _run(["apt-get", *_PATIENCE, "install", "-y", "--no-install-recommends", *packages], on_line) == 0


def _run(words: Sequence[str], on_line: Listener) -> int:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        words,
        env=quiet,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            on_line(line)
    return process.returncode
