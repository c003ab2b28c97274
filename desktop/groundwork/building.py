"""Making `.venv` and filling it with what pyproject.toml lists, as a user watches.

A set-up that was broken off is never believed: a mark lies in the folder from its first write to its last,
and whoever finds the mark begins afresh. Two set-ups at once take turns, and the second finds the work done.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from desktop.groundwork import debian, environment, failures, lock, qt_libraries
from desktop.groundwork.failures import SetupFailed
from desktop.groundwork.sentences import Voice

__all__ = ["SetupFailed", "build"]

_LOCK, _LOG, _UNFINISHED = "setup.lock", "setup.log", "setup.unfinished"

_FETCHING = re.compile(r"\s*(?:Downloading|Using cached) (?:\S*/)?([\w.]+)-(\d[^-\s]*)\S* \((.+)\)")
_INSTALLING = re.compile(r"Installing collected packages: (.+)")


def build(folder: Path, extra: str, voice: Voice) -> None:
    """Make the environment whole, with pyproject.toml's list `extra`; SetupFailed says what hindered it."""
    log = folder / _LOG
    try:
        folder.mkdir(exist_ok=True)
        with lock.held(folder / _LOCK, on_wait=lambda: voice.say("waiting")) as held:
            # Whoever held the lock before us may have done it all already.
            if not environment.is_complete(folder, extra):
                with log.open("w", encoding="utf-8") as account:
                    _Builder(folder, voice, account, held).build(extra)
    except OSError as problem:
        raise failures.of_system(problem, folder, log) from problem


class _Builder:
    """One set-up under way: the folder it works on, whom it tells, and where the full account goes."""

    def __init__(self, folder: Path, voice: Voice, account: TextIO, held: int) -> None:
        self._folder = folder
        self._voice = voice
        self._account = account
        self._held = held

    def build(self, extra: str) -> None:
        began = time.monotonic()
        mark, stamp = self._folder / _UNFINISHED, self._folder / environment.STAMP
        extras = environment.stamped_extras(self._folder) | ({extra} if extra else set())
        broken_off = mark.exists()
        if broken_off:
            self._voice.say("redoing")
        anew = broken_off or not self._serves()
        self._voice.say("making" if anew else "refreshing", folder=self._folder)
        if anew:
            self._have_ensurepip()
        mark.touch()
        stamp.unlink(missing_ok=True)

        if anew:
            self._clear()
            self._make()
        self._fill(extras)
        self._see_to_qt()

        # Written beside and moved into place: a stamp is there whole or not at all.
        fresh = stamp.with_suffix(".new")
        fresh.write_bytes(environment.stamp_text(self._folder, frozenset(extras)))
        fresh.replace(stamp)
        mark.unlink()
        self._voice.say("done", seconds=round(time.monotonic() - began))

    def _serves(self) -> bool:
        """Whether an interpreter of our kind is there, with its pip, so that it need only be added to."""
        python = environment.python_of(self._folder)
        question = "import pip, runpy, sys; print(runpy.run_path(sys.argv[1])['identity']())"
        command = [str(python), "-I", "-c", question, environment.__file__]
        try:
            answer = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError:
            return False
        return answer.returncode == 0 and answer.stdout.strip() == environment.identity().strip()

    def _clear(self) -> None:
        """Empty the folder but for our own files; the folder itself stays, since the lock lies in it."""
        for child in self._folder.iterdir():
            if child.name in (_LOCK, _LOG, _UNFINISHED):
                continue
            if child.is_dir() and not child.is_symlink():
                shutil.rmtree(child)
            else:
                child.unlink()

    def _make(self) -> None:
        self._voice.say("interpreter")
        # Inside the very environment that is being remade, its interpreter has just been cleared away.
        python = getattr(sys, "_base_executable", "") or sys.executable
        # In two steps, since venv keeps to itself what its own call of ensurepip had to say.
        self._step("venv", [python, "-I", "-m", "venv", "--without-pip", str(self._folder)])
        self._step("ensurepip", [*self._python(), "-m", "ensurepip", "--upgrade", "--default-pip"])

    def _have_ensurepip(self) -> None:
        """Debian keeps what makes environments in a package of its own."""
        if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
            return
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if debian.may_install():
            debian.install([package], lambda command: self._voice.say("apt", command=command), self._write)
            importlib.invalidate_caches()
            if importlib.util.find_spec("ensurepip"):
                return
        raise SetupFailed("no_venv", command=debian.command([package]))

    def _fill(self, extras: frozenset[str]) -> None:
        text = (self._folder.parent / "pyproject.toml").read_text(encoding="utf-8")
        project = tomllib.loads(text)["project"]
        needs = list(project["dependencies"])
        for extra in sorted(extras):
            needs += project["optional-dependencies"].get(extra, [])
        pip = [*self._python(), "-m", "pip", "install", "--progress-bar", "off", *needs]
        self._step("pip", pip, self._tell_of_pip)

    def _tell_of_pip(self, line: str) -> None:
        if (found := _FETCHING.match(line)) and ".metadata" not in line:
            name, version, size = found.groups()
            self._voice.say("fetching", name=name, version=version.removesuffix(".tar.gz"), size=size)
        elif found := _INSTALLING.match(line):
            self._voice.say("installing", count=len(found[1].split(", ")))

    def _see_to_qt(self) -> None:
        base = {"base": str(self._folder), "platbase": str(self._folder)}
        packages = Path(sysconfig.get_path("platlib", "venv", vars=base))
        qt_libraries.provide(packages / "PySide6", self._voice, self._write)

    def _python(self) -> tuple[str, ...]:
        """The new interpreter, deaf to the user's PYTHON* settings and to what lies in the current folder."""
        return (str(environment.python_of(self._folder)), "-I", "-u", "-X", "utf8")

    def _write(self, line: str) -> None:
        self._account.write(line)
        self._account.flush()

    def _step(self, name: str, command: Sequence[str], on_line: Callable[[str], object] = str) -> None:
        """Run one step to its end, its every line into the account; SetupFailed tells why it failed."""
        self._write(f"$ {' '.join(command)}\n")
        lines: list[str] = []
        process = self._started(command)
        try:
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line)
                self._write(line)
                on_line(line)
            code = process.wait()
        except BaseException:
            _stop(process)
            raise
        if code:
            log = Path(self._account.name)
            raise failures.of_account("".join(lines), name, self._folder, log)

    def _started(self, command: Sequence[str]) -> subprocess.Popen[str]:
        # A user's own habits for pip (--user, --target) would put the packages elsewhere.
        elsewhere = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_QUIET")
        surroundings = {name: value for name, value in os.environ.items() if name not in elsewhere}
        surroundings |= {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        surroundings.setdefault("PIP_RETRIES", "3")
        # On POSIX the step has the lock's file too, and a process group of its own to be stopped by.
        posix = os.name == "posix"
        return subprocess.Popen(
            command,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            pass_fds=(self._held,) if posix else (),
            process_group=0 if posix else None,
        )


def _stop(process: subprocess.Popen[str]) -> None:
    """End a step and all that it started, and wait until it is gone."""
    if sys.platform == "win32":
        process.kill()
    else:
        # First as Ctrl+C does, which lets pip clear up after itself; then in earnest.
        for request in (signal.SIGINT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, request)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
    process.wait()
