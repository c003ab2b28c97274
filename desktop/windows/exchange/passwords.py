"""Passwords of servers, in the system's keyring: never in the plan, a setting, a log or a process list."""

from __future__ import annotations

from typing import Any, Final

SERVICE: Final = "Löftesplan"


def password_of(address: str) -> str:
    """The password that is kept for a server's address; empty where none is, or where none can be kept."""
    try:
        return _keyring().get_password(SERVICE, address) or ""
    except Exception:  # Each system's keyring fails in ways of its own; whoever asks is asked for it then.
        return ""


def keep_password(address: str, password: str) -> bool:
    """Keep a server's password; whether this system has somewhere to keep it."""
    try:
        _keyring().set_password(SERVICE, address, password)
    except Exception:
        return False
    return True


def forget_password(address: str) -> None:
    """Keep a server's password no longer."""
    try:
        _keyring().delete_password(SERVICE, address)
    except Exception:
        return


def _keyring() -> Any:
    # Imported when it is needed: it looks for the system's keyring, which takes a while.
    import keyring

    return keyring
