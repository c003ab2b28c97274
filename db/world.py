"""The outside world as it is handed in: the time, randomness, and which computer this is.

Nothing else in `db` asks for these, so a test can run three computers in one process.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
import re
import secrets
import subprocess
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class World:
    """What the plan's keeping needs from outside.

    `now` gives an aware moment, `random(n)` gives n unguessable bytes, `machine` names this computer
    without telling which one it is, and `memory` is a folder of this user's on it, where the store
    keeps how far each copy had come; None where nothing is to be remembered.
    """

    now: Callable[[], dt.datetime]
    random: Callable[[int], bytes]
    machine: str
    memory: Path | None = None

    @classmethod
    def real(cls) -> World:
        """This computer, now."""
        memory = platformdirs.user_data_path("loftesplan", appauthor=False, roaming=False)
        return cls(
            now=lambda: dt.datetime.now(dt.UTC),
            random=secrets.token_bytes,
            machine=_machine(memory),
            memory=memory / "copies",
        )

    def new_key(self) -> str:
        """Make a row's identity: a random UUID in its 36-character form."""
        return str(uuid.UUID(bytes=self.random(16), version=4))

    def new_site(self) -> str:
        """Make a copy's identity: 64 random bits as 16 hexadecimal characters."""
        return self.random(8).hex()


def _machine(memory: Path) -> str:
    """Name this computer by a hash, since plan files are handed on and become public documents."""
    name = _machine_name() or _own_name(memory / "computer")
    return hashlib.sha256(b"loftesplan\0" + name.encode()).hexdigest()[:16]


def _own_name(file: Path) -> str:
    """Give a computer that has no name of its own one that lasts."""
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(secrets.token_hex(16), encoding="ascii")
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeError):
        return f"{platform.node()}-{uuid.getnode()}"


def _machine_name() -> str:
    """Find what the operating system calls the machine it was installed on; empty where it does not say."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            pass
    elif sys.platform == "darwin":
        try:
            told = subprocess.run(
                ["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"],
                capture_output=True, text=True, check=True, timeout=5,
            ).stdout  # fmt: skip
            # The rest of the answer (how long the machine was busy) is never the same twice.
            found = re.search(r'"IOPlatformUUID" = "([^"]+)"', told)
            return found[1] if found else ""
        except (OSError, subprocess.SubprocessError):
            pass
    else:
        for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
            try:
                name = Path(path).read_text(encoding="ascii").strip()
            except (OSError, UnicodeError):
                continue
            if name:
                return name
    return ""
