"""Why a set-up came to nothing, read out of what the operating system, venv and pip have to say about it."""

from __future__ import annotations

import errno
import re

# What .venv holds when it is full, tests and all; told to the user whose disk is too small.
MEGABYTES = 600

_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}

# pip and venv answer in English and with the system's numbers, whatever the user's language is.
_SPACE_WORDS = re.compile(r"\[Errno (28|27|122)\]|\[WinError 112\]|No space left on device")
_PERMISSION_WORDS = re.compile(r"\[Errno (13|1|30)\]|\[WinError 5\]|Read-only file system")
_NETWORK_WORDS = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|NameResolutionError|ProxyError|SSLError|ProtocolError"
    r"|Max retries exceeded|IncompleteRead|Connection broken|ConnectionResetError|Network is unreachable"
)
_MISSING_WORDS = re.compile(r"No matching distribution found|Could not find a version|ResolutionImpossible")


class SetupFailed(Exception):
    """Set-up could not be done, for a reason in the world outside; carries the sentence that says so."""

    def __init__(self, sentence: str, **places: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.places = places


def of_system(problem: OSError, folder: object, log: object) -> SetupFailed:
    """The failure behind an operating-system error met by set-up itself."""
    if problem.errno in _NO_SPACE:
        return SetupFailed("no_space", folder=folder, log=log, megabytes=MEGABYTES)
    if problem.errno in _NO_PERMISSION:
        return SetupFailed("no_permission", folder=folder)
    return SetupFailed("failed", reason=problem.strerror or type(problem).__name__, log=log)


def of_account(account: str, step: str, folder: object, log: object) -> SetupFailed:
    """The failure behind what a step (venv, ensurepip, pip) wrote before it gave up."""
    lines = account.splitlines()
    # A network that stumbled and came back leaves warnings; the last words are what it really failed on.
    last_words = "\n".join([line for line in lines if line.startswith(("ERROR", "Error"))] + lines[-5:])
    if _SPACE_WORDS.search(last_words):
        return SetupFailed("no_space", folder=folder, log=log, megabytes=MEGABYTES)
    if _NETWORK_WORDS.search(account):
        return SetupFailed("no_network", log=log)
    if _PERMISSION_WORDS.search(last_words):
        return SetupFailed("no_permission", folder=folder)
    if _MISSING_WORDS.search(last_words):
        return SetupFailed("not_available", log=log)
    return SetupFailed("failed", reason=step, log=log)
